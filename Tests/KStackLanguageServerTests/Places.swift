import LanguageServerProtocol

/// LSP's places in a text, counted by other code than the server's: offsets are of Unicode scalars.
struct Places {
  let scalars: [Unicode.Scalar]
  private let lines: [Range<Int>]
  private let encoding: String

  /// - Parameter encoding: `utf-8`, `utf-16` or `utf-32`.
  init(_ text: String, encoding: String) {
    scalars = Array(text.unicodeScalars)
    self.encoding = encoding
    var lines: [Range<Int>] = []
    var start = 0
    for (index, scalar) in scalars.enumerated() where scalar == "\n" || scalar == "\r" {
      if scalar == "\n", index > 0, scalars[index - 1] == "\r" {
        start = index + 1
      } else {
        lines.append(start..<index)
        start = index + 1
      }
    }
    self.lines = lines + [start..<scalars.count]
  }

  var lineCount: Int { lines.count }

  func position(of offset: Int) -> JSONValue {
    let line = lines.lastIndex { $0.lowerBound <= offset } ?? 0
    let before = scalars[lines[line].lowerBound..<min(offset, lines[line].upperBound)]
    return ["line": .integer(line), "character": .integer(before.reduce(0) { $0 + width($1) })]
  }

  /// Nil for a place outside the text or inside a character.
  func offset(at position: JSONValue?) -> Int? {
    guard let line = position?["line"]?.integer, lines.indices.contains(line),
      var rest = position?["character"]?.integer
    else { return nil }
    var offset = lines[line].lowerBound
    while rest > 0, offset < lines[line].upperBound {
      rest -= width(scalars[offset])
      offset += 1
    }
    return rest == 0 ? offset : nil
  }

  private func width(_ scalar: Unicode.Scalar) -> Int {
    switch encoding {
    case "utf-8": UTF8.width(scalar)
    case "utf-16": UTF16.width(scalar)
    default: 1
    }
  }
}
