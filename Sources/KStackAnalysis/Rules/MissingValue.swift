internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let missingValue = Rule(
    "missing-value", .error,
    summary: "a key has no value",
    explanation: """
      A key with nothing behind it has the value null, which kstack accepts only in a few places (an entry of `volumes`, for \
      example). Write the value, or remove the key. For an empty text write `""`.
      """,
    bad: "apps:\n  web:\n    image:\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n"
  ) { file, findings in
    for bound in file.binding.empty {
      guard !file.tree.isIncomplete(in: place(bound, file)) else { continue }
      findings.report(
        bound.underline(in: file.text), through: bound.use, message(bound), fixes: fixes(bound))
    }
  }

  private static func message(_ bound: Binding.Bound) -> String {
    if bound.node.role == .item { return "this list item is empty" }
    let subject = bound.node.role == .root ? "the file" : Wording.subject(bound)
    let written = bound.node.isMissing ? "has no value" : "is \(bound.node.string), which means no value"
    if case .record(let record) = bound.shape.mapping, let key = record.keys.first(where: \.isRequired) {
      return "\(subject) \(bound.node.isMissing ? "is empty" : written); it needs at least '\(key.name)'"
    }
    if bound.shape.scalar == .environmentValue { return "\(subject) \(written); write \"\" for an empty text" }
    return "\(subject) \(written); it must be \(Wording.expectation(bound.shape))"
  }

  private static func fixes(_ bound: Binding.Bound) -> [Fix] {
    guard bound.shape.scalar == .environmentValue else { return [] }
    let text = bound.node.isMissing ? " \"\"" : "\"\""
    return [Fix(title: "write \"\"", edits: [TextEdit(range: bound.node.range, replacement: text)], isPreferred: false)]
  }

  /// Where the value could stand: up to the next node.
  private static func place(_ bound: Binding.Bound, _ file: StackFile) -> Range<Int> {
    let start = bound.node.wholeRange.lowerBound
    return
      start..<max(start + 1, file.tree.node(bound.node.subtreeEnd)?.wholeRange.lowerBound ?? file.text.bytes.count + 1)
  }
}
