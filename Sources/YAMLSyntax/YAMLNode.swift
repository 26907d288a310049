/// A node of a ``YAMLTree``: two words that point into it.
public struct YAMLNode: Sendable, Hashable {
  @usableFromInline let storage: YAMLTree.Storage
  /// Its place in document order, from 0.
  public let index: Int

  @usableFromInline
  init(storage: YAMLTree.Storage, index: Int) {
    self.storage = storage
    self.index = index
  }

  /// What a node is.
  public enum Kind: UInt8, Sendable { case scalar, mapping, sequence, alias }

  /// How a node is written.
  public enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    /// Of collections.
    case block, flow
  }

  /// What a node is to its parent.
  public enum Role: UInt8, Sendable { case root, key, value, item }

  /// Nodes are equal when they are the same node of the same tree.
  public static func == (left: YAMLNode, right: YAMLNode) -> Bool {
    left.index == right.index && left.storage === right.storage
  }

  /// By its place in the tree.
  public func hash(into hasher: inout Hasher) { hasher.combine(index) }

  // The index was checked when the node was made, and the array never changes.
  @inlinable var record: YAMLTree.Record { storage.nodes[index] }

  /// What it is.
  @inlinable public var kind: Kind { record.kind }
  /// How it is written; `.plain` for an alias.
  @inlinable public var style: Style { record.style }
  /// What it is to its parent.
  @inlinable public var role: Role { record.role }

  /// The bytes of the content: a scalar with its quotes, a collection from its first to its last child or bracket, an
  /// alias with its `*`. Anchor and tag are not in it. Empty, behind the colon or dash, for a value that is not there.
  public var range: Range<Int> { Int(record.start)..<Int(record.end) }

  /// ``range`` with the anchor and tag before it.
  public var wholeRange: Range<Int> {
    let record = record
    guard record.properties >= 0 else { return range }
    return min(storage.properties[Int(record.properties)].start, Int(record.start))..<Int(record.end)
  }

  /// The anchor's name, without `&`.
  public var anchor: Range<Int>? { properties?.anchor }
  /// The tag as written, with its `!`.
  @inlinable public var tag: Range<Int>? { record.properties < 0 ? nil : writtenTag }
  /// What the tag stands for, or nil when there is none.
  @inlinable public var resolvedTag: YAMLTag? { record.properties < 0 ? nil : meantTag }

  // Most nodes have neither anchor nor tag.
  @usableFromInline var writtenTag: Range<Int>? { properties?.tag }
  @usableFromInline var meantTag: YAMLTag? { properties?.resolvedTag }

  private var properties: YAMLTree.Properties? {
    let index = Int(record.properties)
    return storage.properties.indices.contains(index) ? storage.properties[index] : nil
  }

  /// The tree that it belongs to.
  public var tree: YAMLTree { YAMLTree(storage: storage) }

  /// The collection that holds it; nil for a root.
  public var parent: YAMLNode? { node(Int(record.parent)) }

  /// Keys and values in turn for a mapping, items for a sequence.
  @inlinable
  public var children: Children { Children(storage: storage, position: index + 1, end: Int(record.subtreeEnd)) }

  /// The index behind its last descendant.
  @inlinable public var subtreeEnd: Int { Int(record.subtreeEnd) }

  /// How many ``children`` there are.
  @inlinable public var childCount: Int {
    var count = 0
    var position = index + 1
    let end = subtreeEnd
    while position < end {
      position = Int(storage.nodes[position].subtreeEnd)
      count += 1
    }
    return count
  }

  /// The items of a sequence; nothing for another node.
  public var items: [YAMLNode] { kind == .sequence ? Array(children) : [] }

  /// The entries of a mapping as written, merge keys included; nothing for another node.
  @inlinable public var entries: Entries {
    Entries(children: kind == .mapping ? children : Children(storage: storage, position: 0, end: 0))
  }

  /// For a key its value, for a value its key.
  public var partner: YAMLNode? {
    switch role {
    case .key: node(subtreeEnd)
    case .value: keyBefore ?? parent?.entries.first { $0.value == self }?.key
    case .root, .item: nil
    }
  }

  /// The key of a value when it is a single node, as nearly all are: it then stands right before the value.
  private var keyBefore: YAMLNode? {
    guard let before = node(index - 1), before.role == .key, before.record.parent == record.parent else { return nil }
    return before
  }

  /// What an alias stands for: never itself an alias. Nil for an undefined alias and for every other node.
  @inlinable public var target: YAMLNode? { kind == .alias ? node(Int(record.valueStart)) : nil }

  /// The node itself, or what it stands for when it is an alias; nil for an undefined alias.
  @inlinable public var dereferenced: YAMLNode? { kind == .alias ? target : self }

  /// What a scalar says after folding, chomping and escapes; for other nodes nothing. UTF-8.
  @inlinable public var value: ArraySlice<UInt8> {
    let record = record
    guard record.kind == .scalar else { return [] }
    let range = Int(record.valueStart)..<Int(record.valueStart) + Int(record.valueLength)
    return record.isDecoded ? storage.decoded[range] : storage.text.bytes[range]
  }

  /// The array that holds ``value`` and where in it.
  var valuePlace: (bytes: [UInt8], range: Range<Int>) {
    let record = record
    let range = Int(record.valueStart)..<Int(record.valueStart) + Int(record.valueLength)
    return (record.isDecoded ? storage.decoded : storage.text.bytes, range)
  }

  /// Where ``value`` begins in the text, when what is written there is the value, byte by byte; nil when escapes,
  /// folding or chomping stand between.
  public var contentOffset: Int? {
    let record = record
    return record.kind == .scalar && !record.isDecoded ? Int(record.valueStart) : nil
  }

  /// How many bytes ``value`` has.
  @inlinable public var valueCount: Int {
    let record = record
    return record.kind == .scalar ? Int(record.valueLength) : 0
  }

  /// Whether a scalar says exactly this; it is compared where it stands.
  @inlinable
  public func says(_ text: String) -> Bool { text.utf8.count == valueCount && saysAsLong(text) }

  @usableFromInline
  func saysAsLong(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { text in withValue { $0.isSame(as: text) } }
  }

  /// Whether a scalar says exactly these bytes.
  public func says(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == valueCount else { return false }
    return bytes.withUnsafeBufferPointer { bytes in withValue { $0.isSame(as: bytes) } }
  }

  /// Whether two scalars say the same.
  public func says(sameAs other: YAMLNode) -> Bool {
    other.withValue { other in withValue { $0.isSame(as: other) } }
  }

  private func withValue<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    storage.withValue(of: record, body)
  }

  /// ``value`` as text.
  public var string: String { String(decoding: value, as: UTF8.self) }

  /// Nothing is written here: the value of `key:` or of a lone `-`.
  @inlinable public var isMissing: Bool {
    let record = record
    return record.kind == .scalar && record.style == .plain && record.start == record.end
  }

  /// An unquoted scalar without a tag, typed by its look.
  @inlinable public var resolvesByLook: Bool { record.resolvesByLook }

  /// A scalar's type to YAML 1.1: by its tag, else by its look, else a string. `.string` for nodes that are no scalars.
  @inlinable public var scalarKind: ScalarKind { record.scalarKind }

  /// The node of the same tree with this index, or nil when there is none.
  @inlinable public func node(at index: Int) -> YAMLNode? { node(index) }

  @inlinable
  func node(_ index: Int) -> YAMLNode? {
    storage.nodes.indices.contains(index) ? YAMLNode(storage: storage, index: index) : nil
  }

  /// The value of the last of the ``entries`` whose key says this, and whether one of them is a merge key, which may
  /// bring in another.
  public func written(_ key: String) -> (value: YAMLNode?, hasMergeKey: Bool) {
    var key = key
    return key.withUTF8 { key in
      var found: Int?
      let hasMergeKey = visitKeys { record, _, value in
        if Int(record.valueLength) == key.count, storage.says(record, key) { found = value }
      }
      return (found.flatMap { node(at: $0) }, hasMergeKey)
    }
  }

  /// Whether one of the ``entries`` is a merge key.
  public var hasMergeKey: Bool { visitKeys { _, _, _ in } }

  /// Passes the ``entries`` one after another, without making nodes of them.
  ///
  /// - Parameter visit: takes the indices of key and value, whether the value ``isMissing``, and what the key says, which
  ///   stays in place for the call only.
  /// - Returns: whether there is a merge key.
  public func visitEntries(_ visit: (Int, Int, Bool, UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    visitKeys { record, key, value in
      let isMissing = YAMLNode(storage: storage, index: value).isMissing
      storage.withValue(of: record) { visit(key, value, isMissing, $0) }
    }
  }

  /// Passes the keys of a mapping as they lie in the tree, each with its index and that of its value.
  ///
  /// - Returns: whether there is a merge key.
  private func visitKeys(_ visit: (YAMLTree.Record, Int, Int) -> Void) -> Bool {
    guard kind == .mapping else { return false }
    var hasMergeKey = false
    var position = index + 1
    let end = subtreeEnd
    storage.nodes.withUnsafeBufferPointer { nodes in
      while position < end, nodes.indices.contains(position) {
        let key = nodes[position]
        let value = Int(key.subtreeEnd)
        guard value < end, nodes.indices.contains(value) else { return }
        if key.kind == .scalar, key.scalarKind == .merge { hasMergeKey = true }
        visit(key, position, value)
        position = Int(nodes[value].subtreeEnd)
      }
    }
    return hasMergeKey
  }

  /// The children of a collection, one after another.
  public struct Children: Sequence, IteratorProtocol {
    @usableFromInline let storage: YAMLTree.Storage
    @usableFromInline var position: Int
    @usableFromInline let end: Int

    @usableFromInline
    init(storage: YAMLTree.Storage, position: Int, end: Int) {
      self.storage = storage
      self.position = position
      self.end = end
    }

    /// The next child in document order.
    @inlinable
    public mutating func next() -> YAMLNode? {
      guard position < end, storage.nodes.indices.contains(position) else { return nil }
      defer { position = Int(storage.nodes[position].subtreeEnd) }
      return YAMLNode(storage: storage, index: position)
    }
  }

  /// A key with its value.
  public struct Entry: Sendable, Hashable {
    /// A scalar as a rule, but any node can be a key.
    public let key: YAMLNode
    /// Never absent; see ``YAMLNode/isMissing``.
    public let value: YAMLNode

    /// Takes any two nodes.
    @inlinable
    public init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }

    /// From the key, or its anchor, to the end of the value.
    public var range: Range<Int> {
      key.wholeRange.lowerBound..<Swift.max(key.range.upperBound, value.range.upperBound)
    }
  }

  /// The entries of a mapping, one after another.
  public struct Entries: Sequence, IteratorProtocol {
    @usableFromInline var children: Children

    @usableFromInline
    init(children: Children) { self.children = children }

    /// The next entry in document order.
    @inlinable
    public mutating func next() -> Entry? {
      guard let key = children.next(), let value = children.next() else { return nil }
      return Entry(key: key, value: value)
    }
  }
}

extension YAMLTree {
  init(storage: Storage) { self.storage = storage }
}

extension YAMLTree.Storage {
  /// What a scalar says; nothing for another node.
  fileprivate func withValue<Result>(
    of scalar: YAMLTree.Record, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard scalar.kind == .scalar else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let range = Int(scalar.valueStart)..<Int(scalar.valueStart) + Int(scalar.valueLength)
    return (scalar.isDecoded ? decoded : text.bytes).withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  fileprivate func says(_ scalar: YAMLTree.Record, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    withValue(of: scalar) { $0.isSame(as: bytes) }
  }
}
