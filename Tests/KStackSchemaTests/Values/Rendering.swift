/// A fault as one line, `reason ⟦guilty text⟧ → suggestion`, so that the tables read as text.
func render(_ reason: some Any, _ range: Range<Int>, in text: String, _ suggestions: [String]) -> String {
  let bytes = Array(text.utf8)
  guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return "\(reason) out of range \(range)" }
  let guilty = String(decoding: bytes[range], as: UTF8.self)
  return (["\(reason) ⟦\(guilty)⟧"] + suggestions).joined(separator: " → ")
}

/// Texts that no grammar expects: all must be answered, none may trap.
let hostileTexts: [[UInt8]] = {
  let pieces = [
    "", ":", "::", ":::", "/", "//", "@", "@:", ":@", "-", ".", "..", "_", "[", "]", "[]", "[]:", "[::1]:", "+", "e",
    "1e",
    "1e+", "1e99999999999999999999", "1e-1000", ".e1", "*", "*.", "*.*", "://", "http://", "=", "a=", "0", "00",
    "99999999999999999999999999", "1:99999999999999999999999999", "1/", "/tcp", "a:b:c:d", "a@b", "a@b:", "a@:c", "ä",
    "💥", "a💥:/b", "\u{0}", "\u{0}:\u{0}", "\n", " ", "\t:\r", "e\u{301}",
  ]
  let long = ["a", "1", ":", "/", "-", ".", "@", "https://", "1.1.1.1:", "_", " "].map {
    String(repeating: $0, count: 20_000)
  }
  let raw: [[UInt8]] = [[0xFF], [0x80, 0x3A, 0x2F], [0xC3], Array(0...255), Array((0...255).reversed())]
  let one = (0...255).map { [UInt8($0)] }
  return (pieces + long).map { Array($0.utf8) } + raw + one
}()
