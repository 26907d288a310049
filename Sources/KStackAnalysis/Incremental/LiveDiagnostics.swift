internal import KStackSchema
public import YAMLSyntax

/// The part that was edited last.
private struct EditedPart {
  let part: Int
  /// What it says to the others.
  var facts: EntryFacts
  var expansion: Expansion
  let hasAliases: Bool
  let images: ImagesBeside
  /// The part as it is now; nil before it has been edited.
  var reading: PartReading?
}

/// The diagnostics of a text that somebody types, without their fixes.
///
/// They are always those of ``StackFile/diagnostics()``. But where an edit changes one part of a file (see ``Division``)
/// and not how the others are read, only that part is read again, with the others that have to do with what it says
/// otherwise now (``Neighbourhood``), and all else is moved; any doubt makes the whole file be read.
public struct LiveDiagnostics: Sendable {
  /// In order of position; empty when the text is not a kstack file.
  public private(set) var diagnostics: [Diagnostic]
  /// All findings, whatever is being typed and even in doubt.
  private var found: [Diagnostic]
  private(set) var context: AnalysisContext
  /// Nil for a file that is always read whole.
  private(set) var division: Division?
  private var edited: EditedPart?
  /// Of all parts together.
  private var expansion: Expansion
  /// How the file is written; nil when the lines that tell it have changed.
  private(set) var style: FileStyle?
  /// Where the text could not be read.
  private(set) var broken: [Range<Int>]
  /// What makes some of ``found`` not to be believed.
  private var credence: Credence

  /// The diagnostics of a whole file.
  public init(_ file: StackFile) {
    context = file.context
    style = file.style
    division = Division(file)
    expansion = file.expansion
    broken = file.tree.problems.map(\.range) + file.tree.lost
    // Only a file that has parts is told later what is in doubt.
    found = file.allFindings(evenInDoubt: division != nil).map(\.withoutFixes)
    credence = division == nil ? Credence() : Credence(doubts: file.doubts, brokenLines: file.brokenLines)
    diagnostics = file.worthSaying(of: credence.credible(found, in: file.text))
  }

  /// Whether what was found depends on the disk, see ``StackFile/referencedPaths``.
  public var refersToFiles: Bool { context.existingPaths != nil }

  /// In the part that is being edited they stay the same.
  func imagesBeside(_ index: Int) -> ImagesBeside? {
    if let edited, edited.part == index { return edited.images }
    return division.map { ImagesBeside(index, of: $0) }
  }

  /// The part as it was read for the diagnostics, if it was.
  func lastReading(of index: Int) -> PartReading? { edited?.part == index ? edited?.reading : nil }

  /// Nobody is typing any more on a line of the text.
  public mutating func finishLine(in text: SourceText) {
    context.unfinishedLine = nil
    diagnostics = credence.credible(found, in: text)
  }

  /// Must be told of the first edit behind those of the last ``update(_:to:unfinishedLine:whole:)`` before it is carried
  /// out, so that what the edited part said before it is known.
  public mutating func prepare(for range: Range<Int>, in text: SourceText) {
    guard let division, let index = division.places.part(holding: range), edited?.part != index else { return }
    edited = nil
    guard let part = PartReading(index, of: division, in: text, context) else { return }
    edited = EditedPart(
      part: index, facts: part.facts, expansion: part.file.expansion, hasAliases: part.hasAliases,
      images: ImagesBeside(index, of: division))
  }

  /// Brings the diagnostics up to date.
  ///
  /// - Parameters:
  ///   - edit: all that has changed since the last time.
  ///   - text: the whole new text.
  ///   - unfinishedLine: see ``AnalysisContext/unfinishedLine``.
  ///   - whole: reads the whole text; called only where that is needed.
  public mutating func update(
    _ edit: TextChange, to text: SourceText, unfinishedLine: Int?, whole: () -> StackFile
  ) {
    context.unfinishedLine = unfinishedLine
    if !updatePart(edit, text) { self = LiveDiagnostics(whole()) }
  }

  /// - Returns: false, with nothing changed that counts, when the whole file must be read.
  private mutating func updatePart(_ edit: TextChange, _ text: SourceText) -> Bool {
    guard var division, let index = division.places.part(holding: edit.range), let edited, edited.part == index else {
      return false
    }
    let old = division.places[index]
    guard broken.allSatisfy({ old.lowerBound <= $0.lowerBound && $0.upperBound <= old.upperBound }) else {
      return false
    }
    // Its only owner changes it in place.
    self.division = nil
    division.resize(index, by: edit.delta)
    let own = division.places[index]
    let isLast = index == division.parts.count - 1
    guard let part = PartReading(index, of: division, in: text, context),
      let changed = part.findings(), isLast || changed.allSatisfy({ $0.end < own.upperBound })
    else { return false }
    // What stood on a broken line may have come to another.
    let written = text.bytes[edit.range.lowerBound..<edit.range.lowerBound + edit.count]
    guard part.broken.isEmpty || !written.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    else {
      return false
    }
    // With its first alias the part is read with others, whose expansion would count twice.
    let expansion = expansion.replacing(edited.expansion, with: part.file.expansion)
    guard expansion.isWithinLimits(of: text), part.hasAliases == edited.hasAliases else { return false }
    let facts = part.facts
    guard facts.files == edited.facts.files, facts.broken == edited.facts.broken,
      facts.broken.isEmpty || facts.say(sameAs: edited.facts), division.names(index, alike: part),
      // Whether volumes are declared at all decides what is said of them.
      division.parts[index].kind != .volume || broken.isEmpty && part.broken.isEmpty,
      let around = FindingsAround(
        found, after: edit, of: old, part, index, in: division, text, from: edited.facts, to: facts)
    else { return false }
    let credence = Credence(
      doubts: division.doubts(with: part, facts, as: index), brokenLines: part.brokenLines(in: text))
    var all = around
    all.own = (changed + around.own).inOrder
    var shown = all.credible(credence, in: text)
    if let line = context.unfinishedLine {
      guard let worth = worthSaying(of: shown, all, line: line, part, facts, index, in: division, text) else {
        return false
      }
      shown = worth
    }
    found = all.all
    diagnostics = shown.all
    division.note(part, facts, of: index)
    self.credence = credence
    self.expansion = expansion
    self.edited?.facts = facts
    self.edited?.expansion = part.file.expansion
    self.edited?.reading = part
    if FileStyle.isTold(at: edit.range.lowerBound, in: text) { style = nil }
    self.division = division
    broken = part.broken
    return true
  }

  /// What is worth saying while somebody types on a line of a part, as in a whole file
  /// (``StackFile/withoutUnfinished(_:line:hasOthers:emptied:)``); nil when the part does not tell.
  private func worthSaying(
    of shown: FindingsAround, _ all: FindingsAround, line: Int, _ part: PartReading, _ facts: EntryFacts, _ index: Int,
    in division: Division, _ text: SourceText
  ) -> FindingsAround? {
    // What is unfinished in another part can be finished on the line only at the left edge.
    let isElsewhere = shown.before.contains {
      text.column(of: $0.range.lowerBound) == 0 && Rule.mayBeUnfinished($0.code)
    }
    guard !isElsewhere else { return nil }
    var worth = shown
    let hasOthers = !shown.before.isEmpty || !shown.behind.isEmpty
    let own = part.worthSaying(of: shown.own, line: line, in: text, hasOthers: hasOthers) { emptied in
      let removal = TextChange(range: text.lineRange(line), count: 0)
      var (division, rest) = (division, text)
      division.resize(index, by: removal.delta)
      rest.replace(removal.range, with: [])
      let emptiedFacts = emptied.facts
      guard let alone = emptied.findings(),
        let around = FindingsAround(
          all.all, after: removal,
          of: division.places[index].lowerBound..<division.places[index].upperBound - removal.delta, emptied, index,
          in: division, rest, from: facts, to: emptiedFacts)
      else { return nil }
      let doubts = division.doubts(with: emptied, emptiedFacts, as: index)
      let left = around.credible(Credence(doubts: doubts), in: rest)
      worth.keepOthers(Set((left.before + left.behind).map { StackFile.Fault($0, in: rest) }), in: text)
      return alone + left.own
    }
    guard let own else { return nil }
    worth.own = own
    return worth
  }
}

extension Diagnostic {
  var withoutFixes: Diagnostic {
    var diagnostic = self
    diagnostic.fixes = []
    return diagnostic
  }
}
