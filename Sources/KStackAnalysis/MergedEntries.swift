internal import YAMLSyntax

extension Binding {
  /// The entries of a mapping after its merge keys; see ``merged(_:limit:)``.
  static func entries(of mapping: YAMLNode, limit: Int) -> [Entry] { merged(mapping, limit: limit).entries }

  /// The entries of a mapping after its merge keys, as PyYAML merges: what is written wins over what is merged, in a
  /// list of mappings an earlier one over a later one, and a later merge key over an earlier one. Not complete when
  /// something that is no mapping is merged, or when the merged mappings have more entries than the limit.
  static func merged(_ mapping: YAMLNode, limit: Int) -> (entries: [Entry], isComplete: Bool, cost: Int) {
    var result: [Entry] = []
    // Enough for most, and never much too much.
    result.reserveCapacity(min((mapping.subtreeEnd - mapping.index) / 2, 12))
    var pending: [(node: YAMLNode, use: YAMLNode?, depth: Int)] = []
    for entry in mapping.entries {
      if entry.key.isMergeKey {
        pending.append((entry.value, nil, 0))
      } else {
        result.append(Entry(key: entry.key, value: entry.value))
      }
    }
    guard !pending.isEmpty else { return (result, true, 0) }
    var isComplete = true
    var written = WrittenKeys(result)
    var cost = 0
    while let next = pending.popLast() {
      cost += 1
      guard cost <= limit, next.depth < depthLimit else { return (result, false, cost) }
      switch next.node.kind {
      case .alias:
        if let target = next.node.target {
          pending.append((target, next.use ?? next.node, next.depth + 1))
        } else {
          isComplete = false
        }
      case .sequence:
        pending += next.node.children.reversed().map { ($0, next.use, next.depth + 1) }
      case .mapping:
        // Of equal keys in one mapping the last one holds, as where they are written; all are judged.
        let first = result.count
        for entry in next.node.entries {
          cost += 1
          guard cost <= limit else { return (result, false, cost) }
          if entry.key.isMergeKey {
            pending.append((entry.value, next.use, next.depth + 1))
          } else if !written.contains(entry.key) {
            result.append(Entry(key: entry.key, value: entry.value, use: next.use))
          }
        }
        written.add(result[first...])
      case .scalar: isComplete = false
      }
    }
    return (result, isComplete, cost)
  }
}

/// The keys that are written before what is merged: few are compared, for hashing takes more; many are hashed.
private struct WrittenKeys {
  private var few: [YAMLNode] = []
  private var many: Set<Spelling> = []

  init(_ entries: [Binding.Entry]) {
    few.reserveCapacity(Self.fewest)
    add(entries[...])
  }

  private static let fewest = 16

  mutating func add(_ entries: ArraySlice<Binding.Entry>) {
    for entry in entries {
      if few.count < Self.fewest { few.append(entry.key) } else { many.insert(Spelling(entry.key)) }
    }
  }

  func contains(_ key: YAMLNode) -> Bool {
    few.contains { $0.says(sameAs: key) } || !many.isEmpty && many.contains(Spelling(key))
  }
}
