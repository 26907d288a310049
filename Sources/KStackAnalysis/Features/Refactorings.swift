internal import YAMLSyntax

extension StackFile {
  /// What can be done at a selection (empty for a cursor) that no fault asks for; nothing about text that could not be
  /// read.
  ///
  /// - Parameters:
  ///   - isWanted: the kinds to look for.
  ///   - isChecked: whether offers are left out whose result would be worse than the text, which takes a look at the
  ///     whole text for each. Without it ``refactoring(titled:in:)`` looks when one is chosen.
  public func refactorings(
    in range: Range<Int>, isWanted: (CodeAction.Kind) -> Bool = { _ in true }, isChecked: Bool = true
  ) -> [CodeAction] {
    guard isStack else { return [] }
    let selection = Refactoring.Selection(range: range)
    // A wide selection may hold two things of one name; the title is all that tells offers apart.
    var titles: Set<String> = []
    let offers = Refactoring.all.filter { isWanted($0.kind) }.flatMap { refactoring in
      refactoring.offers(self, selection).filter { titles.insert($0.title).inserted && isAboutReadText($0) }
        .map { (kind: refactoring.kind, offer: $0) }
    }
    let good: [(kind: CodeAction.Kind, offer: Refactoring.Offer)]
    if isChecked, !offers.isEmpty {
      let known = open.countsOfFaults
      good = offers.filter { keepsWhatWasSaid($0.offer, known: known) }
    } else {
      good = offers
    }
    return good.map { CodeAction(title: $0.offer.title, kind: $0.kind, edits: $0.offer.edits) }
  }

  /// The refactoring that was offered at a selection with this title, its result checked; nil when it is not there or
  /// the result would be worse than the text.
  public func refactoring(titled title: String, in range: Range<Int>) -> CodeAction? {
    guard isStack else { return nil }
    let selection = Refactoring.Selection(range: range)
    for refactoring in Refactoring.all {
      guard let offer = refactoring.offers(self, selection).first(where: { $0.title == title }) else { continue }
      guard isAboutReadText(offer), keepsWhatWasSaid(offer, known: open.countsOfFaults) else { return nil }
      return CodeAction(title: title, kind: refactoring.kind, edits: offer.edits)
    }
    return nil
  }

  /// Whether nothing is at fault with the syntax from the first edit to the last.
  private func isAboutReadText(_ offer: Refactoring.Offer) -> Bool {
    guard let first = offer.edits.first, let last = offer.edits.last else { return false }
    let range = first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)
    return tree.problems.isEmpty || !tree.hasProblem(onLinesOf: range) && !tree.isIncomplete(in: range)
  }

  /// Whether the text after a refactoring can be read as well as before, has all comments, and has no fault that it did
  /// not have.
  private func keepsWhatWasSaid(_ offer: Refactoring.Offer, known: [String: Int]) -> Bool {
    let after = StackFile(text: text.applying(offer.edits), context: open.context)
    guard after.isStack, after.tree.problems.count == tree.problems.count, after.hasComments(of: self),
      offer.check(after)
    else { return false }
    return after.countsOfFaults.allSatisfy { $0.value <= known[$0.key] ?? 0 }
  }

  /// The file with all that its rules say by themselves.
  private var open: StackFile {
    var file = self
    file.context.severities = [:]
    file.context.bestPractices = false
    file.context.unfinishedLine = nil
    return file
  }

  /// How many errors and warnings there are of each code.
  private var countsOfFaults: [String: Int] {
    diagnostics().filter { $0.severity <= .warning }.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
  }

  private func hasComments(of other: StackFile) -> Bool {
    func counts(_ file: StackFile) -> [ArraySlice<UInt8>: Int] {
      file.tree.comments.reduce(into: [:]) { $0[file.text.withoutTrailingBlanks($1), default: 0] += 1 }
    }
    let own = counts(self)
    return counts(other).allSatisfy { $0.value <= own[$0.key] ?? 0 }
  }
}

extension StackFile {
  /// Whether a node can be added to and taken from: all of it was read, and its text stands for nothing in another place,
  /// through an alias of it or of what is around it.
  func isOpen(_ node: YAMLNode) -> Bool {
    guard !tree.isIncomplete(in: node.wholeRange) else { return false }
    let targets = Set(tree.aliases.compactMap { $0.target?.index })
    var next: YAMLNode? = targets.isEmpty ? nil : node
    while let current = next {
      if targets.contains(current.index) { return false }
      next = current.parent
    }
    return true
  }
}
