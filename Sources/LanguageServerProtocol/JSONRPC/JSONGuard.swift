/// Makes JSON text safe for a recursive decoder: bounds its nesting, and repairs the one fault that well-meaning
/// clients send.
enum JSONGuard {
  /// LSP messages nest about ten levels deep; settings and client data a few more.
  static let maximumDepth = 128

  /// False when the text nests too deeply. Replaces each escaped surrogate that lacks its other half (`\ud83d` alone,
  /// which editors send when a character was cut in two) by an escaped U+FFFD of the same length, because the decoder
  /// would reject the whole message.
  static func repair(_ json: inout [UInt8]) -> Bool {
    var depth = 0
    var index = 0
    var inString = false
    while index < json.count {
      let byte = json[index]
      index += 1
      if inString {
        if byte == UInt8(ascii: "\"") { inString = false }
        if byte == UInt8(ascii: "\\") { index = skipEscape(in: &json, at: index) }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > maximumDepth { return false }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
    }
    return true
  }

  /// `index` stands behind the backslash; the result behind the escape, or behind both halves of a pair.
  private static func skipEscape(in json: inout [UInt8], at index: Int) -> Int {
    guard let unit = escapedUnit(in: json, at: index) else { return index + 1 }
    let end = index + 5
    if isHighSurrogate(unit), end < json.count, json[end] == UInt8(ascii: "\\"),
      let low = escapedUnit(in: json, at: end + 1), isLowSurrogate(low)
    {
      return end + 6
    }
    if isHighSurrogate(unit) || isLowSurrogate(unit) {
      json.replaceSubrange(index..<end, with: Array("ufffd".utf8))
    }
    return end
  }

  /// The UTF-16 unit of a `uXXXX` at this place.
  private static func escapedUnit(in json: [UInt8], at index: Int) -> UInt16? {
    guard index + 5 <= json.count, json[index] == UInt8(ascii: "u") else { return nil }
    let digits = json[(index + 1)..<(index + 5)]
    guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func isHighSurrogate(_ unit: UInt16) -> Bool { unit & 0xFC00 == 0xD800 }
  private static func isLowSurrogate(_ unit: UInt16) -> Bool { unit & 0xFC00 == 0xDC00 }
}
