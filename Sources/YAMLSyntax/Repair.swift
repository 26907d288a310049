/// Where libyaml gave up, in working offsets.
struct Failure {
  /// Our own limit on depth, told apart from libyaml's words.
  static let tooDeep = "too deep"

  var problem: String
  var at: Int
  var context: String
  var contextAt: Int?
}

/// Turns failures into problems and mends the working text, one failure at a time.
struct Repair {
  private(set) var problems: [SyntaxProblem] = []
  /// Original bytes that are not in the tree.
  private(set) var lost: [Range<Int>] = []
  /// Original starts of lines that were mended once; a second failure there leaves the line out.
  private var mendedLines: Set<Int> = []
  /// Original starts of lines that already have a problem; another one would be its echo.
  private var reportedLines: Set<Int> = []

  /// Takes out what libyaml cannot even read: control characters, bytes that are not UTF-8, conflict markers.
  mutating func prepare(_ working: inout WorkingText, text: SourceText) {
    let unreadable = UnreadableBytes.find(in: working.bytes)
    if !unreadable.isEmpty {
      for run in unreadable.prefix(100) {
        let what = run.isControl ? "a control character" : "bytes that are not UTF-8"
        report(
          SyntaxProblem(
            code: .controlCharacter, range: working.original(run.range),
            message: "YAML does not allow \(what) here; remove it",
            cure: .init(title: "remove it", edits: [Splice(working.original(run.range), [])])),
          in: working)
      }
      working.apply(unreadable.map { Splice($0.range, Array(repeating: .space, count: $0.range.count)) })
    }
    for conflict in ConflictMarkers.find(in: working) {
      report(
        SyntaxProblem(
          code: .conflictMarker, range: working.original(conflict.marker),
          message: "unresolved merge conflict; keep one side and remove the markers",
          related: conflict.end.map { .init(range: working.original($0), message: "the conflict ends here") }),
        in: working)
      lost += conflict.leftOut.map { working.original($0) }
      working.apply(conflict.leftOut.map { Splice($0, []) })
    }
  }

  /// Diagnoses a failure and mends its cause. False when nothing more can be done.
  mutating func mend(_ failure: Failure, in working: inout WorkingText) -> Bool {
    let diagnosis = SyntaxDiagnosis(of: failure, in: working)
    let line = working.original(working.lineStart(diagnosis.range.lowerBound))
    let isNew = !reportedLines.contains(line)
    if isNew {
      report(
        SyntaxProblem(
          code: diagnosis.code, range: working.original(diagnosis.range), message: diagnosis.message,
          related: diagnosis.related.map { .init(range: working.original($0.range), message: $0.message) },
          cure: diagnosis.cureTitle.map { .init(title: $0, edits: working.inOriginal(diagnosis.repair)) }),
        in: working)
    }
    if isNew, !diagnosis.repair.isEmpty, mendedLines.insert(line).inserted {
      lost += diagnosis.lost.map { working.original($0) }
      working.apply(diagnosis.repair)
      return true
    }
    return leaveOut(around: diagnosis.range.lowerBound, or: failure, in: &working)
  }

  private mutating func report(_ problem: SyntaxProblem, in working: WorkingText) {
    problems.append(problem)
    let text = working
    reportedLines.insert(text.original(text.lineStart(problem.range.lowerBound)))
  }

  /// The last resort: takes a whole line with its block out of the text. The nearest line that still says something.
  private mutating func leaveOut(around place: Int, or failure: Failure, in working: inout WorkingText) -> Bool {
    var candidates = [working.lineStart(place), working.lineStart(failure.at)]
    if let context = failure.contextAt { candidates.append(working.lineStart(context)) }
    if let above = working.contentLine(above: failure.at) { candidates.append(above) }
    guard let line = candidates.first(where: { !working.isEmptyLine($0) }) else { return false }
    let ranges = working.lineWithBlock(line).map { $0..<working.lineEnd($0) }.filter { !$0.isEmpty }
    lost += ranges.map { working.original($0) }
    working.apply(ranges.map { Splice($0, []) })
    return true
  }
}

extension WorkingText {
  fileprivate func isEmptyLine(_ offset: Int) -> Bool {
    contentStart(offset) == lineEnd(offset)
  }
}

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

  private enum Verdict { case fine, control, invalid }

  /// Quick: whether any byte needs a closer look. Nearly every file is done here.
  private static func isSuspicious(_ bytes: [UInt8]) -> Bool {
    var suspicious = false
    for byte in bytes {
      let isPlain = byte &- 0x20 <= 0x5E || byte == .newline || byte == .carriageReturn || byte == .tab
      suspicious = suspicious || !isPlain
    }
    return suspicious
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
    guard text.bytes.contains(UInt8(ascii: "<")) || text.bytes.contains(UInt8(ascii: ">")) else { return [] }
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
      conflicts[index].leftOut = Array(conflicts[index].leftOut.prefix(1))
    }
    return conflicts
  }

  private static func isMarker(_ marker: StaticString, _ text: WorkingText, _ line: Int) -> Bool {
    text.has(marker, at: line) && text.byte(line + 7)?.isSpaceOrBreak ?? true
  }
}
