internal import KStackSchema
internal import YAMLSyntax

/// A piece of text with a meaning that an editor may colour.
public struct SemanticToken: Sendable, Hashable {
  /// In UTF-8 bytes; on one line, never empty.
  public var range: Range<Int>
  /// What it is.
  public var kind: Kind
  /// Whether it gives a name.
  public var isDeclaration = false
  /// Something that can only be read: a mount's `ro`.
  public var isReadOnly = false
  /// A key that should not be used any more.
  public var isDeprecated = false

  /// What a piece of text is.
  public enum Kind: Sendable, Hashable, CaseIterable {
    case key, mergeKey, app, sidecar, volume, config, secret, anchor
    /// The name of an environment variable.
    case variable
    /// A host under `expose`.
    case domain
    case registry, image, tag, digest, port
    /// `tcp`, `udp`, `ro`, `rw`.
    case keyword
    case path
    /// A word of an enumeration.
    case choice
  }
}

extension StackFile {
  /// All tokens, in order and without overlaps. Keys that the language does not know have none, so that they look
  /// different from those it does.
  public func semanticTokens() -> [SemanticToken] {
    guard isStack else { return [] }
    var tokens = nameOccurrences().map { token(for: $0) }
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index), node.kind == .scalar, !node.isMissing else { continue }
      if node.role == .key {
        if let token = keyToken(node) { tokens.append(token) }
      } else {
        tokens += parts(of: node).compactMap { part in
          part.kind.token.map {
            let isReadOnly = part.kind == .mode && text.string(in: part.range) == Mount.Mode.readOnly.rawValue
            return SemanticToken(range: part.range, kind: $0, isReadOnly: isReadOnly)
          }
        }
      }
    }
    tokens.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var end = 0
    return tokens.filter { token in
      guard token.range.lowerBound >= end, !token.range.isEmpty,
        text.lineRange(text.line(at: token.range.lowerBound)).upperBound >= token.range.upperBound
      else { return false }
      end = token.range.upperBound
      return true
    }
  }

  private func token(for name: NameOccurrence) -> SemanticToken {
    let start = name.symbol.kind == .anchor ? max(0, name.range.lowerBound - 1) : name.range.lowerBound
    return SemanticToken(
      range: start..<name.range.upperBound, kind: name.symbol.kind.token, isDeclaration: name.isDeclaration)
  }

  private func keyToken(_ node: YAMLNode) -> SemanticToken? {
    let range = node.contentOffset.map { $0..<$0 + node.value.count } ?? node.range
    if node.isMergeKey { return SemanticToken(range: range, kind: .mergeKey) }
    guard let bound = binding.bound(node), let key = bound.key else { return nil }
    if key.shape === bound.shape, node.says(key.utf8) {
      return SemanticToken(range: range, kind: .key, isDeprecated: key.deprecation != nil)
    }
    switch bound.nameKind {
    case .variable: return SemanticToken(range: range, kind: .variable, isDeclaration: true)
    case .domain: return SemanticToken(range: range, kind: .domain, isDeclaration: true)
    // Names that occur elsewhere come with their occurrences.
    case .app, .sidecar, .volume, .config, .secret, .free, nil: return nil
    }
  }
}

extension NameOccurrence.Kind {
  fileprivate var token: SemanticToken.Kind {
    switch self {
    case .app: .app
    case .sidecar: .sidecar
    case .volume: .volume
    case .config: .config
    case .secret: .secret
    case .anchor: .anchor
    }
  }
}

extension ScalarPart.Kind {
  fileprivate var token: SemanticToken.Kind? {
    switch self {
    case .registry: .registry
    case .image: .image
    case .tag: .tag
    case .digest: .digest
    case .port: .port
    case .transport, .mode: .keyword
    case .path: .path
    case .choice: .choice
    case .source: nil
    }
  }
}
