/// Pieces of GitHub-flavoured markdown that carry text of the author's or of the image catalog without letting it
/// break the layout.
enum Markdown {
  /// What is shown of one code span.
  static let longestCode = 120
  /// What is shown of one line in a fence.
  static let longestLine = 160
  /// What is shown of a fence.
  static let mostLines = 15

  /// Text as a code span on one line, cut when it is long. Backticks inside are kept by a longer fence around.
  static func code(_ text: some StringProtocol) -> String {
    var content = ""
    var count = 0
    var run = 0
    var longestRun = 0
    for scalar in text.unicodeScalars {
      guard count < longestCode else {
        content += "…"
        run = 0
        break
      }
      count += 1
      // A line break or a control character inside would end the line or vanish.
      content.unicodeScalars.append(isControl(scalar) ? " " : scalar)
      run = scalar == "`" ? run + 1 : 0
      longestRun = max(longestRun, run)
    }
    if content.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) { return content.isEmpty ? "`\"\"`" : "`\"\(content)\"`" }
    let fence = String(repeating: "`", count: longestRun + 1)
    let needsSpace =
      content.utf8.first == UInt8(ascii: "`") || content.utf8.last == UInt8(ascii: "`")
      || (content.utf8.first == UInt8(ascii: " ") && content.utf8.last == UInt8(ascii: " "))
    return needsSpace ? "\(fence) \(content) \(fence)" : "\(fence)\(content)\(fence)"
  }

  /// Lines as a fenced block of YAML. Lines beyond the limit are left out, with a mark that says so.
  static func yaml(_ lines: some Sequence<String>, limit: Int = mostLines) -> String {
    var shown: [String] = []
    var longestRun = 2
    for line in lines {
      guard shown.count < limit else {
        shown.append("# …")
        break
      }
      var cut = String.UnicodeScalarView()
      var run = 0
      for (count, scalar) in line.unicodeScalars.enumerated() {
        guard count < longestLine else {
          cut.append("…")
          break
        }
        cut.append(isControl(scalar) && scalar != "\t" ? " " : scalar)
        run = scalar == "`" ? run + 1 : 0
        longestRun = max(longestRun, run)
      }
      shown.append(String(cut))
    }
    let fence = String(repeating: "`", count: longestRun + 1)
    return "\(fence)yaml\n\(shown.joined(separator: "\n"))\n\(fence)"
  }

  /// Plain text as markdown that shows it as it is, on one line.
  static func escape(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\\", "`", "*", "[", "]", "<", "~": result.append("\\")
      // Between two letters an underscore is no markup.
      case "_" where !(previous.properties.isAlphabetic && next.properties.isAlphabetic): result.append("\\")
      default: break
      }
      result.append(isControl(scalar) ? " " : scalar)
      previous = scalar
    }
    return String(result)
  }

  /// An address as a link whose text is the address itself.
  static func link(_ address: String) -> String { "<\(address)>" }

  /// Paragraphs, lists and fences with one blank line between.
  static func blocks(_ blocks: [String]) -> String {
    blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// One item on each line. The bullets differ from those of the language's own texts, so that a list of theirs just
  /// before stays a list of its own.
  static func list(_ items: [String]) -> String {
    items.map { "- " + $0 }.joined(separator: "\n")
  }

  /// Control characters, line separators, and the marks that would turn the reading direction of what follows.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
