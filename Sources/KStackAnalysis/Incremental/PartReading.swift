internal import KStackSchema
internal import YAMLSyntax

/// One part of a file, read alone.
struct PartReading {
  let file: StackFile
  private let excerpt: Excerpt

  /// The parts that are read too, before this one.
  private let others: Set<Int>

  /// Reads a part with the anchors that it uses; nil when it would not be read so as it is in the whole.
  init?(_ index: Int, of division: Division, in text: SourceText, _ context: AnalysisContext) {
    var context = context
    context.unfinishedLine = nil
    // That is told by what stands at the top of the file.
    context.matchesFilePatterns = true
    guard !division.parts[index].hasAnchors, let excerpt = Excerpt(index, of: division, in: text) else { return nil }
    let alone = PartReading(StackFile(text: excerpt.text, context: context), excerpt)
    guard alone.hasAliases else {
      self = alone
      guard alone.isReadable(index, of: division) else { return nil }
      return
    }
    guard let together = alone.with(division.anchors(before: index), index, of: division, in: text, nil) else {
      return nil
    }
    self = together
  }

  private init(_ file: StackFile, _ excerpt: Excerpt, _ others: Set<Int> = []) {
    (self.file, self.excerpt, self.others) = (file, excerpt, others)
  }

  /// The part read to answer questions about it: with what it refers to, and told of the rest. Nil when that would not be
  /// read as it is in the whole.
  func answering(_ index: Int, of division: Division, in text: SourceText, _ elsewhere: Elsewhere) -> PartReading? {
    let more = division.entries(named: file.namesReferredTo, besides: index).subtracting(others)
    guard !more.isEmpty else { return PartReading(file.knowing(elsewhere), excerpt, others) }
    return with(more, index, of: division, in: text, elsewhere)
  }

  private func with(
    _ more: Set<Int>, _ index: Int, of division: Division, in text: SourceText, _ elsewhere: Elsewhere?
  ) -> PartReading? {
    let others = others.union(more)
    guard let excerpt = Excerpt(index, of: division, in: text, with: others),
      excerpt.text.bytes.count <= 4 * division.places[index].count + 10_000
    else { return nil }
    let file = StackFile(text: excerpt.text, context: file.context, elsewhere: elsewhere)
    let reading = PartReading(file, excerpt, others)
    return reading.isReadable(index, of: division) ? reading : nil
  }

  private func isReadable(_ index: Int, of division: Division) -> Bool {
    isOneEntry && (index == division.parts.count - 1 || !isBrokenAtEnd && !endsDocument)
  }

  /// Whether something could not be read on the last line with content: what that is may depend on what follows, but for
  /// a word that is to become a key.
  private var isBrokenAtEnd: Bool {
    let problems = file.tree.problems.filter { $0.code != .missingColon }
    let broken = problems.map(\.range.upperBound) + file.tree.lost.map(\.upperBound)
    guard let end = broken.max() else { return false }
    let text = file.text
    return (text.line(at: end) + 1..<max(text.lineCount, text.line(at: end) + 1)).allSatisfy { line in
      let content = text.bytes[text.lineRange(line)].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      return content == nil || content == UInt8(ascii: "#")
    }
  }

  /// Whether a line says that the document ends, so that nothing may follow.
  private var endsDocument: Bool {
    (file.text.line(at: excerpt.start)..<file.text.lineCount).contains { line in
      file.text.bytes[file.text.lineStart(line)...].starts(with: "...".utf8)
    }
  }

  /// Whether the part is one entry of its section still, and nothing in it has a say in how others are read.
  private var isOneEntry: Bool {
    let tree = file.tree
    guard file.isStack, tree.problems.allSatisfy({ $0.range.lowerBound >= excerpt.start }),
      tree.documents.count == 1, Suppressions(tree).entries.isEmpty,
      file.expansion.isWithinLimits(of: file.text),
      tree.aliases.allSatisfy({ $0.target != nil }),
      tree.anchors.allSatisfy({ $0.name.lowerBound < excerpt.start }),
      file.binding.unindented.isEmpty, file.binding.unnamed.isEmpty, file.hasFewImages,
      broken.allSatisfy({ excerpt.own.lowerBound <= $0.lowerBound && $0.upperBound <= excerpt.own.upperBound }),
      let section = tree.root?.entries.reduce(nil, { $1 }), section.key.range.upperBound <= excerpt.start,
      section.value.kind == .mapping, section.value.style == .block
    else { return false }
    // How a broken key is mended depends on what stands before it.
    guard let entry, tree.problems.allSatisfy({ $0.range.lowerBound > entry.key.range.upperBound }),
      entry.key.kind == .scalar, !entry.key.isMergeKey,
      entry.value.kind == .mapping, file.binding.bound(entry.value)?.name == entry.key
    else { return false }
    // The entry begins the part, as deep as those beside it.
    let before = file.text.bytes[excerpt.start...].prefix { $0 == UInt8(ascii: " ") }
    return before.count == excerpt.column && before.endIndex == entry.key.wholeRange.lowerBound
  }

  /// The one entry that the part is.
  var entry: YAMLNode.Entry? {
    guard let section = file.tree.root?.entries.reduce(nil, { $1 }) else { return nil }
    let entries = section.value.entries.filter { $0.range.upperBound > excerpt.start }
    return entries.count == 1 ? entries.first : nil
  }

  /// Whether the entry's name is a key of what it names: beside others, the name may then be taken for missing.
  var isCalledLikeKey: Bool {
    guard let entry, case .record(let record) = file.binding.bound(entry.value)?.shape.mapping else { return false }
    return record.key(entry.key.value) != nil
  }

  /// Whether nothing of the entry stands below the line of its key.
  private var hasOneLine: Bool {
    file.tree.root.map { file.text.line(at: $0.range.upperBound) == file.text.line(at: excerpt.start) } ?? false
  }

  /// In bytes of the whole file; what lies before the part is left out.
  var broken: [Range<Int>] {
    (file.tree.problems.map(\.range) + file.tree.lost).compactMap(excerpt.inFile)
  }

  /// The lines of the whole file with syntax problems in the part.
  func brokenLines(in text: SourceText) -> Set<Int> {
    guard !file.tree.problems.isEmpty else { return [] }
    let delta = text.line(at: excerpt.own.lowerBound) - file.text.line(at: excerpt.start)
    return Set(file.brokenLines.map { $0 + delta })
  }

  var hasLost: Bool { !file.tree.lost.isEmpty }

  /// What the part says to the others.
  var facts: EntryFacts { EntryFacts(file, from: excerpt.start) }

  var hasAliases: Bool { !file.tree.aliases.isEmpty }

  /// The images that its containers run.
  var images: [String] { file.binding.imagesInUse.filter { $0.offset >= excerpt.start }.map(\.image) }

  /// Whether it is an app, of which the rest of the file says no more than what the app refers to.
  var isContainer: Bool { file.binding.containers.contains { ($0.name?.range.lowerBound ?? 0) >= excerpt.start } }

  /// Where a place of the whole file stands in ``file``.
  func offset(ofFile offset: Int) -> Int { offset - excerpt.own.lowerBound + excerpt.start }

  /// Where something of the part stands in the whole file; nil for what belongs to other parts.
  func inFile(_ range: Range<Int>) -> Range<Int>? { excerpt.inFile(range) }

  /// What the rules find that judge the part by itself, in bytes of the whole file; nil when that has to do with others.
  func findings() -> [Diagnostic]? { inFile(file.findings(of: Rule.judgingAlone)) }

  private func inFile(_ found: [Diagnostic]) -> [Diagnostic]? {
    var result: [Diagnostic] = []
    for diagnostic in found {
      guard excerpt.inFile(diagnostic.range) != nil else { continue }
      guard let placed = diagnostic.withoutFixes.placed(excerpt.inFile) else { return nil }
      result.append(placed)
    }
    return result
  }

  /// What of the part's findings is worth saying while somebody types on a line of the whole file; nil when that cannot
  /// be told from the part alone.
  ///
  /// - Parameters:
  ///   - hasOthers: whether there are findings in other parts, which must not come from the line.
  ///   - emptied: gives what is found in the part with nothing on the line, in bytes of the whole file; nil when the part
  ///     does not tell. Called only where findings on other lines may come from the line.
  func worthSaying(
    of found: [Diagnostic], line: Int, in text: SourceText, hasOthers: Bool,
    emptied: (PartReading) -> [Diagnostic]?
  ) -> [Diagnostic]? {
    let offset = offset(ofFile: text.lineStart(line))
    // Without its first line what is left of the part would belong to the one before it.
    guard offset > excerpt.start || offset == excerpt.start && hasOneLine, offset <= file.text.bytes.count else {
      return nil
    }
    let delta = excerpt.start - excerpt.own.lowerBound
    var isTold = true
    let shown = file.withoutUnfinished(
      found.map { $0.moved(by: delta) }, line: file.text.line(at: offset), hasOthers: hasOthers
    ) {
      let part = PartReading(file.without(file.text.line(at: offset)), excerpt)
      guard part.isOneEntry, part.broken.isEmpty, let found = emptied(part) else {
        isTold = false
        return (part.file, [])
      }
      return (part.file, found.map { $0.moved(by: delta) })
    }
    return isTold ? shown.map { $0.moved(by: -delta) } : nil
  }
}

extension StackFile {
  /// The names of configs, secrets and volumes that containers use.
  fileprivate var namesReferredTo: Set<String> {
    var names = Set(names.references.map(\.bound.node.string))
    for bound in binding.scalars(.mount) {
      if case .success(let mount) = Mount.parse(bound.node.value) { names.insert(mount.source.text) }
    }
    return names
  }
}
