internal import KStackSchema
internal import YAMLSyntax

/// Lines of `NAME=value` where a mapping belongs: to YAML they are one text.
struct Assignments {
  /// The first line.
  let first: String
  /// Writes each line as an entry.
  let fix: Fix

  /// Nil for anything else.
  init?(_ bound: Binding.Bound, _ file: StackFile) {
    let node = bound.node
    guard bound.use == nil, bound.shape.mapping != nil, node.kind == .scalar, node.style == .plain, node.anchor == nil,
      node.tag == nil, let key = node.partner,
      file.text.line(at: key.range.upperBound) < file.text.line(at: node.range.lowerBound)
    else { return nil }
    var first: String?
    var names: Set<String> = []
    var edits: [TextEdit] = []
    for line in file.text.line(at: node.range.lowerBound)...file.text.line(at: node.range.upperBound) {
      let whole = file.text.lineRange(line).clamped(to: node.range)
      let start = whole.first { file.text.bytes[$0] != UInt8(ascii: " ") } ?? whole.upperBound
      let end = (whole.last { file.text.bytes[$0] != UInt8(ascii: " ") }).map { $0 + 1 } ?? start
      guard start < end else { continue }
      let text = file.text.string(in: start..<end)
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, case .success = VariableName.parse(parts[0].utf8), names.insert(parts[0]).inserted else {
        return nil
      }
      first = first ?? text
      let value = parts[1].isEmpty ? file.style.quoted("") : file.style.scalar(parts[1])
      edits.append(TextEdit(range: start + parts[0].utf8.count..<end, replacement: ": \(value)"))
    }
    guard let first else { return nil }
    self.first = first
    fix = Fix(title: edits.count == 1 ? "replace '=' with ': '" : "replace each '=' with ': '", edits: edits)
  }
}
