internal import YAMLSyntax

extension Rule {
  static let invalidMerge = Rule(
    "invalid-merge", .error,
    summary: "a merge key with something that is no mapping",
    explanation: """
      `<<` takes over the entries of another mapping, so behind it stands an alias of a mapping, a mapping, or a list of \
      them. Anything else makes loading fail. A key that is really called `<<` needs quotes.
      """,
    bad: "x-image: &image nginx:1.27\napps:\n  web:\n    <<: *image\n    image: nginx:1.27\n",
    good: "x-base: &base\n  image: nginx:1.27\napps:\n  web:\n    <<: *base\n"
  ) { file, findings in
    for key in file.tree.nodes(where: { _, role, type in role == .key && type == .merge }) {
      guard let value = key.partner else { continue }
      guard let (place, found) = fault(value) else { continue }
      if place.isMissing {
        findings.report(key.range, "'<<' has no value; it takes over the entries of a mapping, such as '<<: *base'")
      } else {
        findings.report(
          place.firstLine(in: file.text),
          "'<<' takes over the entries of a mapping, and \(Wording.quote(file.text.string(in: place.range))) is "
            + (found.kind == .scalar && found.scalarKind == .null ? "null" : Wording.form(found)))
      }
    }
  }

  /// The first thing that cannot be merged, as written and as it loads; nil for an alias without its anchor, which has
  /// a rule of its own.
  private static func fault(_ value: YAMLNode) -> (place: YAMLNode, found: YAMLNode)? {
    guard let target = value.dereferenced else { return nil }
    switch target.kind {
    case .mapping: return nil
    case .sequence:
      for item in target.children {
        if let inner = item.dereferenced, inner.kind != .mapping { return (value.kind == .alias ? value : item, inner) }
      }
      return nil
    case .scalar, .alias: return (value, target)
    }
  }
}
