internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unquotedPort = Rule(
    "unquoted-port", .error, group: .network,
    summary: "a port that YAML reads as a number",
    explanation: """
      A port must be text. A bare number is rejected, and a pair can turn into another number altogether: YAML 1.1 reads \
      `8080:50` in base 60, as 484850. A pair whose second part is 60 or more stays text, which is why `8080:80` works \
      without quotes. Quote every port and the question never comes up.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - 8080:50\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:50\"\n"
  ) { file, findings in
    for bound in file.binding.scalars(.portMapping) where bound.node.scalarKind != .string {
      findings.report(
        bound.node.range, through: bound.use, message(bound.node),
        fixes: isPort(bound.node) ? Fix.quoting(bound.node, in: file) : [])
    }
  }

  /// Whether quotes are all that is missing.
  private static func isPort(_ node: YAMLNode) -> Bool {
    if case .success = PortMapping.parse(node.value) { true } else { false }
  }

  private static func message(_ node: YAMLNode) -> String {
    let text = Wording.quote(node.string)
    guard isPort(node) else {
      return "a port must be text such as \"8080:80\"; \(text) is \(Wording.form(node))"
    }
    guard case .integer(let decimal?, _) = node.loaded else {
      return "a port must be text, and \(text) is \(Wording.form(node)); put it in quotes"
    }
    if node.value.contains(UInt8(ascii: ":")) {
      return "\(text) is read as the number \(decimal) (base 60 in YAML 1.1); put it in quotes"
    }
    return "a port must be text; put \(node.string) in quotes"
  }
}
