/// The text as libyaml gets to see it: the author's text with repairs, each byte knowing where it came from.
struct WorkingText {
  private(set) var bytes: [UInt8]
  /// The original offset of each working byte and, last, of the end; empty while nothing was changed.
  private var origins: [Int32] = []
  /// How many bytes the original begins with that libyaml must not see: a byte order mark.
  private let base: Int
  private var isASCII: Bool
  /// The working offset of every 64th Unicode scalar; empty for ASCII, where both are equal.
  private var scalarSamples: [Int] = []

  init(_ text: SourceText) {
    base = text.byteOrderMarkLength
    bytes = base == 0 ? text.bytes : Array(text.bytes.dropFirst(base))
    isASCII = text.isASCII
    sample()
  }

  /// The original offset of a working offset; clamped.
  @inline(__always)
  func original(_ offset: Int) -> Int {
    let offset = min(max(offset, 0), bytes.count)
    return base + (origins.isEmpty ? offset : Int(origins[offset]))
  }

  /// The original offset behind the byte before a working offset; not the same as the offset of the next byte where
  /// text was taken out in between.
  func originalEnd(_ offset: Int) -> Int {
    offset > 0 ? min(original(offset), original(offset - 1) + 1) : original(offset)
  }

  /// An empty range lies behind the byte before it.
  func original(_ range: Range<Int>) -> Range<Int> {
    if origins.isEmpty { return original(range.lowerBound)..<original(range.upperBound) }
    let end = originalEnd(range.upperBound)
    return range.isEmpty ? end..<end : original(range.lowerBound)..<max(original(range.lowerBound), end)
  }

  /// The working offset of a count of Unicode scalars, which is what libyaml's marks are.
  @inline(__always)
  func offset(ofScalar index: Int) -> Int { isASCII ? min(index, bytes.count) : sampledOffset(ofScalar: index) }

  private func sampledOffset(ofScalar index: Int) -> Int {
    let sample = index / 64
    guard sample < scalarSamples.count else { return bytes.count }
    var offset = scalarSamples[sample]
    var left = index - sample * 64
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if left == 0 { return offset }
        left -= 1
      }
      offset += 1
    }
    return bytes.count
  }

  private mutating func sample() {
    guard !isASCII else { return }
    scalarSamples.removeAll(keepingCapacity: true)
    var count = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if count & 63 == 0 { scalarSamples.append(offset) }
      count += 1
    }
  }

  /// Carries out splices in working offsets, in any order; one that overlaps an earlier one is left out.
  mutating func apply(_ splices: [Splice]) {
    guard !splices.isEmpty else { return }
    if origins.isEmpty { origins = (0...bytes.count).map { Int32(truncatingIfNeeded: $0) } }
    var newBytes: [UInt8] = []
    var newOrigins: [Int32] = []
    newBytes.reserveCapacity(bytes.count + 64)
    newOrigins.reserveCapacity(bytes.count + 64)
    var done = 0
    for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let range = splice.range.clamped(to: 0..<bytes.count)
      guard range.lowerBound >= done else { continue }
      newBytes += bytes[done..<range.lowerBound]
      newOrigins += origins[done..<range.lowerBound]
      newBytes += splice.replacement
      newOrigins += repeatElement(origins[range.lowerBound], count: splice.replacement.count)
      done = range.upperBound
    }
    newBytes += bytes[done...]
    newOrigins += origins[done...]
    bytes = newBytes
    origins = newOrigins
    sample()
  }

  /// The same splices in terms of the original text, for a person to carry out.
  func inOriginal(_ splices: [Splice]) -> [Splice] {
    splices.map { Splice(original($0.range), $0.replacement) }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: Lines

  func byte(_ offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

  /// Behind the character at `offset`; `offset` itself, clamped, at the end of the text.
  func characterEnd(_ offset: Int) -> Int {
    guard offset < bytes.count else { return bytes.count }
    return bytes[(offset + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
  }

  func lineStart(_ offset: Int) -> Int {
    var start = min(max(offset, 0), bytes.count)
    while start > 0, !bytes[start - 1].isLineBreak { start -= 1 }
    return start
  }

  /// Before the line break.
  func lineEnd(_ offset: Int) -> Int {
    var end = min(max(offset, 0), bytes.count)
    while end < bytes.count, !bytes[end].isLineBreak { end += 1 }
    return end
  }

  /// Where the line after this one begins, or nil on the last line.
  func nextLine(_ offset: Int) -> Int? {
    let end = lineEnd(offset)
    guard end < bytes.count else { return nil }
    return bytes[end] == .carriageReturn && byte(end + 1) == .newline ? end + 2 : end + 1
  }

  /// Where the line before this one begins, or nil on the first line.
  func previousLine(_ offset: Int) -> Int? {
    let start = lineStart(offset)
    guard start > 0 else { return nil }
    return lineStart(
      start >= 2 && bytes[start - 1] == .newline && bytes[start - 2] == .carriageReturn ? start - 2 : start - 1)
  }

  /// The first byte of the line that is not white space, or its end.
  func contentStart(_ offset: Int) -> Int {
    var start = lineStart(offset)
    while let byte = byte(start), byte.isBlank { start += 1 }
    return start
  }

  /// Behind the last byte of the line that is not white space and not part of a comment; quotes are respected.
  func contentEnd(_ offset: Int) -> Int {
    let start = contentStart(offset)
    let end = lineEnd(offset)
    var quote: UInt8?
    var last = start
    var position = start
    while position < end {
      let byte = bytes[position]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == .hash, position == start || bytes[position - 1].isBlank {
        break
      } else if byte == .quote || byte == .apostrophe, position == start || bytes[position - 1].opensToken {
        quote = byte
      }
      if !byte.isBlank { last = position + 1 }
      position += 1
    }
    return last
  }

  /// In bytes; white space of any kind counts one.
  func indentation(_ offset: Int) -> Int { contentStart(offset) - lineStart(offset) }

  func isBlankLine(_ offset: Int) -> Bool {
    guard let byte = byte(contentStart(offset)) else { return true }
    return byte.isLineBreak || byte == .hash
  }

  /// The start of the nearest line above with content, or nil.
  func contentLine(above offset: Int) -> Int? {
    var line = previousLine(offset)
    while let start = line, isBlankLine(start) { line = previousLine(start) }
    return line
  }

  /// The start of the nearest line below with content, or nil.
  func contentLine(below offset: Int) -> Int? {
    var line = nextLine(offset)
    while let start = line, isBlankLine(start) { line = nextLine(start) }
    return line
  }

  /// The line and the deeper-indented lines below it: a line with its block.
  func block(_ offset: Int) -> [Int] {
    let start = lineStart(offset)
    let indent = indentation(start)
    var lines = [start]
    var next = nextLine(start)
    while let line = next, isBlankLine(line) || indentation(line) > indent {
      lines.append(line)
      next = nextLine(line)
    }
    while lines.count > 1, let last = lines.last, isBlankLine(last) { lines.removeLast() }
    return lines
  }

  /// ``block(_:)`` of an entry or a list item; of any other line the line alone, for what is deeper belongs elsewhere.
  func lineWithBlock(_ offset: Int) -> [Int] {
    let isItem = byte(contentStart(offset)) == .dash && byte(contentStart(offset) + 1)?.isSpaceOrBreak ?? true
    return isItem || looksLikeEntry(offset) ? block(offset) : [lineStart(offset)]
  }

  /// Whether the bytes at `offset` are exactly this text.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset >= 0, offset + count <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[offset..<offset + count].elementsEqual($0) }
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

extension UInt8 {
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let tab: UInt8 = 0x09
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let dash = UInt8(ascii: "-")
  static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")

  var isLineBreak: Bool { self == .newline || self == .carriageReturn }
  var isBlank: Bool { self == .space || self == .tab }
  var isSpaceOrBreak: Bool { isBlank || isLineBreak }
  var isOpenBracket: Bool { self == UInt8(ascii: "[") || self == UInt8(ascii: "{") }
  var isCloseBracket: Bool { self == UInt8(ascii: "]") || self == UInt8(ascii: "}") }
  /// Whether a token may begin right behind this byte.
  var opensToken: Bool { isSpaceOrBreak || isOpenBracket || self == .comma }
}
