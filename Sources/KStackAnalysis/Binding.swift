internal import KStackSchema
internal import YAMLSyntax

/// Every node with the shape that the language gives it: the one walk over tree and language. Checks, hover and
/// completion read what it found; nothing else descends.
///
/// Aliases and merge keys are followed, so that what an alias stands for is judged at its use. Work is bounded: what
/// aliases bring in costs at most ``expansionLimit`` nodes over the whole file.
struct Binding: Sendable {
  /// How many nodes may be visited through aliases. Hand-written files need some hundreds; alias bombs need more.
  static let expansionLimit = 20_000
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
  }

  /// A key that its mapping does not know.
  struct UnknownKey: Sendable {
    var entry: YAMLNode.Entry
    var record: Record
    var mapping: YAMLNode
    var container: Int?
    var use: YAMLNode?
  }

  /// A required key that a mapping lacks.
  struct MissingKey: Sendable {
    var key: Key
    var record: Record
    var mapping: YAMLNode
    var use: YAMLNode?
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
    /// What it writes, merge keys resolved, in order.
    var entries: [Entry] = []
  }

  /// An entry of a record after merging.
  struct Entry: Sendable {
    var key: YAMLNode
    var value: YAMLNode
    /// The alias that brought it in; nil when it is written in its place.
    var use: YAMLNode?
  }

  private(set) var containers: [Container] = []
  /// Scalars where the language expects a scalar, in document order.
  private(set) var scalars: [Bound] = []
  /// Nodes of a form that their place does not have.
  private(set) var misshapen: [Bound] = []
  /// Empty values where something is needed.
  private(set) var empty: [Bound] = []
  private(set) var unknownKeys: [UnknownKey] = []
  private(set) var missingKeys: [MissingKey] = []
  /// Names that the file gives, as the keys of mappings.
  private(set) var declarations: [(kind: NameKind, key: YAMLNode)] = []
  /// By node index. What an alias stands for is bound by its first use, so that hover and completion work in anchors.
  private var places: [Int32]
  private var bounds: [Bound] = []
  private var expanded = 0

  init(_ tree: YAMLTree, language: Language) {
    places = Array(repeating: -1, count: tree.nodeCount)
    bounds.reserveCapacity(tree.nodeCount / 2)
    guard let root = tree.root else { return }
    bind(Bound(node: root, shape: language.root), depth: 0)
  }

  /// The place of a node in the language, or nil where the language has no say. Keys are bound to what their value is.
  func bound(_ node: YAMLNode) -> Bound? {
    guard places.indices.contains(node.index) else { return nil }
    let place = Int(places[node.index])
    return bounds.indices.contains(place) ? bounds[place] : nil
  }

  // MARK: The walk

  private mutating func note(_ bound: Bound, at node: YAMLNode) {
    guard places.indices.contains(node.index), places[node.index] < 0 else { return }
    places[node.index] = Int32(truncatingIfNeeded: bounds.count)
    bounds.append(bound)
  }

  private mutating func bind(_ bound: Bound, depth: Int) {
    note(bound, at: bound.node)
    if bound.use != nil {
      expanded += 1
      guard expanded <= Self.expansionLimit else { return }
    }
    let shape = bound.shape
    guard !shape.isFree else { return }
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
      } else if shape.scalar != nil {
        scalars.append(bound)
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
      switch shape.mapping {
      case .record(let record): bind(bound, record: record, depth: depth)
      case .names(let kind, let value): bind(bound, names: kind, value: value, depth: depth)
      case nil: misshapen.append(bound)
      }
    }
  }

  private mutating func bind(_ bound: Bound, names kind: NameKind, value: Shape, depth: Int) {
    for entry in Self.entries(of: bound.node, limit: Self.expansionLimit) {
      var inner = bound
      inner.node = entry.value
      inner.shape = value
      inner.use = bound.use ?? entry.use
      if inner.use == nil { declarations.append((kind, entry.key)) }
      note(inner, at: entry.key)
      bind(inner, depth: depth + 1)
    }
  }

  private mutating func bind(_ bound: Bound, record: Record, depth: Int) {
    let entries = Self.entries(of: bound.node, limit: Self.expansionLimit)
    var container = bound.container
    if let kind = record.container {
      container = containers.count
      let name = bound.node.role == .value ? bound.node.partner : bound.use?.partner
      containers.append(
        Container(
          kind: kind, name: name, body: bound.node, record: record, app: kind == .sidecar ? bound.container : nil,
          entries: entries))
    }
    for entry in entries {
      let use = bound.use ?? entry.use
      guard let key = record.key(entry.key.value) else {
        if record.allowsFreeKey(entry.key.value) { continue }
        unknownKeys.append(
          UnknownKey(
            entry: YAMLNode.Entry(key: entry.key, value: entry.value), record: record, mapping: bound.node,
            container: container, use: use))
        continue
      }
      let inner = Bound(
        node: entry.value, shape: key.shape, key: key, record: record, container: container, use: use)
      note(inner, at: entry.key)
      bind(inner, depth: depth + 1)
    }
    for key in record.keys where key.isRequired {
      guard !entries.contains(where: { $0.key.value.elementsEqual(key.utf8) }) else { continue }
      missingKeys.append(MissingKey(key: key, record: record, mapping: bound.node, use: bound.use))
    }
  }

  /// The entries of a mapping after its merge keys: what is written wins over what is merged, an earlier merged mapping
  /// over a later one (YAML 1.1, merge key language-independent type).
  static func entries(of mapping: YAMLNode, limit: Int) -> [Entry] {
    var result: [Entry] = []
    var merges: [YAMLNode] = []
    for entry in mapping.entries {
      if entry.key.isMergeKey {
        merges.append(entry.value)
      } else {
        result.append(Entry(key: entry.key, value: entry.value))
      }
    }
    guard !merges.isEmpty else { return result }
    var written = Set(result.map { $0.key.value })
    var pending = Array(merges.map { (node: $0, use: YAMLNode?.none, depth: 0) }.reversed())
    var steps = 0
    while let next = pending.popLast(), steps < limit, next.depth < depthLimit {
      steps += 1
      switch next.node.kind {
      case .alias:
        if let target = next.node.target { pending.append((target, next.use ?? next.node, next.depth + 1)) }
      case .sequence:
        pending += next.node.children.reversed().map { ($0, next.use, next.depth + 1) }
      case .mapping:
        var inner: [(YAMLNode, YAMLNode?, Int)] = []
        for entry in next.node.entries {
          if entry.key.isMergeKey {
            inner.append((entry.value, next.use, next.depth + 1))
          } else if written.insert(entry.key.value).inserted {
            result.append(Entry(key: entry.key, value: entry.value, use: next.use))
          }
        }
        pending += inner.reversed()
      case .scalar: break
      }
    }
    return result
  }
}

extension Record {
  fileprivate func allowsFreeKey(_ name: some Collection<UInt8>) -> Bool {
    freePrefix.map { name.starts(with: $0.utf8) } ?? false
  }
}
