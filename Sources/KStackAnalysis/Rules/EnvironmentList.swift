internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let environmentList = Rule(
    "environment-list", .error,
    summary: "environment variables as a list",
    explanation: """
      Docker Compose takes `- NAME=value`; kstack takes only a mapping, `NAME: value`, and rejects a list.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      - MODE=production\n      - WORKERS=4\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      MODE: production\n      WORKERS: \"4\"\n"
  ) { file, findings in
    for bound in file.binding.misshapen where bound.isEnvironmentList {
      findings.report(
        bound.underline(in: file.text), through: bound.use,
        "\(Wording.subject(bound)) must be a mapping, 'NAME: value', not a list", fixes: fixes(bound, file))
    }
  }

  private static func fixes(_ bound: Binding.Bound, _ file: StackFile) -> [Fix] {
    let style = FileStyle(file.tree)
    let list = bound.node
    guard let key = list.partner else { return [] }
    var edits: [TextEdit] = []
    // A list may stand at its key's own column, a mapping may not.
    let isFlush = file.text.column(of: list.range.lowerBound) <= file.text.column(of: key.wholeRange.lowerBound)
    for item in list.items {
      guard item.kind == .scalar, item.anchor == nil, item.tag == nil, !item.isMissing else { return [] }
      let parts = item.string.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, !name.isEmpty else { return [] }
      let value = parts.count == 2 ? style.scalar(String(parts[1])) : "\"\""
      let entry = "\(style.scalar(String(name))): \(value)"
      if list.style == .flow {
        edits.append(TextEdit(range: item.range, replacement: entry))
      } else if let dash = file.text.dash(before: item.range.lowerBound) {
        let indent = isFlush ? style.indent(style.step) : ""
        edits.append(TextEdit(range: dash..<item.range.upperBound, replacement: indent + entry))
      } else {
        return []
      }
    }
    if list.style == .flow {
      let range = list.range
      guard range.count >= 2 else { return [] }
      edits.insert(TextEdit(range: range.lowerBound..<range.lowerBound + 1, replacement: "{"), at: 0)
      edits.append(TextEdit(range: range.upperBound - 1..<range.upperBound, replacement: "}"))
    }
    return edits.isEmpty ? [] : [Fix(title: "write it as a mapping", edits: edits)]
  }
}
