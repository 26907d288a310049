/// What is open at a place of a text that libyaml could not read: quotes that run over lines and brackets.
///
/// A light tokenizer of its own, used only after a failure: it does not need the text to be well-formed.
struct LexicalScan {
  /// Quoted scalars that begin on an earlier line than they end, with the quote's place and the end (exclusive).
  private(set) var multiLineQuotes: [Range<Int>] = []
  /// Brackets that are open at the place, outermost first.
  private(set) var openBrackets: [Int] = []

  /// Scans from the start up to the end of the line of `limit`.
  init(_ text: WorkingText, upTo limit: Int) {
    let end = text.lineEnd(limit)
    var offset = 0
    var atToken = true
    while offset < end, let byte = text.byte(offset) {
      switch byte {
      case .quote where atToken, .apostrophe where atToken:
        let close = Self.endOfQuote(text, from: offset)
        if text.lineEnd(offset) < close { multiLineQuotes.append(offset..<close) }
        offset = close
        atToken = false
      case .hash where offset == 0 || text.byte(offset - 1)?.isSpaceOrBreak == true:
        offset = text.lineEnd(offset)
      case UInt8(ascii: "|") where atToken && openBrackets.isEmpty,
        UInt8(ascii: ">") where atToken && openBrackets.isEmpty:
        offset = Self.endOfBlockScalar(text, from: offset)
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if atToken, offset <= limit { openBrackets.append(offset) }
        offset += 1
        if openBrackets.isEmpty { atToken = false }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if !openBrackets.isEmpty, offset < limit { openBrackets.removeLast() }
        offset += 1
        atToken = false
      case .comma:
        offset += 1
        atToken = atToken || !openBrackets.isEmpty
      case .colon, .dash, UInt8(ascii: "?"):
        offset += 1
        let opens = text.byte(offset)?.isSpaceOrBreak ?? true
        atToken = opens && (byte == .colon || atToken)
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        // An anchor or tag: a token may follow it.
        offset += 1
        if atToken { while let next = text.byte(offset), !next.isSpaceOrBreak, next != .comma { offset += 1 } }
      case _ where byte.isLineBreak:
        offset += 1
        atToken = true
      case _ where byte.isBlank:
        offset += 1
      default:
        offset += 1
        atToken = false
      }
    }
  }

  /// Behind the closing quote, or the end of the text.
  private static func endOfQuote(_ text: WorkingText, from start: Int) -> Int {
    let quote = text.byte(start)
    var offset = start + 1
    while let byte = text.byte(offset) {
      if byte == .backslash, quote == .quote {
        offset += 2
      } else if byte == quote {
        if quote == .apostrophe, text.byte(offset + 1) == .apostrophe {
          offset += 2
        } else {
          return offset + 1
        }
      } else {
        offset += 1
      }
    }
    return text.bytes.count
  }

  /// The line behind the text of a block scalar.
  private static func endOfBlockScalar(_ text: WorkingText, from start: Int) -> Int {
    let indent = text.indentation(start)
    var line = text.nextLine(start)
    var end = text.lineEnd(start)
    while let next = line {
      let isBlank = text.contentStart(next) == text.lineEnd(next)
      guard isBlank || text.indentation(next) > indent else { break }
      end = text.lineEnd(next)
      line = text.nextLine(next)
    }
    return end
  }

  /// The bracket that closes the one at `start`, if one does before a line that is not part of the collection.
  static func closingBracket(_ text: WorkingText, of start: Int) -> Int? {
    let indent = text.indentation(start)
    var depth = 0
    var offset = start
    while let byte = text.byte(offset) {
      if byte == .quote || byte == .apostrophe, offset > 0, text.byte(offset - 1)?.opensToken == true {
        offset = endOfQuote(text, from: offset)
        continue
      }
      if byte.isOpenBracket { depth += 1 }
      if byte.isCloseBracket {
        depth -= 1
        if depth == 0 { return offset }
      }
      offset += 1
      if byte.isLineBreak, let next = text.byte(text.contentStart(offset)), !next.isCloseBracket, !next.isLineBreak,
        text.indentation(offset) <= indent, text.looksLikeEntry(offset) || text.byte(text.contentStart(offset)) == .dash
      {
        return nil
      }
    }
    return nil
  }
}

extension WorkingText {
  /// Whether the line reads like a block mapping's entry: `word:` followed by white space or the line's end.
  func looksLikeEntry(_ offset: Int) -> Bool {
    firstColon(contentStart(offset)) != nil
  }

  /// The first colon of the line at or behind `offset` that ends a key: white space or the line's end behind it.
  func firstColon(_ offset: Int) -> Int? {
    let end = lineEnd(offset)
    var position = offset
    while position < end {
      if bytes[position] == .colon, byte(position + 1)?.isSpaceOrBreak ?? true { return position }
      if bytes[position] == .hash, position == offset || bytes[position - 1].isBlank { return nil }
      position += 1
    }
    return nil
  }

  /// Behind the list dashes that a line begins with.
  func behindDashes(_ offset: Int) -> Int {
    var position = contentStart(offset)
    while byte(position) == .dash, byte(position + 1)?.isBlank == true {
      position += 1
      while byte(position)?.isBlank == true { position += 1 }
    }
    return position
  }
}
