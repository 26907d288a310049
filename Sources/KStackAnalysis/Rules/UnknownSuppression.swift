internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unknownSuppression = Rule(
    "unknown-suppression", .hint, group: .suppressions,
    summary: "a comment that suppresses a code that does not exist",
    explanation: """
      A comment such as `# kstack-disable-line CODE` names codes of diagnostics or names of groups. One that does not \
      exist suppresses nothing, so it is most likely misspelt. A reason stands behind ` -- `.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    enviroment: {} # kstack-disable-line unknown-key structre\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    enviroment: {} # kstack-disable-line unknown-key -- for a test\n"
  ) { file, findings in
    lazy var names = Rule.allNames
    for entry in Suppressions(file.tree).entries {
      guard let name = entry.name, !names.contains(name) else { continue }
      let meant = NearMiss.nearest(to: name.utf8, among: names)
      findings.report(
        entry.range,
        "no diagnostic has the code \(Wording.quote(name))" + (meant.map { "; did you mean '\($0)'?" } ?? ""),
        fixes: meant.map { meant in
          [
            Fix(
              title: "replace '\(name)' with '\(meant)'",
              edits: [TextEdit(range: entry.range, replacement: meant)])
          ]
        } ?? [])
    }
  }
}
