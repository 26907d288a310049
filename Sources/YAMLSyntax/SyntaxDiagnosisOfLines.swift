/// Failures in how lines stand to one another: colons, dashes, indentation.
extension SyntaxDiagnosis {
  /// A line that is no entry although its neighbours are.
  static func missingColon(_ text: WorkingText, line offset: Int) -> SyntaxDiagnosis {
    let start = text.behindDashes(offset)
    let end = text.contentEnd(offset)
    // `-"80:80"` and `-80:80` below an item: the colon is the item's own.
    if text.byte(start) == .dash, let item = itemWithoutDash(start, text) { return item }
    var wordEnd = start
    while wordEnd < end, let byte = text.byte(wordEnd), !byte.isBlank { wordEnd += 1 }
    if let assignment = assignment(start..<max(start, wordEnd), text) { return assignment }
    if let colon = (start..<max(start, wordEnd)).first(where: { text.byte($0) == .colon }), colon > start,
      colon + 1 < wordEnd, text.byte(colon + 1) != UInt8(ascii: "/")
    {
      let key = text.string(start..<colon)
      return SyntaxDiagnosis(
        .missingSpace, start..<colon + 1, "there must be a space between '\(key):' and its value",
        cure: "add a space after '\(key):'", repair: [Splice(at: colon + 1, insert: " ")])
    }
    guard let first = text.byte(start), wordEnd > start, first.startsWord else {
      return itemWithoutDash(start, text) ?? reservedStart(start, text) ?? strayLine(start, text)
    }
    if let text = textOfBlock(offset, text) ?? itemWithoutDash(start, text) { return text }
    let word = text.string(start..<wordEnd)
    return SyntaxDiagnosis(
      .missingColon, start..<wordEnd, "'\(word)' needs a ':' behind it", cure: "add ':' after '\(word)'",
      repair: [Splice(at: wordEnd, insert: ":")])
  }

  /// `NAME=value`, as shells and lists of variables have it.
  private static func assignment(_ word: Range<Int>, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard let sign = word.first(where: { text.byte($0) == UInt8(ascii: "=") }), sign > word.lowerBound,
      (word.lowerBound..<sign).allSatisfy({ text.byte($0)?.isNamePart == true })
    else { return nil }
    let value = sign + 1..<max(text.contentEnd(sign), sign + 1)
    var repair = [Splice(sign..<value.lowerBound, Array(": ".utf8))]
    if value.isEmpty {
      repair = [Splice(sign..<value.lowerBound, Array(": \"\"".utf8))]
    } else if let first = text.byte(value.lowerBound), !first.startsWord {
      repair += quoting(value, text)
    }
    let written = text.string(word)
    return SyntaxDiagnosis(
      .missingColon, word, "'\(written)' needs ': ' in place of its '='", cure: "replace '=' with ': '", repair: repair)
  }

  /// A colon where no value can begin: a second one on the line, or the first one of a line that continues another.
  static func unexpectedColon(_ colon: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.behindDashes(colon)
    if let first = text.firstColon(start), first < colon {
      var value = first + 1
      while value < colon, text.byte(value)?.isBlank == true { value += 1 }
      let range = value..<max(text.contentEnd(colon), value)
      if text.byte(value) == .colon {
        return SyntaxDiagnosis(
          .strayCharacter, value..<value + 1, "there is a ':' too many", cure: "remove ':'",
          repair: [Splice(value..<value + 1, [])])
      }
      if text.has("---", at: text.lineStart(colon)) { return textAfterMarker(colon, text) }
      if text.byte(value) == .quote || text.byte(value) == .apostrophe {
        return textAfterValue(colon, text)
      }
      let how = range.upperBound == colon + 1 ? "ends with ':'" : "contains ': '"
      return SyntaxDiagnosis(
        .needsQuotes, range, "a value that \(how) needs quotes", cure: "put quotes around the value",
        repair: quoting(range, text))
    }
    if text.has("---", at: text.lineStart(colon)) { return textAfterMarker(colon, text) }
    guard start < colon else { return withoutKey(colon, text) }
    guard let above = text.contentLine(above: colon) else { return strayLine(colon, text) }
    if text.firstColon(text.behindDashes(above)) != nil {
      let column = text.behindDashes(above) - text.lineStart(above)
      if text.indentation(colon) > column { return shifted(colon, to: column, text) }
      return strayLine(colon, text)
    }
    return missingColon(text, line: above)
  }

  /// `key: - item`, or a dash behind text.
  static func misplacedList(_ dash: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let end = text.lineEnd(dash)
    if text.contentStart(dash) == dash { return strayItem(dash, text) }
    let isNested = text.firstColon(dash) != nil && text.block(dash).count > 1
    guard let colon = text.byte(before: dash, where: { !$0.isBlank }), text.byte(colon) == .colon, !isNested else {
      return SyntaxDiagnosis(
        .misplacedListItem, dash..<max(text.contentEnd(dash), dash),
        "a list begins on a line of its own, below its key",
        repair: [Splice(dash..<end, [])] + leaveOut(dash, text).dropFirst(), lost: [dash..<end])
    }
    // Further items below decide how deep it stands.
    let column = text.behindDashes(dash) - text.lineStart(dash)
    let below = text.contentLine(below: dash).flatMap { line -> Int? in
      text.byte(text.contentStart(line)) == .dash && text.indentation(line) >= column ? text.indentation(line) : nil
    }
    let lineBreak = text.byte(end) == .carriageReturn ? text.byte(end + 1) == .newline ? "\r\n" : "\r" : "\n"
    return SyntaxDiagnosis(
      .misplacedListItem, dash..<max(text.contentEnd(dash), dash), "a list begins on a line of its own, below its key",
      cure: "move it to a line of its own",
      repair: [
        Splice(colon + 1..<dash, Array(lineBreak.utf8) + Array(repeating: .space, count: below ?? column + 2))
      ])
  }

  /// libyaml expected a key or a dash and met something else.
  static func betweenEntries(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    let at = min(failure.at, text.bytes.count)
    guard let byte = text.byte(at) else { return strayLine(at, text) }
    if byte.isCloseBracket || byte == .comma {
      return SyntaxDiagnosis(
        .strayCharacter, at..<at + 1, "nothing opens this '\(text.string(at..<at + 1))'",
        cure: "remove '\(text.string(at..<at + 1))'", repair: [Splice(at..<at + 1, [])])
    }
    let isFirst = text.contentStart(at) == at
    if !isFirst { return textAfterValue(at, text) }
    if let blank = deepBlankLine(above: at, text) { return blank }
    if failure.problem == "did not find expected '-' indicator" { return keyAmongItems(failure, text) }
    if byte == .dash, text.byte(at + 1)?.isSpaceOrBreak ?? true { return strayItem(at, text) }
    if byte == .colon { return withoutKey(at, text) }
    if let above = wordWithComment(above: at, text) { return missingColon(text, line: above) }
    let columns = enclosingColumns(at, text).filter { !$0.isOfItems }.map(\.column)
    let column = text.indentation(at)
    if text.looksLikeEntry(at), !columns.contains(column), let nearest = nearest(to: column, of: columns) {
      return shifted(at, to: nearest, text)
    }
    if byte.startsWord, text.firstColon(at) == nil { return missingColon(text, line: at) }
    return reservedStart(at, text) ?? strayLine(at, text)
  }

  /// The line above an entry, as deep as it and no entry itself: a comment ends it, so that it is not read on.
  private static func wordWithComment(above at: Int, _ text: WorkingText) -> Int? {
    guard text.looksLikeEntry(at), let above = text.contentLine(above: at),
      text.indentation(above) == text.indentation(at), !text.looksLikeEntry(above),
      text.byte(text.contentStart(above))?.startsWord == true, text.contentEnd(above) < text.lineEnd(above)
    else { return nil }
    return above
  }

  /// A line that begins with a character that begins no key.
  private static func reservedStart(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard text.contentStart(at) == at, let byte = text.byte(at), "|>!&*%@`".utf8.contains(byte) else { return nil }
    return needsQuotes(from: at, text)
  }

  private static func textAfterValue(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    if let twice = secondProperty(at, text) { return twice }
    let end = text.lineEnd(at)
    let range = at..<max(text.contentEnd(at), text.characterEnd(at))
    var result = SyntaxDiagnosis(
      .textAfterValue, range, "nothing may follow the value on this line", repair: [Splice(at..<end, [])],
      lost: [at..<end])
    // `'it's'`: a quote of the text was taken for its end.
    guard let quote = text.byte(at - 1), quote == .quote || quote == .apostrophe,
      text.byte(range.upperBound - 1) == quote
    else { return result }
    var start = text.behindDashes(at)
    if text.byte(start) != quote, let colon = text.firstColon(start), colon < at {
      start = colon + 1
      while text.byte(start)?.isBlank == true { start += 1 }
    }
    guard text.byte(start) == quote, start < at - 1 else { return result }
    let inner = (start + 1..<range.upperBound - 1).filter { text.byte($0) == quote && text.byte($0 - 1) != .backslash }
    guard !inner.isEmpty else { return result }
    let escaped = quote == .quote ? "\\\"" : "''"
    let mark = quote == .quote ? "\"" : "'"
    result.message = "the text ends at the quote before this; write \(escaped) for a \(mark) inside it"
    result.cureTitle = "write \(escaped) inside the quotes"
    result.repair = inner.map { Splice(at: $0, insert: quote == .quote ? "\\" : "'") }
    result.lost = []
    return result
  }

  /// A second anchor or tag on one node, or either on an alias.
  private static func secondProperty(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard let before = text.byte(before: at, where: { !$0.isBlank }), let byte = text.byte(at) else { return nil }
    var start = before
    while start > 0, text.byte(start - 1)?.isSpaceOrBreak == false { start -= 1 }
    guard let first = text.byte(start), first == UInt8(ascii: "&") || first == UInt8(ascii: "!") else { return nil }
    if byte == UInt8(ascii: "*") {
      return SyntaxDiagnosis(
        .textAfterValue, start..<before + 1, "an alias can't have an anchor or a tag of its own",
        cure: "remove '\(text.string(start..<before + 1))'", repair: [Splice(start..<at, [])])
    }
    guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") else { return nil }
    let range = word(at, text)
    return SyntaxDiagnosis(
      .textAfterValue, range, "a value can have only one \(byte == UInt8(ascii: "&") ? "anchor" : "tag")",
      cure: "remove '\(text.string(range))'", repair: [Splice(range, [])])
  }

  /// `--- key: value`.
  private static func textAfterMarker(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let marker = text.lineStart(at)
    var start = marker + 3
    while text.byte(start)?.isBlank == true { start += 1 }
    return SyntaxDiagnosis(
      .textAfterValue, start..<max(start, text.contentEnd(at)), "entries begin on the line below '---'",
      cure: "move it to the line below", repair: [Splice(marker + 3..<start, [.newline])])
  }

  /// `: value`.
  private static func withoutKey(_ colon: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let line = text.lineStart(colon)..<text.lineEnd(colon)
    return SyntaxDiagnosis(
      .strayCharacter, colon..<colon + 1, "there is no key before this ':'", repair: [Splice(line, [])], lost: [line])
  }

  /// A list item between the entries of a mapping, or at another depth than the items above it.
  private static func strayItem(_ dash: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let column = text.indentation(dash)
    if let list = enclosingColumns(dash, text).last(where: \.isOfItems), list.column != column {
      return shifted(dash, to: list.column, text)
    }
    return SyntaxDiagnosis(
      .misplacedListItem, dash..<max(text.contentEnd(dash), dash), "a list item can't stand among 'key: value' entries",
      repair: leaveOut(dash, text), lost: [dash..<text.lineEnd(dash)])
  }

  /// An entry among the items of a list: either the entry is too deep, or a lone item strayed among entries.
  private static func keyAmongItems(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    let at = failure.at
    if let list = failure.contextAt, text.indentation(list) == text.indentation(at), isLoneItem(list, before: at, text)
    {
      return strayItem(text.contentStart(list), text)
    }
    if let list = failure.contextAt, text.indentation(list) == text.indentation(at),
      let item = dashWithoutSpace(at, text)
    {
      return item
    }
    let columns = enclosingColumns(at, text).filter { !$0.isOfItems }.map(\.column)
    if text.looksLikeEntry(at), let nearest = nearest(to: text.indentation(at), of: columns) {
      var result = shifted(at, to: nearest, text)
      if let list = failure.contextAt, text.indentation(list) == text.indentation(at) {
        let word = text.string(word(at, text))
        result.message = "'\(word)' can't stand among list items; begin it with '- ' or indent it by \(nearest)"
      }
      return result
    }
    return itemWithoutDash(at, text) ?? strayLine(at, text)
  }

  /// Text directly below a list item and as deep as its dash.
  private static func itemWithoutDash(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard text.contentStart(at) == at, let first = text.byte(at), first.startsWord || first == .dash,
      !text.looksLikeEntry(at), let above = text.contentLine(above: at),
      text.indentation(above) == text.indentation(at), text.behindDashes(above) > text.contentStart(above)
    else { return nil }
    if let item = dashWithoutSpace(at, text) { return item }
    return SyntaxDiagnosis(
      .misplacedListItem, at..<max(text.contentEnd(at), at), "a list item begins with '- '", cure: "add '- '",
      repair: [Splice(at: at, insert: "- ")])
  }

  /// `-item`, where a list's item belongs.
  private static func dashWithoutSpace(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard text.byte(at) == .dash, text.byte(at + 1)?.isSpaceOrBreak == false else { return nil }
    return SyntaxDiagnosis(
      .missingSpace, at..<max(text.contentEnd(at), at + 1), "there must be a space behind the '-' of a list item",
      cure: "add a space", repair: [Splice(at: at + 1, insert: " ")])
  }

  // MARK: Blocks of text

  /// A line below `key: |` that is not indented.
  private static func textOfBlock(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis? {
    guard let above = text.contentLine(above: at), let header = text.blockHeader(above) else { return nil }
    let indent = text.indentation(above)
    let now = text.indentation(at)
    guard now <= indent else { return nil }
    var splices: [Splice] = []
    var line: Int? = text.lineStart(at)
    while let start = line, !text.looksLikeEntry(start), text.indentation(start) >= now {
      if !text.isBlankLine(start) {
        splices.append(Splice(at: start, insert: String(repeating: " ", count: indent + 2 - now)))
      }
      line = text.nextLine(start)
    }
    guard !splices.isEmpty else { return nil }
    return SyntaxDiagnosis(
      .badIndentation, text.contentStart(at)..<text.contentEnd(at),
      "the text that belongs to '\(text.string(header..<header + 1))' must be indented deeper than its key",
      cure: "indent by \(indent + 2)", repair: splices)
  }

  /// White space below `key: |` that is deeper than the text that follows: libyaml takes its depth for the text's.
  private static func deepBlankLine(above at: Int, _ text: WorkingText) -> SyntaxDiagnosis? {
    var blanks: [Range<Int>] = []
    var line = text.previousLine(at)
    while let start = line, text.contentStart(start) == text.lineEnd(start) {
      if text.indentation(start) > text.indentation(at) { blanks.append(start..<text.lineEnd(start)) }
      line = text.previousLine(start)
    }
    guard let header = line, text.blockHeader(header) != nil, let first = blanks.last,
      text.indentation(header) < text.indentation(at)
    else { return nil }
    return SyntaxDiagnosis(
      .badIndentation, first, "this blank line is indented deeper than the text below it", cure: "remove its spaces",
      repair: blanks.map { Splice($0, []) })
  }

  /// Something that cannot follow a document's only value.
  static func secondRoot(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    guard let above = text.contentLine(above: at) else { return strayLine(at, text) }
    if text.byte(above) == UInt8(ascii: "%") { return badDirective(above, text) }
    if text.has("...", at: above) {
      let line = above..<text.lineEnd(above)
      return SyntaxDiagnosis(
        .unreadableLine, above..<above + 3, "after '...' only another document can follow, which begins with '---'",
        cure: "remove '...'", repair: [Splice(line, [])])
    }
    guard text.contentStart(at) == at else { return textAfterValue(at, text) }
    if text.indentation(above) == text.indentation(at), !text.looksLikeEntry(above),
      text.byte(text.contentStart(above))?.startsWord == true
    {
      return missingColon(text, line: above)
    }
    if text.byte(text.contentStart(above))?.isOpenBracket == true, text.looksLikeEntry(at) {
      return strayLine(above, text)
    }
    return betweenEntries(Failure(problem: "", at: at, context: ""), text)
  }
}

extension WorkingText {
  /// Where the nearest byte before `offset` is of which this holds, on the same line.
  fileprivate func byte(before offset: Int, where holds: (UInt8) -> Bool) -> Int? {
    var position = offset - 1
    while position >= 0, let byte = byte(position), !byte.isLineBreak {
      if holds(byte) { return position }
      position -= 1
    }
    return nil
  }

  /// The `|` or `>` that ends a line and makes the lines below it one text.
  fileprivate func blockHeader(_ line: Int) -> Int? {
    var position = contentEnd(line) - 1
    while let byte = byte(position),
      byte == .dash || byte == UInt8(ascii: "+") || UInt8(ascii: "1")...UInt8(ascii: "9") ~= byte
    {
      position -= 1
    }
    guard let mark = byte(position), mark == UInt8(ascii: "|") || mark == UInt8(ascii: ">"), position > lineStart(line),
      byte(position - 1)?.isBlank == true
    else { return nil }
    return position
  }
}

extension UInt8 {
  /// What the names of variables and keys are made of.
  fileprivate var isNamePart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), .dash:
      true
    default: false
    }
  }

  /// A letter, digit, `_`, quote or anything beyond ASCII: what people's keys begin with.
  fileprivate var startsWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), .quote, .apostrophe, 0x80...:
      true
    default: false
    }
  }
}
