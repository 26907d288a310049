internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unknownKey = Rule(
    "unknown-key", .warning,
    summary: "a key that kstack does not know",
    explanation: """
      At the top of a file and in a container kstack ignores a key that it does not know, without a word: what stands \
      below it never reaches the cluster. In other places it rejects the file. Most such keys are slips (`enviroment`) or \
      come from another tool (`services`, `env`, `volumeFrom`).
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    enviroment:\n      MODE: production\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      MODE: production\n"
  ) { file, findings in
    for unknown in file.binding.unknownKeys where !unknown.isNestedSidecars(in: file.binding) {
      let key = unknown.entry.key
      guard key.kind == .scalar, !key.range.isEmpty else { continue }
      let name = Wording.quote(key.string)
      if unknown.isItemWithoutSpace(in: file.text) {
        let offset = key.range.lowerBound + 1
        findings.report(
          key.range, through: unknown.use, "\(name) is no item of the list above; there must be a space behind its '-'",
          fixes: [Fix(title: "add a space", edits: [TextEdit(range: offset..<offset, replacement: " ")])])
      } else if let advice = unknown.record.advice[key.string] {
        findings.report(
          key.range, through: unknown.use, "\(name) does not exist here; \(advice)",
          severity: unknown.isRejected || unknown.record.keys.contains(where: \.isRequired) ? .error : .warning,
          fixes: file.mountingVolume(of: unknown))
      } else if unknown.belongsToApp(in: file.binding) {
        findings.report(
          key.range, through: unknown.use, "\(name) belongs to an app; in a sidecar kstack ignores it")
      } else if let meant = unknown.meant {
        let severity: Diagnostic.Severity = meant.isRequired || unknown.isRejected ? .error : .warning
        findings.report(
          key.range, through: unknown.use, "unknown key \(name); did you mean '\(meant.name)'?", severity: severity,
          fixes: Fix.replacing(key, with: meant.name, in: file))
      } else {
        let reader = file.context.language.reader
        let outcome =
          unknown.isRejected ? "\(reader) rejects it in \(Wording.indefinite(unknown.record))" : "\(reader) ignores it"
        findings.report(
          key.range, through: unknown.use, "unknown key \(name); \(outcome)",
          severity: unknown.isRejected ? .error : .warning)
      }
    }
  }
}

extension Binding.UnknownKey {
  var isRejected: Bool { record.unknownKeys == .rejected }

  /// A key that apps have and sidecars do not.
  func belongsToApp(in binding: Binding) -> Bool { keyOfApp(in: binding) != nil }

  func isNestedSidecars(in binding: Binding) -> Bool {
    guard let key = keyOfApp(in: binding), case .names(.sidecar, _) = key.shape.mapping else { return false }
    return true
  }

  /// `-item:` right below a list whose dashes stand as deep as its key.
  func isItemWithoutSpace(in text: SourceText) -> Bool {
    let key = entry.key
    guard use == nil, key.style == .plain, key.value.first == UInt8(ascii: "-"), key.value.count > 1 else {
      return false
    }
    // What stands before the key is the value above it or the end of that.
    var before = mapping.tree.node(key.index - 1)
    while let node = before, node != mapping, node.parent != mapping { before = node.parent }
    guard let above = before, above != mapping else { return false }
    return above.kind == .sequence && above.style == .block
      && text.column(of: above.range.lowerBound) == text.column(of: key.range.lowerBound)
  }

  private func keyOfApp(in binding: Binding) -> Key? {
    guard record.container == .sidecar, let app = binding.containers.element(container)?.app else { return nil }
    return binding.containers.element(app)?.record.key(entry.key.value)
  }
}
