/// Text to insert, with places for a person to fill in. One value serves clients with and without snippets.
struct Insertion {
  private enum Piece {
    case text(String)
    /// The text that stands there until the person types another.
    case place(String)
    case choice([String])
  }

  private var pieces: [Piece] = []

  init(_ text: String = "") {
    if !text.isEmpty { pieces.append(.text(text)) }
  }

  mutating func append(_ text: String) { pieces.append(.text(text)) }
  mutating func appendPlace(_ text: String = "") { pieces.append(.place(text)) }
  mutating func appendChoice(_ words: [String]) { pieces.append(.choice(words)) }
  mutating func append(_ other: Insertion) { if pieces.isEmpty { self = other } else { pieces += other.pieces } }

  var hasPlaces: Bool {
    pieces.contains { if case .text = $0 { false } else { true } }
  }

  /// In the syntax of LSP 3.17, "Snippet Syntax", the lines behind the first without the indent that the client adds.
  func snippet(relativeTo indent: Int) -> String {
    // By bytes: to `Character` a CRLF is one, and no line feed.
    let lines = absoluteSnippet.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let behind = lines.dropFirst().map { $0.dropFirst(min(indent, $0.prefix { $0 == UInt8(ascii: " ") }.count)) }
    return (lines.prefix(1) + behind).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  private var absoluteSnippet: String {
    var number = 0
    return pieces.map { piece in
      switch piece {
      case .text(let text): return Self.escaped(text)
      case .place(let text):
        number += 1
        return text.isEmpty ? "$\(number)" : "${\(number):\(Self.escaped(text))}"
      case .choice(let words):
        number += 1
        return "${\(number)|\(words.map(Self.escapedChoice).joined(separator: ","))|}"
      }
    }.joined()
  }

  /// What most items insert: a text without places.
  private var onlyText: String? {
    if pieces.count == 1, case .text(let text) = pieces[0] { text } else { nil }
  }

  /// For clients without snippets: up to the first place, where the cursor then stands.
  var plainStart: String {
    if let onlyText { return onlyText }
    var result = ""
    for (index, piece) in pieces.enumerated() {
      guard case .text(let text) = piece else {
        // A quote around the place would be left open, and the text behind the cursor be read as quoted.
        if case .text(let behind)? = pieces.dropFirst(index + 1).first, let last = result.last, last == behind.first,
          last == "\"" || last == "'"
        {
          result.removeLast()
        }
        break
      }
      result += text
    }
    return result
  }

  /// For clients without snippets: everything, with the texts that stand in the places.
  var plainWhole: String {
    if let onlyText { return onlyText }
    return pieces.map { piece in
      switch piece {
      case .text(let text), .place(let text): text
      case .choice(let words): words.first ?? ""
      }
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { "\\$}".contains($0) ? ["\\", $0] : [$0] })
  }

  private static func escapedChoice(_ text: String) -> String {
    String(text.flatMap { "\\$},|".contains($0) ? ["\\", $0] : [$0] })
  }

  /// Reads `${1:text}` places out of a pattern; each line but the first gets the indent.
  init(pattern: String, indent: String, step: String, newline: String) {
    var first = true
    for line in pattern.split(separator: "\n", omittingEmptySubsequences: false) {
      if !first { append(newline) }
      let blanks = line.prefix { $0 == " " }.count
      append((first ? "" : indent) + String(repeating: step, count: blanks / 2) + (blanks % 2 == 1 ? " " : ""))
      appendPlaces(of: line.dropFirst(blanks))
      first = false
    }
  }

  private mutating func appendPlaces(of line: Substring) {
    var rest = line
    while let dollar = rest.firstIndex(of: "$") {
      append(String(rest[..<dollar]))
      let behind = rest[dollar...].dropFirst()
      guard behind.first == "{", let colon = behind.firstIndex(of: ":"), let end = behind.firstIndex(of: "}"),
        colon < end
      else {
        append("$")
        rest = behind
        continue
      }
      appendPlace(String(behind[behind.index(after: colon)..<end]))
      rest = behind[behind.index(after: end)...]
    }
    if !rest.isEmpty { append(String(rest)) }
  }
}
