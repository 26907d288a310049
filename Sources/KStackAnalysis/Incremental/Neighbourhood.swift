internal import KStackSchema
internal import YAMLSyntax

/// The parts of a file that have to do with what an edited part says otherwise than before, read together: about these
/// topics rules that look around find in them what they find in the whole file.
struct Neighbourhood {
  /// About ``topics``, in bytes of the whole file.
  let findings: [Diagnostic]
  private let topics: Set<Topic>
  private let ranges: [Range<Int>]

  /// Nil when the whole file has to be read, or is read as fast.
  ///
  /// - Parameters:
  ///   - topics: those about which the part says something else than before, or of which what was found is out of date.
  ///   - part: the edited part as it is now, `index` in the division.
  ///   - division: the parts where they are now, with what the part said before.
  ///   - touched: those of the topics of which not even what was found elsewhere stays as it is.
  init?(
    about changed: Set<Topic>, touched: Set<Topic>, of part: PartReading, _ index: Int, in division: Division,
    _ text: SourceText, from old: EntryFacts, to new: EntryFacts
  ) {
    let hasAliases = part.hasAliases || division.parts[index].hasAliases
    let scope = TopicScope(division, index, from: old, to: new)
    guard let topics = scope.topics(dependingOn: changed) else { return nil }
    let parts = scope.parts(about: topics) { !hasAliases && !touched.contains($0) }
    let usesAnchors = hasAliases || parts.contains { division.parts[$0].hasAliases }
    let others = usesAnchors ? parts.union(division.parts.indices.filter { division.parts[$0].hasAnchors }) : parts
    guard let excerpt = Excerpt(index, of: division, in: text, with: others, isInOrder: true),
      excerpt.text.bytes.count <= text.bytes.count / 2 + 10_000
    else { return nil }
    let elsewhere = Elsewhere(
      style: FileStyle(),
      names: NamesElsewhere(declared: scope.declared, listsVolumes: division.listsVolumes))
    let file = StackFile(text: excerpt.text, context: part.file.context, elsewhere: elsewhere)
    // What an alias brings in is found where it is used first, of all uses.
    let isShared = file.binding.declarations.contains { kind, key in
      NameTable.isNamed(kind) && file.binding.bound(key)?.use != nil
    }
    let broken = (file.tree.problems.map(\.range) + file.tree.lost).map(excerpt.anywhereInFile)
    guard file.isStack, !isShared, broken == part.broken.map(Optional.some), file.tree.documents.count == 1,
      file.expansion.isWithinLimits(of: file.text), file.tree.aliases.allSatisfy({ $0.target != nil }),
      file.binding.unindented.isEmpty, file.binding.unnamed.isEmpty
    else { return nil }
    var findings: [Diagnostic] = []
    for finding in file.findings(of: Rule.lookingAround, evenInDoubt: true, about: topics) {
      guard let placed = finding.withoutFixes.placed(excerpt.anywhereInFile) else { return nil }
      findings.append(placed)
    }
    self.findings = findings
    self.topics = topics
    ranges = others.union([index]).map { division.places[$0] }
  }

  /// Whether a finding of the whole file is out of date: ``findings`` come in its place.
  func replaces(_ finding: Diagnostic) -> Bool {
    guard let topic = finding.topic, topics.contains(topic) else { return false }
    let place = finding.range.lowerBound
    return ranges.contains { $0.lowerBound <= place && place <= $0.upperBound }
  }
}

/// Which parts and topics hang together when one part says something else than before.
private struct TopicScope {
  private let division: Division
  private let index: Int
  private let old: EntryFacts
  private let new: EntryFacts

  private typealias Names = [NameKind: Set<String>]

  init(_ division: Division, _ index: Int, from old: EntryFacts, to new: EntryFacts) {
    (self.division, self.index, self.old, self.new) = (division, index, old, new)
  }

  // MARK: Topics

  /// All topics of which something else may be found when something else is said about these; nil when they are too
  /// many to tell.
  func topics(dependingOn changed: Set<Topic>) -> Set<Topic>? {
    var topics = Set(changed.flatMap(\.siblings))
    if topics.contains(where: \.isOwnMachine) {
      topics.formUnion((old.statements + new.statements).filter { !$0.isProvided }.map(\.topic).filter(\.isPort))
    }
    if topics.contains(where: { $0.kind == .volume }) {
      // A volume may be meant by another name of the same pod.
      topics.formUnion((old.statements + new.statements).map(\.topic).filter { $0.kind == .volume })
    }
    let kinds = Set(topics.compactMap(\.kind))
    guard !kinds.isDisjoint(with: [.volume, .config, .secret]) else { return topics }
    for facts in [old, new] {
      let (declared, used) = (names(in: facts, isProvided: true), names(in: facts, isProvided: false))
      for kind in kinds {
        guard let meant = Self.names(meantBy: kind, declared, used) else { return nil }
        topics.formUnion(meant.flatMap { Topic.name(kind, $0).siblings })
      }
    }
    return topics
  }

  /// The names of a kind that are used without a declaration, and those that are meant by them; nil when there are more
  /// than are looked at in a whole file.
  private static func names(meantBy kind: NameKind, _ declared: Names, _ used: Names) -> Set<String>? {
    guard let own = declared[kind], !own.isEmpty else { return [] }
    var undeclared = (used[kind] ?? []).subtracting(own)
    let other: NameKind? = kind == .config ? .secret : kind == .secret ? .config : nil
    if let other { undeclared.formUnion((used[other] ?? []).subtracting(declared[other] ?? []).subtracting(own)) }
    guard undeclared.count <= NameTable.nearMissLimit else { return nil }
    let candidates = undeclared.isEmpty ? [] : own.sorted()
    return undeclared.union(undeclared.compactMap { NearMiss.nearest(to: $0.utf8, among: candidates) })
  }

  /// What the whole file declares.
  var declared: [NameKind: Set<String>] { names(in: new, isProvided: true) }

  /// The names of what parts declare for others, or of what they use of that, in the whole file.
  ///
  /// - Parameter facts: what the edited part says.
  private func names(in facts: EntryFacts, isProvided: Bool) -> Names {
    var names: Names = [:]
    func note(_ topic: Topic) {
      if case .name(let kind, let name) = topic, kind != .app, kind != .sidecar {
        names[kind, default: []].insert(name)
      }
    }
    for place in division.parts.indices where place != index {
      if isProvided { division.parts[place].provides.forEach(note) } else { division.parts[place].uses.forEach(note) }
    }
    for statement in facts.statements where statement.isProvided == isProvided { note(statement.topic) }
    return names
  }

  // MARK: Parts

  /// The parts that say something about these topics. Where it does not matter which parts use what is given, one that
  /// does speaks for all.
  ///
  /// - Parameter mayStandForOthers: whether that can be so for a topic.
  func parts(about topics: Set<Topic>, mayStandForOthers: (Topic) -> Bool) -> Set<Int> {
    var parts: Set<Int> = []
    var given = Set(new.statements.lazy.filter(\.isProvided).map(\.topic))
    for place in division.parts.indices where place != index {
      for topic in division.parts[place].provides where topics.contains(topic) {
        given.insert(topic)
        parts.insert(place)
      }
    }
    let anyUse = topics.filter { topic in
      given.contains(topic) && mayStandForOthers(topic) && new.provides(sameAs: old, about: topic)
    }
    var missing = topics
    for place in division.parts.indices where place != index {
      let uses = division.parts[place].uses
      guard uses.contains(where: missing.contains) else { continue }
      parts.insert(place)
      missing.subtract(anyUse.intersection(uses))
    }
    return parts
  }
}

extension Topic {
  fileprivate var isPort: Bool { if case .port = self { true } else { false } }
  fileprivate var isOwnMachine: Bool { if case .ownMachine = self { true } else { false } }

  /// Of what kind of thing it is the name.
  fileprivate var kind: NameKind? {
    if case .name(let kind, _) = self { kind } else { nil }
  }
}
