internal import KStackSchema
internal import YAMLSyntax

/// Every node with the shape that the language gives it: the one walk over tree and language. Checks, hover and
/// completion read what it found; nothing else descends, and nothing but the walk changes it.
///
/// Aliases and merge keys are followed, so that what an alias stands for is judged at its use. Work is bounded: what
/// aliases bring in costs at most ``expansionLimit(_:)`` nodes over the whole file.
struct Binding: Sendable {
  /// How many nodes may be visited through aliases in a text. Files written by hand need some hundreds, those written by
  /// programs at most a node for every four of their bytes; alias bombs need more.
  static func expansionLimit(_ text: SourceText) -> Int { max(20_000, text.bytes.count / 4) }
  /// Aliases inside aliases deeper than this are not followed; a recursive anchor has no end.
  static let depthLimit = 64

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

  var containers: [Container] = []
  /// Nodes of a form that their place does not have.
  var misshapen: [Bound] = []
  /// Empty values where something is needed.
  var empty: [Bound] = []
  /// Records without the name that should stand above them.
  var unnamed: [Unnamed] = []
  /// Entries that stand as deep as the key they were meant for.
  var unindented: [Unindented] = []
  var unknownKeys: [UnknownKey] = []
  var missingKeys: [MissingKey] = []
  /// Choices that are not one.
  var choices: [Choice] = []
  /// Names that the file gives, as the keys of mappings; each key once, however often aliases bring it in.
  var declarations: [(kind: NameKind, key: YAMLNode)] = []
  /// Every node that the walk came to, in its order; what aliases repeat stands here several times.
  var visits: [Visit] = []
  /// By node index: the place in ``visits``, or -1. What an alias stands for is bound by its first use, so that hover and
  /// completion work in anchors.
  var places: [Int32]
  /// Places in ``visits`` of the scalars where the language expects a scalar; all of them, and by ``ScalarType/Kind``.
  var scalarPlaces: [Int32] = []
  var scalarPlacesByKind: [[Int32]] = Array(repeating: [], count: ScalarType.Kind.allCases.count)
  /// The entries of the mappings that the walk is in, those of the innermost last: one array for all, instead of one for
  /// each mapping.
  var open: [EntryPlace] = []
  let tree: YAMLTree
  /// How many nodes were visited through aliases.
  var expanded = 0
  /// What ``expanded`` may be, and what is repeated of what the walk found.
  let expansionLimit: Int

  init(_ tree: YAMLTree, language: Language) {
    self.tree = tree
    expansionLimit = Self.expansionLimit(tree.text)
    places = Array(repeating: -1, count: tree.nodeCount)
    visits.reserveCapacity(tree.nodeCount)
    guard let root = tree.root else { return }
    bind(root, Place(shape: language.root), depth: 0)
  }

  /// The place of a node in the language, or nil where the language has no say. Keys are bound to what their value is.
  func bound(_ node: YAMLNode) -> Bound? {
    guard places.indices.contains(node.index) else { return nil }
    let place = Int(places[node.index])
    guard visits.indices.contains(place), let node = tree.node(Int(visits[place].node)) else { return nil }
    return Bound(node, visits[place].place)
  }

  /// Scalars where the language expects a scalar, in document order.
  var scalars: Scalars { Scalars(tree, visits, at: scalarPlaces) }

  /// Those where it expects a scalar of one kind.
  func scalars(_ kind: ScalarType.Kind) -> Scalars {
    Scalars(tree, visits, at: scalarPlacesByKind[kind.rawValue])
  }
}
