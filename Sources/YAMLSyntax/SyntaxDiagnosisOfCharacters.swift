/// Failures at one character or word: tabs, escapes, indicators, tags, directives.
extension SyntaxDiagnosis {
  static func tooDeep(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    let repair = leaveOut(failure.at, text)
    return SyntaxDiagnosis(
      .tooDeep, word(failure.at, text), "nested more than \(YAMLParser.depthLimit) levels deep",
      repair: repair, lost: repair.map(\.range))
  }

  static func tabIndentation(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard indentingTab(failure.at, text) != nil else { return nil }
    var lines = [text.lineStart(failure.at)]
    while let first = lines.last, let above = text.previousLine(first), indentingTab(above, text) != nil {
      lines.append(above)
    }
    lines.reverse()
    while let last = lines.last, let below = text.nextLine(last), indentingTab(below, text) != nil {
      lines.append(below)
    }
    let depths = lines.map { line in
      (line..<text.contentStart(line)).reduce(0) { $0 + (text.byte($1) == .tab ? 2 : 1) }
    }
    guard let first = lines.first, let last = lines.last, let shallowest = depths.min() else { return nil }
    let outermost = zip(lines, depths).first { $1 == shallowest }?.0 ?? first
    let column = columnForTabs(of: outermost, from: first, to: last, text)
    let splices = zip(lines, depths).map { line, depth in
      Splice(line..<text.contentStart(line), Array(repeating: .space, count: column + depth - shallowest))
    }
    return SyntaxDiagnosis(
      .tabIndentation, first..<text.contentStart(first), "YAML does not allow tabs as indentation; use spaces",
      cure: "replace tabs with spaces", repair: splices)
  }

  /// The column that the least indented of some tab-indented lines most likely has, judged by their neighbours; where
  /// its spaces alone would do, they count.
  private static func columnForTabs(of line: Int, from first: Int, to last: Int, _ text: WorkingText) -> Int {
    guard let above = text.contentLine(above: first) else { return 0 }
    let column = text.behindDashes(above) - text.lineStart(above)
    let spaces = (line..<text.contentStart(line)).count { text.byte($0) == .space }
    if text.byte(text.contentEnd(above) - 1) == .colon {
      if let below = text.contentLine(below: last), text.indentation(below) > column { return text.indentation(below) }
      return spaces > column ? spaces : column + 2
    }
    let start = text.contentStart(line)
    let isItem = text.byte(start) == .dash && text.byte(start + 1)?.isSpaceOrBreak != false
    let columns = enclosingColumns(first, text).filter { $0.isOfItems == isItem }.map(\.column)
    if spaces > 0, columns.contains(spaces) { return spaces }
    return isItem ? columns.last ?? column : column
  }

  private static func indentingTab(_ offset: Int, _ text: WorkingText) -> Int? {
    let line = text.lineStart(offset)
    return (line..<text.contentStart(line)).first { text.byte($0) == .tab }
  }

  /// From `start` to the end of the line: text that begins with a character that means something else to YAML.
  static func needsQuotes(from start: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let end = max(text.contentEnd(start), text.characterEnd(start))
    let range = start..<end
    let first = text.string(start..<min(text.characterEnd(start), end))
    let isKey = text.contentStart(start) == start
    if isKey || range.isEmpty {
      return SyntaxDiagnosis(
        .strayCharacter, range, "a line can't begin with '\(first)'; put the text in quotes or remove it",
        repair: leaveOut(start, text), lost: [text.lineStart(start)..<text.lineEnd(start)])
    }
    return SyntaxDiagnosis(
      .needsQuotes, range, "a value that begins with '\(first)' needs quotes", cure: "put quotes around it",
      repair: quoting(range, text))
  }

  static func quoting(_ range: Range<Int>, _ text: WorkingText) -> [Splice] {
    let value = text.bytes[range.clamped(to: 0..<text.bytes.count)]
    // Single quotes take everything as it stands except themselves.
    let isSingle = value.contains(.quote) || value.contains(.backslash)
    let inner = isSingle ? range.filter { text.byte($0) == .apostrophe } : []
    let mark = isSingle ? "'" : "\""
    return ([range.lowerBound] + inner + [range.upperBound]).map { Splice(at: $0, insert: mark) }
  }

  static func badEscape(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    var start = failure.at
    while start > 0, text.byte(start) != .backslash, start > text.lineStart(failure.at) { start -= 1 }
    let range = start..<text.characterEnd(start + 1)
    return SyntaxDiagnosis(
      .badEscape, range, "'\(text.string(range))' means nothing inside double quotes; write '\\\(text.string(range))'",
      cure: "double the backslash", repair: [Splice(at: start, insert: "\\")])
  }

  /// `|x`: with deeper lines below it the start of a block of text, else text that needs quotes.
  static func badBlockHeader(_ bar: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    guard let below = text.contentLine(below: bar), text.indentation(below) > text.indentation(bar) else {
      return needsQuotes(from: bar, text)
    }
    let mark = text.string(bar..<min(bar + 1, text.bytes.count))
    var start = bar + 1
    var hasSign = false
    var hasDigit = false
    while let byte = text.byte(start) {
      if !hasSign, byte == .dash || byte == UInt8(ascii: "+") {
        hasSign = true
      } else if !hasDigit, UInt8(ascii: "1")...UInt8(ascii: "9") ~= byte {
        hasDigit = true
      } else {
        break
      }
      start += 1
    }
    while text.byte(start)?.isBlank == true { start += 1 }
    let range = start..<max(text.contentEnd(start), min(start + 1, text.lineEnd(start)))
    guard !range.isEmpty else { return needsQuotes(from: bar, text) }
    let rest = text.string(range)
    return SyntaxDiagnosis(
      .strayCharacter, range,
      "'\(rest)' can't follow '\(mark)' on this line; only a digit from 1 to 9, '+' or '-' can",
      cure: "remove '\(rest)'",
      repair: [Splice(range, [])], lost: [range])
  }

  static func badDirective(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.byte(text.lineStart(at)) == UInt8(ascii: "%") ? text.lineStart(at) : at
    let line = start..<text.lineEnd(start)
    let range = start..<max(text.contentEnd(start), start)
    let words = text.string(range)
    let message =
      if words.hasPrefix("%YAML") || words.hasPrefix("%TAG") {
        "'\(words)' can't stand here; kstack needs no such line"
      } else {
        "'\(words)' is not a directive that YAML knows; remove the line"
      }
    return SyntaxDiagnosis(
      .badDirective, range, message, cure: "remove the line", repair: [Splice(line, [])], lost: [line])
  }

  static func badTag(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    var end = at
    while let byte = text.byte(end), !byte.isSpaceOrBreak { end += 1 }
    return SyntaxDiagnosis(
      .badTag, at..<end, "'\(text.string(at..<end))' is not a tag; put quotes around a value that begins with '!'",
      repair: [Splice(at..<end, [])], lost: [at..<end])
  }
}
