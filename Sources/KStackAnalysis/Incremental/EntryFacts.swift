internal import KStackSchema
internal import YAMLSyntax

/// What a part of a file says that findings in other parts may depend on.
struct EntryFacts {
  /// In the order of the text, so far as they are about one topic.
  let statements: [Statement]
  /// Whether something in the part may use any name.
  let isUnclear: Bool
  /// See ``StackFile/referencedPaths``.
  let files: [String]
  /// The lines that cannot be read, and of how many, unless all that is missing is the colon behind a word: a quote or a
  /// bracket can reach into other parts.
  let broken: [Int]

  /// - Parameter file: the part, from this place on; what stands before it does not count.
  init(_ file: StackFile, from start: Int) {
    statements = file.statements.lazy.filter { $0.offset >= start }.map { $0.statement.moved(by: -start) }
    isUnclear = !file.tree.problems.isEmpty || file.unclearPlaces.contains { $0 >= start }
    files = file.environmentFiles.map(\.node.string)
    let isReadable = file.tree.lost.isEmpty && file.tree.problems.allSatisfy { $0.code == .missingColon }
    broken = isReadable ? [] : file.brokenLines.sorted() + [file.text.lineCount]
  }

  var hasContainers: Bool { statements.contains(where: \.isContainer) }

  /// Whether the part says the same as before, wherever in it.
  func say(sameAs old: EntryFacts) -> Bool { statements.map(\.unplaced) == old.statements.map(\.unplaced) }

  /// The topics about which something else is said than before, or the same in another place.
  ///
  /// - Parameter edit: what has changed in the part since then, in its bytes.
  func topics(differingFrom old: EntryFacts, after edit: TextChange) -> Set<Topic> {
    let before = old.statements.map { $0.moved(by: edit) }
    guard statements != before else { return [] }
    let (then, now) = (Dictionary(grouping: before, by: \.topic), Dictionary(grouping: statements, by: \.topic))
    return Set(then.keys).union(now.keys).filter { then[$0] != now[$0] }
  }

  /// Whether the part provides the same about a topic as before.
  func provides(sameAs old: EntryFacts, about topic: Topic) -> Bool {
    func provided(_ facts: EntryFacts) -> [Statement.Fact] {
      facts.statements.filter { $0.isProvided && $0.topic == topic }.map(\.fact)
    }
    return provided(self) == provided(old)
  }
}
