internal import YAMLSyntax

/// Makes edits, as small as they can be, of what the layout wants and of the white space at the ends of lines.
struct FormattingEdits {
  private let tree: YAMLTree
  private let text: SourceText
  private let layout: FormattingLayout
  private let options: FormattingOptions
  private let newline: String
  private var edits: [TextEdit] = []

  init(_ tree: YAMLTree, _ layout: FormattingLayout, options: FormattingOptions, newline: String) {
    self.tree = tree
    text = tree.text
    self.layout = layout
    self.options = options
    self.newline = newline
  }

  /// In order of position; edits that touch are one.
  mutating func collect() -> [TextEdit] {
    let dropped = droppedLines()
    for line in 0..<text.lineCount where layout.mayChange(line: line) && !dropped.contains(line) {
      indent(line)
      if options.trimsTrailingWhitespace { trim(line) }
    }
    for gap in layout.gaps { replace(gap.range, by: gap.width) }
    alignComments()
    dropLines(dropped)
    endLastLine()
    edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    return edits.reduce(into: []) { merged, edit in
      if let last = merged.last, last.range.upperBound == edit.range.lowerBound {
        merged[merged.count - 1] = TextEdit(
          range: last.range.lowerBound..<edit.range.upperBound, replacement: last.replacement + edit.replacement)
      } else {
        merged.append(edit)
      }
    }
  }

  // MARK: - Inside lines

  private mutating func indent(_ line: Int) {
    guard let new = layout.indents[line], !layout.isBlank(line: line) || layout.contents[line] == .text else { return }
    let start = layout.start(ofLine: line)
    replace(start..<start + layout.oldIndent(ofLine: line), by: new)
  }

  /// White space of another width; where it is all spaces only the difference is an edit.
  private mutating func replace(_ range: Range<Int>, by width: Int) {
    let isSpaces = text.bytes[range].allSatisfy { $0 == UInt8(ascii: " ") }
    guard isSpaces else {
      edits.append(TextEdit(range: range, replacement: String(repeating: " ", count: width)))
      return
    }
    if width < range.count {
      edits.append(TextEdit(range: range.lowerBound + width..<range.upperBound, replacement: ""))
    } else if width > range.count {
      let missing = String(repeating: " ", count: width - range.count)
      edits.append(TextEdit(range: range.upperBound..<range.upperBound, replacement: missing))
    }
  }

  private mutating func trim(_ line: Int) {
    guard layout.contents[line] != .text else { return }
    let range = text.lineRange(line)
    let start = min(layout.start(ofLine: line), range.upperBound)
    let kept = text.withoutTrailingBlanks(start..<range.upperBound)
    // An escaped blank in double quotes is no white space.
    if kept.last == UInt8(ascii: "\\") { return }
    if kept.endIndex < range.upperBound {
      edits.append(TextEdit(range: kept.endIndex..<range.upperBound, replacement: ""))
    }
  }

  /// Comments in one column on neighbouring lines are in one column afterwards: that of the one that is pushed farthest.
  private mutating func alignComments() {
    var group: [(hash: Int, line: Int, old: Int, new: Int)] = []
    func widened(_ group: [(hash: Int, line: Int, old: Int, new: Int)]) -> [TextEdit] {
      let column = group.count > 1 ? group.map(\.new).max() ?? 0 : 0
      return group.compactMap { comment in
        // What follows a quote or bracket without a blank gets one.
        let isTight = comment.hash > 0 && !text.bytes[comment.hash - 1].isSpaceOrTab
        let missing = max(column - comment.new, isTight ? 1 : 0)
        guard missing > 0, layout.mayChange(line: comment.line) else { return nil }
        return TextEdit(range: comment.hash..<comment.hash, replacement: String(repeating: " ", count: missing))
      }
    }
    for comment in tree.comments {
      let hash = comment.lowerBound
      let line = text.line(at: hash)
      let start = layout.start(ofLine: line)
      guard hash > start + layout.indentation(ofLine: line) else { continue }
      // Characters, not bytes, make a column.
      let old = text.bytes[start..<hash].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      let new = old + layout.shift(ofLine: line) + layout.widening[line]
      if let last = group.last, last.line != line - 1 || last.old != old {
        edits += widened(group)
        group = []
      }
      group.append((hash, line, old, new))
    }
    edits += widened(group)
  }

  // MARK: - Whole lines

  /// Empty lines that are too many.
  private func droppedLines() -> Set<Int> {
    var dropped: Set<Int> = []
    var run = 0
    for line in 0..<text.lineCount {
      let isEmpty = layout.isBlank(line: line) && layout.contents[line] == .structure
      run = isEmpty ? run + 1 : 0
      // Behind the last line break there is no line to drop.
      if run > StackFile.longestGap, line < text.lineCount - 1 { dropped.insert(line) }
    }
    if options.trimsFinalNewlines, let last = lastLine {
      for line in last + 1..<max(last + 1, text.lineCount) { dropped.insert(line) }
    }
    return dropped.filter(layout.mayChange(line:))
  }

  /// The last line that says something.
  private var lastLine: Int? {
    (0..<text.lineCount).last { !layout.isBlank(line: $0) || layout.contents[$0] != .structure }
  }

  private mutating func dropLines(_ lines: Set<Int>) {
    for line in lines.sorted() {
      let range = text.lineStart(line)..<text.lineStart(line + 1)
      if !range.isEmpty { edits.append(TextEdit(range: range, replacement: "")) }
    }
  }

  private mutating func endLastLine() {
    guard options.insertsFinalNewline, let last = lastLine, last == text.lineCount - 1 else { return }
    let end = text.lineRange(last).upperBound
    // A block scalar without a break at its end would get one.
    guard layout.mayChange(line: last), !layout.isBlank(line: last), layout.contents[last] != .text || isStripped else {
      return
    }
    edits.append(TextEdit(range: end..<end, replacement: newline))
  }

  /// Whether the last node is a block scalar that drops the break at its end.
  private var isStripped: Bool {
    guard let node = tree.node(tree.nodeCount - 1) else { return false }
    return text.bytes[node.range].dropFirst().prefix(2).contains(UInt8(ascii: "-"))
  }
}
