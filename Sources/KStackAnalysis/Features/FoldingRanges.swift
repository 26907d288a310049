internal import YAMLSyntax

/// Lines that an editor can hide.
public struct FoldingRange: Sendable, Hashable {
  /// From 0; the first line stays visible. Always at least two lines.
  public var lines: ClosedRange<Int>
  /// Whether comments are hidden.
  public var isComment: Bool
}

extension StackFile {
  /// What can be folded, in order, one range for a first line: entries and items of several lines, block scalars, and
  /// comments that stand on lines of their own.
  ///
  /// - Parameter limit: how many ranges are wanted; the outermost stay.
  public func foldingRanges(limit: Int? = nil) -> [FoldingRange] {
    guard isStack else { return [] }
    var byLine: [Int: FoldingRange] = [:]
    func add(_ first: Int, _ last: Int, isComment: Bool = false) {
      guard last > first, last > byLine[first]?.lines.upperBound ?? first else { return }
      byLine[first] = FoldingRange(lines: first...last, isComment: isComment)
    }
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index), node.role == .value || node.role == .item else { continue }
      let start = node.role == .value ? node.partner?.wholeRange.lowerBound : nil
      let range = text.trimmed(node.range)
      let first = text.line(at: start ?? node.wholeRange.lowerBound)
      var last = text.line(at: range.upperBound)
      if node.style == .flow, text.isFirst(inLine: range.upperBound - 1) {
        // The closing bracket on its own line stays visible.
        last -= 1
      }
      add(first, last)
    }
    for lines in commentBlocks() { add(lines.lowerBound, lines.upperBound, isComment: true) }
    let ranges = byLine.values.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
    guard let limit, ranges.count > limit else { return ranges }
    var open: [Int] = []
    let depths = ranges.map { range in
      while let end = open.last, end < range.lines.lowerBound { open.removeLast() }
      open.append(range.lines.upperBound)
      return open.count
    }
    let kept = depths.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }.prefix(max(0, limit)).sorted()
    return kept.map { ranges[$0] }
  }

  /// Runs of lines with nothing but a comment.
  private func commentBlocks() -> [ClosedRange<Int>] {
    var blocks: [ClosedRange<Int>] = []
    for comment in tree.comments where text.isFirst(inLine: comment.lowerBound) {
      let line = text.line(at: comment.lowerBound)
      if let last = blocks.last, last.upperBound + 1 == line {
        blocks[blocks.count - 1] = last.lowerBound...line
      } else {
        blocks.append(line...line)
      }
    }
    return blocks
  }
}

extension SourceText {
  /// Whether nothing but white space stands before the offset on its line.
  fileprivate func isFirst(inLine offset: Int) -> Bool {
    let offset = min(max(0, offset), bytes.count)
    return bytes[lineStart(line(at: offset))..<offset].allSatisfy { $0 <= 0x20 }
  }
}
