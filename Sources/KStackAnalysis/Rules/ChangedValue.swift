internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let changedValue = Rule(
    "changed-value", .warning, group: .environment,
    summary: "an environment value that reaches the container as another text",
    explanation: """
      Everything a container receives is text, made from the value as YAML 1.1 reads it: `true` and `yes` arrive as \
      `True`, `0755` as `493`, `1.10` as `1.1`, `1_000` as `1000`, `22:30:00` as `81000`. Quote a value that must arrive \
      as it is written.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      DEBUG: true\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      DEBUG: \"true\"\n"
  ) { file, findings in
    for bound in file.binding.scalars(.environmentValue) {
      let node = bound.node
      guard let received = node.textReceivedInstead else { continue }
      let cure = node.tag == nil ? "; put it in quotes" : ""
      findings.report(
        node.range, through: bound.use,
        "\(Wording.quote(node.string)) is read as \(Wording.form(node)), and the container receives "
          + "\(Wording.quote(received))\(cure)", fixes: Fix.quoting(node, in: file))
    }
  }
}

extension YAMLNode {
  /// Python's text of a boolean or a number, when that is not what is written.
  var textReceivedInstead: String? {
    switch scalarKind {
    case .boolean, .integer, .float:
      guard let text = loaded.pythonText, !text.utf8.elementsEqual(value) else { return nil }
      return text
    case .null, .timestamp, .merge, .value, .string: return nil
    }
  }
}
