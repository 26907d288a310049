import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// Structure: outline, folding, selection, links.
extension Translation {
  // MARK: - Outline

  func documentSymbols(_ symbols: [DocumentSymbol], in text: SourceText, uri: LSP.DocumentUri) -> LSP.DocumentSymbols {
    if client.symbolHierarchy { return .tree(symbols.map { tree($0, in: text) }) }
    var list: [LSP.SymbolInformation] = []
    for symbol in symbols { flatten(symbol, within: nil, in: text, uri: uri, into: &list) }
    return .list(list)
  }

  private func tree(_ symbol: DocumentSymbol, in text: SourceText) -> LSP.DocumentSymbol {
    LSP.DocumentSymbol(
      name: symbol.name, detail: symbol.detail, kind: kind(symbol.kind), range: range(symbol.range, in: text),
      selectionRange: range(symbol.selection, in: text),
      children: symbol.children.isEmpty ? nil : symbol.children.map { tree($0, in: text) })
  }

  private func flatten(
    _ symbol: DocumentSymbol, within container: String?, in text: SourceText, uri: LSP.DocumentUri,
    into list: inout [LSP.SymbolInformation]
  ) {
    list.append(
      LSP.SymbolInformation(
        name: symbol.name, kind: kind(symbol.kind),
        location: LSP.Location(uri: uri, range: range(symbol.range, in: text)), containerName: container))
    for child in symbol.children { flatten(child, within: symbol.name, in: text, uri: uri, into: &list) }
  }

  private func kind(_ kind: DocumentSymbol.Kind) -> LSP.SymbolKind { self.kind(kind, known: client.symbolKinds) }

  /// `known` are the kinds that the client announced for the request; nil stands for those of LSP 1.0.
  func kind(_ kind: DocumentSymbol.Kind, known: Set<Int>?) -> LSP.SymbolKind {
    let wanted: LSP.SymbolKind =
      switch kind {
      case .section: .namespace
      case .app: .module
      case .sidecar: .package
      case .image: .constant
      case .port: .interface
      case .variable: .variable
      case .volume, .mount: .field
      case .config: .file
      case .secret: .key
      case .domain: .interface
      case .key: .property
      case .text: .string
      case .number: .number
      case .boolean: .boolean
      case .empty: .null
      case .list: .array
      case .mapping: .object
      }
    return (known ?? Self.oldestKinds).contains(wanted.rawValue) ? wanted : .property
  }

  // MARK: - Folding

  func foldingRange(_ folding: FoldingRange, in text: SourceText) -> LSP.FoldingRange {
    let (first, last) = (folding.lines.lowerBound, folding.lines.upperBound)
    let isWhole = client.foldsWholeLines
    func end(_ line: Int) -> Int? {
      isWhole ? nil : position(text.lineRange(line).upperBound, in: text).character
    }
    return LSP.FoldingRange(
      startLine: first, startCharacter: end(first), endLine: last, endCharacter: end(last),
      kind: folding.isComment ? "comment" : nil)
  }

  // MARK: - Selection

  func selectionRange(_ ranges: [Range<Int>], in text: SourceText) -> LSP.SelectionRange {
    LSP.SelectionRange(ranges: ranges.map { range($0, in: text) })
  }

  // MARK: - Links

  /// Whole, for many clients never ask for more; with what ``resolved(_:)`` needs for one that does. Nil for a path that
  /// cannot be found from the document's own.
  func documentLink(_ link: DocumentLink, of document: Document) -> LSP.DocumentLink? {
    let data: JSONValue
    switch link.target {
    case .page(let address): data = ["target": .string(address), "tooltip": .string(link.tooltip)]
    case .file(let path):
      guard let uri = DocumentURI.uri(forRelativePath: path, besideFile: document.uri) else { return nil }
      data = ["target": .string(uri), "tooltip": .string(link.tooltip)]
    }
    return resolved(
      LSP.DocumentLink(range: range(link.range, in: document.text), target: nil, tooltip: nil, data: data))
  }

  /// A link with the target and the tooltip that its data names, where it has none.
  func resolved(_ link: LSP.DocumentLink) -> LSP.DocumentLink {
    var link = link
    link.target = link.target ?? link.data?["target"]?.string
    if client.linkTooltips { link.tooltip = link.tooltip ?? link.data?["tooltip"]?.string }
    return link
  }
}
