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
    for mapping in file.tree.nodes(.mapping) {
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
    var keys: [YAMLNode] = []
    var isAllText = true
    for entry in mapping.entries where entry.key.kind == .scalar && !entry.key.isMergeKey {
      keys.append(entry.key)
      isAllText = isAllText && entry.key.scalarKind == .string
    }
    guard keys.count > 1 else { return [] }
    var result: [(YAMLNode, YAMLNode)] = []
    // Hashing costs more than comparing for the few keys of most mappings.
    if isAllText, keys.count <= 12 {
      let names = keys.map(\.value)
      for (index, name) in names.enumerated() {
        let first = (0..<index).first {
          names[$0].count == name.count && names[$0].first == name.first && names[$0] == name
        }
        if let first { result.append((keys[first], keys[index])) }
      }
    } else {
      var seen: [LoadedKey: YAMLNode] = [:]
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
  case text(ArraySlice<UInt8>)
  case number(Double)
  case other(String)

  init(_ key: YAMLNode) {
    switch key.loaded {
    case .string, .failure: self = .text(key.value)
    case .boolean(let value): self = .number(value ? 1 : 0)
    case .integer(_, let value?): self = .number(Double(value))
    case .float(let value): self = .number(value)
    case let loaded: self = .other(loaded.pythonText ?? key.string)
    }
  }
}
