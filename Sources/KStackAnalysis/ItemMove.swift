internal import KStackSchema
internal import YAMLSyntax

extension StackFile {
  /// The edits that take an item out of one list of a container and put it, in another form, into another list of it. A
  /// list that loses its last item goes with its key; a list that is not there is made in the first one's place.
  ///
  /// - Parameters:
  ///   - item: an item of a block list that is written in its place.
  ///   - container: in ``Binding/containers``.
  ///   - key: the other list's key.
  ///   - lines: the item's new text, without dash and indentation.
  /// - Returns: nil where what the author wrote would have to be rearranged or would change its meaning.
  func moving(_ item: YAMLNode, of container: Int, to key: String, as lines: [String]) -> [TextEdit]? {
    guard binding.containers.indices.contains(container), let list = item.parent, list.style == .block,
      item.role == .item, item.anchor == nil, list.anchor == nil, list.tag == nil, let from = list.partner,
      let body = from.parent, body == binding.containers[container].body, body.style == .block,
      let dash = text.dash(before: item.range.lowerBound), isBlank(before: dash)
    else { return nil }
    let existing = body.entries.first { $0.key.says(key) }
    let count = list.items.count
    guard count <= 200, tree.comments.count <= 2_000 else { return nil }
    let isLast = count == 1
    // A list of its own ends what a sidecar inherits, and without its own it begins to.
    if let app = binding.containers[container].app, binding.containers.indices.contains(app) {
      let inherited = binding.containers[app].entries.map(\.key.string)
      if existing == nil, inherited.contains(key) { return nil }
      if isLast, inherited.contains(from.string) { return nil }
    }
    let merged = binding.containers[container].entries.filter { $0.use != nil }.map(\.key.string)
    if merged.contains(key) || isLast && merged.contains(from.string) { return nil }

    let end = lineEnd(item.range.upperBound)
    let tail = text.string(in: item.range.upperBound..<end)
    let hasInnerComment = tree.comments.contains { $0.lowerBound >= dash && $0.upperBound <= item.range.upperBound }
    guard !hasInnerComment, tail.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) || tail.contains("#") else { return nil }
    guard let first = lines.first else { return nil }
    let rest = lines.dropFirst()
    func newText(at column: Int) -> String {
      let indent = style.newline + style.indent(column)
      return ([indent + "- " + first + tail] + rest.map { indent + "  " + $0 }).joined()
    }

    let start = isLast ? from.wholeRange.lowerBound : dash
    if isLast {
      guard isBlank(before: start),
        text.bytes[from.range.upperBound..<lineEnd(from.range.upperBound)]
          .allSatisfy({ $0 == UInt8(ascii: ":") || $0 == 0x20 })
      else { return nil }
    }
    let line = text.line(at: start)
    guard line > 0 else { return nil }
    let removal = text.lineRange(line - 1).upperBound..<end
    if isLast, tree.comments.contains(where: { $0.lowerBound > start && $0.upperBound < dash }) { return nil }

    if let existing {
      guard existing.value.kind == .sequence, existing.value.style == .block, existing.value.anchor == nil,
        let last = existing.value.items.last
      else { return nil }
      guard let lastDash = text.dash(before: last.wholeRange.lowerBound) else { return nil }
      let offset = lineEnd(existing.value.range.upperBound)
      return [
        TextEdit(range: removal, replacement: ""),
        TextEdit(range: offset..<offset, replacement: newText(at: text.column(of: lastDash))),
      ].inOrder
    }
    let column = text.column(of: from.wholeRange.lowerBound)
    let entry = style.newline + style.indent(column) + "\(key):" + newText(at: column + style.listIndent)
    if isLast { return [TextEdit(range: removal, replacement: entry)] }
    let offset = lineEnd(list.range.upperBound)
    return [
      TextEdit(range: removal, replacement: ""), TextEdit(range: offset..<offset, replacement: entry),
    ]
  }

  private func lineEnd(_ offset: Int) -> Int { max(offset, text.lineRange(text.line(at: offset)).upperBound) }

  private func isBlank(before offset: Int) -> Bool {
    let start = text.lineStart(text.line(at: offset))
    return text.bytes[min(start, offset)..<offset].allSatisfy { $0 == 0x20 }
  }
}
