internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let missingValue = Rule(
    "missing-value", .error, mayBeUnfinished: true,
    summary: "a key has no value",
    explanation: """
      A key with nothing behind it has the value null, which kstack accepts only in a few places (an entry of `volumes`, \
      for example). Write the value, or remove the key. For an empty text write `""`. For a key that may be left out this \
      is a warning, for all others an error.
      """,
    bad: "apps:\n  web:\n    image:\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n"
  ) { file, findings in
    for unindented in file.binding.unindented {
      let bound = unindented.bound
      let verb = unindented.entries.count == 1 ? "belongs under it and is" : "belong under it and are"
      findings.report(
        bound.underline(in: file.text), through: bound.use,
        "\(Wording.subject(bound)) is empty; \(Wording.names(unindented.entries)) \(verb) not indented",
        fixes: Fix.indenting(unindented, in: file))
    }
    let explained = Set(file.binding.unindented.map(\.bound.node.index))
    for bound in file.binding.empty where !explained.contains(bound.node.index) {
      guard !file.tree.isIncomplete(in: place(bound, file)) else { continue }
      findings.report(
        bound.underline(in: file.text), through: bound.use, message(bound),
        severity: isOptional(bound) ? .warning : .error, fixes: fixes(bound))
    }
  }

  /// A key that may be left out: with nothing behind it, it says as much as when it is left out.
  private static func isOptional(_ bound: Binding.Bound) -> Bool {
    guard let key = bound.key, !key.isRequired, bound.shape === key.shape else { return false }
    if case .record(let record) = bound.shape.mapping { return !record.keys.contains(where: \.isRequired) }
    return true
  }

  private static func message(_ bound: Binding.Bound) -> String {
    let isMissing = bound.node.isMissing
    let null = Wording.quote(bound.node.string)
    if bound.node.role == .item {
      return isMissing
        ? "this list item is empty; write \(Wording.expectation(bound.shape)), or remove the dash"
        : "\(null) means no value here; write \(Wording.expectation(bound.shape))"
    }
    let subject = bound.node.role == .root ? "the file" : Wording.subject(bound)
    let written = isMissing ? "is empty" : "is \(null), which means no value"
    switch bound.shape.mapping {
    case .record(let record):
      if let key = record.keys.first(where: \.isRequired) {
        return "\(subject) \(written); it needs at least '\(key.name)'"
      }
    case .names(let kind, _):
      let advice = bound.key?.isRequired ?? false ? "" : ", or remove the key"
      return "\(subject) \(written); it needs at least one \(Wording.noun(kind))\(advice)"
    case nil: break
    }
    if bound.shape.items != nil, bound.shape.scalar == nil {
      return "\(subject) \(written); it needs at least one item, or remove the key"
    }
    let ending =
      bound.shape.scalar == .environmentValue
      ? "write \"\" for an empty text" : "it must be \(Wording.expectation(bound.shape))"
    return "\(subject) \(isMissing ? "has no value" : written); \(ending)"
  }

  private static func fixes(_ bound: Binding.Bound) -> [Fix] {
    guard bound.shape.scalar == .environmentValue else { return [] }
    guard bound.node.role == .value, bound.node.anchor == nil, bound.node.tag == nil else { return [] }
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
