internal import YAMLSyntax

extension Rule {
  static let missingEnvFile = Rule(
    "missing-env-file", .warning, group: .environment,
    summary: "a file of variables that does not exist",
    explanation: """
      The paths under `env_file` are relative to the stack file. One of them leads to no file, so its variables never \
      reach the container. Nothing is said where the disk cannot be seen, as for a file that was never saved.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    env_file:\n      - ./wbe.env\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    env_file:\n      - ./web.env\n"
  ) { file, findings in
    guard let existing = file.context.existingPaths else { return }
    for bound in file.environmentFiles where !existing.contains(bound.node.string) {
      let path = Wording.quote(bound.node.string)
      let place = bound.node.value.first == UInt8(ascii: "/") ? "" : "; it is looked for beside this file"
      findings.report(bound.node.range, through: bound.use, "there is no file \(path)\(place)")
    }
  }
}
