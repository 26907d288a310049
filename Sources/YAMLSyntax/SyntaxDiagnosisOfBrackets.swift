/// Failures of quotes and brackets.
extension SyntaxDiagnosis {
  /// A quote without an end swallows lines until the next quote or the end of the file, and libyaml complains there.
  static func unclosedQuote(_ failure: Failure, _ scan: LexicalScan, _ text: WorkingText) -> SyntaxDiagnosis? {
    let isUnended = failure.context == "while scanning a quoted scalar" && failure.problem.hasPrefix("found unexpected")
    let line = text.lineStart(failure.at)
    let suspect = scan.multiLineQuotes.first { quote in
      let swallowed = swallowsEntries(quote, text)
      // Text in quotes may well look like entries; not so if it stands where only the next entry can.
      return swallowed == .neighbours || swallowed == .something && quote.upperBound >= line
    }
    guard let start = suspect?.lowerBound ?? (isUnended ? failure.contextAt : nil), let quote = text.byte(start) else {
      return nil
    }
    let mark = quote == .quote ? "\"" : "'"
    let isFirst = text.behindDashes(start) == start
    var result: SyntaxDiagnosis
    if isFirst, start + 1 == beforeComment(start, text) {
      result = SyntaxDiagnosis(
        .unclosedQuote, start..<start + 1, "this quote is never closed", cure: "remove the quote",
        repair: [Splice(start..<start + 1, [])])
    } else {
      let brackets = LexicalScan(text, upTo: start).openBrackets
      let colon = isFirst || beginsFlowKey(start, brackets, text) ? text.firstColon(start) : nil
      let end = max(colon ?? endOfValue(start, in: brackets, text), start + 1)
      result = SyntaxDiagnosis(
        .unclosedQuote, start..<start + 1,
        "this quote is never closed; add \(mark) at the end of the \(colon == nil ? "value" : "key")",
        cure: "close the quote", repair: [Splice(at: end, insert: mark)])
    }
    if failure.at > text.lineEnd(start) {
      let end = min(failure.at, text.bytes.count)
      result.related = (end..<end, "without it, the text runs on to here")
    }
    return result
  }

  private enum Swallowed { case nothing, something, neighbours }

  /// What the lines are that a quoted scalar runs over: YAML of their own, perhaps at the depth of its own line.
  private static func swallowsEntries(_ quote: Range<Int>, _ text: WorkingText) -> Swallowed {
    let indent = text.indentation(quote.lowerBound)
    var result = quote.upperBound >= text.bytes.count ? Swallowed.something : .nothing
    var line = text.nextLine(quote.lowerBound)
    while let start = line, start < quote.upperBound {
      let content = text.contentStart(start)
      let isItem = text.byte(content) == .dash && text.byte(content + 1)?.isSpaceOrBreak == true
      if isItem || text.looksLikeEntry(start) {
        if text.indentation(start) <= indent { return .neighbours }
        result = .something
      }
      line = text.nextLine(start)
    }
    return result
  }

  /// Whether a quote inside brackets stands where an entry's key begins.
  private static func beginsFlowKey(_ quote: Int, _ brackets: [Int], _ text: WorkingText) -> Bool {
    guard let bracket = brackets.last, text.byte(bracket) == UInt8(ascii: "{") else { return false }
    var before = quote - 1
    while text.byte(before)?.isSpaceOrBreak == true { before -= 1 }
    return before == bracket || text.byte(before) == .comma
  }

  /// Where a person would close a quote: before a comment, and before the comma and the brackets that end the line and
  /// belong to what is open around the quote.
  private static func endOfValue(_ start: Int, in brackets: [Int], _ text: WorkingText) -> Int {
    let end = beforeComment(start, text)
    guard !brackets.isEmpty else { return end }
    func skippingBlanks(_ end: Int) -> Int {
      var end = end
      while end > start + 1, text.byte(end - 1)?.isBlank == true { end -= 1 }
      return end
    }
    var inner = end
    if text.byte(inner - 1) == .comma { inner = skippingBlanks(inner - 1) }
    // Of the brackets at the line's end, the last ones are those around the quote.
    var closers: [Int] = []
    while closers.count < brackets.count, inner - 1 > start, text.byte(inner - 1)?.isCloseBracket == true {
      closers.append(inner - 1)
      inner = skippingBlanks(inner - 1)
    }
    let closesInnermost = zip(closers.reversed(), brackets.reversed()).allSatisfy { closer, opener in
      text.closer(of: opener) == text.string(closer..<closer + 1)
    }
    return closesInnermost ? inner : end
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

  /// What went wrong inside the innermost of some open brackets.
  static func insideBrackets(_ failure: Failure, _ open: [Int], _ text: WorkingText) -> SyntaxDiagnosis? {
    guard let bracket = open.last else { return nil }
    let at = failure.at
    if let close = LexicalScan.closingBracket(text, of: bracket), at <= close {
      if let byte = text.byte(at), byte.isCloseBracket, byte != text.byte(close) || at == close {
        return wrongBracket(at, open, text)
      }
      if let byte = text.byte(at), byte == .comma || byte == .colon {
        let (what, mark) = byte == .comma ? ("value", ",") : ("key", ":")
        return SyntaxDiagnosis(
          .strayCharacter, at..<at + 1, "there is no \(what) before this '\(mark)'", cure: "remove the '\(mark)'",
          repair: [Splice(at..<at + 1, [])])
      }
      if text.byte(at) == .dash, text.byte(at + 1)?.isBlank == true {
        var end = at + 1
        while text.byte(end)?.isBlank == true { end += 1 }
        return SyntaxDiagnosis(
          .strayCharacter, at..<at + 1, "a '-' begins no item inside brackets", cure: "remove the '-'",
          repair: [Splice(at..<end, [])])
      }
      guard failure.problem.hasPrefix("did not find expected ','") else { return nil }
      return SyntaxDiagnosis(
        .missingComma, word(at, text), "a ',' is missing before this", cure: "add ','",
        repair: [comma(before: at, text)])
    }
    let opener = text.string(bracket..<bracket + 1)
    if text.contentEnd(bracket) == bracket + 1, standsAmongEntries(bracket, text) {
      return SyntaxDiagnosis(
        .strayCharacter, bracket..<bracket + 1, "nothing closes this '\(opener)'", cure: "remove '\(opener)'",
        repair: [Splice(bracket..<bracket + 1, [])])
    }
    return unclosedBrackets(failure, open, text)
  }

  /// Right behind the value before, as people write it, unless a comment stands between.
  private static func comma(before at: Int, _ text: WorkingText) -> Splice {
    var end = at
    while let byte = text.byte(end - 1), byte.isSpaceOrBreak { end -= 1 }
    let isOnSameLine = text.lineStart(end) == text.lineStart(at)
    guard end < at, isOnSameLine || text.contentEnd(end) == end else { return Splice(at: at, insert: ", ") }
    return Splice(at: end, insert: ",")
  }

  /// A closing bracket of the other kind: it may close one further out.
  private static func wrongBracket(_ at: Int, _ open: [Int], _ text: WorkingText) -> SyntaxDiagnosis? {
    guard let bracket = open.last, let opener = text.byte(bracket) else { return nil }
    let closer = text.closer(of: bracket)
    if open.dropLast().suffix(8).contains(where: { text.byte($0) != opener }) {
      var end = at
      while end > bracket + 1, text.byte(end - 1)?.isSpaceOrBreak == true { end -= 1 }
      return SyntaxDiagnosis(
        .unclosedBracket, bracket..<bracket + 1,
        "this '\(text.string(bracket..<bracket + 1))' is never closed; add '\(closer)'", cure: "add '\(closer)'",
        repair: [Splice(at: end, insert: closer)])
    }
    return SyntaxDiagnosis(
      .strayCharacter, at..<at + 1,
      "'\(text.string(at..<at + 1))' does not match '\(text.string(bracket..<bracket + 1))'",
      cure: "replace it with '\(closer)'", repair: [Splice(at..<at + 1, Array(closer.utf8))])
  }

  private static func unclosedBrackets(_ failure: Failure, _ open: [Int], _ text: WorkingText) -> SyntaxDiagnosis? {
    guard let bracket = open.last else { return nil }
    let line = text.lineStart(bracket)
    // Those on the same line that nothing closes either are closed with it.
    let others = open.dropLast().suffix(7).reversed().prefix {
      $0 >= line && LexicalScan.closingBracket(text, of: $0) == nil
    }
    let closers = ([bracket] + others).map { text.closer(of: $0) }.joined()
    let these =
      switch others.count {
      case 0: "this '\(text.string(bracket..<bracket + 1))' is"
      case 1: "this '\(text.string(bracket..<bracket + 1))' and the bracket before it are"
      default: "this '\(text.string(bracket..<bracket + 1))' and \(others.count) brackets before it are"
      }
    var result = SyntaxDiagnosis(
      .unclosedBracket, bracket..<bracket + 1, "\(these) never closed; add '\(closers)'", cure: "add '\(closers)'",
      repair: [Splice(at: endOfUnclosed(bracket, text), insert: closers)])
    if failure.at > text.lineEnd(bracket) {
      let place = min(failure.at, text.bytes.count)
      result.related = (place..<place, "without it, the text runs on to here")
    }
    return result
  }

  /// Whether a bracket with nothing behind it opens nothing: the lines around it are those of a block.
  private static func standsAmongEntries(_ bracket: Int, _ text: WorkingText) -> Bool {
    let indent = text.indentation(bracket)
    let below = text.contentLine(below: bracket)
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
    var end = text.contentEnd(bracket)
    let isMapping = text.byte(bracket) == UInt8(ascii: "{")
    for line in text.block(bracket).dropFirst() where !text.isBlankLine(line) {
      // Lines that read like a block's entries are not the items of a list, unless a comma leads to them.
      let isExpected = isMapping || end > 0 && text.byte(end - 1) == .comma
      if !isExpected, text.looksLikeEntry(line) { break }
      end = text.contentEnd(line)
    }
    return max(end, bracket + 1)
  }
}

extension WorkingText {
  /// The text that closes the bracket at an offset.
  fileprivate func closer(of bracket: Int) -> String { byte(bracket) == UInt8(ascii: "[") ? "]" : "}" }
}
