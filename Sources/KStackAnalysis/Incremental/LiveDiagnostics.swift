public import YAMLSyntax

/// The part that was edited last.
private struct EditedPart {
  let part: Int
  /// What it says to the others.
  let facts: EntryFacts
  var expansion: Expansion
  let hasAliases: Bool
  let images: ImagesBeside
}

/// The diagnostics of a text that somebody types, without their fixes.
///
/// They are always those of ``StackFile/diagnostics()``. But where an edit changes one part of a file (see ``Division``)
/// and neither how the parts hang together (``EntryFacts``) nor how the others are read, only that part is read again
/// and all else is moved; any doubt makes the whole file be read.
public struct LiveDiagnostics: Sendable {
  /// In order of position; empty when the text is not a kstack file.
  public private(set) var diagnostics: [Diagnostic]
  /// All findings, whatever is being typed.
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

  /// The diagnostics of a whole file.
  public init(_ file: StackFile) {
    found = file.allFindings().map(\.withoutFixes)
    diagnostics = file.worthSaying(of: found)
    context = file.context
    style = file.style
    division = Division(file)
    expansion = file.expansion
    broken = file.tree.problems.map(\.range) + file.tree.lost
  }

  /// Whether what was found depends on the disk, see ``StackFile/referencedPaths``.
  public var refersToFiles: Bool { context.existingPaths != nil }

  /// In the part that is being edited they stay the same.
  func imagesBeside(_ index: Int) -> ImagesBeside? {
    if let edited, edited.part == index { return edited.images }
    return division.map { ImagesBeside(index, of: $0) }
  }

  /// Nobody is typing any more.
  public mutating func finishLine() {
    context.unfinishedLine = nil
    diagnostics = found
  }

  /// Must be told of the first edit behind those of the last ``update(_:to:unfinishedLine:whole:)`` before it is carried
  /// out, so that what the edited part said before it is known.
  public mutating func prepare(for range: Range<Int>, in text: SourceText) {
    guard let division, let index = division.part(holding: range), edited?.part != index else { return }
    edited = nil
    guard let part = PartReading(index, of: division, in: text, context) else { return }
    edited = EditedPart(
      part: index, facts: EntryFacts(part.file), expansion: part.file.expansion, hasAliases: part.hasAliases,
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
    guard var division, let index = division.part(holding: edit.range), let edited, edited.part == index else {
      return false
    }
    let old = division.parts[index].range
    guard broken.allSatisfy({ old.lowerBound <= $0.lowerBound && $0.upperBound <= old.upperBound }) else {
      return false
    }
    division.resize(index, by: edit.delta)
    let own = division.parts[index].range
    let isLast = index == division.parts.count - 1
    guard let part = PartReading(index, of: division, in: text, context), EntryFacts(part.file) == edited.facts,
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

    var (before, around, behind): ([Diagnostic], [Diagnostic], [Diagnostic]) = ([], [], [])
    for diagnostic in found {
      let (start, end) = (diagnostic.range.lowerBound, diagnostic.range.upperBound)
      let isBefore = start < old.lowerBound
      let isOwn = !isBefore && (isLast || start < old.upperBound)
      if !Rule.looksAround(diagnostic.code) {
        if isOwn {
          // What the part has to do with others is not found in it alone.
          guard
            diagnostic.related.allSatisfy({
              old.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= old.upperBound
            })
          else { return false }
          continue
        }
        guard isBefore ? end <= old.lowerBound : start > old.upperBound else { return false }
      }
      guard let moved = diagnostic.moved(by: edit) else { return false }
      if isBefore { before.append(moved) } else if isOwn { around.append(moved) } else { behind.append(moved) }
    }
    var shown = changed
    if let line = context.unfinishedLine {
      let others = before + behind
      let hangsTogether = others.contains { Rule.looksAround($0.code) }
      guard around.isEmpty,
        others.allSatisfy({ $0.related.allSatisfy { !own.contains($0.range.lowerBound) } }),
        let worth = part.worthSaying(
          of: changed, line: line, in: text, hasOthers: !others.isEmpty, facts: hangsTogether ? edited.facts : nil),
        !before.contains(where: { text.column(of: $0.range.lowerBound) == 0 && Rule.mayBeUnfinished($0.code) })
      else { return false }
      shown = worth
    }
    found = before + (changed + around).inOrder + behind
    diagnostics = context.unfinishedLine == nil ? found : before + shown + behind
    division.setImages(part.images, of: index)
    self.expansion = expansion
    self.edited?.expansion = part.file.expansion
    if FileStyle.isTold(at: edit.range.lowerBound, in: text) { style = nil }
    self.division = division
    broken = part.broken
    return true
  }
}

extension Diagnostic {
  var withoutFixes: Diagnostic {
    var diagnostic = self
    diagnostic.fixes = []
    return diagnostic
  }

  func moved(by delta: Int) -> Diagnostic {
    var moved = self
    moved.range = range.moved(by: delta)
    for index in related.indices { moved.related[index].range = related[index].range.moved(by: delta) }
    return moved
  }

  /// Behind all places that it names.
  fileprivate var end: Int { related.reduce(range.upperBound) { max($0, $1.range.upperBound) } }

  /// Nil where the change touches it.
  fileprivate func moved(by change: TextChange) -> Diagnostic? {
    var moved = self
    guard let range = range.moved(by: change) else { return nil }
    moved.range = range
    for index in related.indices {
      guard let range = related[index].range.moved(by: change) else { return nil }
      moved.related[index].range = range
    }
    return moved
  }
}

extension Range<Int> {
  /// Nil where the change touches it.
  fileprivate func moved(by change: TextChange) -> Range<Int>? {
    if upperBound < change.range.lowerBound { return self }
    if lowerBound > change.range.upperBound { return moved(by: change.delta) }
    return nil
  }
}

extension Rule {
  /// The rules that judge a part of a file by itself.
  static let judgingAlone = all.filter { !$0.looksAround }
  private static let codesLookingAround = Set(all.filter(\.looksAround).map(\.code))

  fileprivate static func looksAround(_ code: String) -> Bool { codesLookingAround.contains(code) }
}
