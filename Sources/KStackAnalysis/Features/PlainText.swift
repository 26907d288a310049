/// Markdown as text for clients that cannot show it.
enum PlainText {
  /// Takes out emphasis, code marks, fences and link syntax: a link becomes `text (address)`, a list item starts with a
  /// hyphen, and what stands in a fence is indented by two. Code stays as it is, asterisks and all.
  static func text(ofMarkdown markdown: String) -> String {
    var result: [String] = []
    var fence: Substring?
    // By scalars, because Swift takes `\r\n` for one character.
    for line in markdown.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map({ Substring($0) })
    {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if ticks.count >= open.count, ticks.count == line.count {
          fence = nil
        } else {
          result.append(line.isEmpty ? "" : "  " + line)
        }
      } else if ticks.count >= 3, !line.dropFirst(ticks.count).contains("`") {
        fence = ticks
      } else {
        let indent = line.prefix { $0 == " " }
        let rest = line.dropFirst(indent.count)
        if rest.hasPrefix("* ") || rest.hasPrefix("- ") {
          result.append(indent + "- " + inline(rest.dropFirst(2)))
        } else {
          result.append(indent + inline(rest.drop { $0 == "#" || $0 == " " && line.first == "#" }))
        }
      }
    }
    return result.joined(separator: "\n")
  }

  /// One line without its marks. Backticks and brackets that are never closed stay.
  private static func inline(_ line: Substring) -> String {
    let text = Array(line.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < text.count {
      switch text[index] {
      case "\\" where index + 1 < text.count && isPunctuation(text[index + 1]):
        result.append(text[index + 1])
        index += 2
      case "`":
        let length = text[index...].prefix { $0 == "`" }.count
        if let end = closing(length, in: text, from: index + length) {
          result.append(contentsOf: code(text[index + length..<end]))
          index = end + length
        } else {
          result.append(contentsOf: text[index..<index + length])
          index += length
        }
      case "*":
        let length = text[index...].prefix { $0 == "*" }.count
        let isAlone =
          (index == 0 || text[index - 1] == " ") && (index + length == text.count || text[index + length] == " ")
        if isAlone { result.append(contentsOf: text[index..<index + length]) }
        index += length
      case "<":
        if let end = text[index...].firstIndex(of: ">"), isAddress(text[index + 1..<end]) {
          result.append(contentsOf: text[index + 1..<end])
          index = end + 1
        } else {
          result.append("<")
          index += 1
        }
      case "[":
        if let (label, address, end) = link(in: text, at: index) {
          result.append(contentsOf: (inline(label) + " (" + address + ")").unicodeScalars)
          index = end
        } else {
          result.append("[")
          index += 1
        }
      default:
        result.append(text[index])
        index += 1
      }
    }
    return String(result)
  }

  /// Where a run of exactly `length` backticks begins.
  private static func closing(_ length: Int, in text: [Unicode.Scalar], from start: Int) -> Int? {
    var index = start
    while index < text.count {
      let run = text[index...].prefix { $0 == "`" }.count
      if run == length { return index }
      index += max(run, 1)
    }
    return nil
  }

  /// A code span's content, without the blanks that keep its backticks from the fence.
  private static func code(_ content: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let isPadded = content.count > 2 && content.first == " " && content.last == " "
    return isPadded ? content.dropFirst().dropLast() : content
  }

  /// `[label](address)` at an opening bracket.
  private static func link(in text: [Unicode.Scalar], at start: Int) -> (Substring, String, Int)? {
    guard let close = text[start...].firstIndex(of: "]"), close + 1 < text.count, text[close + 1] == "(",
      let end = text[(close + 1)...].firstIndex(of: ")")
    else { return nil }
    func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
    return (Substring(string(text[start + 1..<close])), string(text[close + 2..<end]), end + 1)
  }

  private static func isAddress(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    text.starts(with: "https://".unicodeScalars) || text.starts(with: "http://".unicodeScalars)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.generalCategory != .decimalNumber && !scalar.properties.isAlphabetic
      && scalar.value > 0x20 && scalar.value < 0x7F
  }
}
