internal import YAMLSyntax

extension StackFile {
  /// What a growing selection takes, from the smallest piece around a byte offset to the whole file: a part of a scalar,
  /// the scalar, its entry or item, the collection, and so on. Each range lies in the next and is smaller; all hold the
  /// offset. Never empty; for a file that is no stack only the file.
  public func selectionRanges(at offset: Int) -> [Range<Int>] {
    let offset = min(max(0, offset), text.bytes.count)
    var ranges: [Range<Int>] = []
    func add(_ range: Range<Int>) {
      guard range.contains(orEndsAt: offset), !range.isEmpty else { return }
      guard let last = ranges.last else {
        ranges.append(range)
        return
      }
      guard range != last, range.lowerBound <= last.lowerBound, last.upperBound <= range.upperBound else { return }
      ranges.append(range)
    }
    if isStack {
      if let comment = tree.comments.first(where: { $0.contains(orEndsAt: offset) }) { add(comment) }
      var node = tree.node(at: offset)
      if ranges.isEmpty, let node, node.kind == .scalar {
        for part in parts(of: node) { add(part.range) }
        if let start = node.contentOffset { add(start..<start + node.value.count) }
      }
      if node.map({ $0.kind == .mapping || $0.kind == .sequence }) ?? true {
        // Between the pieces, and where nothing could be read, a line is the piece.
        let line = text.trimmed(text.lineRange(text.line(at: offset)))
        add(line.lowerBound + text.bytes[line].prefix { $0 <= 0x20 }.count..<line.upperBound)
      }
      while let current = node {
        add(text.trimmed(current.range))
        add(text.trimmed(current.wholeRange))
        if let entry = current.entryRange { add(text.trimmed(entry)) }
        if current.role == .item, let dash = text.dash(before: current.wholeRange.lowerBound) {
          add(text.trimmed(dash..<current.range.upperBound))
        }
        node = current.parent
      }
    }
    add(0..<text.bytes.count)
    return ranges.isEmpty ? [offset..<offset] : ranges
  }
}

extension YAMLNode {
  /// The entry of which this is key or value.
  fileprivate var entryRange: Range<Int>? {
    guard let partner else { return nil }
    switch role {
    case .key: return YAMLNode.Entry(key: self, value: partner).range
    case .value: return YAMLNode.Entry(key: partner, value: self).range
    case .root, .item: return nil
    }
  }
}
