public import YAMLSyntax

/// A text with all its safe fixes applied.
public struct FixedText: Sendable {
  /// The whole text after the fixes.
  public let text: SourceText
  /// How many diagnostics were cured.
  public let fixCount: Int
}

extension StackFile {
  /// How often fixes are applied one after another: a cure can uncover the next fault.
  private static var maximumRounds: Int { 5 }

  /// Applies the preferred fix of every diagnostic, where it is safe: fixes that touch each other are applied one after
  /// another, and one is left out that does not cure its diagnostic, or after which the file has an error that it did not
  /// have. What comments and settings hide is not fixed, but counts as an error.
  ///
  /// - Returns: nil when there is nothing to fix.
  public func fixAll() -> FixedText? {
    guard isStack else { return nil }
    var context = context
    context.unfinishedLine = nil
    var file = StackFile(text: text, context: context)
    var count = 0
    for _ in 0..<Self.maximumRounds {
      guard var trial = FixTrial(file) else { break }
      let applied = trial.safeFixes()
      guard !applied.isEmpty else { break }
      count += applied.count
      file = StackFile(text: file.text.applying(applied.flatMap(\.edits).inOrder), context: context)
    }
    return count == 0 ? nil : FixedText(text: file.text, fixCount: count)
  }
}

/// Finds out which fixes of a file are safe together.
private struct FixTrial {
  private let file: StackFile
  /// In order of their places.
  private let candidates: [Candidate]
  private let before: Tally
  /// How often the file may be read with fixes still; whatever is undecided then is left out.
  private var readings: Int

  /// A preferred fix and what it is to cure.
  struct Candidate {
    let fix: Fix
    let fault: Fault
    var place: Int { fix.edits.map(\.range.lowerBound).min() ?? 0 }
  }

  struct Fault: Hashable {
    let code: String
    let message: String

    init(_ diagnostic: Diagnostic) { (code, message) = (diagnostic.code, diagnostic.message) }
  }

  /// What is found in a text.
  struct Tally {
    let found: [Diagnostic]
    let counts: [Fault: Int]
    /// Whatever the user chose to see.
    let errors: [Diagnostic]
    let errorCounts: [Fault: Int]

    init(_ file: StackFile, _ found: [Diagnostic]) {
      self.found = found
      counts = Self.count(found)
      var open = file.context
      open.severities = [:]
      open.bestPractices = false
      let all =
        file.context.severities.isEmpty && !file.context.bestPractices
        ? found : StackFile(text: file.text, context: open).diagnostics()
      errors = all.filter { $0.severity == .error }
      errorCounts = Self.count(errors)
    }

    private static func count(_ diagnostics: [Diagnostic]) -> [Fault: Int] {
      diagnostics.reduce(into: [:]) { $0[Fault($1), default: 0] += 1 }
    }
  }

  /// Nil when there is nothing to try.
  init?(_ file: StackFile) {
    let found = file.diagnostics()
    candidates = Self.compatible(found)
    guard !candidates.isEmpty else { return nil }
    self.file = file
    before = Tally(file, found)
    // Work that nobody notices, whatever the size: editors ask for this whenever the cursor rests.
    readings = max(6, 250_000 / max(file.text.bytes.count, 1))
  }

  mutating func safeFixes() -> [Fix] {
    var suspects: [Candidate] = []
    var rest = candidates
    // Those beside the harm are taken out all at once; few files have others to blame.
    while !rest.isEmpty, let harm = harm(of: rest) {
      guard readings > 0 else { return [] }
      suspects += harm.map { rest[$0] }
      rest = rest.indices.filter { !harm.contains($0) }.map { rest[$0] }
    }
    return (rest + safe(suspects.sorted { $0.place < $1.place }[...], beside: rest)).map(\.fix)
  }

  /// The preferred fixes in order of position, those left out that touch one before them.
  private static func compatible(_ found: [Diagnostic]) -> [Candidate] {
    var chosen: [Candidate] = []
    var taken: [Range<Int>] = []
    for diagnostic in found {
      guard let fix = diagnostic.fixes.first(where: \.isPreferred), !fix.edits.isEmpty else { continue }
      let ranges = fix.edits.map(\.range)
      guard ranges.allSatisfy({ range in taken.firstTouching(range) == nil }) else { continue }
      chosen.append(Candidate(fix: fix, fault: Fault(diagnostic)))
      for range in ranges { taken.insert(range, at: taken.partitioningIndex { $0.lowerBound > range.lowerBound }) }
    }
    return chosen.sorted { $0.place < $1.place }
  }

  /// Those of the slice that do no harm beside others; by halves, so that one culprit among many costs few readings.
  private mutating func safe(_ fixes: ArraySlice<Candidate>, beside applied: [Candidate]) -> [Candidate] {
    guard !fixes.isEmpty, readings > 0 else { return [] }
    let together = (applied + fixes).sorted { $0.place < $1.place }
    guard harm(of: together) != nil else { return Array(fixes) }
    guard fixes.count > 1 else { return [] }
    let middle = fixes.startIndex + fixes.count / 2
    let first = safe(fixes[..<middle], beside: applied)
    return first + safe(fixes[middle...], beside: applied + first)
  }

  /// What fixes, in order of their places, do together.
  ///
  /// - Returns: nil when all of them cure and none does harm; else those beside what went wrong.
  private mutating func harm(of fixes: [Candidate]) -> Set<Int>? {
    readings -= 1
    let edits = fixes.flatMap(\.fix.edits).inOrder
    let after = StackFile(text: file.text.applying(edits), context: file.context)
    guard after.isStack, after.tree.problems.count <= file.tree.problems.count else { return Set(fixes.indices) }
    let tally = Tally(after, after.diagnostics())
    var cured: [Fault: Int] = [:]
    for fix in fixes { cured[fix.fault, default: 0] += 1 }
    let remaining = tally.found.filter { diagnostic in
      let fault = Fault(diagnostic)
      return cured[fault].map { (tally.counts[fault] ?? 0) > (before.counts[fault] ?? 0) - $0 } ?? false
    }
    let new = tally.errors.filter { (tally.errorCounts[Fault($0)] ?? 0) > before.errorCounts[Fault($0)] ?? 0 }
    guard !remaining.isEmpty || !new.isEmpty else { return nil }
    return Set((remaining + new).map { nearest(to: original($0.range.lowerBound, edits), of: fixes) })
  }

  /// Where a place of the text with edits was without them.
  private func original(_ offset: Int, _ edits: [TextEdit]) -> Int {
    var shift = 0
    for edit in edits {
      guard edit.range.lowerBound + shift <= offset else { break }
      let end = edit.range.lowerBound + shift + edit.replacement.utf8.count
      if offset <= end { return edit.range.lowerBound }
      shift += edit.replacement.utf8.count - edit.range.count
    }
    return offset - shift
  }

  /// The last of them at or before a place, or else the first.
  private func nearest(to place: Int, of fixes: [Candidate]) -> Int {
    max(fixes.partitioningIndex { $0.place > place } - 1, 0)
  }
}

extension [Range<Int>] {
  /// One of the sorted ranges that overlaps `range` or begins or ends where it does.
  fileprivate func firstTouching(_ range: Range<Int>) -> Range<Int>? {
    let index = partitioningIndex { $0.upperBound >= range.lowerBound }
    guard index < count, self[index].lowerBound <= range.upperBound else { return nil }
    return self[index]
  }
}
