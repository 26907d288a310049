/// libyaml drops comments; they are found in what lies between the scalars.
enum Comments {
  /// A `#` opens a comment when white space, a line's begin or a bracket stands before it and no scalar covers it.
  static func find(in text: SourceText, nodes: [YAMLTree.Record], lost: [Range<Int>]) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    let bytes = text.bytes
    var node = 0
    var offset = 0
    while let hash = bytes[offset...].firstIndex(of: .hash) {
      offset = hash + 1
      guard hash == 0 || bytes[hash - 1].opensToken || hash == text.byteOrderMarkLength else { continue }
      // Leaves come in order of position, so that the search never goes back.
      while node < nodes.count, nodes[node].isCollection || nodes[node].end <= hash { node += 1 }
      if node < nodes.count, nodes[node].start <= hash {
        // A block scalar's header may carry a comment; its text may not.
        let isBlock = nodes[node].style == .literal || nodes[node].style == .folded
        guard isBlock, text.line(at: Int(nodes[node].start)) == text.line(at: hash) else { continue }
      }
      var end = hash
      while end < bytes.count, !bytes[end].isLineBreak { end += 1 }
      if !lost.contains(where: { $0.contains(hash) }) { comments.append(hash..<end) }
      offset = end
    }
    return comments
  }
}
