internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let conflictingKeys = Rule(
    "conflicting-keys", .error,
    summary: "two keys of which only one can be there",
    explanation: """
      An item of `envFrom` names either a `config` or a `secret`; kstack rejects an item with both. Write two items.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    envFrom:\n      - config:\n          name: web\n        secret:\n          name: web\nconfigs:\n  web:\n    external: true\nsecrets:\n  web:\n    external: true\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    envFrom:\n      - config:\n          name: web\n      - secret:\n          name: web\nconfigs:\n  web:\n    external: true\nsecrets:\n  web:\n    external: true\n"
  ) { file, findings in
    for choice in file.binding.choices {
      guard let first = choice.written.first, let second = choice.written.dropFirst().first else { continue }
      findings.report(
        second.range, through: choice.use,
        "\(Wording.subject(choice.mapping, choice.record, use: choice.use)) has either \(Wording.quote(first.string)) or "
          + "\(Wording.quote(second.string)), not both; write two items")
    }
  }
}
