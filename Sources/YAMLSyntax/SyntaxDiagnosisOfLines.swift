/// Failures in how lines stand to one another: colons, dashes, indentation.
extension SyntaxDiagnosis {
  /// A line that is no entry although its neighbours are.
  static func missingColon(_ text: WorkingText, line offset: Int) -> SyntaxDiagnosis {
    let start = text.behindDashes(offset)
    let end = text.contentEnd(offset)
    var wordEnd = start
    while wordEnd < end, let byte = text.byte(wordEnd), !byte.isBlank { wordEnd += 1 }
    if let colon = (start..<max(start, wordEnd)).first(where: { text.byte($0) == .colon }), colon > start,
      colon + 1 < wordEnd, text.byte(colon + 1) != UInt8(ascii: "/")
    {
      let key = text.string(start..<colon)
      return SyntaxDiagnosis(
        .missingSpace, start..<colon + 1, "there must be a space between '\(key):' and its value",
        cure: "add a space after '\(key):'", repair: [Splice(at: colon + 1, insert: " ")])
    }
    guard let first = text.byte(start), wordEnd > start, first.startsWord else {
      return SyntaxDiagnosis(
        .strayCharacter, start..<max(end, start), "this is not an entry of the form 'key: value'",
        repair: leaveOut(offset, text),
        lost: [start..<end])
    }
    let word = text.string(start..<wordEnd)
    return SyntaxDiagnosis(
      .missingColon, start..<wordEnd, "'\(word)' needs a ':' behind it", cure: "add ':' after '\(word)'",
      repair: [Splice(at: wordEnd, insert: ":")])
  }

  /// A colon where no value can begin: a second one on the line, or the first one of a line that continues another.
  static func unexpectedColon(_ colon: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.behindDashes(colon)
    if let first = text.firstColon(start), first < colon {
      var value = first + 1
      while value < colon, text.byte(value)?.isBlank == true { value += 1 }
      let range = value..<max(text.contentEnd(colon), value)
      if text.byte(value) == .quote || text.byte(value) == .apostrophe {
        return textAfterValue(colon, text)
      }
      return SyntaxDiagnosis(
        .needsQuotes, range, "a value that contains ': ' needs quotes", cure: "put quotes around the value",
        repair: [quoting(range, text)])
    }
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
    return SyntaxDiagnosis(
      .misplacedListItem, dash..<max(text.contentEnd(dash), dash), "a list begins on a line of its own, below its key",
      repair: [Splice(dash..<end, [])] + leaveOut(dash, text).dropFirst(), lost: [dash..<end])
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
    if failure.problem == "did not find expected '-' indicator" { return keyAmongItems(failure, text) }
    if byte == .dash, text.byte(at + 1)?.isSpaceOrBreak ?? true { return strayItem(at, text) }
    let columns = enclosingColumns(at, text)
    let column = text.indentation(at)
    if !columns.contains(column), let nearest = columns.reversed().min(by: { abs($0 - column) < abs($1 - column) }) {
      return shifted(at, to: nearest, text)
    }
    if byte.startsWord, text.firstColon(at) == nil { return missingColon(text, line: at) }
    return strayLine(at, text)
  }

  private static func textAfterValue(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let end = text.lineEnd(at)
    let range = at..<max(text.contentEnd(at), min(at + 1, text.bytes.count))
    return SyntaxDiagnosis(
      .textAfterValue, range, "nothing may follow the value on this line", repair: [Splice(at..<end, [])],
      lost: [at..<end])
  }

  /// A list item between the entries of a mapping.
  private static func strayItem(_ dash: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    SyntaxDiagnosis(
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
    let columns = enclosingColumns(at, text)
    let column = text.indentation(at)
    if let outer = columns.last(where: { $0 < column }), text.looksLikeEntry(at) { return shifted(at, to: outer, text) }
    if text.byte(at)?.startsWord == true {
      return SyntaxDiagnosis(
        .misplacedListItem, at..<max(text.contentEnd(at), at), "a list item begins with '- '", cure: "add '- '",
        repair: [Splice(at: at, insert: "- ")])
    }
    return strayLine(at, text)
  }

  /// One dash, directly above an entry, below a line that opens a mapping with entries of its own to come.
  private static func isLoneItem(_ list: Int, before at: Int, _ text: WorkingText) -> Bool {
    let column = text.indentation(at)
    guard text.looksLikeEntry(at), text.contentLine(above: at) == text.lineStart(list) else { return false }
    guard text.firstColon(list) == nil else { return false }
    var entries = 0
    var line: Int? = text.lineStart(at)
    while let start = line {
      if !text.isBlankLine(start) {
        guard text.indentation(start) >= column else { break }
        if text.indentation(start) == column { entries += 1 }
      }
      line = text.nextLine(start)
    }
    // With several entries below it, or an entry that has a block of its own, the dash is the odd one out.
    return entries > 1 || text.block(at).count > 1
  }

  private static func strayLine(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.contentStart(at)
    let range = start..<max(text.contentEnd(at), start)
    return SyntaxDiagnosis(
      .unreadableLine, range, "this line does not fit the lines around it", repair: leaveOut(at, text),
      lost: [text.lineStart(at)..<text.lineEnd(at)])
  }

  /// The line with its block moved to a column that fits.
  private static func shifted(_ at: Int, to column: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.contentStart(at)
    let now = text.indentation(at)
    let word = Self.word(start, text)
    let splices = text.block(at).filter { !text.isBlankLine($0) }.map { line in
      now > column
        ? Splice(line..<line + now - column, [])
        : Splice(line..<line, Array(repeating: .space, count: column - now))
    }
    let direction = now > column ? "too deep" : "not deep enough"
    return SyntaxDiagnosis(
      .badIndentation, word,
      "'\(text.string(word))' is indented by \(now), which is \(direction): the lines it belongs with are indented by \(column)",
      cure: "indent by \(column)", repair: splices)
  }

  /// The columns of the blocks around a line, outermost first, as the lines above it tell.
  private static func enclosingColumns(_ at: Int, _ text: WorkingText) -> [Int] {
    var columns: [Int] = []
    var lowest = Int.max
    var line = text.contentLine(above: at)
    while let start = line, lowest > 0 {
      let column = text.indentation(start)
      if column < lowest {
        let behind = text.behindDashes(start) - text.lineStart(start)
        if behind != column { columns.append(behind) }
        columns.append(column)
        lowest = column
      }
      line = text.contentLine(above: start)
    }
    return columns.reversed()
  }
}

extension UInt8 {
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
