internal import KStackSchema
internal import YAMLSyntax

/// A missing space makes YAML read a key with its value, or a dash with its item, as one text.
struct MissingSpace {
  /// As in `image:nginx`: the key with its colon. Nil for `-"80:80"`.
  var key: String?
  var fix: Fix

  /// Nil when the text is none of the two. Only a text on lines of its own, below its key, is looked at.
  init?(_ bound: Binding.Bound, _ file: StackFile) {
    let node = bound.node
    guard bound.use == nil, node.kind == .scalar, node.style == .plain, node.anchor == nil, node.tag == nil,
      let key = node.partner, key.range.upperBound <= node.range.lowerBound,
      file.text.line(at: key.range.upperBound) < file.text.line(at: node.range.lowerBound)
    else { return nil }
    let bytes = file.text.bytes[node.range]
    if bound.shape.items != nil, bytes.first == UInt8(ascii: "-") {
      let dashes = Self.dashes(of: node, file.text)
      guard !dashes.isEmpty else { return nil }
      fix = Fix(
        title: dashes.count > 1 ? "add spaces after the dashes" : "add a space after '-'",
        edits: dashes.map { TextEdit(range: $0 + 1..<$0 + 1, replacement: " ") })
      return
    }
    guard !bytes.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }),
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex, colon + 1 < bytes.endIndex,
      Self.isKey(bytes[..<colon], of: bound.shape)
    else { return nil }
    let name = String(decoding: bytes[...colon], as: UTF8.self)
    self.key = name
    fix = Fix(
      title: "add a space after '\(name)'", edits: [TextEdit(range: colon + 1..<colon + 1, replacement: " ")])
  }

  private static func isKey(_ name: ArraySlice<UInt8>, of shape: Shape) -> Bool {
    switch shape.mapping {
    case .record(let record): record.keys.contains { name.elementsEqual($0.name.utf8) }
    case .names(_, let value): value.scalar != nil
    case nil: false
    }
  }

  /// The dashes that the text's lines begin with; empty when one of its lines begins with none.
  private static func dashes(of node: YAMLNode, _ text: SourceText) -> [Int] {
    var result: [Int] = []
    for line in text.line(at: node.range.lowerBound)...text.line(at: node.range.upperBound) {
      let range = text.lineRange(line)
      let first = range.lowerBound + text.indentation(ofLine: line)
      if first >= range.upperBound { continue }
      guard text.bytes[first] == UInt8(ascii: "-"), first + 1 < range.upperBound else { return [] }
      result.append(first)
    }
    return result
  }
}
