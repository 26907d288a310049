/// What a plain scalar is to YAML 1.1 as PyYAML reads it.
public enum ScalarKind: Sendable, Hashable, CaseIterable {
  /// Nothing, `~`, `null`, `Null`, `NULL`.
  case null
  /// `yes`, `no`, `true`, `false`, `on`, `off`, also capitalised or in capitals.
  case boolean
  /// `12`, `1_000`, `0400` (octal), `0x1F`, `0b101`, `12:30:45` (base 60).
  case integer
  /// `1.10`, `1.5e+3`, `.5`, `12:30.5` (base 60), `.inf`, `.nan`. Not `1e3`: that is a string.
  case float
  /// `2024-01-01`, `2024-01-01 10:00:00 +1`.
  case timestamp
  /// `<<`: merges mappings when it is a key, does not load elsewhere.
  case merge
  /// `=`: a string when it is a key, does not load elsewhere.
  case value
  /// All other text.
  case string
}

/// The implicit types of YAML 1.1, decided byte by byte exactly as the regular expressions of PyYAML 6.0.3
/// (`yaml/resolver.py`, with its table of first characters) decide them.
public enum ScalarResolution {
  /// The kind of a plain (unquoted) scalar without an explicit tag.
  ///
  /// - Parameters:
  ///   - bytes: holds the scalar's text as UTF-8, line folding done.
  ///   - range: the scalar's bytes; clamped to `bytes`.
  public static func kind(ofPlain bytes: [UInt8], in range: Range<Int>) -> ScalarKind {
    let range = range.clamped(to: 0..<bytes.count)
    guard range.lowerBound < range.upperBound else { return .null }
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return numericKind(bytes, range)
    case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
      UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"):
      return wordKind(bytes, range)
    case UInt8(ascii: "~"):
      return range.count == 1 ? .null : .string
    case UInt8(ascii: "<"):
      return range.count == 2 && bytes[range.lowerBound + 1] == UInt8(ascii: "<") ? .merge : .string
    case UInt8(ascii: "="):
      return range.count == 1 ? .value : .string
    default:
      return .string
    }
  }

  /// The kind of a plain scalar given as text.
  public static func kind(ofPlain text: String) -> ScalarKind {
    let bytes = Array(text.utf8)
    return kind(ofPlain: bytes, in: 0..<bytes.count)
  }

  // MARK: - Words

  private static func wordKind(_ bytes: [UInt8], _ range: Range<Int>) -> ScalarKind {
    guard range.count <= 5 else { return .string }
    // The word in lower case as one number, and whether its letters after the first are all small or all capitals.
    var word: UInt64 = 0
    var small = 0
    for index in range {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): small += index == range.lowerBound ? 0 : 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      default: return .string
      }
      word = word << 8 | UInt64(byte | 0x20)
    }
    let startsSmall = bytes[range.lowerBound] & 0x20 != 0
    guard small == range.count - 1 || (small == 0 && !startsSmall) else { return .string }
    switch word {
    case Word.yes, Word.no, Word.true, Word.false, Word.on, Word.off: return .boolean
    case Word.null: return .null
    default: return .string
    }
  }

  /// Words as big-endian numbers of their letters.
  private enum Word {
    static let yes: UInt64 = 0x79_65_73
    static let no: UInt64 = 0x6E_6F
    static let `true`: UInt64 = 0x74_72_75_65
    static let `false`: UInt64 = 0x66_61_6C_73_65
    static let on: UInt64 = 0x6F_6E
    static let off: UInt64 = 0x6F_66_66
    static let null: UInt64 = 0x6E_75_6C_6C
  }

  // MARK: - Numbers and timestamps

  private static func numericKind(_ bytes: [UInt8], _ range: Range<Int>) -> ScalarKind {
    var scanner = ByteScanner(bytes, range)
    let isSigned = scanner.skip(UInt8(ascii: "-")) || scanner.skip(UInt8(ascii: "+"))
    guard let first = scanner.peek else { return .string }
    if first == UInt8(ascii: ".") { return pointKind(&scanner, isSigned: isSigned) }
    guard ByteScanner.isDigit(first) else { return .string }

    let start = scanner.index
    let startsWithZero = first == UInt8(ascii: "0")
    scanner.advance()
    if startsWithZero, scanner.skip(UInt8(ascii: "b")) {
      return scanner.skipAll { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "_") } > 0
        && scanner.isAtEnd ? .integer : .string
    }
    if startsWithZero, scanner.skip(UInt8(ascii: "x")) {
      return scanner.skipAll { $0 == UInt8(ascii: "_") || ByteScanner.isHexDigit($0) } > 0 && scanner.isAtEnd
        ? .integer : .string
    }
    var isOctal = true
    var hasUnderscore = false
    while let byte = scanner.peek, ByteScanner.isDigit(byte) || byte == UInt8(ascii: "_") {
      if byte == UInt8(ascii: "_") { hasUnderscore = true } else if byte > UInt8(ascii: "7") { isOctal = false }
      scanner.advance()
    }
    switch scanner.peek {
    case nil:
      return startsWithZero && !isOctal ? .string : .integer
    case UInt8(ascii: "."):
      scanner.advance()
      scanner.skipAll { ByteScanner.isDigit($0) || $0 == UInt8(ascii: "_") }
      return scanner.skipExponentToEnd() ? .float : .string
    case UInt8(ascii: ":"):
      return baseSixtyKind(&scanner, startsWithZero: startsWithZero)
    case UInt8(ascii: "-") where !isSigned && !hasUnderscore && scanner.index - start == 4:
      guard let timestamp = TimestampFields(bytes, range) else { return .string }
      return timestamp.isImplicit ? .timestamp : .string
    default:
      return .string
    }
  }

  /// At a point with no digit before it.
  private static func pointKind(_ scanner: inout ByteScanner, isSigned: Bool) -> ScalarKind {
    scanner.advance()
    guard let first = scanner.peek else { return .string }
    if ByteScanner.isDigit(first) {
      guard !isSigned else { return .string }
      scanner.skipAll { ByteScanner.isDigit($0) || $0 == UInt8(ascii: "_") }
      return scanner.skipExponentToEnd() ? .float : .string
    }
    for word: StaticString in ["inf", "Inf", "INF"] where scanner.rest(equals: word) { return .float }
    guard !isSigned else { return .string }
    for word: StaticString in ["nan", "NaN", "NAN"] where scanner.rest(equals: word) { return .float }
    return .string
  }

  /// At the first colon.
  private static func baseSixtyKind(_ scanner: inout ByteScanner, startsWithZero: Bool) -> ScalarKind {
    while scanner.skip(UInt8(ascii: ":")) {
      guard let tens = scanner.peek, ByteScanner.isDigit(tens) else { return .string }
      scanner.advance()
      if let ones = scanner.peek, ByteScanner.isDigit(ones) {
        guard tens <= UInt8(ascii: "5") else { return .string }
        scanner.advance()
      }
    }
    if scanner.isAtEnd { return startsWithZero ? .string : .integer }
    guard scanner.skip(UInt8(ascii: ".")) else { return .string }
    scanner.skipAll { ByteScanner.isDigit($0) || $0 == UInt8(ascii: "_") }
    return scanner.isAtEnd ? .float : .string
  }
}

/// A place in a few bytes. Reading past the end gives nil.
struct ByteScanner {
  private let bytes: [UInt8]
  private(set) var index: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    let range = range.clamped(to: 0..<bytes.count)
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  var peek: UInt8? { index < end ? bytes[index] : nil }
  var isAtEnd: Bool { index >= end }

  mutating func advance() { if index < end { index += 1 } }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  /// Skips the bytes that pass and says how many they were.
  @discardableResult
  mutating func skipAll(where passes: (UInt8) -> Bool) -> Int {
    let start = index
    while index < end, passes(bytes[index]) { index += 1 }
    return index - start
  }

  /// At least `least` and at most `most` digits as a number; nil when there are fewer. A further digit stays unread.
  mutating func number(digits least: Int, _ most: Int) -> Int? {
    var value = 0
    var count = 0
    while count < most, let byte = peek, Self.isDigit(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      count += 1
      index += 1
    }
    return count >= least ? value : nil
  }

  /// An exponent (`e` or `E`, a sign, digits) or nothing, and then the end. What PyYAML takes for one.
  mutating func skipExponentToEnd() -> Bool {
    if isAtEnd { return true }
    guard skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) else { return false }
    guard skip(UInt8(ascii: "-")) || skip(UInt8(ascii: "+")) else { return false }
    return skipAll(where: Self.isDigit) > 0 && isAtEnd
  }

  func rest(equals word: StaticString) -> Bool {
    guard end - index == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { bytes[index..<end].elementsEqual($0) }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
