internal import KStackSchema
internal import YAMLSyntax

/// Every node with the shape that the language gives it: the one walk over tree and language. Checks, hover and
/// completion read what it found; nothing else descends.
///
/// Aliases and merge keys are followed, so that what an alias stands for is judged at its use. Work is bounded: what
/// aliases bring in costs at most ``expansionLimit(_:)`` nodes over the whole file.
struct Binding: Sendable {
  /// How many nodes may be visited through aliases in a text. Files written by hand need some hundreds, those written by
  /// programs at most a node for every four of their bytes; alias bombs need more.
  static func expansionLimit(_ text: SourceText) -> Int { max(20_000, text.bytes.count / 4) }
  /// Aliases inside aliases deeper than this are not followed; a recursive anchor has no end.
  static let depthLimit = 64

  /// A node in its place in the language.
  struct Bound: Sendable {
    var node: YAMLNode
    var shape: Shape
    /// The key of the language whose value, or whose item, the node is.
    var key: Key?
    /// The mapping form that ``key`` belongs to.
    var record: Record?
    /// The container around it: an index in ``Binding/containers``.
    var container: Int?
    /// The alias through which the walk came here; nil for what is written in its place.
    var use: YAMLNode?
    /// The author's name for the node, when that stands in a mapping of names.
    var name: YAMLNode?
  }

  /// A key that its mapping does not know.
  struct UnknownKey: Sendable {
    var entry: YAMLNode.Entry
    var record: Record
    var mapping: YAMLNode
    var container: Int?
    /// The key that the author most likely meant, unless it is written too or another unknown key means it already.
    var meant: Key?
    var use: YAMLNode?
  }

  /// A required key that a mapping lacks.
  struct MissingKey: Sendable {
    var key: Key
    var record: Record
    var mapping: YAMLNode
    /// The container that the mapping is: an index in ``Binding/containers``.
    var container: Int?
    var use: YAMLNode?
  }

  /// A choice of which nothing or more than one thing is written.
  struct Choice: Sendable {
    /// The keys; empty when there are none.
    var written: [YAMLNode]
    var record: Record
    var mapping: YAMLNode
    var use: YAMLNode?
  }

  /// A record that stands where names belong, each with a record behind it: the author left the name out.
  struct Unnamed: Sendable {
    var bound: Bound
    /// What stands behind a name here.
    var record: Record
    /// The first key of the record.
    var key: YAMLNode
    /// The text that is probably meant as the name.
    var name: YAMLNode?
  }

  /// An app or a sidecar.
  struct Container: Sendable {
    var kind: ContainerKind
    /// The key that names it; nil for a mapping that is no entry.
    var name: YAMLNode?
    var body: YAMLNode
    /// The keys it may have.
    var record: Record
    /// For a sidecar the app around it: an index in ``Binding/containers``.
    var app: Int?
    /// The alias through which the whole container comes; nil for one that is written in its place.
    var use: YAMLNode?
    /// What it writes, merge keys resolved, in order.
    var entries: [Entry] = []
  }

  /// An entry of a record after merging.
  struct Entry: Sendable {
    var key: YAMLNode
    var value: YAMLNode
    /// The alias that brought it in; nil when it is written in its place.
    var use: YAMLNode?
    /// The key of its record that it is, as a place in ``Record/keys``; nil for a key that the record does not know, and
    /// where no record was asked.
    var place: Int?
  }

  private(set) var containers: [Container] = []
  /// Nodes of a form that their place does not have.
  private(set) var misshapen: [Bound] = []
  /// Empty values where something is needed.
  private(set) var empty: [Bound] = []
  /// Records without the name that should stand above them.
  private(set) var unnamed: [Unnamed] = []
  /// Entries that stand as deep as the key they were meant for.
  private(set) var unindented: [Unindented] = []
  private(set) var unknownKeys: [UnknownKey] = []
  private(set) var missingKeys: [MissingKey] = []
  /// Choices that are not one.
  private(set) var choices: [Choice] = []
  /// Names that the file gives, as the keys of mappings; each key once, however often aliases bring it in.
  private(set) var declarations: [(kind: NameKind, key: YAMLNode)] = []
  /// Every node that the walk came to, in its order; what aliases repeat stands here several times.
  private var bounds: [Bound] = []
  /// By node index: the place in ``bounds``, or -1. What an alias stands for is bound by its first use, so that hover and
  /// completion work in anchors.
  private var places: [Int32]
  /// Places in ``bounds`` of the scalars where the language expects a scalar; all of them, and by ``ScalarType/Kind``.
  private var scalarPlaces: [Int32] = []
  private var scalarPlacesByKind: [[Int32]] = Array(repeating: [], count: ScalarType.Kind.allCases.count)
  /// How many nodes were visited through aliases.
  private(set) var expanded = 0
  /// What ``expanded`` may be, and what is repeated of what the walk found.
  let expansionLimit: Int

  init(_ tree: YAMLTree, language: Language) {
    expansionLimit = Self.expansionLimit(tree.text)
    places = Array(repeating: -1, count: tree.nodeCount)
    bounds.reserveCapacity(tree.nodeCount)
    guard let root = tree.root else { return }
    bind(Bound(node: root, shape: language.root), depth: 0)
  }

  /// The place of a node in the language, or nil where the language has no say. Keys are bound to what their value is.
  func bound(_ node: YAMLNode) -> Bound? {
    guard places.indices.contains(node.index) else { return nil }
    let place = Int(places[node.index])
    return bounds.indices.contains(place) ? bounds[place] : nil
  }

  /// Scalars where the language expects a scalar, in document order.
  var scalars: Scalars { Scalars(bounds: bounds, places: scalarPlaces) }

  /// Those where it expects a scalar of one kind.
  func scalars(_ kind: ScalarType.Kind) -> Scalars {
    Scalars(bounds: bounds, places: scalarPlacesByKind[kind.rawValue])
  }

  struct Scalars: RandomAccessCollection {
    fileprivate let bounds: [Bound]
    fileprivate let places: [Int32]

    var startIndex: Int { places.startIndex }
    var endIndex: Int { places.endIndex }
    subscript(index: Int) -> Bound { bounds[Int(places[index])] }
  }

  // MARK: The walk

  private func hasPlace(_ node: YAMLNode) -> Bool { !places.indices.contains(node.index) || places[node.index] >= 0 }

  private mutating func place(_ node: YAMLNode, at index: Int) {
    if !hasPlace(node) { places[node.index] = Int32(truncatingIfNeeded: index) }
  }

  /// - Parameter key: what stands before the node and has the same place in the language.
  private mutating func bind(_ bound: Bound, behind key: YAMLNode? = nil, depth: Int) {
    let index = bounds.count
    bounds.append(bound)
    if let key { place(key, at: index) }
    place(bound.node, at: index)
    if bound.use != nil {
      expanded += 1
      guard expanded <= expansionLimit else { return }
    }
    let shape = bound.shape
    guard !shape.isFree else { return }
    // What does not load at all is told as such, wherever it stands.
    if bound.node.loadFailure != nil { return }
    switch bound.node.kind {
    case .alias:
      guard let target = bound.node.target, depth < Self.depthLimit else { return }
      var behind = bound
      behind.node = target
      behind.use = bound.use ?? bound.node
      bind(behind, depth: depth + 1)
    case .scalar:
      if bound.node.scalarKind == .null {
        if !shape.allowsNull { empty.append(bound) }
      } else if let scalar = shape.scalar, bound.node.resolvedTag != .binary {
        scalarPlaces.append(Int32(truncatingIfNeeded: index))
        scalarPlacesByKind[scalar.kind.rawValue].append(Int32(truncatingIfNeeded: index))
      } else {
        misshapen.append(bound)
      }
    case .sequence:
      guard let items = shape.items else {
        misshapen.append(bound)
        return
      }
      for item in bound.node.children {
        var inner = bound
        inner.node = item
        inner.shape = items
        bind(inner, depth: depth + 1)
      }
    case .mapping:
      // A set loads as something else than a mapping.
      switch bound.node.resolvedTag == .set ? nil : shape.mapping {
      case .record(let record): bind(bound, record: record, depth: depth)
      case .names(let kind, let value): bind(bound, names: kind, value: value, depth: depth)
      case nil: misshapen.append(bound)
      }
    }
  }

  private mutating func bind(_ bound: Bound, names kind: NameKind, value: Shape, depth: Int) {
    var entries = resolve(bound.node).entries
    if case .record(let record) = value.mapping {
      let moved = Self.unindented(in: bound.node, keepsOwn: false) { entry in
        guard record.key(entry.key.value) == nil else { return nil }
        return Bound(
          node: entry.value, shape: value, key: bound.key, record: bound.record, container: bound.container,
          use: bound.use, name: entry.key)
      } isOwn: { key in
        record.key(key.value) == nil
      }
      entries = bind(moved, outOf: entries, depth: depth)
    }
    if case .record(let record) = value.mapping, let key = record.firstKeyWithoutName(entries) {
      let name = entries.first { $0.namesRecord(kind) && record.key($0.key.value) == nil }
      unnamed.append(Unnamed(bound: bound, record: record, key: key, name: name?.value))
      return
    }
    for entry in entries {
      var inner = bound
      inner.node = entry.value
      inner.shape = value
      inner.use = bound.use ?? entry.use
      inner.name = entry.key
      if !hasPlace(entry.key) { declarations.append((kind, entry.key)) }
      bind(inner, behind: entry.key, depth: depth + 1)
    }
  }

  private mutating func bind(_ bound: Bound, record: Record, depth: Int) {
    var (entries, isComplete) = resolve(bound.node)
    for index in entries.indices { entries[index].place = record.index(of: entries[index].key.value) }
    var container = bound.container
    if let kind = record.container {
      container = containers.count
      containers.append(
        Container(
          kind: kind, name: bound.name, body: bound.node, record: record, app: kind == .sidecar ? bound.container : nil,
          use: bound.use, entries: entries))
    }
    let moved = Self.unindented(in: bound.node, keepsOwn: record.container != nil) { entry in
      guard let key = record.key(entry.key.value) else { return nil }
      return Bound(
        node: entry.value, shape: key.shape, key: key, record: record, container: container, use: bound.use)
    } isOwn: { key in
      record.key(key.value) != nil || record.allowsFreeKey(key.value) || record.advice[key.string] != nil
        || NearMiss.key(for: key.value, in: record) != nil
    }
    entries = bind(moved, outOf: entries, depth: depth)
    var unknown: [Entry] = []
    for entry in entries {
      guard let place = entry.place else {
        if !record.allowsFreeKey(entry.key.value) { unknown.append(entry) }
        continue
      }
      let key = record.keys[place]
      let inner = Bound(
        node: entry.value, shape: key.shape, key: key, record: record, container: container,
        use: bound.use ?? entry.use)
      bind(inner, behind: entry.key, depth: depth + 1)
    }
    // Places of keys that are written otherwise.
    var meantPlaces: [Int] = []
    func isThere(_ place: Int) -> Bool {
      entries.indices.contains { entries[$0].place == place } || meantPlaces.contains(place)
    }
    var isExplained = false
    for entry in unknown {
      var meant: Key?
      if record.advice[entry.key.string] != nil {
        isExplained = true
      } else if let key = NearMiss.key(for: entry.key.value, in: record), let place = record.index(of: key.utf8),
        !isThere(place)
      {
        meant = key
        meantPlaces.append(place)
      }
      unknownKeys.append(
        UnknownKey(
          entry: YAMLNode.Entry(key: entry.key, value: entry.value), record: record, mapping: bound.node,
          container: container, meant: meant, use: bound.use ?? entry.use))
    }
    if record.isChoice {
      var written: [Entry] = []
      for entry in entries where entry.place != nil && !written.contains(where: { $0.place == entry.place }) {
        written.append(entry)
      }
      let count = written.count + meantPlaces.count
      if count > 1 || (isComplete && !isExplained && count == 0) {
        choices.append(
          Choice(written: written.map(\.key), record: record, mapping: bound.node, use: bound.use))
      }
    }
    // A merge that cannot be resolved may bring in any key, and a slip or another form says why a key is not there.
    guard isComplete, !isExplained else { return }
    for (place, key) in record.keys.enumerated() where key.isRequired && !isThere(place) {
      missingKeys.append(
        MissingKey(
          key: key, record: record, mapping: bound.node, container: record.container == nil ? nil : container,
          use: bound.use))
    }
  }

  /// Binds entries where they were meant to stand.
  ///
  /// - Returns: the entries of their mapping without them and without the keys they were meant for.
  private mutating func bind(_ moved: [Unindented], outOf entries: [Entry], depth: Int) -> [Entry] {
    guard !moved.isEmpty else { return entries }
    var away: Set<YAMLNode> = []
    for group in moved {
      unindented.append(group)
      away.formUnion(group.entries.map(\.key))
      for entry in group.entries {
        var inner = group.bound
        inner.node = entry.value
        switch group.bound.shape.mapping {
        case .record(let record):
          guard let key = record.key(entry.key.value) else { continue }
          (inner.shape, inner.key, inner.record, inner.name) = (key.shape, key, record, nil)
        case .names(let kind, let value):
          (inner.shape, inner.name) = (value, entry.key)
          if !hasPlace(entry.key) { declarations.append((kind, entry.key)) }
        case nil: continue
        }
        bind(inner, behind: entry.key, depth: depth + 1)
      }
    }
    return entries.filter { !away.contains($0.key) }
  }

  // MARK: Merge keys

  /// The entries of a mapping after its merge keys, charged to the file's budget; see ``merged(_:limit:)``.
  private mutating func resolve(_ mapping: YAMLNode) -> (entries: [Entry], isComplete: Bool) {
    let merged = Self.merged(mapping, limit: max(expansionLimit - expanded, 0))
    expanded += merged.cost
    return (merged.entries, merged.isComplete)
  }
}

extension Record {
  fileprivate func allowsFreeKey(_ name: some Collection<UInt8>) -> Bool {
    freePrefix.map { name.starts(with: $0.utf8) } ?? false
  }

  /// The first of the entries that is one of this record's keys, when the entries are this record's and not names with
  /// such records behind them.
  fileprivate func firstKeyWithoutName(_ entries: [Binding.Entry]) -> YAMLNode? {
    var first: YAMLNode?
    for entry in entries {
      let value = entry.value.dereferenced ?? entry.value
      guard let key = key(entry.key.value) else {
        if value.kind == .mapping { return nil }
        continue
      }
      switch value.kind {
      case .scalar where key.shape.scalar != nil && value.scalarKind != .null, .sequence where key.shape.items != nil:
        first = first ?? entry.key
      case .mapping where key.shape.mapping == nil: return nil
      default: continue
      }
    }
    return first
  }
}

extension Binding.Entry {
  /// `name: web` or, where a domain is the name, `domain: shop.example.org`.
  fileprivate func namesRecord(_ kind: NameKind) -> Bool {
    guard value.kind == .scalar, value.scalarKind == .string, !value.value.isEmpty else { return false }
    return [Wording.noun(kind), "name", "domain"].contains(key.string)
  }
}
