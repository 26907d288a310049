public import YAMLSyntax

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
  private var context: AnalysisContext
  /// Nil for a file that is always read whole.
  private var division: Division?
  /// The part that was edited last, and what it says to the others.
  private var edited: (part: Int, facts: EntryFacts)?
  /// Where the text could not be read.
  private var broken: [Range<Int>]

  /// The diagnostics of a whole file.
  public init(_ file: StackFile) {
    found = file.allFindings().map(\.withoutFixes)
    diagnostics = file.worthSaying(of: found)
    context = file.context
    division = Division(file)
    broken = file.tree.problems.map(\.range) + file.tree.lost
  }

  /// Whether what was found depends on the disk, see ``StackFile/referencedPaths``.
  public var refersToFiles: Bool { context.existingPaths != nil }

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
    guard let part = Part(index, of: division, in: text, context) else { return }
    edited = (index, EntryFacts(part.file))
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
    guard let part = Part(index, of: division, in: text, context), EntryFacts(part.file) == edited.facts,
      let changed = part.findings(), isLast || changed.allSatisfy({ $0.range.lowerBound < own.upperBound })
    else { return false }

    var (before, around, behind): ([Diagnostic], [Diagnostic], [Diagnostic]) = ([], [], [])
    for diagnostic in found {
      let isOwn = old.lowerBound <= diagnostic.range.lowerBound && diagnostic.range.lowerBound < old.upperBound
      if Rule.looksAround(diagnostic.code) {
        guard let moved = diagnostic.moved(by: edit) else { return false }
        if isOwn {
          around.append(moved)
        } else if diagnostic.range.lowerBound < old.lowerBound {
          before.append(moved)
        } else {
          behind.append(moved)
        }
      } else if isOwn || isLast && diagnostic.range.lowerBound >= old.upperBound {
        // What the part has to do with others is not found in it alone.
        guard
          diagnostic.related.allSatisfy({
            old.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= old.upperBound
          })
        else { return false }
      } else if diagnostic.range.upperBound <= old.lowerBound, diagnostic.range.lowerBound < old.lowerBound {
        guard let moved = diagnostic.moved(by: edit) else { return false }
        before.append(moved)
      } else if diagnostic.range.lowerBound > old.upperBound {
        guard let moved = diagnostic.moved(by: edit) else { return false }
        behind.append(moved)
      } else {
        return false
      }
    }
    var shown = changed
    if let line = context.unfinishedLine {
      let hangsTogether = !around.isEmpty || (before + behind).contains { Rule.looksAround($0.code) }
      guard let worth = part.worthSaying(of: changed, line: line, in: text, facts: hangsTogether ? edited.facts : nil),
        !before.contains(where: { text.column(of: $0.range.lowerBound) == 0 && Rule.mayBeUnfinished($0.code) }),
        around.isEmpty
      else { return false }
      shown = worth
    }
    found = before + (changed + around).inOrder + behind
    diagnostics = context.unfinishedLine == nil ? found : before + shown + behind
    self.division = division
    broken = part.broken
    return true
  }
}

/// One part of a file, read alone.
private struct Part {
  let file: StackFile
  private let excerpt: Excerpt

  /// Nil when it would not be read alone as it is in the whole.
  init?(_ index: Int, of division: Division, in text: SourceText, _ context: AnalysisContext) {
    var context = context
    context.unfinishedLine = nil
    guard !division.parts[index].hasAnchors,
      let alone = Excerpt(index, of: division, in: text, withAnchors: false)
    else { return nil }
    var (excerpt, file) = (alone, StackFile(text: alone.text, context: context))
    if !file.tree.aliases.isEmpty {
      guard let together = Excerpt(index, of: division, in: text, withAnchors: true),
        together.text.bytes.count <= 4 * alone.text.bytes.count + 10_000
      else { return nil }
      (excerpt, file) = (together, StackFile(text: together.text, context: context))
    }
    (self.excerpt, self.file) = (excerpt, file)
    guard isOneEntry else { return nil }
  }

  /// Whether the part is one entry of its section still, and nothing in it has a say in how others are read.
  private var isOneEntry: Bool {
    let tree = file.tree
    guard tree.documents.count == 1, Suppressions(tree).entries.isEmpty,
      file.binding.expanded <= Division.expansionLimit,
      tree.aliases.allSatisfy({ $0.target != nil }),
      tree.anchors.allSatisfy({ $0.name.lowerBound < excerpt.start }),
      file.binding.unindented.isEmpty, file.binding.unnamed.isEmpty, file.hasFewImages,
      broken.allSatisfy({ excerpt.own.lowerBound <= $0.lowerBound && $0.upperBound <= excerpt.own.upperBound }),
      let section = tree.root?.entries.reduce(nil, { $1 }), section.key.range.upperBound <= excerpt.start,
      section.value.kind == .mapping, section.value.style == .block
    else { return false }
    let entries = section.value.entries.filter { $0.range.upperBound > excerpt.start }
    guard entries.count == 1, let entry = entries.first, entry.key.kind == .scalar, !entry.key.isMergeKey,
      entry.value.kind == .mapping, file.binding.bound(entry.value)?.name == entry.key
    else { return false }
    // The entry begins the part, as deep as those beside it.
    let before = file.text.bytes[excerpt.start...].prefix { $0 == UInt8(ascii: " ") }
    return before.count == excerpt.column && before.endIndex == entry.key.wholeRange.lowerBound
  }

  /// Whether nothing of the entry stands below the line of its key.
  private var hasOneLine: Bool {
    file.tree.root.map { file.text.line(at: $0.range.upperBound) == file.text.line(at: excerpt.start) } ?? false
  }

  /// In bytes of the whole file; what lies before the part is left out.
  var broken: [Range<Int>] {
    (file.tree.problems.map(\.range) + file.tree.lost).compactMap(excerpt.inFile)
  }

  /// What the rules find that judge the part by itself, in bytes of the whole file; nil when that has to do with others.
  func findings() -> [Diagnostic]? { inFile(file.findings(of: Rule.judgingAlone)) }

  private func inFile(_ found: [Diagnostic]) -> [Diagnostic]? {
    var result: [Diagnostic] = []
    for diagnostic in found {
      guard let range = excerpt.inFile(diagnostic.range) else { continue }
      var moved = diagnostic.withoutFixes
      moved.range = range
      for (index, related) in diagnostic.related.enumerated() {
        guard let range = excerpt.inFile(related.range) else { return nil }
        moved.related[index].range = range
      }
      result.append(moved)
    }
    return result
  }

  /// What of these findings is worth saying while somebody types on a line of the whole file.
  ///
  /// - Parameter facts: given when something else hangs on the part; it must not hang on the line.
  func worthSaying(of found: [Diagnostic], line: Int, in text: SourceText, facts: EntryFacts?) -> [Diagnostic]? {
    let offset = text.lineStart(line) - excerpt.own.lowerBound + excerpt.start
    // Without its first line what is left of the part would belong to the one before it.
    guard offset > excerpt.start || offset == excerpt.start && hasOneLine, offset <= file.text.bytes.count else {
      return nil
    }
    let own = found.map { $0.moved(by: excerpt.start - excerpt.own.lowerBound) }
    var isIndependent = true
    let shown = file.withoutUnfinished(own, line: file.text.line(at: offset)) { text, context in
      let file = StackFile(text: text, context: context)
      if let facts, EntryFacts(file) != facts { isIndependent = false }
      return file.findings(of: Rule.judgingAlone)
    }
    return isIndependent ? inFile(shown) : nil
  }
}

/// A stretch of a text that was replaced by another.
public struct TextChange: Sendable, Hashable {
  /// In bytes of the text before.
  public var range: Range<Int>
  /// How many bytes stand there now.
  public var count: Int

  var delta: Int { count - range.count }

  /// One edit.
  public init(range: Range<Int>, count: Int) {
    self.range = range
    self.count = count
  }

  /// The least stretch that holds this change and one of the text after it.
  public func followed(by next: TextChange) -> TextChange {
    let end = range.lowerBound + count
    let lower = Swift.min(range.lowerBound, next.range.lowerBound)
    let upper = Swift.max(end, next.range.upperBound)
    return TextChange(range: lower..<upper - delta, count: upper - lower + next.delta)
  }
}

extension Diagnostic {
  fileprivate var withoutFixes: Diagnostic {
    var diagnostic = self
    diagnostic.fixes = []
    return diagnostic
  }

  fileprivate func moved(by delta: Int) -> Diagnostic {
    var moved = self
    moved.range = range.moved(by: delta)
    for index in related.indices { moved.related[index].range = related[index].range.moved(by: delta) }
    return moved
  }

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
  fileprivate static let judgingAlone = all.filter { !$0.looksAround }
  private static let codesLookingAround = Set(all.filter(\.looksAround).map(\.code))

  fileprivate static func looksAround(_ code: String) -> Bool { codesLookingAround.contains(code) }
}
