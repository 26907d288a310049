internal import YAMLSyntax

extension Rule {
  static let unloadableValue = Rule(
    "unloadable-value", .error,
    summary: "a value that makes loading fail",
    explanation: """
      YAML gives some unquoted text a meaning that it then cannot have: `2024-13-45` looks like a date and is none, a lone \
      `=` is a special sign of YAML 1.1. A tag can ask for the impossible too, as `!!int many` does. The whole file does \
      not load then, wherever the value stands. Put text in quotes.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      SEPARATOR: =\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      SEPARATOR: \"=\"\n"
  ) { file, findings in
    // By their look only these types can fail.
    let untagged = file.tree.nodes { _, _, type in type == .timestamp || type == .merge || type == .value }
    for node in untagged.filter({ $0.tag == nil }) + file.tree.nodesWithProperties.filter({ $0.tag != nil }) {
      guard let message = fault(of: node, file) else { continue }
      let isPlain = node.kind == .scalar && node.tag == nil
      findings.report(
        node.firstLine(in: file.text), message, fixes: isPlain ? Fix.quoting(node, in: file) : [])
    }
  }

  private static func fault(of node: YAMLNode, _ file: StackFile) -> String? {
    if node.kind == .scalar {
      guard let failure = node.loadFailure else { return nil }
      // A merge of nothing but a scalar is told by its key.
      let text = Wording.quote(node.string)
      switch node.scalarKind {
      case .merge: return "'<<' can only be a key; put text in quotes"
      case .value: return "'=' alone does not load (YAML 1.1 gives it a meaning of its own); put it in quotes"
      case .timestamp where node.tag == nil:
        return "\(text) looks like a date and is none, so the file does not load; put it in quotes"
      default: return failure + ", so the file does not load"
      }
    }
    return node.loadFailure
  }
}

extension YAMLNode {
  /// Why the node itself makes loading the whole file fail, in plain words; nil when it loads, and for a tag that is not
  /// known, which has a rule of its own.
  var loadFailure: String? {
    if tag == nil {
      switch scalarKind {
      case .string, .boolean, .integer, .float, .null: return nil
      case .timestamp, .merge, .value: break
      }
    }
    guard kind == .scalar else { return collectionFailure }
    switch scalarKind {
    case .null, .float: return resolvedTag == nil ? nil : failureText
    case .string: return resolvedTag == .binary || tagNeedsCollection ? failureText : nil
    case .boolean, .integer: return resolvedTag == nil ? nil : failureText
    case .timestamp: return failureText
    case .merge, .value: return role == .key ? nil : failureText
    }
  }

  /// A tag that is not for this kind of collection.
  private var collectionFailure: String? {
    guard let tag, let resolvedTag, resolvedTag != .unknown else { return nil }
    let isRight =
      switch kind {
      case .mapping: resolvedTag == .mapping || resolvedTag == .set
      case .sequence: resolvedTag == .sequence || resolvedTag == .omap || resolvedTag == .pairs
      case .scalar, .alias: true
      }
    return isRight ? nil : "\(Wording.form(self)) can't be '\(tree.text.string(in: tag))', so the file does not load"
  }

  private var tagNeedsCollection: Bool {
    switch resolvedTag {
    case .sequence, .mapping, .omap, .pairs, .set: true
    default: false
    }
  }

  private var failureText: String? {
    // Only the usual spelling of a tag is read here; of another one nothing is said.
    if let tag, !tree.text.string(in: tag).hasPrefix("!!") { return nil }
    guard case .failure(let reason) = loaded else { return nil }
    return reason
  }
}
