internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let configInEnvironment = Rule(
    "config-in-environment", .information, group: .bestPractices,
    summary: "a configuration file in an environment variable",
    explanation: """
      A value of several lines, or a whole JSON document, is a configuration file. Under the top-level `configs` it can be \
      mounted with `volumesFrom`, read by several containers, and changed without touching the containers.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      RULES: |\n        first = 1\n        second = 2\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumesFrom:\n      - config:\n          name: rules\n          mountPath: /etc/rules\nconfigs:\n  rules:\n    data:\n      rules.ini: |\n        first = 1\n        second = 2\n"
  ) { file, findings in
    for container in file.effective.containers {
      for variable in container.environment where variable.origin == .own && variable.value.kind == .scalar {
        guard isDocument(variable.value) else { continue }
        findings.report(
          variable.name.range,
          "the value of \(Wording.quote(variable.name.string)) is a configuration file; "
            + "write it under 'configs' and mount it with 'volumesFrom'")
      }
    }
  }

  /// A key of a certificate has several lines too, but is no configuration.
  private static func isDocument(_ value: YAMLNode) -> Bool {
    let bytes = value.value
    if bytes.starts(with: "-----BEGIN".utf8) { return false }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    if lines.count > 1 { return true }
    return bytes.count > 80 && bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}")
      && !bytes.starts(with: "{{".utf8)
  }
}
