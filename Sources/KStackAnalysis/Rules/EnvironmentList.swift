internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let environmentList = Rule(
    "environment-list", .error, group: .environment,
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
        "\(Wording.subject(bound)) must be a mapping, 'NAME: value', not a list", fixes: asMapping(bound, file))
    }
  }

  /// The cure: the same variables as a mapping.
  static func asMapping(_ bound: Binding.Bound, _ file: StackFile) -> [Fix] {
    let list = bound.node
    guard let key = list.partner else { return [] }
    // A list may stand at its key's own column, a mapping may not.
    let isFlush = file.text.column(of: list.range.lowerBound) <= file.text.column(of: key.wholeRange.lowerBound)
    let indent = list.style == .block && isFlush ? file.style.indent(file.style.step) : ""
    var names: Set<String> = []
    var edits: [TextEdit] = []
    for item in list.items {
      guard let entry = Entry(item, file), names.insert(entry.name).inserted else { return [] }
      if list.style == .flow {
        edits.append(TextEdit(range: item.range, replacement: entry.text))
      } else if let dash = file.text.dash(before: item.range.lowerBound) {
        edits.append(TextEdit(range: dash..<item.range.upperBound, replacement: indent + entry.text))
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

  /// What an item becomes.
  private struct Entry {
    var name: String
    var text: String

    /// From `NAME=value`, `NAME`, or `NAME: value` behind a dash.
    init?(_ item: YAMLNode, _ file: StackFile) {
      guard item.anchor == nil, item.tag == nil, !item.isMissing else { return nil }
      let entries = Array(item.entries)
      // `- NAME=a: b` is a mapping to YAML, and text to its author.
      let isText = entries.first.map { $0.key.style == .plain && $0.key.string.contains("=") } ?? false
      let isOnOneLine = file.text.line(at: item.range.lowerBound) == file.text.line(at: item.range.upperBound)
      switch item.kind {
      case .scalar,
        .mapping where isText && isOnOneLine:
        let written = item.kind == .scalar ? item.string : file.text.string(in: item.range)
        let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty else { return nil }
        name = String(first)
        let value = parts.count == 2 ? file.style.scalar(String(parts[1])) : file.style.quoted("")
        text = "\(file.style.scalar(name)): \(value)"
      case .mapping:
        guard let entry = entries.first, entries.count == 1, entry.value.kind == .scalar, isOnOneLine
        else { return nil }
        name = entry.key.string
        text = file.text.string(in: entry.range)
      case .sequence, .alias: return nil
      }
    }
  }
}
