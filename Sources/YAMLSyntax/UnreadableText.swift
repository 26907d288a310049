/// Bytes that no YAML reader takes.
enum UnreadableBytes {
  struct Run {
    var range: Range<Int>
    var isControl: Bool
  }

  /// YAML 1.1, section 5.1: printable characters are tab, LF, CR, 0x20-0x7E, NEL, 0xA0-0xD7FF, 0xE000-0xFFFD and all
  /// beyond the basic plane.
  static func find(in bytes: [UInt8]) -> [Run] {
    guard isSuspicious(bytes) else { return [] }
    var runs: [Run] = []
    var offset = 0
    while offset < bytes.count {
      let (length, verdict) = character(in: bytes, at: offset)
      if verdict != .fine {
        let isControl = verdict == .control
        if let last = runs.indices.last, runs[last].range.upperBound == offset, runs[last].isControl == isControl {
          runs[last].range = runs[last].range.lowerBound..<offset + length
        } else {
          runs.append(Run(range: offset..<offset + length, isControl: isControl))
        }
      }
      offset += length
    }
    return runs
  }

  /// Whether the text begins with a byte order mark of UTF-16.
  static func isUTF16(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  /// The runs of each line that has any.
  static func byLine(_ runs: [Run], in text: WorkingText) -> [[Run]] {
    var lines: [[Run]] = []
    var end = -1
    for run in runs {
      if let last = lines.indices.last, run.range.lowerBound <= end {
        lines[last].append(run)
      } else {
        lines.append([run])
        end = text.lineEnd(run.range.lowerBound)
      }
    }
    return lines
  }

  private enum Verdict { case fine, control, invalid }

  /// Quick: whether any byte needs a closer look. Nearly every file is done here.
  private static func isSuspicious(_ bytes: [UInt8]) -> Bool {
    // Without a branch, for the compiler to look at many bytes at a time.
    bytes.withUnsafeBufferPointer { bytes in
      var suspicious: UInt8 = 0
      for byte in bytes {
        let isVisible: UInt8 = byte &- 0x20 <= 0x5E ? 1 : 0
        let isTabOrNewline: UInt8 = byte &- .tab <= 1 ? 1 : 0
        let isReturn: UInt8 = byte == .carriageReturn ? 1 : 0
        suspicious |= 1 &- (isVisible | isTabOrNewline | isReturn)
      }
      return suspicious != 0
    }
  }

  private static func character(in bytes: [UInt8], at offset: Int) -> (length: Int, verdict: Verdict) {
    let first = bytes[offset]
    if first < 0x80 {
      let isFine = first &- 0x20 <= 0x5E || first == .newline || first == .carriageReturn || first == .tab
      return (1, isFine ? .fine : .control)
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, offset + length <= bytes.count else { return (1, .invalid) }
    var scalar = UInt32(first) & (0x7F >> UInt32(length))
    for next in bytes[offset + 1..<offset + length] {
      guard next & 0xC0 == 0x80 else { return (1, .invalid) }
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    switch scalar {
    case 0x80..<0xA0: return (length, scalar == 0x85 ? .fine : .control)
    case 0xA0..<0xD800 where length == 2 || scalar >= 0x800: return (length, .fine)
    case 0xE000..<0xFFFE: return (length, .fine)
    case 0xFFFE...0xFFFF: return (length, .control)
    case 0x10000...0x10FFFF where length == 4: return (length, .fine)
    default: return (1, .invalid)
    }
  }
}

/// What `git` leaves in a file after a conflict.
enum ConflictMarkers {
  struct Conflict {
    var marker: Range<Int>
    var end: Range<Int>?
    /// The marker lines and the incoming side, so that what remains is the author's own side.
    var leftOut: [Range<Int>]
  }

  static func find(in text: WorkingText) -> [Conflict] {
    guard hasRun(text.bytes) else { return [] }
    var conflicts: [Conflict] = []
    var isOwnSide = true
    var line: Int? = 0
    while let start = line {
      let range = start..<text.lineEnd(start)
      if isMarker("<<<<<<<", text, start) {
        conflicts.append(Conflict(marker: start..<start + 7, end: nil, leftOut: [range]))
        isOwnSide = true
      } else if let last = conflicts.indices.last, conflicts[last].end == nil {
        if isMarker("=======", text, start) || isMarker("|||||||", text, start) { isOwnSide = false }
        if isMarker(">>>>>>>", text, start) {
          conflicts[last].end = start..<start + 7
          conflicts[last].leftOut.append(range)
        } else if !isOwnSide {
          conflicts[last].leftOut.append(range)
        }
      } else if isMarker(">>>>>>>", text, start) {
        conflicts.append(Conflict(marker: start..<start + 7, end: start..<start + 7, leftOut: [range]))
      }
      line = text.nextLine(start)
    }
    // A marker that nothing ends must not swallow the rest of the file.
    for index in conflicts.indices where conflicts[index].end == nil {
      conflicts[index].leftOut.removeAll { range in
        !["<<<<<<<", "|||||||", "======="].contains { isMarker($0, text, range.lowerBound) }
      }
    }
    return conflicts
  }

  /// Whether `<` or `>` stands seven times in a row: quick, for nearly no file has a marker.
  private static func hasRun(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      // Every run of seven covers one of these places. The two bytes differ in one bit.
      for offset in stride(from: 6, to: bytes.count, by: 7) where bytes[offset] & ~2 == UInt8(ascii: "<") {
        let byte = bytes[offset]
        let start = bytes[max(0, offset - 6)...offset].lastIndex { $0 != byte }.map { $0 + 1 } ?? max(0, offset - 6)
        let end = bytes[offset...].prefix(7).firstIndex { $0 != byte } ?? min(offset + 7, bytes.count)
        if end - start >= 7 { return true }
      }
      return false
    }
  }

  private static func isMarker(_ marker: String, _ text: WorkingText, _ line: Int) -> Bool {
    (text.byte(line + 7)?.isSpaceOrBreak ?? true) && line + 7 <= text.bytes.count
      && text.bytes[line..<line + 7].elementsEqual(marker.utf8)
  }
}
