/// The few byte classes of the grammars. All of them are ASCII by their specifications.
extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let zero = UInt8(ascii: "0")
  static let colon = UInt8(ascii: ":")
  static let equals = UInt8(ascii: "=")
  static let at = UInt8(ascii: "@")
  static let underscore = UInt8(ascii: "_")

  var isDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }
  var isLowercase: Bool { UInt8(ascii: "a") <= self && self <= UInt8(ascii: "z") }
  var isUppercase: Bool { UInt8(ascii: "A") <= self && self <= UInt8(ascii: "Z") }
  var isLetter: Bool { isLowercase || isUppercase }
  var isAlphanumeric: Bool { isLetter || isDigit }
  var isLowercaseAlphanumeric: Bool { isLowercase || isDigit }
  /// Space, tab, line feed, carriage return.
  var isWhitespace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
  /// Upper-case ASCII letters become lower-case, all other bytes stay.
  var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
}

extension Array<UInt8> {
  /// The bytes of `range`, cut to what the array has.
  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { self[range.clamped(to: indices)] }

  /// The text of `range`; invalid UTF-8 becomes U+FFFD.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes(range), as: UTF8.self) }

  /// Where `wanted` holds for a byte of `range`, as the first run of such bytes.
  func firstRun(in range: Range<Int>, where wanted: (UInt8) -> Bool) -> Range<Int>? {
    let part = bytes(range)
    guard let start = part.firstIndex(where: wanted) else { return nil }
    let end = part[start...].firstIndex { !wanted($0) } ?? part.endIndex
    return start..<end
  }

  /// The pieces of `range` between separators; one more than there are separators.
  func pieces(of range: Range<Int>, separatedBy separator: UInt8) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    pieces.reserveCapacity(4)
    let part = bytes(range)
    var start = part.startIndex
    while let end = part[start...].firstIndex(of: separator) {
      pieces.append(start..<end)
      start = end + 1
    }
    pieces.append(start..<part.endIndex)
    return pieces
  }

  /// The bytes without white space.
  var withoutWhitespace: [UInt8] { filter { !$0.isWhitespace } }

  /// The bytes without white space, or nil when that would join two words into one: nobody meant `80 80` as `8080`.
  var withoutLooseWhitespace: [UInt8]? {
    var last: UInt8?
    var afterGap = false
    for byte in self {
      if byte.isWhitespace {
        afterGap = last != nil
        continue
      }
      if afterGap, byte.isAlphanumeric, last?.isAlphanumeric == true { return nil }
      afterGap = false
      last = byte
    }
    return withoutWhitespace
  }
}

/// The value of a run of ASCII digits, or nil when it is empty, has another byte or exceeds 18 digits.
func decimalValue(_ digits: ArraySlice<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
  let significant = digits.drop { $0 == .zero }
  guard significant.count <= 18 else { return nil }
  return significant.reduce(0) { $0 * 10 + Int($1 - .zero) }
}
