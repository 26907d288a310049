internal import YAMLSyntax

/// An entry of a block mapping as the lines that go with it when it is moved: the comments right above its key, in the
/// key's column; the entry itself; and the comments below it that stand deeper than the key.
struct EntryBlock {
  let key: YAMLNode
  /// The key's.
  let column: Int
  /// Never empty.
  let lines: Range<Int>
  private let text: SourceText

  /// Nil for an entry that does not have its lines for itself.
  init?(_ key: YAMLNode, in file: StackFile) {
    guard key.role == .key, let mapping = key.parent, mapping.style == .block, let value = key.partner else {
      return nil
    }
    text = file.text
    self.key = key
    let start = key.wholeRange.lowerBound
    let own = text.line(at: start)
    column = text.column(of: start)
    guard text.indentation(ofLine: own) == column else { return nil }
    let end = max(key.range.upperBound, value.range.upperBound)
    var last = text.line(at: end)
    // What a block scalar holds ends where the next line begins.
    if last > own, text.lineStart(last) == end { last -= 1 }
    var first = own
    while first > 0, file.commentColumn(ofLine: first - 1) == column { first -= 1 }
    var line = last + 1
    while line < text.lineCount {
      if let comment = file.commentColumn(ofLine: line), comment > column {
        last = line
      } else if !text.isBlank(line: line) {
        break
      }
      line += 1
    }
    lines = first..<last + 1
  }

  /// The bytes of the lines with their line breaks.
  var range: Range<Int> { text.lineStart(lines.lowerBound)..<text.lineStart(lines.upperBound) }

  /// Whether an empty line stands before the lines.
  var isBehindBlank: Bool { lines.lowerBound > 0 && text.isBlank(line: lines.lowerBound - 1) }

  /// What is taken out with the entry, so that the empty lines around it do not add up.
  ///
  /// - Parameter end: where what the entry belongs to ends, and empty lines belong to something else.
  func removal(endingAt end: Int) -> Range<Int> {
    guard isBehindBlank else { return range }
    if range.upperBound >= end {
      var start = lines.lowerBound
      while start > 0, text.isBlank(line: start - 1) { start -= 1 }
      return text.lineStart(start)..<range.upperBound
    }
    var behind = lines.upperBound
    while behind < text.lineCount, text.isBlank(line: behind) { behind += 1 }
    return text.lineStart(lines.lowerBound)..<text.lineStart(behind)
  }

  /// The lines as they stand in another column, each with a line break behind it; `edits` lie in them.
  func text(atColumn newColumn: Int, newline: String, edits: [TextEdit] = []) -> String {
    let delta = newColumn - column
    var result: [UInt8] = []
    for line in lines {
      let (start, end) = (text.lineStart(line), text.lineStart(line + 1))
      let indent = min(text.indentation(ofLine: line), end - start)
      if indent > 0 || !text.isBlank(line: line) {
        result += Array(repeating: UInt8(ascii: " "), count: max(0, indent + delta))
      }
      var done = start + indent
      for edit in edits where edit.range.lowerBound >= done && edit.range.upperBound <= end {
        result += text.bytes[done..<edit.range.lowerBound] + Array(edit.replacement.utf8)
        done = edit.range.upperBound
      }
      result += text.bytes[done..<end]
      if end == text.lineRange(line).upperBound { result += newline.utf8 }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where lines can be put behind the entry, and what must stand before them.
  func insertion(newline: String) -> (offset: Int, before: String) {
    let offset = range.upperBound
    let isOpen = offset == text.lineRange(lines.upperBound - 1).upperBound
    return (offset, isOpen ? newline : "")
  }
}

extension StackFile {
  /// The column of the comment that is all a line has; nil for other lines.
  func commentColumn(ofLine line: Int) -> Int? {
    let column = text.indentation(ofLine: line)
    let offset = text.lineStart(line) + column
    guard offset < text.bytes.count, text.bytes[offset] == UInt8(ascii: "#") else { return nil }
    let index = tree.comments.partitioningIndex { $0.lowerBound >= offset }
    return index < tree.comments.count && tree.comments[index].lowerBound == offset ? column : nil
  }
}
