internal import YAMLSyntax

/// Which files are kstack files. Editors attach the server to YAML in general, so a file that is not must be left in
/// peace: any doubt speaks for silence.
enum Recognition {
  static func isStack(_ tree: YAMLTree, context: AnalysisContext) -> Bool {
    if context.languageID == "kstack" || context.matchesFilePatterns { return true }
    let root = Root(tree)
    if let name = context.fileName, hasStackName(name, root) { return true }
    return saysSo(tree) || looksLikeStack(root)
  }

  /// Whether a text may be one, by its bytes: most YAML of a large folder need not be read any further. Never false where
  /// ``isStack(_:context:)`` is true, but for a key `apps` that is written with escapes.
  static func mayBeStack(_ bytes: [UInt8], context: AnalysisContext) -> Bool {
    if context.languageID == "kstack" || context.matchesFilePatterns { return true }
    if let name = context.fileName?.lowercased(), name.contains("kstack") || name.contains("-compose.") { return true }
    let words = [Array("apps".utf8), Array("kstack".utf8)]
    for (index, byte) in bytes.enumerated() {
      let small = byte | 0x20
      guard small == UInt8(ascii: "a") || small == UInt8(ascii: "k") else { continue }
      let rest = bytes[index...]
      if words.contains(where: { word in rest.count >= word.count && zip(rest, word).allSatisfy { $0 | 0x20 == $1 } }) {
        return true
      }
    }
    return false
  }

  private static func hasStackName(_ fileName: String, _ root: Root) -> Bool {
    let name = fileName.lowercased()
    guard let stem = [".yaml", ".yml"].first(where: name.hasSuffix).map({ name.dropLast($0.count) }) else {
      return false
    }
    if stem == "kstack" || stem.hasSuffix(".kstack") { return true }
    return stem.hasSuffix("-compose") && !root.has("services")
  }

  /// A comment before the first key names the language: `# kstack`, or a schema for yaml-language-server.
  private static func saysSo(_ tree: YAMLTree) -> Bool {
    let firstKey = tree.root?.wholeRange.lowerBound ?? Int.max
    return tree.comments.prefix(50).prefix { $0.lowerBound < firstKey }.contains { range in
      let words = tree.text.string(in: range).lowercased().drop { $0 == "#" }.split(separator: " ")
      if words.first == "kstack", words.count == 1 { return true }
      guard words.first == "yaml-language-server:" else { return false }
      return words.contains { $0.hasPrefix("$schema=") && $0.contains("kstack") }
    }
  }

  private static func looksLikeStack(_ root: Root) -> Bool {
    guard let apps = root["apps"], !root.has("kind"), !root.has("apiVersion"), !root.has("services") else {
      return false
    }
    guard let value = apps.dereferenced else { return false }
    return value.kind == .mapping || value.isMissing
  }

  /// The keys at the top of the first document.
  private struct Root {
    var entries: [YAMLNode.Entry]

    init(_ tree: YAMLTree) {
      entries = tree.root.map { Array($0.entries) } ?? []
    }

    subscript(_ key: String) -> YAMLNode? { entries.first { $0.key.says(key) }?.value }

    func has(_ key: String) -> Bool { self[key] != nil }
  }
}
