internal import YAMLSyntax

extension Rule {
  static let unloadableKey = Rule(
    "unloadable-key", .error,
    summary: "a list or a mapping as a key",
    explanation: """
      YAML allows any node as a key, kstack's loader only single values: with a list or a mapping as a key the file does \
      not load. Often it is a template expression: unquoted, `{{ name }}` is a mapping whose key is a mapping. kstack \
      fills in no templates.
      """,
    bad: "x-words:\n  [yes, no]: answers\napps:\n  web:\n    image: nginx:1.27\n",
    good: "x-words:\n  \"[yes, no]\": answers\napps:\n  web:\n    image: nginx:1.27\n"
  ) { file, findings in
    for key in file.tree.nodes(where: { kind, role, _ in role == .key && kind != .scalar }) {
      guard let target = key.dereferenced, target.kind == .mapping || target.kind == .sequence else { continue }
      guard let outer = key.parent else { continue }
      // A template as a key is told by the mapping inside it.
      if isTemplate(key) { continue }
      let isTemplate = isTemplate(outer)
      findings.report(
        (isTemplate ? outer : key).firstLine(in: file.text),
        isTemplate
          ? "kstack fills in no templates, and this is a mapping as the key of a mapping; text needs quotes"
          : "\(Wording.form(target)) can't be a key; kstack's loader rejects the file")
    }
  }

  /// `{{ name }}`, or another mapping that begins with a mapping as its key and no blank between the braces.
  private static func isTemplate(_ node: YAMLNode) -> Bool {
    guard node.kind == .mapping, node.style == .flow, let key = node.children.first(where: { _ in true }) else {
      return false
    }
    return key.kind == .mapping && key.style == .flow && node.range.lowerBound + 1 == key.range.lowerBound
  }
}
