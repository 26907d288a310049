internal import YAMLSyntax

/// Where a cursor stands: the word under it, and the node that a word there would be.
///
/// The word is found on its line alone. What it would be is found by asking the parser: a probe is put in the word's
/// place, the text is read again with all the parser's tolerance, and the probe is looked up in the tree. So a
/// half-typed line is never in the way, and a broken one elsewhere no more than in diagnostics.
struct CompletionSite {
  /// The word under the cursor, in the original text; empty between words.
  var word: CompletionWord
  /// The file with the probe in the word's place.
  var file: StackFile
  /// The probe.
  var node: YAMLNode

  private static let probe = Array("kstackprobe".utf8)

  /// Nil where nothing can be completed: in comments, in the text of block scalars, behind the end of the document, in
  /// places that cannot be read.
  init?(at offset: Int, in original: StackFile) {
    guard let word = CompletionWord(at: offset, in: original), word.hasRoom,
      !Self.isInsideText(offset, original.tree)
    else { return nil }
    self.init(word, at: offset, in: original)
  }

  /// Where `- data:█` is read as a text that goes on behind its colon, not as the key of a mapping.
  init?(behindColonAt offset: Int, in original: StackFile) {
    guard let word = CompletionWord(at: offset, in: original)?.withItemText(in: original.text) else { return nil }
    self.init(word, at: offset, in: original)
  }

  private init?(_ word: CompletionWord, at offset: Int, in original: StackFile) {
    let text = original.text
    let line = text.line(at: offset)
    guard !Self.isBehindEnd(line, in: text) else { return nil }
    // The line above or below may be what keeps the probe from being read.
    let suspects = [-1, 1].compactMap { Self.contentLine(from: line, by: $0, in: text) }
    for suspect in [nil] + suspects.map(Optional.some) {
      let (bytes, start) = Self.probed(word, in: text, without: suspect)
      let file = StackFile(text: SourceText(bytes), context: original.context)
      if let node = file.tree.node(at: start + 1), node.range.lowerBound == start, node.says(Self.probe) {
        guard Self.isAligned(node) else { return nil }
        self.word = word
        self.file = file
        self.node = node
        return
      }
    }
    return nil
  }

  /// The text with the probe, and where the probe begins in it.
  private static func probed(_ word: CompletionWord, in text: SourceText, without line: Int?) -> ([UInt8], Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.bytes.count + probe.count + 4)
    let omitted = line.map(text.lineRange) ?? 0..<0
    func append(_ range: Range<Int>) {
      guard omitted.overlaps(range) else {
        bytes += text.bytes[range]
        return
      }
      bytes += text.bytes[range.lowerBound..<max(range.lowerBound, omitted.lowerBound)]
      bytes += text.bytes[min(range.upperBound, omitted.upperBound)..<range.upperBound]
    }
    append(0..<word.range.lowerBound)
    if word.needsSpace { bytes.append(UInt8(ascii: " ")) }
    let start = bytes.count
    bytes += probe
    if let quote = word.quote { bytes.append(quote) }
    if word.isKeyLike, !word.hasColon { bytes.append(UInt8(ascii: ":")) }
    append(word.wholeEnd..<text.bytes.count)
    return (bytes, word.quote == nil ? start : start - 1)
  }

  /// False for a key that stands at a column of its own: the parser read it among keys where it cannot stay.
  private static func isAligned(_ node: YAMLNode) -> Bool {
    guard node.role == .key, let mapping = node.parent, mapping.style == .block else { return true }
    let text = node.tree.text
    let column = text.column(of: node.range.lowerBound)
    var isAlone = true
    for entry in mapping.entries where entry.key != node {
      let start = entry.key.wholeRange.lowerBound
      if text.column(of: start) == column { return true }
      // Where a tab indents a line, nobody can say at what column it stands.
      if text.bytes[text.lineStart(text.line(at: start))..<start].contains(UInt8(ascii: "\t")) { continue }
      isAlone = false
    }
    guard isAlone, let key = mapping.partner, mapping.role == .value,
      let below = contentLine(from: text.line(at: node.range.lowerBound), by: 1, in: text)
    else { return isAlone }
    // What follows at a column between the two belongs to the same mapping.
    let next = text.indentation(ofLine: below)
    return next <= text.column(of: key.wholeRange.lowerBound) || next >= column
  }

  /// Whether the cursor is inside a text of several lines that is meant to be one.
  private static func isInsideText(_ offset: Int, _ tree: YAMLTree) -> Bool {
    guard let node = tree.node(at: offset), node.kind == .scalar else { return enclosingBlockScalar(offset, tree) }
    let first = tree.text.line(at: node.range.lowerBound)
    guard first < tree.text.line(at: offset) else { return false }
    switch node.style {
    case .singleQuoted, .doubleQuoted: return true
    case .literal, .folded: return isIntended(node, tree.text)
    case .plain, .block, .flow: return false
    }
  }

  /// A blank line at the end of a block scalar still belongs to it while the cursor is as deep as its text.
  private static func enclosingBlockScalar(_ offset: Int, _ tree: YAMLTree) -> Bool {
    let line = tree.text.line(at: offset)
    guard let above = contentLine(from: line, by: -1, in: tree.text),
      let node = tree.node(at: tree.text.lineRange(above).upperBound), node.style == .literal || node.style == .folded
    else { return false }
    let text = tree.text
    guard isIntended(node, text), text.line(at: node.range.lowerBound) < above else { return false }
    let firstText = text.line(at: node.range.lowerBound) + 1
    return offset - text.lineStart(line) >= text.indentation(ofLine: firstText)
  }

  /// A lone `|` on a line of its own is a slip, not the begin of a text.
  private static func isIntended(_ node: YAMLNode, _ text: SourceText) -> Bool {
    let line = text.line(at: node.range.lowerBound)
    return text.lineStart(line) + text.indentation(ofLine: line) < node.wholeRange.lowerBound
  }

  /// Whether a line is that of a `...` or has nothing but comments between it and one above: a stack is one document.
  private static func isBehindEnd(_ line: Int, in text: SourceText) -> Bool {
    var next: Int? = line
    while let current = next {
      let content = text.bytes[text.lineRange(current)]
      if content.starts(with: "...".utf8), content.dropFirst(3).first?.isSpaceOrTab ?? true { return true }
      let isComment = content.first { !$0.isSpaceOrTab } == UInt8(ascii: "#")
      guard current == line || isComment else { return false }
      next = contentLine(from: current, by: -1, in: text)
    }
    return false
  }

  /// The nearest line with content, up or down.
  private static func contentLine(from line: Int, by step: Int, in text: SourceText) -> Int? {
    var next = line + step
    while next >= 0, next < text.lineCount {
      let range = text.lineRange(next)
      if range.lowerBound + text.indentation(ofLine: next) < range.upperBound { return next }
      next += step
    }
    return nil
  }
}

/// The word under a cursor, as its line alone shows it.
struct CompletionWord {
  /// What an accepted item replaces. On one line. Inside the quotes of a quoted scalar.
  var range: Range<Int>
  /// The quote around the word.
  var quote: UInt8?
  /// The closing quote is there too.
  var isClosed = true
  /// Behind the word and its closing quote.
  var wholeEnd: Int { quote != nil && isClosed ? range.upperBound + 1 : range.upperBound }
  /// Right behind a colon or dash: the inserted text needs a space before it.
  var needsSpace = false
  /// A colon follows: the word is a key already.
  var hasColon = false
  /// The word stands where a line's key would stand.
  var isKeyLike = false
  /// Inside brackets.
  var isFlow = false
  /// An alias: the word begins with `*`.
  var isAlias = false
  /// Nothing but comment and white space follows on the line.
  var endsLine = true
  /// Something new may stand here: the word is not empty, or nothing stands behind it that it would run into.
  var hasRoom = true

  init?(at offset: Int, in file: StackFile) {
    let text = file.text
    let line = text.lineRange(text.line(at: offset))
    let bytes = text.bytes
    var position = line.lowerBound
    var isFirst = true
    var hasDash = false
    var depth = Self.flowDepth(around: line.lowerBound, file.tree)
    range = offset..<offset

    while true {
      while position < min(offset, line.upperBound), bytes[position].isSpaceOrTab { position += 1 }
      guard position < offset, position < line.upperBound else {
        if position < line.upperBound, position == offset, Self.beginsWord(bytes, position, line, depth) { break }
        finish(in: file, line: line, isFirst: isFirst, hasDash: hasDash, depth: depth)
        return
      }
      if !step(bytes, &position, line, offset, &isFirst, &hasDash, &depth) { break }
      if needsSpace, position == offset {
        finish(in: file, line: line, isFirst: isFirst, hasDash: hasDash, depth: depth)
        return
      }
      needsSpace = false
    }
    // A word begins at `position` and reaches the cursor.
    guard readWord(bytes, position, line, offset, depth) else { return nil }
    finish(in: file, line: line, isFirst: isFirst, hasDash: hasDash, depth: depth)
  }

  /// Passes over one token before the cursor. False when the token reaches the cursor.
  private mutating func step(
    _ bytes: [UInt8], _ position: inout Int, _ line: Range<Int>, _ offset: Int, _ isFirst: inout Bool,
    _ hasDash: inout Bool, _ depth: inout Int
  ) -> Bool {
    let byte = bytes[position]
    let opensSpace = position + 1 >= line.upperBound || bytes[position + 1].isSpaceOrTab
    switch byte {
    case UInt8(ascii: "-") where isFirst && opensSpace:
      position += 1
      hasDash = true
      needsSpace = true
    case UInt8(ascii: ":")
    where opensSpace || position + 1 == offset
      || (depth > 0 && position > line.lowerBound && bytes[position - 1] == UInt8(ascii: "\"")):
      position += 1
      isFirst = false
      needsSpace = true
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      position += 1
      depth += 1
      isFirst = false
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      position += 1
      depth = max(0, depth - 1)
    case UInt8(ascii: ",") where depth > 0:
      position += 1
    default:
      let end = Self.endOfToken(bytes, position, line, depth)
      guard end < offset else { return false }
      position = end
      isFirst = false
    }
    return true
  }

  /// Whether an entry may be begun here in a flow collection: behind a bracket, comma or colon and before a comma or
  /// closing bracket.
  private static func isBetweenCommas(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    let isSpace: (UInt8) -> Bool = { $0.isSpaceOrTab || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard let before = bytes[..<offset].last(where: { !isSpace($0) }) else { return false }
    let opens = [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":")].contains(before)
    guard let after = bytes[offset...].first(where: { !isSpace($0) }) else { return opens }
    return opens && [UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ",")].contains(after)
  }

  /// Whether what stands right of the cursor is a word that the cursor touches.
  private static func beginsWord(_ bytes: [UInt8], _ position: Int, _ line: Range<Int>, _ depth: Int) -> Bool {
    let byte = bytes[position]
    if byte.isSpaceOrTab || byte == UInt8(ascii: "#") || byte.isBracket { return false }
    if byte == UInt8(ascii: ","), depth > 0 { return false }
    let isIndicator = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":")
    return !isIndicator || (position + 1 < line.upperBound && !bytes[position + 1].isSpaceOrTab)
  }

  private mutating func readWord(_ bytes: [UInt8], _ start: Int, _ line: Range<Int>, _ offset: Int, _ depth: Int)
    -> Bool
  {
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "?") where start + 1 >= line.upperBound || bytes[start + 1].isSpaceOrTab:
      return false
    case UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"),
      UInt8(ascii: "%"):
      return false
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let end = Self.endOfToken(bytes, start, line, depth)
      isClosed = end - start >= 2 && bytes[end - 1] == first
      guard offset > start, !isClosed || offset < end else { return false }
      quote = first
      range = start + 1..<(isClosed ? end - 1 : max(offset, start + 1))
      hasColon = end < line.upperBound && bytes[end] == UInt8(ascii: ":")
      return true
    default:
      let end = max(Self.endOfToken(bytes, start, line, depth), offset)
      range = start..<end
      isAlias = first == UInt8(ascii: "*")
      hasColon = end < line.upperBound && bytes[end] == UInt8(ascii: ":")
      return true
    }
  }

  private mutating func finish(in file: StackFile, line: Range<Int>, isFirst: Bool, hasDash: Bool, depth: Int) {
    isFlow = depth > 0
    let bytes = file.text.bytes
    var rest = range.upperBound
    while rest < line.upperBound, bytes[rest].isSpaceOrTab { rest += 1 }
    endsLine = rest == line.upperBound || bytes[rest] == UInt8(ascii: "#")
    if range.isEmpty, rest < line.upperBound, bytes[rest] == UInt8(ascii: ":") { hasColon = rest == range.upperBound }
    hasRoom =
      quote != nil || !range.isEmpty
      || (isFlow ? Self.isBetweenCommas(range.lowerBound, bytes) : rest == line.upperBound || (endsLine && !isFirst))
    guard isFirst, !isFlow, !isAlias else { return }
    guard hasDash, !hasColon else {
      isKeyLike = true
      return
    }
    // `- █` is a single value, unless the lines below show that it begins a mapping.
    let column = range.lowerBound - line.lowerBound
    var next = file.text.line(at: line.lowerBound) + 1
    while next < file.text.lineCount, file.text.isBlank(line: next) { next += 1 }
    let below = file.text.lineRange(next)
    isKeyLike =
      next < file.text.lineCount && file.text.indentation(ofLine: next) == column && !below.isEmpty
      && bytes[below.lowerBound + column] != UInt8(ascii: "-")
  }

  /// The word of `- data:█` with the text before its colon; nil where no such text touches the cursor.
  func withItemText(in text: SourceText) -> CompletionWord? {
    let line = text.lineStart(text.line(at: range.lowerBound))
    let before = text.bytes[line..<range.lowerBound]
    guard needsSpace, range.isEmpty, endsLine, !isFlow, before.last == UInt8(ascii: ":"),
      let blank = before.lastIndex(where: \.isSpaceOrTab),
      before[..<blank].last(where: { !$0.isSpaceOrTab }) == UInt8(ascii: "-"),
      before[..<blank].allSatisfy({ $0.isSpaceOrTab || $0 == UInt8(ascii: "-") })
    else { return nil }
    var word = self
    word.range = blank + 1..<range.upperBound
    word.needsSpace = false
    word.isKeyLike = false
    return word
  }

  /// Behind a plain or quoted scalar that begins at `start`, without the white space before a comment or the line's end.
  private static func endOfToken(_ bytes: [UInt8], _ start: Int, _ line: Range<Int>, _ depth: Int) -> Int {
    let first = bytes[start]
    var position = start + 1
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      while position < line.upperBound {
        if bytes[position] == UInt8(ascii: "\\"), first == UInt8(ascii: "\"") {
          position += 2
          continue
        }
        if bytes[position] == first { return position + 1 }
        position += 1
      }
      return line.upperBound
    }
    var end = position
    while position < line.upperBound {
      let byte = bytes[position]
      if byte == UInt8(ascii: ":"), position + 1 >= line.upperBound || bytes[position + 1].isSpaceOrTab { break }
      if byte == UInt8(ascii: "#"), bytes[position - 1].isSpaceOrTab { break }
      if depth > 0, byte == UInt8(ascii: ",") || byte.isBracket { break }
      if !byte.isSpaceOrTab { end = position + 1 }
      position += 1
    }
    return end
  }

  /// How many brackets that were opened on earlier lines are still open at `offset`.
  private static func flowDepth(around offset: Int, _ tree: YAMLTree) -> Int {
    var depth = 0
    var node = tree.node(at: offset)
    while let current = node {
      if current.style == .flow, current.range.lowerBound < offset, offset < current.range.upperBound { depth += 1 }
      node = current.parent
    }
    return depth
  }
}

extension SourceText {
  /// The blanks that a line begins with.
  func indentation(ofLine line: Int) -> Int {
    lineRange(line).prefix { bytes[$0].isSpaceOrTab }.count
  }

  func isBlank(line: Int) -> Bool {
    lineRange(line).allSatisfy { bytes[$0].isSpaceOrTab }
  }
}

extension UInt8 {
  fileprivate var isBracket: Bool {
    self == UInt8(ascii: "[") || self == UInt8(ascii: "]") || self == UInt8(ascii: "{") || self == UInt8(ascii: "}")
  }
}
