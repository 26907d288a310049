internal import YAMLSyntax

extension StackFile {
  /// The comment that suppresses a diagnostic: on a line of its own above the diagnostic's, for at the end of a line it
  /// might become part of a text. Where such a comment stands there already, it gets one code more.
  func suppressing(_ diagnostic: Diagnostic) -> CodeAction? {
    // In a file that says nothing there is no next line.
    guard tree.root.map({ !$0.isMissing }) ?? false else { return nil }
    let line = firstLine(ofTextAround: text.line(at: diagnostic.range.lowerBound))
    let title = "suppress '\(diagnostic.code)' here"
    let edit: TextEdit
    if let names = endOfNames(above: line) {
      edit = TextEdit(range: names..<names, replacement: " \(diagnostic.code)")
    } else {
      let range = text.lineRange(line)
      let start = line == 0 ? max(range.lowerBound, text.byteOrderMarkLength) : range.lowerBound
      let indent = text.bytes[start..<max(start, range.upperBound)].prefix { $0 == UInt8(ascii: " ") }.count
      let marker = Suppressions.Kind.disableNextLine.rawValue
      let comment = "\(style.indent(indent))# \(marker) \(diagnostic.code)\(style.newline)"
      edit = TextEdit(range: start..<start, replacement: comment)
    }
    return CodeAction(title: title, kind: .quickFix, diagnostics: [diagnostic], edits: [edit])
  }

  /// No comment fits between the lines of a text, so it goes above the first of them.
  private func firstLine(ofTextAround line: Int) -> Int {
    let start = text.lineStart(line)
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index), node.kind == .scalar else { continue }
      if node.range.lowerBound >= start { break }
      if node.range.upperBound > start { return text.line(at: node.range.lowerBound) }
    }
    return line
  }

  /// Where a name can be added to a comment that stands right above the line and is about it; nil without one.
  private func endOfNames(above line: Int) -> Int? {
    guard line > 0 else { return nil }
    let above = text.lineRange(line - 1)
    let entries = Suppressions(tree).entries
    guard
      let last = entries.last(where: { above.contains($0.comment.lowerBound) }), last.kind == .disableNextLine,
      last.name != nil
    else { return nil }
    return last.range.upperBound
  }
}
