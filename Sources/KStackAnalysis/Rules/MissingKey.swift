internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let missingKey = Rule(
    "missing-key", .error, mayBeUnfinished: true,
    summary: "a key that must be there is missing",
    explanation: """
      kstack rejects the file without it: a file needs `apps`, every app and sidecar an `image`, and some smaller mappings \
      have required keys of their own, which their pages name.
      """,
    bad: "apps:\n  web:\n    ports:\n      - \"8080:80\"\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n"
  ) { file, findings in
    for missing in file.binding.missingKeys {
      let mapping = missing.mapping
      // What seems to be missing may be on a line that could not be read.
      guard !file.tree.isIncomplete(in: extent(of: mapping, file)) else { continue }
      findings.report(
        underline(mapping, file), through: missing.use, "\(subject(missing, file)) has no '\(missing.key.name)'")
    }
    for choice in file.binding.choices where choice.written.isEmpty {
      guard !file.tree.isIncomplete(in: extent(of: choice.mapping, file)) else { continue }
      let names = choice.record.keys.map { "'\($0.name)'" }.joined(separator: " or ")
      findings.report(
        underline(choice.mapping, file), through: choice.use,
        "\(Wording.subject(choice.mapping, choice.record, use: choice.use)) needs \(names)")
    }
    if file.tree.root == nil, !file.tree.isIncomplete(in: 0..<file.text.bytes.count + 1),
      case .record(let record) = file.context.language.root.mapping
    {
      for key in record.keys where key.isRequired {
        findings.report(0..<0, "the file is empty; it needs at least '\(key.name)'")
      }
    }
  }

  private static func subject(_ missing: Binding.MissingKey, _ file: StackFile) -> String {
    missing.container.map { Wording.container($0, in: file.binding) }
      ?? Wording.subject(missing.mapping, missing.record, use: missing.use)
  }

  /// From behind the mapping's key to the next node behind it: where an entry of it could stand.
  private static func extent(of mapping: YAMLNode, _ file: StackFile) -> Range<Int> {
    let start = mapping.partner?.range.upperBound ?? mapping.wholeRange.lowerBound
    let next = file.tree.node(mapping.subtreeEnd)?.wholeRange.lowerBound ?? file.text.bytes.count + 1
    return (mapping.role == .root ? 0 : min(start, next))..<max(start, next)
  }

  /// The key that names the mapping, or its first key.
  private static func underline(_ mapping: YAMLNode, _ file: StackFile) -> Range<Int> {
    if mapping.role == .value, let key = mapping.partner { return key.range }
    if let first = mapping.children.first(where: { _ in true }), !first.range.isEmpty { return first.range }
    let start = mapping.range.lowerBound
    return start..<min(start + 1, mapping.range.upperBound)
  }
}
