/// What a client needs of a server's message, read without decoding it: a long list must not count as the server's
/// time.
struct Message {
  /// As written, quotes included.
  private(set) var id: [UInt8]?
  private(set) var method: String?
  /// Of published diagnostics.
  private(set) var version: Int?
  /// Whether this is an answer that holds some text, and not null, an empty list or an error.
  private(set) var hasResult = false

  var isResponse: Bool { method == nil }

  init(_ content: some RandomAccessCollection<UInt8>) {
    var scanner = Scanner(content: Array(content))
    scanner.scan { depth, keys, token in
      switch (depth, keys.0, keys.1) {
      case (1, "id", _): id = token
      case (1, "method", _): method = Self.unquoted(token)
      case (2, "params", "version"): version = Int(String(decoding: token, as: UTF8.self))
      case (1, "result", _), (2..., "result", _): if token.first == UInt8(ascii: "\"") { hasResult = true }
      default: break
      }
    }
  }

  private static func unquoted(_ token: [UInt8]) -> String {
    String(decoding: token.dropFirst().dropLast(), as: UTF8.self)
  }
}

/// Runs over JSON text once and reports scalars with the keys that lead to them.
private struct Scanner {
  let content: [UInt8]
  private var depth = 0
  private var keys = ("", "")
  private var token: Range<Int>?

  init(content: [UInt8]) { self.content = content }

  mutating func scan(_ report: (_ depth: Int, _ keys: (String, String), _ token: [UInt8]) -> Void) {
    var index = 0
    while index < content.count {
      switch content[index] {
      case UInt8(ascii: "\""):
        let end = endOfString(index)
        token = index..<end
        index = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth == 2 { keys.1 = "" }
        token = nil
      case UInt8(ascii: ":"):
        if let token, depth <= 2 {
          let key = String(decoding: content[token].dropFirst().dropLast(), as: UTF8.self)
          if depth == 1 { keys.0 = key } else { keys.1 = key }
        }
        token = nil
      case UInt8(ascii: ","): finish(report)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        finish(report)
        depth -= 1
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
      default:
        token = (token?.lowerBound ?? index)..<index + 1
      }
      index += 1
    }
  }

  private mutating func finish(_ report: (Int, (String, String), [UInt8]) -> Void) {
    if let token { report(depth, keys, Array(content[token])) }
    token = nil
  }

  private func endOfString(_ start: Int) -> Int {
    var index = start + 1
    while index < content.count {
      if content[index] == UInt8(ascii: "\\") {
        index += 2
      } else if content[index] == UInt8(ascii: "\"") {
        return index + 1
      } else {
        index += 1
      }
    }
    return content.count
  }
}

/// Text as JSON writes it.
func quoted(_ text: String) -> String {
  var result: [UInt8] = [UInt8(ascii: "\"")]
  result.reserveCapacity(text.utf8.count + text.utf8.count / 16)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""): result += #"\""#.utf8
    case UInt8(ascii: "\\"): result += #"\\"#.utf8
    case UInt8(ascii: "\n"): result += #"\n"#.utf8
    case 0..<0x20: result += #"\u00"#.utf8 + [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    default: result.append(byte)
    }
  }
  result.append(UInt8(ascii: "\""))
  return String(decoding: result, as: UTF8.self)
}

private let hexadecimal = Array("0123456789abcdef".utf8)
