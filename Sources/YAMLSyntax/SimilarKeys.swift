extension YAMLTree {
  /// Mappings of which two keys may be equal, by a quick look, in order: the keys of others are texts that all
  /// differ, those of short ones in length, first or last byte. Merge keys and keys that are no scalars are passed over.
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
      if outlines.count >= 12 { return hasEqualKeys(start, end, &outlines) }
      if key.scalarKind != .string || outlines.contains(outline) { return true }
      outlines.append(outline)
    }
    return false
  }

  /// The same of a longer mapping, where sorting takes less than comparing each with each.
  private func hasEqualKeys(_ start: Int, _ end: Int, _ sums: inout [Int]) -> Bool {
    sums.removeAll(keepingCapacity: true)
    var position = start
    while position < end {
      let key = nodes[position]
      position = Int(key.subtreeEnd)
      guard key.role == .key, key.kind == .scalar, key.scalarKind != .merge else { continue }
      if key.scalarKind != .string || key.properties >= 0 { return true }
      sums.append(sum(of: key))
    }
    sums.sort()
    return sums.indices.dropFirst().contains { sums[$0] == sums[$0 - 1] }
  }

  /// A number made of all bytes of a scalar's value (the FNV-1a hash): texts that differ have the same one very seldom.
  private func sum(of scalar: YAMLTree.Record) -> Int {
    let range = Int(scalar.valueStart)..<Int(scalar.valueStart) + Int(scalar.valueLength)
    let sum = (scalar.isDecoded ? decoded : text.bytes)[range].reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    return Int(truncatingIfNeeded: sum)
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
