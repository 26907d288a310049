internal import KStackSchema
internal import YAMLSyntax

extension Binding {
  /// A key with nothing behind it, and the entries below it that were meant to stand under it but stand as deep as it.
  struct Unindented: Sendable {
    /// The empty value, as its place in the language is.
    var bound: Bound
    /// One at least, in order, one after another.
    var entries: [YAMLNode.Entry]
  }

  /// What of a block mapping was meant to stand one level deeper: for each empty value, the entries right below it that
  /// its shape knows and the mapping itself does not.
  ///
  /// - Parameters:
  ///   - owner: the place that an entry's value has, or nil for an entry that the mapping does not know.
  ///   - isOwn: whether a key is one that the mapping may have, or most likely a slip for one.
  ///   - keepsOwn: such keys stay where they are although the empty value's shape knows them too.
  static func unindented(
    in mapping: YAMLNode, keepsOwn: Bool, owner: (YAMLNode.Entry) -> Bound?, isOwn: (YAMLNode) -> Bool
  ) -> [Unindented] {
    guard mapping.style == .block, mapping.entries.contains(where: { $0.value.isBare }) else { return [] }
    var result: [Unindented] = []
    var current: Unindented?
    func close() {
      if let found = current, found.entries.contains(where: { !isOwn($0.key) }) { result.append(found) }
    }
    for entry in mapping.entries {
      let isOwn = isOwn(entry.key)
      if let open = current, !(isOwn && keepsOwn), open.bound.shape.takes(entry, isOwn: isOwn) {
        current?.entries.append(entry)
        continue
      }
      close()
      current = nil
      if entry.value.isBare, let bound = owner(entry) { current = Unindented(bound: bound, entries: []) }
    }
    close()
    return result
  }
}

extension Shape {
  /// Whether a mapping of this shape would have such an entry, and hardly another one.
  fileprivate func takes(_ entry: YAMLNode.Entry, isOwn: Bool) -> Bool {
    guard entry.key.kind == .scalar, !entry.key.isMissing, let value = entry.value.dereferenced else { return false }
    switch mapping {
    case .record(let record):
      guard let key = record.key(entry.key.value), !value.isMissing else { return false }
      switch value.kind {
      case .scalar: return key.shape.scalar != nil
      case .sequence: return key.shape.items != nil
      case .mapping:
        // A name may be spelled like a key.
        return key.shape.mapping != nil && !value.entries.contains { record.key($0.key.value) != nil }
      case .alias: return false
      }
    case .names(let kind, let inner):
      guard !isOwn else { return false }
      if case .record(let record) = inner.mapping {
        return value.entries.contains { record.key($0.key.value) != nil }
      }
      // Any word may be a variable's name or a label's; only what looks like one counts.
      guard inner.scalar != nil, value.kind == .scalar, !value.isMissing else { return false }
      switch kind {
      case .variable:
        return entry.key.value.allSatisfy {
          UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
            || $0 == UInt8(ascii: "_")
        }
      case .free: return entry.key.value.contains(UInt8(ascii: "/"))
      default: return false
      }
    case nil: return false
    }
  }
}

extension YAMLNode {
  /// Nothing at all is written behind the key, no anchor or tag either.
  fileprivate var isBare: Bool { isMissing && anchor == nil && tag == nil }
}

extension Fix {
  /// Moves entries one level under the key that they were meant for.
  static func indenting(_ unindented: Binding.Unindented, in file: StackFile) -> [Fix] {
    guard let first = unindented.entries.first, let last = unindented.entries.last,
      let key = unindented.bound.node.partner
    else { return [] }
    let text = file.text
    let lines =
      text.line(
        at: first.range.lowerBound)...max(
        text.line(at: first.range.lowerBound), text.line(at: last.range.upperBound))
    let edits = lines.filter { !text.isBlank(line: $0) }.map { line in
      let start = text.lineRange(line).lowerBound
      return TextEdit(range: start..<start, replacement: file.style.indent(file.style.step))
    }
    return [Fix(title: "indent \(Wording.names(unindented.entries)) under \(Wording.quote(key.string))", edits: edits)]
  }
}

extension Wording {
  /// `'name'`, `'name' and 'mountPath'`, `'a' and 3 more`.
  static func names(_ entries: [YAMLNode.Entry]) -> String {
    let names = entries.prefix(2).map { quote($0.key.string) }
    return entries.count > 2 ? "\(names[0]) and \(entries.count - 1) more" : names.joined(separator: " and ")
  }
}
