import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// Between the analysis (byte offsets, its own types) and LSP, for one client. The only code that knows both, and the
/// only code that asks what the client can take.
struct Translation {
  let client: LSP.ClientCapabilities
  let encoding: PositionEncoding
  /// The page whose sections explain the codes, as a URI; nil when there is none.
  let referencePage: String?
  /// Commands that the client runs itself.
  var clientCommands: Set<String> = []

  // MARK: - Places

  func offset(_ position: LSP.Position, in text: SourceText) -> Int {
    text.offset(at: TextPosition(position), in: encoding)
  }

  func offsets(_ range: LSP.Range, in text: SourceText) -> Range<Int> {
    let (start, end) = (offset(range.start, in: text), offset(range.end, in: text))
    return min(start, end)..<max(start, end)
  }

  func position(_ offset: Int, in text: SourceText) -> LSP.Position {
    let position = text.position(at: offset, in: encoding)
    return LSP.Position(line: position.line, character: position.column)
  }

  func range(_ range: Range<Int>, in text: SourceText) -> LSP.Range {
    LSP.Range(start: position(range.lowerBound, in: text), end: position(range.upperBound, in: text))
  }

  func edit(_ edit: TextEdit, in text: SourceText) -> LSP.TextEdit {
    LSP.TextEdit(range: range(edit.range, in: text), newText: edit.replacement)
  }

  /// All edits of one change, in their order. Lines that are added behind the last line break go in before it, to the
  /// same effect: an editor's buffer need not have a line there, and Neovim would leave an empty one at the end.
  func edits(_ edits: [TextEdit], in text: SourceText) -> [LSP.TextEdit] {
    let end = text.bytes.count
    let lineBreak = text.lineRange(text.lineCount - 2).upperBound..<end
    let written = text.string(in: lineBreak)
    let isApart = edits.allSatisfy { edit in
      edit.range.upperBound < lineBreak.lowerBound
        || edit.range == end..<end && edit.replacement.utf8.reversed().starts(with: written.utf8.reversed())
    }
    guard text.lineStart(text.lineCount - 1) == end, !lineBreak.isEmpty, isApart else {
      return edits.map { edit($0, in: text) }
    }
    return edits.map { added in
      guard added.range == end..<end else { return edit(added, in: text) }
      let lines = String(decoding: added.replacement.utf8.dropLast(lineBreak.count), as: UTF8.self)
      let place = lineBreak.lowerBound..<lineBreak.lowerBound
      return edit(TextEdit(range: place, replacement: written + lines), in: text)
    }
  }

  // MARK: - Formatting

  /// What the client does not say is done (LSP 3.17, `FormattingOptions`).
  func formattingOptions(_ options: LSP.FormattingOptions) -> FormattingOptions {
    FormattingOptions(
      indent: options.tabSize, trimsTrailingWhitespace: options.trimTrailingWhitespace ?? true,
      insertsFinalNewline: options.insertFinalNewline ?? true, trimsFinalNewlines: options.trimFinalNewlines ?? true)
  }

  // MARK: - Diagnostics

  func diagnostic(_ diagnostic: Diagnostic, in text: SourceText, uri: LSP.DocumentUri) -> LSP.Diagnostic {
    let tags = diagnostic.tags.map(\.rawValue).filter(client.diagnosticTags.contains).sorted()
      .compactMap(LSP.DiagnosticTag.init(rawValue:))
    let related = diagnostic.related.map { place in
      LSP.DiagnosticRelatedInformation(
        location: LSP.Location(uri: uri, range: range(place.range, in: text)), message: place.message)
    }
    return LSP.Diagnostic(
      range: range(diagnostic.range, in: text),
      severity: LSP.DiagnosticSeverity(rawValue: diagnostic.severity.rawValue),
      code: .string(diagnostic.code),
      codeDescription: codeDescription(diagnostic.code),
      source: "kstack",
      message: diagnostic.message,
      tags: tags.isEmpty ? nil : tags,
      relatedInformation: client.diagnosticRelatedInformation && !related.isEmpty ? related : nil)
  }

  private func codeDescription(_ code: String) -> LSP.CodeDescription? {
    guard client.diagnosticCodeDescription, let referencePage else { return nil }
    return LSP.CodeDescription(href: "\(referencePage)#\(code)")
  }

  // MARK: - Hover

  func hover(_ hover: Hover, in text: SourceText) -> LSP.Hover {
    LSP.Hover(contents: content(hover, formats: client.hoverFormats), range: range(hover.range, in: text))
  }

  /// In the first format of the client's list that we have; plain for a client that names none.
  func content(_ hover: Hover, formats: [String]) -> LSP.MarkupContent {
    let kind = formats.lazy.compactMap(LSP.MarkupKind.init(rawValue:)).first ?? .plaintext
    return LSP.MarkupContent(kind: kind, value: kind == .markdown ? hover.markdown : hover.plainText)
  }

  // MARK: - Completion

  /// Whether the client asks for documentation when it shows an item.
  var resolvesDocumentation: Bool { client.completionResolveProperties.contains("documentation") }

  /// What ``CompletionItem/documentationID`` stands for, as the client wants it.
  func documentation(for id: String, in context: AnalysisContext) -> LSP.MarkupContent? {
    guard let markdown = StackFile.completionDocumentation(for: id, in: context) else { return nil }
    return content(Hover(range: 0..<0, markdown: markdown), formats: client.completionDocumentationFormats)
  }

  /// Those of LSP 1.0, of symbols as of items.
  static let oldestKinds = Set(1...18)
}

extension TextPosition {
  init(_ position: LSP.Position) {
    self.init(line: position.line, column: position.character)
  }
}

extension PositionEncoding {
  /// What both sides use: UTF-8 when the client offers it, because that is what the text is kept in, else UTF-16,
  /// which every client has (LSP 3.17, `PositionEncodingKind`), unless a client offers only UTF-32.
  init(offered: [LSP.PositionEncodingKind]) {
    if offered.contains(.utf8) {
      self = .utf8
    } else {
      self = offered == [.utf32] ? .utf32 : .utf16
    }
  }

  var lspKind: LSP.PositionEncodingKind {
    switch self {
    case .utf8: .utf8
    case .utf16: .utf16
    case .utf32: .utf32
    }
  }
}
