internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let changedKey = Rule(
    "changed-key", .warning, group: .environment,
    summary: "a name that YAML reads as another text",
    explanation: """
      YAML 1.1 gives unquoted keys a type as it does values. A variable, an app or a volume that is called `on`, `yes` or \
      `0755` gets the name `True` or `493`. Put such a name in quotes.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      ON: \"1\"\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      \"ON\": \"1\"\n"
  ) { file, findings in
    for (kind, key) in file.binding.declarations {
      guard key.kind == .scalar, !key.range.isEmpty, let name = key.nameReadInstead else { continue }
      findings.report(
        key.range, through: file.binding.bound(key)?.use,
        "\(Wording.quote(key.string)) is read as \(form(key)), and the \(Wording.noun(kind)) is called "
          + "\(Wording.quote(name)); put it in quotes", fixes: Fix.quoting(key, in: file))
    }
  }

  private static func form(_ key: YAMLNode) -> String {
    key.scalarKind == .null ? "null" : Wording.form(key)
  }
}

extension YAMLNode {
  /// What a key that is no text becomes as a name, when that is not what is written.
  var nameReadInstead: String? {
    switch scalarKind {
    case .null: return "None"
    case .boolean, .integer, .float, .timestamp:
      guard let text = loaded.pythonText, !text.utf8.elementsEqual(value) else { return nil }
      return text
    case .merge, .value, .string: return nil
    }
  }
}
