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
  /// another, and one after which the file has an error that it did not have is left out. What comments and settings
  /// hide is not fixed, but counts as an error.
  ///
  /// - Returns: nil when there is nothing to fix.
  public func fixAll() -> FixedText? {
    guard isStack else { return nil }
    var context = context
    context.unfinishedLine = nil
    var file = StackFile(text: text, context: context)
    var count = 0
    for _ in 0..<Self.maximumRounds {
      let fixes = file.compatibleFixes()
      guard !fixes.isEmpty else { break }
      let known = file.errors()
      let applied = file.safe(fixes[...], beside: [], known: known)
      guard !applied.isEmpty else { break }
      count += applied.count
      file = StackFile(text: file.text.applying(applied.flatMap(\.edits).inOrder), context: context)
    }
    return count == 0 ? nil : FixedText(text: file.text, fixCount: count)
  }

  /// The preferred fixes in order of position, those left out that touch one before them.
  private func compatibleFixes() -> [Fix] {
    var chosen: [Fix] = []
    var taken: [Range<Int>] = []
    for diagnostic in diagnostics() {
      guard let fix = diagnostic.fixes.first(where: \.isPreferred), !fix.edits.isEmpty else { continue }
      let ranges = fix.edits.map(\.range)
      guard ranges.allSatisfy({ range in taken.firstTouching(range) == nil }) else { continue }
      chosen.append(fix)
      for range in ranges { taken.insert(range, at: taken.partitioningIndex { $0.lowerBound > range.lowerBound }) }
    }
    return chosen
  }

  /// The fixes of the slice that do no harm, given those that are applied beside them; by halves, so that one culprit
  /// among many costs few readings of the file.
  private func safe(_ fixes: ArraySlice<Fix>, beside applied: [Fix], known: [Fault: Int]) -> [Fix] {
    guard !fixes.isEmpty else { return [] }
    if isHarmless(applied + fixes, known: known) { return Array(fixes) }
    guard fixes.count > 1 else { return [] }
    let middle = fixes.startIndex + fixes.count / 2
    let first = safe(fixes[..<middle], beside: applied, known: known)
    return first + safe(fixes[middle...], beside: applied + first, known: known)
  }

  private func isHarmless(_ fixes: [Fix], known: [Fault: Int]) -> Bool {
    let after = StackFile(text: text.applying(fixes.flatMap(\.edits).inOrder), context: context)
    guard after.isStack, after.tree.problems.count <= tree.problems.count else { return false }
    return after.errors().allSatisfy { $0.value <= known[$0.key] ?? 0 }
  }

  private struct Fault: Hashable {
    var code: String
    var message: String
  }

  /// The errors of the file, whatever the user chose to see.
  private func errors() -> [Fault: Int] {
    var open = context
    open.severities = [:]
    open.bestPractices = false
    let file = StackFile(text: text, context: open)
    var counts: [Fault: Int] = [:]
    for diagnostic in file.diagnostics() where diagnostic.severity == .error {
      counts[Fault(code: diagnostic.code, message: diagnostic.message), default: 0] += 1
    }
    return counts
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
