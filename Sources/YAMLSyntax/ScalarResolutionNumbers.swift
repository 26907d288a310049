/// Integers and floating point numbers as PyYAML's constructors and Python's `int()`, `float()` and `str()` treat them.
enum PythonNumber {
  /// Longer texts in bases other than ten are not turned into decimal digits, which takes quadratic time.
  private static let longestConverted = 1_024
  /// Python's own limit for decimal integers (`sys.get_int_max_str_digits`).
  private static let longestDecimal = 4_300

  /// `construct_yaml_int`. Any bytes; what a plain scalar cannot be may come from an explicit tag.
  static func integer(_ text: ArraySlice<UInt8>) -> LoadedScalar {
    var digits = text.filter { $0 != UInt8(ascii: "_") }[...]
    let isNegative = skipSign(&digits)
    guard let first = digits.first else { return notANumber(text, "an integer") }
    let number: Parsed?
    if digits.elementsEqual([UInt8(ascii: "0")]) {
      return .integer(decimal: "0", value: 0)
    } else if digits.starts(with: Array("0b".utf8)) {
      number = parse(digits.dropFirst(2), base: 2)
    } else if digits.starts(with: Array("0x".utf8)) {
      number = parse(digits.dropFirst(2), base: 16)
    } else if first == UInt8(ascii: "0") {
      number = parse(digits, base: 8)
    } else if digits.contains(UInt8(ascii: ":")) {
      number = parseBaseSixty(digits)
    } else {
      number = parse(digits, base: 10)
    }
    guard let number else { return notANumber(text, "an integer") }
    switch number {
    case .tooLong: return .integer(decimal: nil, value: nil)
    case .refused: return .failure("an integer has at most \(longestDecimal) digits")
    case .magnitude(let magnitude, let flips):
      let sign = isNegative != flips && magnitude != "0" ? "-" : ""
      return .integer(decimal: sign + magnitude, value: Int(sign + magnitude))
    }
  }

  /// `construct_yaml_float`. Any bytes, as above.
  static func float(_ text: ArraySlice<UInt8>) -> LoadedScalar {
    var digits = text.filter { $0 != UInt8(ascii: "_") }.map(lowercased)[...]
    let sign: Double = skipSign(&digits) ? -1 : 1
    guard !digits.isEmpty else { return notANumber(text, "a number") }
    if digits.elementsEqual(".inf".utf8) { return .float(sign * .infinity) }
    if digits.elementsEqual(".nan".utf8) { return .float(.nan) }
    guard digits.contains(UInt8(ascii: ":")) else {
      return parseFloat(digits).map { .float(sign * $0) } ?? notANumber(text, "a number")
    }
    var sum = 0.0
    var place = Decimal(1)
    for (position, part) in digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).reversed()
      .enumerated()
    {
      guard let digit = parseFloat(part) else { return notANumber(text, "a number") }
      if position > 0 { place.multiply(by: 60, adding: 0) }
      // Python converts the exact power of 60 and refuses what a floating point number cannot hold.
      guard let weight = Double(place.description), weight.isFinite else {
        return .failure("a number in base 60 has at most 173 colons")
      }
      sum += digit * weight
    }
    return .float(sign * sum)
  }

  /// `repr()` of a float: the fewest digits that give the same number back, an exponent below 1e-04 and from 1e+16.
  static func text(of value: Double) -> String {
    if value.isNaN { return "nan" }
    let sign = value.sign == .minus ? "-" : ""
    if value.isInfinite { return sign + "inf" }
    if value == 0 { return sign + "0.0" }
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = (parts.first ?? "0").split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa.first ?? ""
    var digits = Array((whole + (mantissa.count > 1 ? mantissa[1] : "")).utf8)
    // The value is 0.DIGITS times ten to this power.
    var power = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leadingZeros)
    power -= leadingZeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }

    func zeros(_ count: Int) -> String { String(repeating: "0", count: max(0, count)) }
    let text = String(decoding: digits, as: UTF8.self)
    if power > 16 || power <= -4 {
      let exponent = power - 1
      let magnitude = String(exponent.magnitude)
      return sign + text.prefix(1) + (digits.count > 1 ? "." : "") + text.dropFirst() + (exponent < 0 ? "e-" : "e+")
        + zeros(2 - magnitude.count) + magnitude
    }
    if power <= 0 { return sign + "0." + zeros(-power) + text }
    if digits.count <= power { return sign + text + zeros(power - digits.count) + ".0" }
    return sign + text.prefix(power) + "." + text.dropFirst(power)
  }

  /// The text as Python's number parsers see it: white space of any alphabet as a space, decimal digits of any
  /// alphabet as ASCII digits.
  static func asciiForm(of text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      if scalar.isASCII { return (0x1C...0x1F).contains(scalar.value) ? 0x20 : UInt8(scalar.value) }
      if scalar.properties.isWhitespace { return 0x20 }
      guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return 0xFF }
      return UInt8(ascii: "0") + UInt8(clamping: Int(value))
    }
  }

  // MARK: - Parsing

  private enum Parsed {
    /// Decimal digits, and whether a sign of its own turns the number's sign round.
    case magnitude(String, flips: Bool)
    case tooLong
    case refused
  }

  /// `int(text, base)`; nil when that fails.
  private static func parse(_ text: ArraySlice<UInt8>, base: UInt32) -> Parsed? {
    var digits = trimmed(text)
    let isNegative = skipSign(&digits)
    if base != 10, let mark = digits.dropFirst().first, digits.first == UInt8(ascii: "0") {
      let prefixes: [UInt32: UInt8] = [2: UInt8(ascii: "b"), 8: UInt8(ascii: "o"), 16: UInt8(ascii: "x")]
      if prefixes[base] == mark | 0x20 { digits = digits.dropFirst(2) }
    }
    guard !digits.isEmpty else { return nil }
    guard digits.allSatisfy({ digit($0) < base }) else { return nil }
    if base == 10 && digits.count > longestDecimal { return .refused }
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    if significant.isEmpty { return .magnitude("0", flips: isNegative) }
    if base == 10 { return .magnitude(String(decoding: significant, as: UTF8.self), flips: isNegative) }
    guard significant.count <= longestConverted else { return .tooLong }
    var number = Decimal(0)
    for byte in significant { number.multiply(by: base, adding: digit(byte)) }
    return .magnitude(number.description, flips: isNegative)
  }

  private static func parseBaseSixty(_ text: ArraySlice<UInt8>) -> Parsed? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    if parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ByteScanner.isDigit) }) {
      guard text.count <= longestConverted else { return .tooLong }
      var number = Decimal(0)
      for part in parts {
        // Parts below 60 are one step; an explicit tag lets longer ones in.
        var summand = Decimal(0)
        for byte in part { summand.multiply(by: 10, adding: digit(byte)) }
        number.multiply(by: 60, adding: 0)
        number.add(summand)
      }
      return .magnitude(number.description, flips: false)
    }
    // Parts with white space or signs of their own, which only an explicit tag lets in.
    var sum = 0
    for part in parts {
      guard case .magnitude(let magnitude, let flips)? = parse(part, base: 10) else { return nil }
      guard let value = Int((flips ? "-" : "") + magnitude) else { return .tooLong }
      let (scaled, overflow) = sum.multipliedReportingOverflow(by: 60)
      let (added, carry) = scaled.addingReportingOverflow(value)
      if overflow || carry { return .tooLong }
      sum = added
    }
    return .magnitude(String(sum.magnitude), flips: sum < 0)
  }

  /// `float(text)` of text in lower case; nil when that fails.
  private static func parseFloat(_ text: ArraySlice<UInt8>) -> Double? {
    var body = trimmed(text)
    let sign: Double = skipSign(&body) ? -1 : 1
    if body.elementsEqual("inf".utf8) || body.elementsEqual("infinity".utf8) { return sign * .infinity }
    if body.elementsEqual("nan".utf8) { return .nan }
    var scanner = ByteScanner(Array(body), 0..<body.count)
    var count = scanner.skipAll(where: ByteScanner.isDigit)
    if scanner.skip(UInt8(ascii: ".")) { count += scanner.skipAll(where: ByteScanner.isDigit) }
    guard count > 0 else { return nil }
    if scanner.skip(UInt8(ascii: "e")) {
      _ = scanner.skip(UInt8(ascii: "-")) || scanner.skip(UInt8(ascii: "+"))
      guard scanner.skipAll(where: ByteScanner.isDigit) > 0 else { return nil }
    }
    guard scanner.isAtEnd else { return nil }
    return Double(String(decoding: body, as: UTF8.self)).map { sign * $0 }
  }

  private static func skipSign(_ text: inout ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") else { return false }
    return text.removeFirst() == UInt8(ascii: "-")
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// The value of a digit in bases up to 16; a number beyond all bases for any other byte.
  private static func digit(_ byte: UInt8) -> UInt32 {
    if ByteScanner.isDigit(byte) { return UInt32(byte - UInt8(ascii: "0")) }
    return ByteScanner.isHexDigit(byte) ? UInt32((byte | 0x20) - UInt8(ascii: "a")) + 10 : .max
  }

  private static func notANumber(_ text: ArraySlice<UInt8>, _ noun: String) -> LoadedScalar {
    .failure("'\(String(decoding: text, as: UTF8.self))' is not \(noun)")
  }
}

/// A whole number of any size, kept in groups of nine decimal digits, the lowest first.
private struct Decimal: CustomStringConvertible {
  private static let groupSize: UInt64 = 1_000_000_000
  private var groups: [UInt64]

  init(_ value: UInt32) {
    groups = [UInt64(value) % Self.groupSize, UInt64(value) / Self.groupSize]
  }

  mutating func multiply(by factor: UInt32, adding summand: UInt32) {
    var carry = UInt64(summand)
    for index in groups.indices {
      // Below 10^9 times 2^32 plus a carry: far from overflow.
      let product = groups[index] * UInt64(factor) + carry
      groups[index] = product % Self.groupSize
      carry = product / Self.groupSize
    }
    while carry > 0 {
      groups.append(carry % Self.groupSize)
      carry /= Self.groupSize
    }
  }

  mutating func add(_ other: Decimal) {
    var carry: UInt64 = 0
    for index in 0..<max(groups.count, other.groups.count) {
      if index == groups.count { groups.append(0) }
      let sum = groups[index] + (index < other.groups.count ? other.groups[index] : 0) + carry
      groups[index] = sum % Self.groupSize
      carry = sum / Self.groupSize
    }
    if carry > 0 { groups.append(carry) }
  }

  var description: String {
    let text = groups.reversed().map { group in
      let digits = String(group)
      return String(repeating: "0", count: 9 - digits.count) + digits
    }.joined().drop { $0 == "0" }
    return text.isEmpty ? "0" : String(text)
  }
}
