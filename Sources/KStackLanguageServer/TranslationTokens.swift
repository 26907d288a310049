import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// Semantic tokens, in types and modifiers of LSP's own that the client announced: any theme colours them.
extension Translation {
  var tokenLegend: LSP.SemanticTokensLegend { Self.tokenLegend(for: client) }

  static func tokenLegend(for client: LSP.ClientCapabilities) -> LSP.SemanticTokensLegend {
    var types: [String] = []
    for type in SemanticToken.Kind.allCases.map(tokenType)
    where client.tokenTypes.contains(type) && !types.contains(type) {
      types.append(type)
    }
    return LSP.SemanticTokensLegend(
      tokenTypes: types, tokenModifiers: tokenModifiers.filter(client.tokenModifiers.contains))
  }

  private static let tokenModifiers = ["declaration", "readonly", "deprecated"]

  private static func tokenType(_ kind: SemanticToken.Kind) -> String {
    switch kind {
    case .key: "property"
    case .app: "class"
    case .sidecar: "struct"
    case .volume, .config, .secret, .image: "type"
    case .variable: "variable"
    case .anchor: "macro"
    case .domain, .registry: "namespace"
    case .tag, .choice: "enumMember"
    case .digest, .port: "number"
    case .mergeKey, .keyword: "keyword"
    case .path: "string"
    }
  }

  /// The numbers of LSP 3.17, "Semantic Tokens", for tokens in order; a token whose type the client does not know is
  /// left out.
  func tokenData(_ tokens: [SemanticToken], in text: SourceText) -> [Int] {
    let legend = tokenLegend
    let types = Dictionary(legend.tokenTypes.enumerated().map { ($1, $0) }) { first, _ in first }
    var data: [Int] = []
    data.reserveCapacity(tokens.count * 5)
    var last = LSP.Position(line: 0, character: 0)
    for token in tokens {
      guard let type = types[Self.tokenType(token.kind)] else { continue }
      let place = range(token.range, in: text)
      guard place.start.line == place.end.line, place.end.character > place.start.character else { continue }
      var modifiers = 0
      for (index, name) in legend.tokenModifiers.enumerated() where token.has(modifier: name) {
        modifiers |= 1 << index
      }
      let line = place.start.line - last.line
      data += [
        line, line == 0 ? place.start.character - last.character : place.start.character,
        place.end.character - place.start.character, type, modifiers,
      ]
      last = place.start
    }
    return data
  }

  /// The one edit between two lists of numbers; none when they are equal.
  static func tokenEdits(from old: [Int], to new: [Int]) -> [LSP.SemanticTokensEdit] {
    guard old != new else { return [] }
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    var end = 0
    while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    return [
      LSP.SemanticTokensEdit(
        start: start, deleteCount: old.count - end - start, data: Array(new[start..<new.count - end]))
    ]
  }
}

extension SemanticToken {
  fileprivate func has(modifier name: String) -> Bool {
    switch name {
    case "declaration": isDeclaration
    case "readonly": isReadOnly
    case "deprecated": isDeprecated
    default: false
    }
  }
}
