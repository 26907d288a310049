internal import YAMLSyntax

/// How the author writes: what is inserted into a file follows it.
struct FileStyle: Sendable, Hashable {
  /// Spaces per level.
  var step = 2
  /// How many columns a list's dashes stand right of their key.
  var listIndent = 2
  var newline = "\n"
  var quote = "\""

  /// So many lines tell how a file is written; a long one is not searched to its end.
  private static let headLines = 200

  /// Whether what begins at an offset has a say.
  static func isTold(at offset: Int, in text: SourceText) -> Bool {
    text.lineCount <= headLines || offset <= text.lineStart(headLines)
  }

  init() {}

  /// As of a tree of the whole text, from its first lines alone.
  init(headOf text: SourceText) {
    guard text.lineCount > Self.headLines else {
      self.init(YAMLTree(text))
      return
    }
    self.init(YAMLTree(SourceText(Array(text.bytes[..<text.lineStart(Self.headLines)]))))
  }

  init(_ tree: YAMLTree) {
    let bytes = tree.text.bytes
    if let feed = bytes.firstIndex(of: UInt8(ascii: "\n")), feed > 0, bytes[feed - 1] == UInt8(ascii: "\r") {
      newline = "\r\n"
    }
    var hasStep = false
    var hasList = false
    var hasQuote = false
    let text = tree.text
    let end = text.lineCount > Self.headLines ? text.lineStart(Self.headLines) : text.bytes.count
    for index in 0..<tree.nodeCount where !(hasStep && hasList && hasQuote) {
      guard let node = tree.node(index), node.range.lowerBound < end else { break }
      if !hasQuote, node.style == .doubleQuoted || node.style == .singleQuoted {
        quote = node.style == .singleQuoted ? "'" : "\""
        hasQuote = true
      }
      guard node.style == .block, node.role == .value, let key = node.partner, let parent = node.parent,
        parent.style == .block
      else { continue }
      let distance = tree.text.column(of: node.range.lowerBound) - tree.text.column(of: key.wholeRange.lowerBound)
      if node.kind == .mapping, !hasStep, distance > 0 {
        (step, hasStep) = (min(distance, 16), true)
        if !hasList { listIndent = step }
      } else if node.kind == .sequence, !hasList, distance >= 0 {
        (listIndent, hasList) = (min(distance, 16), true)
      }
    }
  }

  func indent(_ column: Int) -> String { String(repeating: " ", count: max(column, 0)) }

  /// A string as a plain scalar where it loads as that string again, else in quotes.
  func scalar(_ text: String) -> String {
    Self.isSafePlain(text) ? text : quoted(text)
  }

  /// A string in the file's quotes; in double quotes where the others cannot hold it.
  func quoted(_ text: String) -> String {
    let isPrintable = !text.unicodeScalars.contains(where: Self.needsEscape)
    if isPrintable, quote == "'" || text.contains("\"") || text.contains("\\") {
      return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where Self.needsEscape(scalar):
        let digits = String(scalar.value, radix: 16)
        let count = scalar.value < 0x100 ? 2 : 4
        result +=
          (count == 2 ? "\\x" : "\\u") + String(repeating: "0", count: max(count - digits.utf8.count, 0)) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Control characters, what YAML 1.1 takes for a line break (NEL, LS, PS), and what readers drop or reject.
  static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Whether the text may stand without quotes anywhere, in a flow collection too, and loads as itself.
  static func isSafePlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last,
      ScalarResolution.kind(ofPlain: bytes, in: 0..<bytes.count) == .string
    else { return false }
    if first.isIndicator, !(first == UInt8(ascii: "-") && bytes.count > 1 && bytes[1] > 0x20) { return false }
    if first <= 0x20 || last <= 0x20 || last == UInt8(ascii: ":") { return false }
    var isASCII = true
    for (index, byte) in bytes.enumerated() {
      if byte < 0x20 || byte == 0x7F || byte.isFlowIndicator { return false }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      if byte == UInt8(ascii: ":"), next == 0x20 { return false }
      if byte == 0x20, next == UInt8(ascii: "#") { return false }
      if byte >= 0x80 { isASCII = false }
    }
    // The markers of a document: `---` and `...`.
    let isMark = first == UInt8(ascii: "-") || first == UInt8(ascii: ".")
    if isMark, bytes.count >= 3, bytes[1] == first, bytes[2] == first { return false }
    return isASCII || !text.unicodeScalars.contains(where: needsEscape)
  }
}

extension SourceText {
  /// Bytes between the line's begin, behind a byte order mark, and the offset.
  func column(of offset: Int) -> Int {
    let line = line(at: offset)
    return max(0, offset - lineStart(line) - (line == 0 ? byteOrderMarkLength : 0))
  }
}

extension UInt8 {
  /// What ends a plain scalar in a flow collection.
  fileprivate var isFlowIndicator: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// What a plain scalar may not begin with (YAML 1.1, section 5.3).
  fileprivate var isIndicator: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      true
    default: isFlowIndicator
    }
  }
}
