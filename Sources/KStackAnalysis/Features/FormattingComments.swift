internal import YAMLSyntax

/// Where comments on lines of their own stand.
extension FormattingLayout {
  /// Comments on lines of their own, once all else has its place.
  mutating func placeComments() {
    var nodeBefore = -1
    var below = text.lineCount
    var belowOf = Array(repeating: text.lineCount, count: text.lineCount)
    let ownLines = Set(tree.comments.lazy.map(\.lowerBound).filter(isFirst).map(text.line(at:)))
    for line in stride(from: text.lineCount - 1, through: 0, by: -1) {
      belowOf[line] = below
      if !isBlank(line: line), !ownLines.contains(line) { below = line }
    }
    for comment in tree.comments where isFirst(comment.lowerBound) {
      let line = text.line(at: comment.lowerBound)
      while let next = tree.node(nodeBefore + 1), next.wholeRange.lowerBound < comment.lowerBound { nodeBefore += 1 }
      guard contents[line] == .structure, mayChange(line: line), indents[line] == nil else { continue }
      place(line: line, at: column(ofComment: comment.lowerBound, behind: tree.node(nodeBefore), below: belowOf[line]))
    }
  }

  private func column(ofComment offset: Int, behind leaf: YAMLNode?, below: Int) -> Int {
    let old = column(offset)
    var collections: [(old: Int, new: Int)] = []
    var ancestor = leaf
    while let node = ancestor {
      if node.style == .flow, node.range.contains(offset), let bracket = brackets[node.index] {
        return bracket.entries ?? old + bracket.shift
      }
      if node.style == .block { collections.append((node.blockColumn, columns[node.index])) }
      ancestor = node.parent
    }
    let hasBelow = below < text.lineCount && !isMarker(line: below)
    if hasBelow, indentation(ofLine: below) == old { return indents[below] ?? old }
    if let same = collections.first(where: { $0.old == old }) { return same.new }
    // Deeper than all above it: what was commented out there.
    if let deepest = collections.first, old > deepest.old {
      let isText = leaf.map { $0.style == .literal || $0.style == .folded } ?? false
      return deepest.new + (isText ? 0 : old - deepest.old == ownStep ? step : old - deepest.old)
    }
    if hasBelow { return indents[below] ?? indentation(ofLine: below) }
    return collections.first { $0.old <= old }?.new ?? 0
  }

  private func isMarker(line: Int) -> Bool {
    let bytes = text.bytes[text.lineRange(line)]
    return bytes.starts(with: "---".utf8) || bytes.starts(with: "...".utf8)
  }
}
