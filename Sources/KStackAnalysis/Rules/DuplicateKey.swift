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
    for mapping in file.tree.mappingsWithSimilarKeys {
      for (first, second) in repeated(in: mapping) where !second.range.isEmpty {
        let name = Wording.quote(second.string)
        let fault =
          first.value == second.value
          ? "\(name) is written twice" : "\(name) is the same key as \(Wording.quote(first.string))"
        findings.report(
          second.range, "\(fault); the loader keeps only the last one",
          related: [.init(range: first.range, message: "the first one is here")])
      }
    }
  }

  private static func repeated(in mapping: YAMLNode) -> [(YAMLNode, YAMLNode)] {
    let keys = mapping.entries.map(\.key).filter { $0.kind == .scalar && !$0.isMergeKey }
    var result: [(YAMLNode, YAMLNode)] = []
    // Hashing costs more than comparing for the few keys of most mappings.
    if keys.count <= 12, keys.allSatisfy({ $0.scalarKind == .string }) {
      for (index, key) in keys.enumerated() {
        if let first = keys[..<index].first(where: { $0.says(sameAs: key) }) { result.append((first, key)) }
      }
    } else {
      var seen: [LoadedKey: YAMLNode] = [:]
      seen.reserveCapacity(keys.count)
      for key in keys {
        let loaded = LoadedKey(key)
        if let first = seen[loaded] { result.append((first, key)) } else { seen[loaded] = key }
      }
    }
    return result
  }
}

/// A key as the loader compares it: the text `"80"` is not the number `80`, and `1`, `1.0`, `0x1` and `yes` are equal.
private enum LoadedKey: Hashable {
  case text(Spelling)
  case number(Double)
  case other(String)

  init(_ key: YAMLNode) {
    if key.scalarKind == .string, key.tag == nil {
      self = .text(Spelling(key))
      return
    }
    switch key.loaded {
    case .string, .failure: self = .text(Spelling(key))
    case .boolean(let value): self = .number(value ? 1 : 0)
    case .integer(_, let value?): self = .number(Double(value))
    case .float(let value): self = .number(value)
    case let loaded: self = .other(loaded.pythonText ?? key.string)
    }
  }
}
