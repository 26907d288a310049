/// What Python holds after `yaml.safe_load` (PyYAML 6.0.3) has read a scalar.
public enum LoadedScalar: Sendable, Hashable {
  /// `None`.
  case null
  /// `True` or `False`.
  case boolean(Bool)
  /// `decimal` is nil for a number in another base with more than a thousand digits, and for base 60 with signs inside
  /// that needs more than 64 bits; `value` is nil when the number does not fit.
  case integer(decimal: String?, value: Int?)
  /// NaN included, which is not equal to itself.
  case float(Double)
  /// As Python writes it: `2024-01-01`.
  case date(String)
  /// As Python writes it: `2024-01-01 10:00:00+00:00`.
  case dateTime(String)
  /// Decoded base 64, `bytes` in Python. Only behind a tag.
  case binary([UInt8])
  /// Text.
  case string(String)
  /// Loading the file stops here. Why, in plain words.
  case failure(String)

  /// Loads a plain (unquoted) scalar without an explicit tag, where it is not the key of a mapping. (As a key, `=` is
  /// a string and `<<` merges; here neither loads.)
  ///
  /// - Parameters:
  ///   - bytes: holds the scalar's text as UTF-8, line folding done.
  ///   - range: the scalar's bytes; clamped to `bytes`.
  public init(plain bytes: [UInt8], in range: Range<Int>) {
    let range = range.clamped(to: 0..<bytes.count)
    switch ScalarResolution.kind(ofPlain: bytes, in: range) {
    case .null: self = .null
    case .boolean: self = Self.loadBoolean(bytes[range])
    case .integer: self = PythonNumber.integer(bytes[range])
    case .float: self = PythonNumber.float(bytes[range])
    case .timestamp: self = Self.loadTimestamp(bytes, range)
    case .merge: self = .failure("'<<' merges mappings and can only be a key")
    case .value: self = .failure("'=' has a special meaning in YAML 1.1 that cannot be loaded; quote it")
    case .string: self = .string(String(decoding: bytes[range], as: UTF8.self))
    }
  }

  /// Loads a plain scalar given as text.
  public init(plain text: String) {
    let bytes = Array(text.utf8)
    self.init(plain: bytes, in: 0..<bytes.count)
  }

  /// Loads a scalar behind an explicit tag; its style does not matter then.
  ///
  /// - Parameters:
  ///   - text: the scalar's value, escapes and folding done.
  ///   - tag: the resolved tag, `tag:yaml.org,2002:int`, or its usual short form, `!!int`. `!` alone makes PyYAML read
  ///     even a quoted scalar like a plain one.
  public init(text: String, tag: String) {
    let prefix = "tag:yaml.org,2002:"
    let name: Substring
    if tag == "!" {
      self.init(plain: text)
      return
    } else if tag.hasPrefix("!!") {
      name = tag.dropFirst(2)
    } else if tag.hasPrefix(prefix) {
      name = tag.dropFirst(prefix.count)
    } else {
      self = .failure("the tag '\(tag)' is not known")
      return
    }
    let bytes = Array(text.utf8)
    switch name {
    case "null": self = .null
    case "bool": self = Self.loadBoolean(bytes[...])
    case "int": self = PythonNumber.integer(PythonNumber.asciiForm(of: text)[...])
    case "float": self = PythonNumber.float(PythonNumber.asciiForm(of: text)[...])
    case "timestamp":
      // The `$` of PyYAML's pattern passes over one final line feed.
      self = Self.loadTimestamp(bytes, 0..<bytes.count - (bytes.last == 0x0A ? 1 : 0))
    case "binary": self = Self.loadBinary(bytes)
    case "str": self = .string(text)
    case "seq", "omap", "pairs": self = .failure("'!!\(name)' needs a list")
    case "map", "set": self = .failure("'!!\(name)' needs a mapping")
    default: self = .failure("the tag '\(tag)' is not known")
    }
  }

  /// Python's `str()` of the value: `True`, `None`, `493`, `1.1`, `2024-01-01`. Nil when there is none (the scalar does
  /// not load) or when it was not worked out (see ``integer(decimal:value:)``).
  public var pythonText: String? {
    switch self {
    case .null: "None"
    case .boolean(let value): value ? "True" : "False"
    case .integer(let decimal, _): decimal
    case .float(let value): PythonNumber.text(of: value)
    case .date(let text), .dateTime(let text), .string(let text): text
    case .binary(let bytes): Self.text(ofBinary: bytes)
    case .failure: nil
    }
  }

  private static func loadBoolean(_ bytes: ArraySlice<UInt8>) -> LoadedScalar {
    let text = String(decoding: bytes, as: UTF8.self)
    switch text.lowercased() {
    case "yes", "true", "on": return .boolean(true)
    case "no", "false", "off": return .boolean(false)
    default: return .failure("'\(text)' is neither true nor false")
    }
  }

  private static func loadTimestamp(_ bytes: [UInt8], _ range: Range<Int>) -> LoadedScalar {
    TimestampFields(bytes, range)?.loaded
      ?? .failure("'\(String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self))' is not a timestamp")
  }

  // MARK: - Binary

  /// Base 64 as Python's lenient decoder reads it: bytes outside the alphabet are passed over, and what follows
  /// complete padding is not read.
  private static func loadBinary(_ text: [UInt8]) -> LoadedScalar {
    var result: [UInt8] = []
    var held: UInt8 = 0
    var position = 0
    var padding = 0
    for byte in text {
      guard byte < 0x80 else { return .failure("base 64 is written in ASCII") }
      if byte == UInt8(ascii: "=") {
        padding += 1
        if position >= 2, position + padding >= 4 { return .binary(result) }
        continue
      }
      guard let digit = base64Digit(byte) else { continue }
      padding = 0
      switch position {
      case 0: held = digit
      case 1:
        result.append(held << 2 | digit >> 4)
        held = digit & 0x0F
      case 2:
        result.append(held << 4 | digit >> 2)
        held = digit & 0x03
      default: result.append(held << 6 | digit)
      }
      position = (position + 1) % 4
    }
    return position == 0
      ? .binary(result) : .failure("base 64 comes in groups of four characters; the last is not complete")
  }

  private static func base64Digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Python's `repr()` of bytes.
  private static func text(ofBinary bytes: [UInt8]) -> String {
    let quote = bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    var text = "b" + quote
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\\"): text += "\\\\"
      case UInt8(ascii: "\t"): text += "\\t"
      case UInt8(ascii: "\n"): text += "\\n"
      case UInt8(ascii: "\r"): text += "\\r"
      case UInt8(ascii: "'") where quote == "'": text += "\\'"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16)
      }
    }
    return text + quote
  }
}
