/// A Kubernetes quantity: a decimal number and a suffix, such as `500m`, `1.5` or `256Mi`.
///
/// Source: Kubernetes' `resource.Quantity`. Suffixes: `n u m k M G T P E` (powers of ten), `Ki Mi Gi Ti Pi Ei`
/// (powers of two), `e` or `E` and a whole exponent.
public struct Quantity: Sendable, Hashable, Comparable {
  /// In base units: bytes for memory and storage, cores for cpu. Two spellings of one quantity give equal values up
  /// to 15 significant digits; numbers beyond the range of `Double` become infinite.
  public let value: Double
  /// The number as written, with its sign.
  public let numberRange: Range<Int>
  /// What the number is multiplied with.
  public let suffix: Suffix
  /// Where the suffix stands; empty at the end when there is none.
  public let suffixRange: Range<Int>

  /// What multiplies the number.
  public enum Suffix: Sendable, Hashable {
    /// A power of ten: 0 without suffix, -3 for `m`, 6 for `M` and for `e6`.
    case decimal(Int)
    /// A power of two: 10 for `Ki`, 20 for `Mi`.
    case binary(Int)
  }

  /// By ``value``.
  public static func < (left: Quantity, right: Quantity) -> Bool { left.value < right.value }

  /// Why a text is no quantity.
  public struct Fault: Error, Sendable, Hashable {
    /// What is wrong.
    public let reason: Reason
    /// The guilty bytes, counted from the text's start.
    public let range: Range<Int>
    /// Valid spellings of what was probably meant, the nearest first; the second differs in meaning, as `256M` and
    /// `256Mi` do for `256MB`.
    public let suggestions: [String]

    /// The kinds of fault.
    public enum Reason: Sendable, Hashable {
      /// No text at all.
      case empty
      /// White space within or around.
      case whitespace
      /// No number at the start.
      case missingNumber
      /// Something after the number that is no suffix: `MB`, `cores`, `K`.
      case unknownSuffix
      /// `1e` followed by something other than a whole number, or an exponent too large to matter.
      case badExponent
    }
  }

  /// Reads a quantity. Offsets count from the text's start.
  @inlinable
  public static func parse(_ text: some Collection<UInt8>) -> Result<Quantity, Fault> { parse(bytes: Array(text)) }

  @usableFromInline
  static func parse(bytes text: [UInt8]) -> Result<Quantity, Fault> {
    func fault(_ reason: Fault.Reason, _ range: Range<Int>) -> Result<Quantity, Fault> {
      .failure(Fault(reason: reason, range: range, suggestions: nearest(to: text)))
    }

    if text.isEmpty { return fault(.empty, 0..<0) }
    if let run = text.firstRun(in: text.indices, where: \.isWhitespace) { return fault(.whitespace, run) }
    guard let number = DecimalNumber(prefixOf: text) else { return fault(.missingNumber, text.indices) }

    let suffixRange = number.end..<text.count
    let word = text.bytes(suffixRange)
    let suffix: Suffix
    if let known = knownSuffix(word) {
      suffix = known
    } else if let letter = word.first, letter.lowercased == UInt8(ascii: "e"), startsExponent(word.dropFirst()) {
      guard let exponent = signedValue(word.dropFirst()), abs(exponent) <= 1000 else {
        return fault(.badExponent, suffixRange)
      }
      suffix = .decimal(exponent)
    } else {
      return fault(.unknownSuffix, suffixRange)
    }
    return .success(
      Quantity(
        value: number.value(times: suffix), numberRange: 0..<number.end, suffix: suffix, suffixRange: suffixRange))
  }

  private static func knownSuffix(_ word: some Collection<UInt8>) -> Suffix? {
    guard let letter = word.first else { return .decimal(0) }
    if word.count == 1 {
      switch letter {
      case UInt8(ascii: "n"): return .decimal(-9)
      case UInt8(ascii: "u"): return .decimal(-6)
      case UInt8(ascii: "m"): return .decimal(-3)
      case UInt8(ascii: "k"): return .decimal(3)
      case UInt8(ascii: "M"): return .decimal(6)
      case UInt8(ascii: "G"): return .decimal(9)
      case UInt8(ascii: "T"): return .decimal(12)
      case UInt8(ascii: "P"): return .decimal(15)
      case UInt8(ascii: "E"): return .decimal(18)
      default: return nil
      }
    }
    guard word.count == 2, word.dropFirst().first == UInt8(ascii: "i") else { return nil }
    switch letter {
    case UInt8(ascii: "K"): return .binary(10)
    case UInt8(ascii: "M"): return .binary(20)
    case UInt8(ascii: "G"): return .binary(30)
    case UInt8(ascii: "T"): return .binary(40)
    case UInt8(ascii: "P"): return .binary(50)
    case UInt8(ascii: "E"): return .binary(60)
    default: return nil
    }
  }

  private static func startsExponent(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    return first.isDigit || first == .plus || first == .minus
  }

  private static func signedValue(_ text: ArraySlice<UInt8>) -> Int? {
    let isNegative = text.first == .minus
    let digits = isNegative || text.first == .plus ? text.dropFirst() : text
    return decimalValue(digits).map { isNegative ? -$0 : $0 }
  }

  // MARK: Nearest spelling

  /// Suffixes that people write, in lower case, each with those they may mean.
  private static let habits: [(String, [String])] = [
    ("b", [""]), ("byte", [""]), ("bytes", [""]), ("k", ["k", "Ki"]), ("kb", ["k", "Ki"]), ("ki", ["Ki"]),
    ("kib", ["Ki"]), ("mb", ["M", "Mi"]), ("meg", ["M", "Mi"]), ("megs", ["M", "Mi"]), ("mi", ["Mi"]),
    ("mib", ["Mi"]), ("g", ["G", "Gi"]), ("gb", ["G", "Gi"]), ("gig", ["G", "Gi"]), ("gi", ["Gi"]), ("gib", ["Gi"]),
    ("t", ["T", "Ti"]), ("tb", ["T", "Ti"]), ("ti", ["Ti"]), ("tib", ["Ti"]), ("p", ["P", "Pi"]), ("pb", ["P", "Pi"]),
    ("pi", ["Pi"]), ("pib", ["Pi"]), ("eb", ["E", "Ei"]), ("ei", ["Ei"]), ("eib", ["Ei"]), ("cpu", [""]),
    ("cpus", [""]), ("vcpu", [""]), ("vcpus", [""]), ("core", [""]), ("cores", [""]), ("mcpu", ["m"]),
    ("millicpu", ["m"]), ("millicore", ["m"]), ("millicores", ["m"]),
  ]

  private static func nearest(to text: [UInt8]) -> [String] {
    let bytes = text.withoutWhitespace.filter { $0 != .underscore }.map { $0 == .comma ? .dot : $0 }
    guard let number = DecimalNumber(prefixOf: bytes) else { return [] }
    let written = bytes.text(number.end..<bytes.count)
    let digits = bytes.text(0..<number.end)
    if knownSuffix(written.utf8) != nil { return [digits + written] }
    let folded = String(decoding: written.utf8.map(\.lowercased), as: UTF8.self)
    return habits.first { $0.0 == folded }?.1.map { digits + $0 } ?? []
  }
}

/// A sign, digits and at most one point, at the start of a text.
private struct DecimalNumber {
  /// Digits without sign and point, the first 18 significant ones.
  private var mantissa = 0
  /// Power of ten of ``mantissa``.
  private var exponent = 0
  private var isNegative = false
  /// The first byte that is not part of it.
  private(set) var end = 0

  /// Nil when there is no digit.
  init?(prefixOf text: [UInt8]) {
    var hasDigits = false
    var seenPoint = false
    scan: for (index, byte) in text.enumerated() {
      switch byte {
      case .plus, .minus:
        guard index == 0 else { break scan }
        isNegative = byte == .minus
      case .dot:
        guard !seenPoint else { break scan }
        seenPoint = true
      case _ where byte.isDigit:
        hasDigits = true
        if mantissa < 100_000_000_000_000_000 {
          mantissa = mantissa * 10 + Int(byte - .zero)
          if seenPoint { exponent -= 1 }
        } else if !seenPoint {
          exponent += 1
        }
      default:
        break scan
      }
      end = index + 1
    }
    if !hasDigits { return nil }
  }

  func value(times suffix: Quantity.Suffix) -> Double {
    var value = Double(mantissa)
    var power = exponent
    switch suffix {
    case .decimal(let ten): power += ten
    case .binary(let two): value *= Double(1 << min(max(two, 0), 60))
    }
    // One correctly rounded operation, so that 0.3 and 300m are equal.
    let scale = DecimalNumber.powerOfTen(power.magnitude)
    if value != 0 { value = power < 0 ? value / scale : value * scale }
    return isNegative ? -value : value
  }

  private static func powerOfTen(_ exponent: UInt) -> Double {
    var result = 1.0
    for _ in 0..<min(exponent, 400) { result *= 10 }
    return result
  }
}
