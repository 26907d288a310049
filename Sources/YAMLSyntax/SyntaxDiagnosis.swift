/// What a failure of libyaml means to the person who wrote the text: where the cause is, in plain words, and how to
/// mend it. libyaml's own place is often far from the cause (the end of the file for a quote that was never closed).
///
/// All offsets are working offsets.
struct SyntaxDiagnosis {
  var code: SyntaxProblem.Code
  var range: Range<Int>
  var message: String
  var related: (range: Range<Int>, message: String)?
  /// Names ``repair`` as a cure that a person would choose; nil when the repair only serves the reader.
  var cureTitle: String?
  var repair: [Splice]
  /// Bytes of content that the repair takes away.
  var lost: [Range<Int>] = []

  init(of failure: Failure, in text: WorkingText) {
    self = Self.diagnose(failure, text)
  }

  init(
    _ code: SyntaxProblem.Code, _ range: Range<Int>, _ message: String, cure: String? = nil, repair: [Splice],
    lost: [Range<Int>] = []
  ) {
    self.code = code
    self.range = range
    self.message = message
    self.cureTitle = cure
    self.repair = repair
    self.lost = lost
  }

  private static func diagnose(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    if failure.problem == Failure.tooDeep { return tooDeep(failure, text) }
    let scan = LexicalScan(text, upTo: failure.at)
    if let unclosed = unclosedQuote(failure, scan, text) { return unclosed }
    if let tab = tabIndentation(failure, text) { return tab }

    switch failure.problem {
    case "could not find expected ':'":
      if let start = failure.contextAt, scan.openBrackets.isEmpty { return missingColon(text, line: start) }
    case "mapping values are not allowed in this context":
      if scan.openBrackets.isEmpty { return unexpectedColon(failure.at, text) }
    case "block sequence entries are not allowed in this context":
      return misplacedList(failure.at, text)
    case "found character that cannot start any token":
      return needsQuotes(from: failure.at, text)
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return badEscape(failure, text)
    default: break
    }

    switch failure.context {
    case "while scanning an anchor", "while scanning an alias", "while scanning a block scalar":
      return needsQuotes(from: failure.contextAt ?? failure.at, text)
    case let context where context.hasSuffix("directive"):
      return badDirective(failure.contextAt ?? failure.at, text)
    case "while scanning a tag", "while parsing a tag":
      return badTag(failure.contextAt ?? failure.at, text)
    default: break
    }
    if failure.problem == "found undefined tag handle" { return badTag(failure.at, text) }
    if failure.problem.contains("directive") || failure.problem.contains("YAML document") {
      return badDirective(failure.at, text)
    }
    if let bracket = scan.openBrackets.last, let flow = insideBrackets(failure, bracket, text) { return flow }
    return betweenEntries(failure, text)
  }

  // MARK: Quotes and brackets

  /// A quote without an end swallows lines until the next quote or the end of the file, and libyaml complains there.
  private static func unclosedQuote(_ failure: Failure, _ scan: LexicalScan, _ text: WorkingText) -> SyntaxDiagnosis? {
    let isUnended = failure.context == "while scanning a quoted scalar" && failure.problem.hasPrefix("found unexpected")
    let line = text.lineStart(failure.at)
    let suspect = scan.multiLineQuotes.first { quote in
      // The lines that the quote swallowed look like YAML of their own.
      (isUnended || quote.upperBound >= line) && swallowsEntries(quote, text)
    }
    guard let start = suspect?.lowerBound ?? (isUnended ? failure.contextAt : nil), let quote = text.byte(start) else {
      return nil
    }
    let mark = quote == .quote ? "\"" : "'"
    var end = text.contentEnd(start)
    if end <= start + 1 || hasComment(start, text) { end = beforeComment(start, text) }
    var result = SyntaxDiagnosis(
      .unclosedQuote, start..<start + 1, "this quote is never closed; add \(mark) at the end of the value",
      cure: "close the quote", repair: [Splice(at: max(end, start + 1), insert: mark)])
    if failure.at > text.lineEnd(start) {
      let end = min(failure.at, text.bytes.count)
      result.related = (end..<end, "without it, the text runs on to here")
    }
    return result
  }

  private static func swallowsEntries(_ quote: Range<Int>, _ text: WorkingText) -> Bool {
    var line = text.nextLine(quote.lowerBound)
    while let start = line, start < quote.upperBound {
      let content = text.contentStart(start)
      if text.byte(content) == .dash || text.looksLikeEntry(start) { return true }
      line = text.nextLine(start)
    }
    return quote.upperBound >= text.bytes.count
  }

  private static func hasComment(_ start: Int, _ text: WorkingText) -> Bool {
    beforeComment(start, text) < text.lineEnd(start)
  }

  /// Behind the text that follows an open quote, before a comment and white space.
  private static func beforeComment(_ start: Int, _ text: WorkingText) -> Int {
    var end = text.lineEnd(start)
    var position = start + 1
    while position < end {
      if text.byte(position) == .hash, text.byte(position - 1)?.isBlank == true { end = position }
      position += 1
    }
    while end > start + 1, text.byte(end - 1)?.isBlank == true { end -= 1 }
    return end
  }

  private static func insideBrackets(_ failure: Failure, _ bracket: Int, _ text: WorkingText) -> SyntaxDiagnosis? {
    let opener = text.string(bracket..<bracket + 1)
    let closer = opener == "[" ? "]" : "}"
    if let close = LexicalScan.closingBracket(text, of: bracket), failure.at <= close {
      if text.byte(failure.at)?.isCloseBracket == true, text.byte(failure.at) != text.byte(close) || failure.at == close
      {
        return SyntaxDiagnosis(
          .strayCharacter, failure.at..<failure.at + 1,
          "'\(text.string(failure.at..<failure.at + 1))' does not match '\(opener)'",
          repair: [Splice(failure.at..<failure.at + 1, Array(closer.utf8))])
      }
      if text.byte(failure.at) == .comma {
        return SyntaxDiagnosis(
          .strayCharacter, failure.at..<failure.at + 1, "there is no value before this ','", cure: "remove the ','",
          repair: [Splice(failure.at..<failure.at + 1, [])])
      }
      guard failure.problem.hasPrefix("did not find expected ','") else { return nil }
      return SyntaxDiagnosis(
        .missingComma, word(failure.at, text), "a ',' is missing before this", cure: "add ','",
        repair: [Splice(at: failure.at, insert: ", ")])
    }
    if text.contentEnd(bracket) == bracket + 1, standsAmongEntries(bracket, text) {
      return SyntaxDiagnosis(
        .strayCharacter, bracket..<bracket + 1, "nothing closes this '\(opener)'", cure: "remove '\(opener)'",
        repair: [Splice(bracket..<bracket + 1, [])])
    }
    let end = endOfUnclosed(bracket, text)
    var result = SyntaxDiagnosis(
      .unclosedBracket, bracket..<bracket + 1, "this '\(opener)' is never closed; add '\(closer)'",
      cure: "add '\(closer)'", repair: [Splice(at: end, insert: closer)])
    if failure.at > text.lineEnd(bracket) {
      let place = min(failure.at, text.bytes.count)
      result.related = (place..<place, "without it, the text runs on to here")
    }
    return result
  }

  /// Whether a bracket with nothing behind it opens nothing: the lines around it are those of a block.
  private static func standsAmongEntries(_ bracket: Int, _ text: WorkingText) -> Bool {
    let indent = text.indentation(bracket)
    var below = text.nextLine(bracket)
    while let line = below, text.isBlankLine(line) { below = text.nextLine(line) }
    guard text.contentStart(bracket) == bracket else {
      guard let below, text.indentation(below) > indent else { return false }
      let isItem = text.byte(text.contentStart(below)) == .dash
      return isItem || text.byte(bracket) == UInt8(ascii: "[") && text.looksLikeEntry(below)
    }
    return [text.contentLine(above: bracket), below].contains { line in
      line.map { text.indentation($0) == indent && text.looksLikeEntry($0) } ?? false
    }
  }

  /// Where a person would close the bracket: behind the last line that belongs to it by its indentation.
  private static func endOfUnclosed(_ bracket: Int, _ text: WorkingText) -> Int {
    guard let last = text.block(bracket).last(where: { !text.isBlankLine($0) }) else { return text.contentEnd(bracket) }
    let block =
      text.lineStart(bracket) == last
      ? [] : text.block(bracket).filter { text.looksLikeEntry($0) && $0 != text.lineStart(bracket) }
    let isMapping = text.byte(bracket) == UInt8(ascii: "{")
    // Lines that read like a block's entries are not the items of a list.
    return max(text.contentEnd(block.isEmpty || isMapping ? last : bracket), bracket + 1)
  }

  // MARK: Characters

  private static func tooDeep(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    let line = text.lineStart(failure.at)..<text.lineEnd(failure.at)
    return SyntaxDiagnosis(
      .tooDeep, failure.at..<failure.at + 1, "nested more than \(YAMLParser.depthLimit) levels deep",
      repair: [Splice(line, [])], lost: [line])
  }

  private static func tabIndentation(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard indentingTab(failure.at, text) != nil else { return nil }
    var lines = [text.lineStart(failure.at)]
    while let first = lines.first, let above = text.previousLine(first), indentingTab(above, text) != nil {
      lines.insert(above, at: 0)
    }
    while let last = lines.last, let below = text.nextLine(last), indentingTab(below, text) != nil {
      lines.append(below)
    }
    let depths = lines.map { line in
      (line..<text.contentStart(line)).reduce(0) { $0 + (text.byte($1) == .tab ? 2 : 1) }
    }
    guard let first = lines.first, let last = lines.last, let shallowest = depths.min() else { return nil }
    let column = columnForTabs(from: first, to: last, text)
    let splices = zip(lines, depths).map { line, depth in
      Splice(line..<text.contentStart(line), Array(repeating: .space, count: column + depth - shallowest))
    }
    return SyntaxDiagnosis(
      .tabIndentation, first..<text.contentStart(first), "YAML does not allow tabs as indentation; use spaces",
      cure: "replace tabs with spaces", repair: splices)
  }

  /// The column that the least indented of some tab-indented lines most likely has, judged by their neighbours.
  private static func columnForTabs(from first: Int, to last: Int, _ text: WorkingText) -> Int {
    guard let above = text.contentLine(above: first) else { return 0 }
    let column = text.behindDashes(above) - text.lineStart(above)
    guard text.byte(text.contentEnd(above) - 1) == .colon else { return column }
    var below = text.nextLine(last)
    while let line = below, text.isBlankLine(line) { below = text.nextLine(line) }
    return below.map { text.indentation($0) }.flatMap { $0 > column ? $0 : nil } ?? column + 2
  }

  private static func indentingTab(_ offset: Int, _ text: WorkingText) -> Int? {
    let line = text.lineStart(offset)
    return (line..<text.contentStart(line)).first { text.byte($0) == .tab }
  }

  /// From `start` to the end of the line: text that begins with a character that means something else to YAML.
  static func needsQuotes(from start: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let end = max(text.contentEnd(start), min(start + 1, text.bytes.count))
    let range = start..<end
    let first = text.string(start..<min(start + 1, end))
    let isKey = text.contentStart(start) == start
    if isKey || range.isEmpty {
      return SyntaxDiagnosis(
        .strayCharacter, range, "a line can't begin with '\(first)'; put the text in quotes or remove it",
        repair: leaveOut(start, text), lost: [text.lineStart(start)..<text.lineEnd(start)])
    }
    return SyntaxDiagnosis(
      .needsQuotes, range, "a value that begins with '\(first)' needs quotes", cure: "put quotes around it",
      repair: [quoting(range, text)])
  }

  static func quoting(_ range: Range<Int>, _ text: WorkingText) -> Splice {
    let value = text.bytes[range.clamped(to: 0..<text.bytes.count)]
    // Single quotes take everything as it stands except themselves.
    guard value.contains(.quote) || value.contains(.backslash) else {
      return Splice(range, [.quote] + value + [.quote])
    }
    let escaped = value.flatMap { $0 == .apostrophe ? [.apostrophe, .apostrophe] : [$0] }
    return Splice(range, [.apostrophe] + escaped + [.apostrophe])
  }

  private static func badEscape(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    var start = failure.at
    while start > 0, text.byte(start) != .backslash, start > text.lineStart(failure.at) { start -= 1 }
    let range = start..<min(start + 2, text.bytes.count)
    return SyntaxDiagnosis(
      .badEscape, range, "'\(text.string(range))' means nothing inside double quotes; write '\\\(text.string(range))'",
      cure: "double the backslash", repair: [Splice(at: start, insert: "\\")])
  }

  private static func badDirective(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.byte(text.lineStart(at)) == UInt8(ascii: "%") ? text.lineStart(at) : at
    let line = start..<text.lineEnd(start)
    return SyntaxDiagnosis(
      .badDirective, start..<max(text.contentEnd(start), start),
      "a line that begins with '%' is a YAML directive, and this is none",
      repair: [Splice(line, [])], lost: [line])
  }

  private static func badTag(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    var end = at
    while let byte = text.byte(end), !byte.isSpaceOrBreak { end += 1 }
    return SyntaxDiagnosis(
      .badTag, at..<end, "'\(text.string(at..<end))' is not a tag; put quotes around a value that begins with '!'",
      repair: [Splice(at..<end, [])], lost: [at..<end])
  }

  // MARK: Pieces

  /// The word at `offset`, at least one byte where there is one.
  static func word(_ offset: Int, _ text: WorkingText) -> Range<Int> {
    var end = offset
    while let byte = text.byte(end), !byte.isSpaceOrBreak, byte != .colon, byte != .comma, !byte.isCloseBracket {
      end += 1
    }
    return offset..<max(end, min(offset + 1, text.bytes.count))
  }

  /// Takes the line out of the text, with its block when it is one that could have a block.
  static func leaveOut(_ offset: Int, _ text: WorkingText) -> [Splice] {
    text.lineWithBlock(offset).map { Splice($0..<text.lineEnd($0), []) }.filter { !$0.range.isEmpty }
  }
}
