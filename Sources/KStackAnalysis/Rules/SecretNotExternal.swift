internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let secretNotExternal = Rule(
    "secret-not-external", .warning, group: .references,
    summary: "a secret that is not marked as external",
    explanation: """
      kstack creates no Secrets, not even from a `file`, and refuses to use one that is not `external: true`. Create the \
      Secret in the cluster (`kubectl create secret`) and mark it here.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    envFrom:\n      - secret:\n          name: web\nsecrets:\n  web:\n    file: ./web.env\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    envFrom:\n      - secret:\n          name: web\nsecrets:\n  web:\n    external: true\n"
  ) { file, findings in
    let misspelt = Set(file.binding.unknownKeys.filter { $0.meant?.name == "external" }.map(\.mapping.index))
    for (kind, key) in file.binding.declarations where kind == .secret {
      guard let value = key.partner, let secret = value.dereferenced, secret.kind == .mapping,
        !misspelt.contains(secret.index), !file.tree.isIncomplete(in: key.range.lowerBound..<value.range.upperBound)
      else { continue }
      let merged = Binding.merged(secret, limit: Binding.depthLimit)
      let external = merged.entries.last { $0.key.says("external") }
      let mark = external?.value.dereferenced
      guard merged.isComplete, mark == nil || mark?.loaded == .boolean(false) else { continue }
      var fixes: [Fix] = []
      if let mark, mark == external?.value, external?.use == nil {
        fixes = [Fix(title: "mark it as external", edits: [TextEdit(range: mark.range, replacement: "true")])]
      } else if mark == nil, secret == value {
        fixes = marking(secret, file)
      }
      let use = value.kind == .alias ? value : nil
      findings.report(
        mark == nil || external?.use != nil || use != nil ? key.range : mark?.range ?? key.range,
        "secret \(Wording.quote(key.string)) must be 'external: true'; kstack creates no Secrets and refuses to use it",
        fixes: fixes)
    }
  }

  private static func marking(_ secret: YAMLNode, _ file: StackFile) -> [Fix] {
    let offset: Int
    let text: String
    if secret.style == .flow {
      guard secret.range.count >= 2 else { return [] }
      offset = secret.range.lowerBound + 1
      text = "external: true" + (secret.subtreeEnd > secret.index + 1 ? ", " : "")
    } else {
      offset = secret.range.lowerBound
      text = "external: true" + file.style.newline + file.style.indent(file.text.column(of: offset))
    }
    return [Fix(title: "mark it as external", edits: [TextEdit(range: offset..<offset, replacement: text)])]
  }
}
