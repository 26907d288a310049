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
  /// So many problems of one kind that is found all over the text at once are reported.
  private static let reportLimit = 100

  private(set) var problems: [SyntaxProblem] = []
  /// Original bytes that are not in the tree.
  private(set) var lost: [Range<Int>] = []
  /// How often each line, named by its original start, was mended; when that does not help, the line is left out.
  private var mends: [Int: Int] = [:]
  /// Original starts of lines that already have a problem; another one would be its echo.
  private var reportedLines: Set<Int> = []

  /// Takes out what libyaml cannot even read: control characters, bytes that are not UTF-8, conflict markers.
  mutating func prepare(_ working: inout WorkingText, text: SourceText) {
    if UnreadableBytes.isUTF16(text.bytes) {
      let mark = 0..<min(2, text.bytes.count)
      problems.append(
        SyntaxProblem(
          code: .controlCharacter, range: mark, message: "this file is encoded as UTF-16; save it as UTF-8"))
      lost.append(0..<text.bytes.count)
      working.apply([Splice(0..<working.bytes.count, [])])
      return
    }
    takeOutUnreadable(&working)
    let conflicts = ConflictMarkers.find(in: working)
    for conflict in conflicts.prefix(Self.reportLimit) {
      problems.append(
        SyntaxProblem(
          code: .conflictMarker, range: working.original(conflict.marker),
          message: "unresolved merge conflict; keep one side and remove the markers",
          related: conflict.end.flatMap { end in
            end == conflict.marker ? nil : .init(range: working.original(end), message: "the conflict ends here")
          }))
    }
    leaveOut(conflicts.flatMap(\.leftOut), of: &working)
  }

  private mutating func takeOutUnreadable(_ working: inout WorkingText) {
    let runs = UnreadableBytes.find(in: working.bytes)
    for line in UnreadableBytes.byLine(runs, in: working).prefix(Self.reportLimit) {
      guard let first = line.first else { continue }
      let what = first.isControl ? "a control character" : "bytes that are not UTF-8"
      problems.append(
        SyntaxProblem(
          code: .controlCharacter, range: working.original(first.range),
          message: "YAML does not allow \(what) here; remove \(first.isControl ? "it" : "them")",
          cure: .init(
            title: line.count > 1 ? "remove all of them on this line" : "remove \(first.isControl ? "it" : "them")",
            edits: line.map { Splice(working.original($0.range), []) })))
    }
    working.apply(runs.map { Splice($0.range, []) })
  }

  /// Diagnoses a failure and mends its cause. False when nothing more can be done.
  mutating func mend(_ failure: Failure, in working: inout WorkingText) -> Bool {
    let diagnosis = SyntaxDiagnosis(of: failure, in: working)
    let line = working.original(working.lineStart(diagnosis.range.lowerBound))
    let isNew = reportedLines.insert(line).inserted
    if isNew || diagnosis.standsAlone {
      problems.append(
        SyntaxProblem(
          code: diagnosis.code, range: working.original(diagnosis.range), message: diagnosis.message,
          related: diagnosis.related.map { .init(range: working.original($0.range), message: $0.message) },
          cure: diagnosis.repair.isEmpty
            ? nil
            : diagnosis.cureTitle.map {
              .init(
                title: $0,
                edits: working.inOriginal(diagnosis.repair))
            }))
    }
    let count = mends[line, default: 0]
    if !diagnosis.repair.isEmpty, count < diagnosis.mendLimit {
      mends[line] = count + 1
      lost += diagnosis.lost.map { working.original($0) }
      working.apply(diagnosis.repair)
      return true
    }
    return leaveOut(around: diagnosis.range.lowerBound, or: failure, in: &working)
  }

  /// The last resort: takes a whole line with its block out of the text. The nearest line that still says something.
  private mutating func leaveOut(around place: Int, or failure: Failure, in working: inout WorkingText) -> Bool {
    var candidates = [working.lineStart(place), working.lineStart(failure.at)]
    if let context = failure.contextAt { candidates.append(working.lineStart(context)) }
    if let above = working.contentLine(above: failure.at) { candidates.append(above) }
    guard let line = candidates.first(where: { !working.isEmptyLine($0) }) else { return false }
    leaveOut(working.lineWithBlock(line).map { $0..<working.lineEnd($0) }.filter { !$0.isEmpty }, of: &working)
    return true
  }

  /// Nothing behind a failure is in the tree when the text is not read again.
  mutating func giveUp(at failure: Failure, in working: WorkingText) {
    lost.append(working.original(min(failure.at, working.bytes.count)..<working.bytes.count))
  }

  private mutating func leaveOut(_ ranges: [Range<Int>], of working: inout WorkingText) {
    lost += ranges.map { working.original($0) }
    working.apply(ranges.map { Splice($0, []) })
  }
}

extension WorkingText {
  fileprivate func isEmptyLine(_ offset: Int) -> Bool {
    contentStart(offset) == lineEnd(offset)
  }
}
