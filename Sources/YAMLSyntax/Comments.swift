/// libyaml drops comments; they are found in what lies between the scalars.
enum Comments {
  /// A `#` opens a comment where no scalar covers it and white space, a line's begin, a bracket or a closing quote
  /// stands before it. `lost` must be in order and without overlaps.
  static func find(in text: SourceText, nodes: [YAMLTree.Record], lost: [Range<Int>]) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    let bytes = text.bytes
    var node = 0
    var gap = 0
    var offset = 0
    while let hash = bytes.withUnsafeBufferPointer({ $0.firstPlace(of: .hash, from: offset) }) {
      offset = hash + 1
      guard hash == text.byteOrderMarkLength || hash > 0 && bytes[hash - 1].mayPrecedeComment else { continue }
      // Leaves come in order of position, so that the search never goes back.
      while node < nodes.count, nodes[node].isCollection || nodes[node].end <= hash { node += 1 }
      if node < nodes.count, nodes[node].start <= hash {
        // A block scalar's header may carry a comment; its text may not.
        let isBlock = nodes[node].style == .literal || nodes[node].style == .folded
        guard isBlock, text.line(at: Int(nodes[node].start)) == text.line(at: hash) else { continue }
      }
      let end = bytes[hash...].firstIndex(where: \.isLineBreak) ?? bytes.count
      while gap < lost.count, lost[gap].upperBound <= hash { gap += 1 }
      if gap == lost.count || lost[gap].lowerBound > hash { comments.append(hash..<end) }
      offset = end
    }
    return comments
  }
}

extension UInt8 {
  fileprivate var mayPrecedeComment: Bool {
    opensToken || isCloseBracket || self == .quote || self == .apostrophe
  }
}

extension [Range<Int>] {
  /// In order, those that overlap or touch made one.
  func merged() -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, last.upperBound >= range.lowerBound {
        result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
