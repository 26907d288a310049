/// The bytes of a document and where its lines begin. The only code that converts between byte offsets and the
/// line-and-column positions of an editor.
///
/// All offsets are UTF-8 byte offsets from 0. Lines end at `\n`, `\r\n` or `\r`, as in LSP 3.17, "Text Documents";
/// NEL, LS and PS do not end a line here, although libyaml takes them for line breaks. A byte that is no part of
/// well-formed UTF-8 counts as one unit in every encoding, like the U+FFFD that an editor shows in its place.
///
/// Every call is total: offsets, lines and ranges outside the text are clamped to it.
public struct SourceText: Sendable {
  /// The text as UTF-8, or whatever it was given.
  public private(set) var bytes: [UInt8]
  /// Ascending, never empty, the first is 0.
  private var lineStarts: [Int]
  /// How many bytes are 0x80 or more. Kept as a number so that an edit can update it without a look at the rest.
  private var nonASCIICount: Int

  /// Takes any bytes, valid UTF-8 or not.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    (lineStarts, nonASCIICount) = bytes.withUnsafeBytes { raw in
      var starts = [0]
      // A line of a stack has some thirty bytes.
      starts.reserveCapacity(1 + raw.count / 24)
      let count = Self.scanBreaks(raw, in: 0..<raw.count, into: &starts)
      return (starts, count)
    }
  }

  /// The UTF-8 form of a string.
  public init(_ string: String) {
    self.init(Array(string.utf8))
  }

  /// True when every column is the same in all encodings.
  public var isASCII: Bool { nonASCIICount == 0 }

  /// At least 1: an empty text has one empty line, and so has the place behind a final line break.
  public var lineCount: Int { lineStarts.count }

  /// 3 when the text begins with a byte order mark, else 0. In positions the mark counts as one character, because it
  /// is part of the editor's text.
  public var byteOrderMarkLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// The line (from 0) that holds `offset`. A line break belongs to the line that it ends.
  public func line(at offset: Int) -> Int {
    max(0, startsCount(before: offset, orAt: true) - 1)
  }

  /// Where `line` begins; the end of the text for a line past the last.
  public func lineStart(_ line: Int) -> Int {
    if line <= 0 { return 0 }
    return line < lineStarts.count ? lineStarts[line] : bytes.count
  }

  /// The bytes of `line` without its line break; empty for a line that does not exist.
  public func lineRange(_ line: Int) -> Range<Int> {
    if line < 0 { return 0..<0 }
    let start = lineStart(line)
    if line >= lineStarts.count - 1 { return start..<bytes.count }
    var end = lineStarts[line + 1]
    if end > start, bytes[end - 1] == Byte.lineFeed { end -= 1 }
    if end > start, bytes[end - 1] == Byte.carriageReturn { end -= 1 }
    return start..<end
  }

  /// The place of `offset` as an editor counts it. An offset inside a character goes to the character's start, one
  /// inside a line break to the end of the line.
  public func position(at offset: Int, in encoding: PositionEncoding) -> TextPosition {
    let offset = min(max(0, offset), bytes.count)
    let line = line(at: offset)
    let content = lineRange(line)
    let target = min(offset, content.upperBound)
    if isASCII { return TextPosition(line: line, column: target - content.lowerBound) }
    if encoding == .utf8 {
      return TextPosition(
        line: line, column: characterStart(target, notBefore: content.lowerBound) - content.lowerBound)
    }
    var index = content.lowerBound
    var column = 0
    while index < target {
      let length = characterLength(at: index)
      if index + length > target { break }
      index += length
      column += encoding.units(ofLength: length)
    }
    return TextPosition(line: line, column: column)
  }

  /// The byte offset of an editor's position. A column past the end of its line is the end of that line, a line past
  /// the last is the end of the text, anything negative is 0, and a column inside a character (a surrogate pair, a
  /// UTF-8 sequence) is the character's start (LSP 3.17, `Position`).
  public func offset(at position: TextPosition, in encoding: PositionEncoding) -> Int {
    if position.line < 0 { return 0 }
    if position.line >= lineStarts.count { return bytes.count }
    let content = lineRange(position.line)
    let column = max(0, position.column)
    if isASCII || encoding == .utf8 {
      if column >= content.count { return content.upperBound }
      return characterStart(content.lowerBound + column, notBefore: content.lowerBound)
    }
    var index = content.lowerBound
    var left = column
    while left > 0, index < content.upperBound {
      let length = characterLength(at: index)
      let units = encoding.units(ofLength: length)
      if units > left { break }
      left -= units
      index += length
    }
    return index
  }

  /// The text of a range of bytes. What is not UTF-8 becomes U+FFFD.
  public func string(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Replaces a range of bytes and brings the line table up to date in time proportional to the edit, plus one
  /// shift of what lies behind it.
  public mutating func replace(_ range: Range<Int>, with replacement: some Collection<UInt8>) {
    let range = range.clamped(to: 0..<bytes.count)
    for byte in bytes[range] where byte >= 0x80 { nonASCIICount -= 1 }

    // A line start depends on the byte before it and, behind a carriage return, on the byte at it. So the starts
    // below the edit stay, those above its end only move, and all others follow from the bytes scanned here.
    let kept = max(1, startsCount(before: range.lowerBound, orAt: false))
    let moved = max(1, startsCount(before: range.upperBound, orAt: true))
    let oldCount = bytes.count
    bytes.replaceSubrange(range, with: replacement)
    let delta = bytes.count - oldCount
    let insertedEnd = range.upperBound + delta

    var fresh: [Int] = []
    bytes.withUnsafeBytes { raw in
      if range.lowerBound > 0 {
        _ = Self.scanBreaks(raw, in: range.lowerBound - 1..<range.lowerBound, into: &fresh)
      }
      nonASCIICount += Self.scanBreaks(raw, in: range.lowerBound..<insertedEnd, into: &fresh)
    }
    lineStarts.replaceSubrange(kept..<max(kept, moved), with: fresh)
    if delta != 0 {
      for index in kept + fresh.count..<lineStarts.count { lineStarts[index] += delta }
    }
  }

  // MARK: - Lines

  /// How many line starts lie before `offset`, or at it when `orAt`.
  private func startsCount(before offset: Int, orAt: Bool) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = low + (high - low) / 2
      if lineStarts[middle] < offset || (orAt && lineStarts[middle] == offset) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Appends the line starts that follow from line breaks in `range` and counts the bytes there that are not ASCII.
  /// Reads one byte past the range, to keep `\r\n` together.
  private static func scanBreaks(_ raw: UnsafeRawBufferPointer, in range: Range<Int>, into starts: inout [Int]) -> Int {
    var nonASCII = 0
    var index = range.lowerBound
    // Eight bytes at a time: most words hold no line break.
    let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    while index + 8 <= range.upperBound {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      if word & ~low7 != 0 { nonASCII += (word & ~low7).nonzeroBitCount }
      let feeds = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let returns = word ^ 0x0D0D_0D0D_0D0D_0D0D
      // The top bit of each byte that is zero.
      var breaks = ~(((feeds & low7) &+ low7) | feeds | low7) | ~(((returns & low7) &+ low7) | returns | low7)
      while breaks != 0 {
        appendStart(raw, behind: index + breaks.trailingZeroBitCount / 8, to: &starts)
        breaks &= breaks &- 1
      }
      index += 8
    }
    while index < range.upperBound {
      if raw[index] >= 0x80 { nonASCII += 1 }
      if raw[index] == Byte.lineFeed || raw[index] == Byte.carriageReturn {
        appendStart(raw, behind: index, to: &starts)
      }
      index += 1
    }
    return nonASCII
  }

  private static func appendStart(_ raw: UnsafeRawBufferPointer, behind index: Int, to starts: inout [Int]) {
    let next = index + 1
    if raw[index] == Byte.carriageReturn, next < raw.count, raw[next] == Byte.lineFeed { return }
    starts.append(next)
  }

  // MARK: - Characters

  /// The start of the character that `offset` lies in, or `offset` itself when it lies between two.
  private func characterStart(_ offset: Int, notBefore limit: Int) -> Int {
    guard offset < bytes.count, bytes[offset] & 0xC0 == 0x80 else { return offset }
    var index = offset
    while index > limit, offset - index < 3 {
      index -= 1
      if bytes[index] & 0xC0 != 0x80 {
        return index + characterLength(at: index) > offset ? index : offset
      }
    }
    return offset
  }

  /// The length of the well-formed UTF-8 sequence at `index` (The Unicode Standard, table 3-7), or 1 when there is
  /// none.
  private func characterLength(at index: Int) -> Int {
    let first = bytes[index]
    if first < 0xC2 { return 1 }
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 1
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 1 }
    for next in index + 2..<max(index + 2, index + length) where bytes[next] & 0xC0 != 0x80 { return 1 }
    return length
  }
}

extension SourceText: Equatable {
  /// Two texts are equal when their bytes are.
  public static func == (left: SourceText, right: SourceText) -> Bool { left.bytes == right.bytes }
}

private enum Byte {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
}

/// The unit in which an editor counts columns (LSP 3.17, `PositionEncodingKind`).
public enum PositionEncoding: Sendable, Hashable, CaseIterable {
  case utf8, utf16, utf32

  /// How many units a character has whose UTF-8 form is `length` bytes long.
  fileprivate func units(ofLength length: Int) -> Int {
    switch self {
    case .utf8: length
    case .utf16: length == 4 ? 2 : 1
    case .utf32: 1
    }
  }
}

/// A place as an editor sees it: line and column from 0, the column counted in units of a ``PositionEncoding``.
public struct TextPosition: Sendable, Hashable, Comparable {
  /// From 0.
  public var line: Int
  /// From 0, in units of the encoding.
  public var column: Int

  /// Takes any numbers; they are checked where the place is looked up.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// In the order of reading.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
