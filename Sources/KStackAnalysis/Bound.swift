internal import KStackSchema
internal import YAMLSyntax

extension Binding {
  /// A node in its place in the language.
  struct Bound: Sendable {
    var node: YAMLNode
    private(set) var place: Place

    init(_ node: YAMLNode, _ place: Place) {
      self.node = node
      self.place = place
    }

    var shape: Shape {
      get { place.shape }
      set { place.shape = newValue }
    }
    /// The key of the language whose value, or whose item, the node is.
    var key: Key? { place.key }
    /// The mapping form that ``key`` belongs to.
    var record: Record? { place.record }
    /// The container around it: an index in ``Binding/containers``.
    var container: Int? { place.container < 0 ? nil : Int(place.container) }
    /// The alias through which the walk came here; nil for what is written in its place.
    var use: YAMLNode? { node.node(place.use) }
    /// The author's name for the node, when that stands in a mapping of names.
    var name: YAMLNode? { node.node(place.name) }
  }

  /// A place in the language, and what stands around it as indices of the tree's nodes, -1 where there is none: every
  /// node of a file has one, so it holds nothing that is counted when it is copied.
  struct Place: Sendable {
    var shape: Shape
    var key: Key?
    var record: Record?
    /// See ``Bound/container``.
    var container: Int32 = -1
    /// See ``Bound/use``.
    var use: Int32 = -1
    /// See ``Bound/name``.
    var name: Int32 = -1
  }

  /// A node that the walk came to.
  struct Visit: Sendable {
    var node: Int32
    var place: Place
  }

  /// An entry of a record after merging.
  struct Entry: Sendable {
    let key: YAMLNode
    private let entry: EntryPlace

    init(key: YAMLNode, _ entry: EntryPlace) {
      self.key = key
      self.entry = entry
    }

    init(key: YAMLNode, value: YAMLNode, use: YAMLNode? = nil) {
      self.init(key: key, EntryPlace(key: key.index32, value: value.index32, use: use?.index32 ?? -1))
    }

    var value: YAMLNode { key.node(entry.value) ?? key }
    /// The alias that brought it in; nil when it is written in its place.
    var use: YAMLNode? { key.node(entry.use) }
    /// The key of its record that it is, as a place in ``Record/keys``; nil for a key that the record does not know, and
    /// where no record was asked.
    var place: Int? { entry.place < 0 ? nil : Int(entry.place) }
    /// The same without the tree.
    var entryPlace: EntryPlace { entry }
  }

  /// ``Entry`` as indices, -1 where there is none.
  struct EntryPlace: Sendable {
    var key: Int32
    var value: Int32
    var use: Int32 = -1
    var place: Int32 = -1
  }

  /// Some of the nodes that the walk came to, each made as it is asked for.
  struct Scalars: Sequence, IteratorProtocol {
    private let tree: YAMLTree
    private let visits: [Visit]
    private let places: [Int32]
    private var position = 0

    init(_ tree: YAMLTree, _ visits: [Visit], at places: [Int32]) {
      self.tree = tree
      self.visits = visits
      self.places = places
    }

    var count: Int { places.count }
    var underestimatedCount: Int { places.count - position }

    mutating func next() -> Bound? {
      guard position < places.count else { return nil }
      let visit = visits[Int(places[position])]
      position += 1
      return tree.node(Int(visit.node)).map { Bound($0, visit.place) }
    }
  }
}

extension YAMLNode {
  /// Trees have no more nodes than bytes, and fewer bytes than this counts.
  var index32: Int32 { Int32(truncatingIfNeeded: index) }

  func node(_ index: Int32) -> YAMLNode? { index < 0 ? nil : node(at: Int(index)) }
}
