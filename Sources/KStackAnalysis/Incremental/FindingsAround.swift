internal import YAMLSyntax

/// What is found in a whole file when one part of it has been edited, without what judging that part alone finds.
struct FindingsAround {
  private(set) var before: [Diagnostic] = []
  /// In the part itself.
  var own: [Diagnostic] = []
  private(set) var behind: [Diagnostic] = []

  var all: [Diagnostic] { before + own + behind }

  /// Nil when that takes reading the whole file.
  ///
  /// - Parameters:
  ///   - found: all that was found before the edit.
  ///   - old: the part's bytes then.
  ///   - part: the part as it is now, `index` in the division.
  ///   - division: where the parts are now, and what they said then.
  ///   - text: the whole text as it is now.
  ///   - oldFacts: what the part said then.
  init?(
    _ found: [Diagnostic], after edit: TextChange, of old: Range<Int>, _ part: PartReading, _ index: Int,
    in division: Division, _ text: SourceText, from oldFacts: EntryFacts, to facts: EntryFacts
  ) {
    let isLast = index == division.parts.count - 1
    var touched: Set<Topic> = []
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
          else { return nil }
          continue
        }
        guard isBefore ? end <= old.lowerBound : start > old.upperBound else { return nil }
      }
      if let moved = diagnostic.placed({ $0.moved(by: edit) }) {
        if isBefore { before.append(moved) } else if isOwn { own.append(moved) } else { behind.append(moved) }
      } else if let topic = diagnostic.topic {
        touched.insert(topic)
      } else {
        return nil
      }
    }
    let ownEdit = TextChange(
      range: edit.range.lowerBound - old.lowerBound..<edit.range.upperBound - old.lowerBound, count: edit.count)
    let topics = facts.topics(differingFrom: oldFacts, after: ownEdit).union(touched)
    guard !topics.isEmpty else { return }
    guard
      let neighbourhood = Neighbourhood(
        about: topics, touched: touched, of: part, index, in: division, text, from: oldFacts, to: facts)
    else { return nil }
    let sorted = (all.filter { !neighbourhood.replaces($0) } + neighbourhood.findings).inOrder
    let place = division.places[index]
    before = Array(sorted.prefix { $0.range.lowerBound < place.lowerBound })
    own = Array(sorted.dropFirst(before.count).prefix { isLast || $0.range.lowerBound < place.upperBound })
    behind = Array(sorted.dropFirst(before.count + own.count))
  }

  /// Without what is not to be believed.
  func credible(_ credence: Credence, in text: SourceText) -> FindingsAround {
    var credible = self
    credible.before = credence.credible(before, in: text)
    credible.own = credence.credible(own, in: text)
    credible.behind = credence.credible(behind, in: text)
    return credible
  }

  /// Of other parts only these faults.
  mutating func keepOthers(_ faults: Set<StackFile.Fault>, in text: SourceText) {
    before.removeAll { !faults.contains(StackFile.Fault($0, in: text)) }
    behind.removeAll { !faults.contains(StackFile.Fault($0, in: text)) }
  }
}

extension Diagnostic {
  /// Behind all places that it names.
  var end: Int { related.reduce(range.upperBound) { max($0, $1.range.upperBound) } }

  func moved(by delta: Int) -> Diagnostic {
    var moved = self
    moved.range = range.moved(by: delta)
    for index in related.indices { moved.related[index].range = related[index].range.moved(by: delta) }
    return moved
  }

  /// The same with every place put elsewhere; nil where one of them has no place there.
  func placed(_ place: (Range<Int>) -> Range<Int>?) -> Diagnostic? {
    guard let range = place(range) else { return nil }
    var placed = self
    placed.range = range
    for index in related.indices {
      guard let range = place(related[index].range) else { return nil }
      placed.related[index].range = range
    }
    return placed
  }
}

extension Range<Int> {
  func moved(by delta: Int) -> Range<Int> { lowerBound + delta..<upperBound + delta }

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
  static let lookingAround = all.filter(\.looksAround)
  /// Of the rules that look around, by code: ``silentIn``.
  static let silence = Dictionary(uniqueKeysWithValues: lookingAround.map { ($0.code, $0.silentIn) })

  static func looksAround(_ code: String) -> Bool { silence[code] != nil }
}
