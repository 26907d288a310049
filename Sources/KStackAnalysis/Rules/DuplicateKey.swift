internal import YAMLSyntax

extension Rule {
  static let duplicateKey = Rule(
    "duplicate-key", .error,
    summary: "a key is written twice in one mapping",
    explanation: """
      When a key stands twice in a mapping, the loader keeps the last value and drops the others without a word. Merge \
      them, or remove one. Several `<<` merge keys are fine.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    image: nginx:1.28\n",
    good: "apps:\n  web:\n    image: nginx:1.28\n"
  ) { file, findings in
    for index in 0..<file.tree.nodeCount {
      guard let mapping = file.tree.node(index), mapping.kind == .mapping else { continue }
      for (first, second) in repeated(in: mapping) where !second.range.isEmpty {
        findings.report(
          second.range, "\(Wording.quote(second.string)) is already written above; only this last one counts",
          related: [.init(range: first.range, message: "the first one is here")])
      }
    }
  }

  private static func repeated(in mapping: YAMLNode) -> [(YAMLNode, YAMLNode)] {
    let keys = mapping.entries.map(\.key).filter { $0.kind == .scalar && !$0.isMergeKey }
    guard keys.count > 1 else { return [] }
    var result: [(YAMLNode, YAMLNode)] = []
    // Hashing costs more than comparing for the few keys of most mappings.
    if keys.count <= 12 {
      for (index, key) in keys.enumerated() {
        if let first = keys[..<index].first(where: { $0.value == key.value }) { result.append((first, key)) }
      }
    } else {
      var seen: [ArraySlice<UInt8>: YAMLNode] = [:]
      for key in keys {
        if let first = seen[key.value] { result.append((first, key)) } else { seen[key.value] = key }
      }
    }
    return result
  }
}
