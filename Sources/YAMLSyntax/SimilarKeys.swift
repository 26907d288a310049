extension YAMLTree {
  /// Mappings of which two keys may be equal, by a quick look, in order: others have few keys, all of them texts that
  /// differ in length, first or last byte. Merge keys and keys that are no scalars are passed over.
  public var mappingsWithSimilarKeys: [YAMLNode] {
    var found: [YAMLNode] = []
    var outlines: [Int] = []
    for (index, node) in storage.nodes.enumerated() where node.kind == .mapping {
      if storage.hasSimilarKeys(index + 1, Int(node.subtreeEnd), &outlines) {
        found.append(YAMLNode(storage: storage, index: index))
      }
    }
    return found
  }
}

extension YAMLTree.Storage {
  /// - Parameter outlines: room for what is compared; one for all mappings.
  fileprivate func hasSimilarKeys(_ start: Int, _ end: Int, _ outlines: inout [Int]) -> Bool {
    outlines.removeAll(keepingCapacity: true)
    var position = start
    while position < end {
      let key = nodes[position]
      position = Int(key.subtreeEnd)
      guard key.role == .key, key.kind == .scalar, key.scalarKind != .merge else { continue }
      let outline = outline(of: key)
      if key.scalarKind != .string || outlines.count >= 12 || outlines.contains(outline) { return true }
      outlines.append(outline)
    }
    return false
  }

  /// Length, first and last byte of a scalar's value in one number.
  private func outline(of scalar: YAMLTree.Record) -> Int {
    let count = Int(scalar.valueLength)
    guard count > 0 else { return 0 }
    let start = Int(scalar.valueStart)
    func outline(_ bytes: [UInt8]) -> Int {
      count << 16 | Int(bytes[start]) << 8 | Int(bytes[start + count - 1])
    }
    return scalar.isDecoded ? outline(decoded) : outline(text.bytes)
  }
}
