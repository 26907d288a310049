internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let environmentValue = Rule(
    "environment-value", .error, group: .environment,
    summary: "an environment value that kstack rejects",
    explanation: """
      The value of a variable is text, a number or a boolean. YAML turns some unquoted text into something else, such as \
      `2024-01-01` into a date, and kstack rejects that. Put it in quotes.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      RELEASED: 2024-01-01\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      RELEASED: \"2024-01-01\"\n"
  ) { file, findings in
    for bound in file.binding.scalars(.environmentValue) where bound.node.scalarKind == .timestamp {
      findings.report(
        bound.node.range, through: bound.use,
        "\(Wording.quote(bound.node.string)) is read as a date, which can't be an environment value; put it in quotes",
        fixes: Fix.quoting(bound.node, in: file))
    }
  }
}
