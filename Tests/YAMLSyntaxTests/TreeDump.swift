import TestSupport
import Testing
import YAMLSyntax

/// A tree as text, a line for each node: role, kind, properties, the source text of the range (its offset when it is
/// empty), and the value where it says something else.
///
/// ```
/// root mapping «a: "x\n"»
///   key plain «a»
///   value doubleQuoted «"x\n"» = «x⏎»
/// ```
func dump(_ tree: YAMLTree, problems: Bool = true) -> String {
  var lines: [String] = []
  func quote(_ range: Range<Int>) -> String {
    range.isEmpty ? "«»\(range.lowerBound)" : "«\(visible(tree.text.string(in: range)))»"
  }
  func add(_ node: YAMLNode, depth: Int) {
    var line = String(repeating: "  ", count: depth) + "\(node.role) "
    switch node.kind {
    case .scalar: line += "\(node.style)"
    case .alias: line += "alias"
    case .mapping, .sequence: line += node.style == .flow ? "flow \(node.kind)" : "\(node.kind)"
    }
    if let anchor = node.anchor { line += " &" + visible(tree.text.string(in: anchor)) }
    if let tag = node.tag { line += " " + visible(tree.text.string(in: tag)) }
    line += " " + quote(node.range)
    if node.kind == .scalar, !tree.text.string(in: node.range).utf8.elementsEqual(node.string.utf8) {
      line += " = «\(visible(node.string))»"
    }
    if node.kind == .alias { line += node.target.map { " = " + quote($0.range) } ?? " undefined" }
    lines.append(line)
    for child in node.children { add(child, depth: depth + 1) }
  }
  for document in tree.documents {
    if tree.documents.count > 1 || !document.marker.isEmpty { lines.append("document " + quote(document.marker)) }
    if let root = document.root { add(root, depth: 0) }
  }
  lines += tree.comments.map { "comment " + quote($0) }
  if problems { lines += tree.problems.map { "problem[\($0.code.rawValue)] \(quote($0.range)) \($0.message)" } }
  return lines.joined(separator: "\n")
}

/// With signs for what cannot be seen.
private func visible(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": result += "⏎"
    case "\r": result += "␍"
    case "\t": result += "→"
    case "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{A0}",
      _ where scalar.value < 0x20 || scalar.value == 0x7F:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Checks the dump of a text's tree.
func expectTree(
  of text: String, is expected: String, problems: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
) {
  expectText(dump(YAMLTree(SourceText(text)), problems: problems), equals: expected, sourceLocation: sourceLocation)
}
