/// A whole stream as a flat, immutable tree in which every node knows its bytes.
///
/// Nodes stand in one array in document order, each with the index behind its last descendant; a node is one
/// 36-byte record, and the text stays where it is: no `String` and no object per node.
///
/// Building is total: any bytes give a tree and problems, in time proportional to the size (see ``YAMLParser``).
public struct YAMLTree: Sendable {
  @usableFromInline let storage: Storage

  /// Builds the tree of `text`.
  public init(_ text: SourceText) {
    storage = YAMLParser.parse(text)
  }

  /// The text as given, without any repair.
  public var text: SourceText { storage.text }
  /// What is wrong with the text as YAML, in order of position; one entry for one cause.
  public var problems: [SyntaxProblem] { storage.problems }
  /// What had to be left out of the tree because it could not be read, in order and without overlaps.
  public var lost: [Range<Int>] { storage.lost }
  /// Every comment from its `#` to the end of its line, in order.
  public var comments: [Range<Int>] { storage.comments }
  /// The documents of the stream; a file that says nothing has none.
  public var documents: [YAMLDocument] { storage.documents.map { YAMLDocument(tree: self, record: $0) } }
  /// The root of the first document.
  public var root: YAMLNode? { storage.documents.first.flatMap { node($0.root) } }
  /// Every alias, in order.
  public var aliases: [YAMLNode] { storage.aliases.compactMap { node($0) } }
  /// Every node that has an anchor or a tag, in order.
  public var nodesWithProperties: [YAMLNode] { storage.properties.compactMap { node($0.node) } }
  /// Every anchor, in order. An anchor that a document defines twice is an error to PyYAML ("found duplicate anchor"),
  /// although YAML allows it; documents have anchors of their own.
  public var anchors: [YAMLAnchor] {
    var document = 0
    return storage.properties.compactMap { properties in
      guard let name = properties.anchor, let node = node(properties.node) else { return nil }
      while document + 1 < storage.documents.count, storage.documents[document + 1].root <= node.index,
        storage.documents[document + 1].root >= 0
      { document += 1 }
      return YAMLAnchor(name: name, node: node, document: document)
    }
  }
  /// How many nodes there are; indices run from 0.
  @inlinable public var nodeCount: Int { storage.nodes.count }

  /// Every node that is wanted by its kind, its role and its ``YAMLNode/scalarKind``, in order.
  public func nodes(where isWanted: (YAMLNode.Kind, YAMLNode.Role, ScalarKind) -> Bool) -> [YAMLNode] {
    var found: [YAMLNode] = []
    for (index, node) in storage.nodes.enumerated() where isWanted(node.kind, node.role, node.scalarKind) {
      found.append(YAMLNode(storage: storage, index: index))
    }
    return found
  }

  /// The node with this index, or nil when there is none.
  @inlinable
  public func node(_ index: Int) -> YAMLNode? {
    storage.nodes.indices.contains(index) ? YAMLNode(storage: storage, index: index) : nil
  }

  /// Whether part of `range`, or of what lies between it and the next node, had to be left out of the tree because it
  /// could not be read. What seems to be missing from a collection around such a place may well have been written.
  public func isIncomplete(in range: Range<Int>) -> Bool {
    let index = storage.lost.partitioningIndex { $0.upperBound > range.lowerBound }
    guard index < storage.lost.count else { return false }
    let next = storage.nodes.partitioningIndex { $0.start >= range.upperBound && $0.end > range.upperBound }
    let end = next < storage.nodes.count ? Int(storage.nodes[next].start) : text.bytes.count
    return storage.lost[index].lowerBound < max(end, range.upperBound)
  }

  /// Whether a line that `range` touches has a syntax problem; other faults on it are likely to be its echo.
  public func hasProblem(onLinesOf range: Range<Int>) -> Bool {
    guard !storage.problems.isEmpty else { return false }
    let lines = text.line(at: range.lowerBound)...text.line(at: max(range.lowerBound, range.upperBound))
    let index = storage.problemLines.partitioningIndex { $0.upperBound >= lines.lowerBound }
    return index < storage.problemLines.count && storage.problemLines[index].lowerBound <= lines.upperBound
  }

  /// The last node that ends at or after `offset` and starts at or before it, deepest first; nil between nodes.
  public func node(at offset: Int) -> YAMLNode? {
    var best: YAMLNode?
    var candidates = documents.compactMap(\.root).filter { $0.wholeRange.contains(orEndsAt: offset) }
    while let node = candidates.last {
      best = node
      candidates = node.children.filter { $0.wholeRange.contains(orEndsAt: offset) }
    }
    return best
  }

  @usableFromInline
  struct Record: Sendable {
    /// The content, without anchor and tag.
    @usableFromInline var start: Int32
    @usableFromInline var end: Int32
    /// The index behind the last descendant.
    @usableFromInline var subtreeEnd: Int32
    @usableFromInline var parent: Int32
    /// A scalar's meaning: a place in the text, or in ``Storage/decoded`` when it differs from what is written.
    /// An alias's target in ``valueStart``, or -1.
    @usableFromInline var valueStart: Int32 = 0
    @usableFromInline var valueLength: Int32 = 0
    /// Index in ``Storage/properties``, or -1.
    @usableFromInline var properties: Int32 = -1
    @usableFromInline var kind: YAMLNode.Kind
    @usableFromInline var style: YAMLNode.Style
    @usableFromInline var role: YAMLNode.Role
    @usableFromInline var isDecoded = false
    @usableFromInline var resolvesByLook = false
    @usableFromInline var scalarKind = ScalarKind.string

    var isCollection: Bool { kind == .mapping || kind == .sequence }
  }

  struct Properties {
    var node: Int
    /// The anchor's name, without `&`.
    var anchor: Range<Int>?
    /// The tag as written.
    var tag: Range<Int>?
    var resolvedTag: YAMLTag?
    /// Where the anchor or tag begins, whichever stands first.
    var start: Int
  }

  struct DocumentRecord {
    var root = -1
    /// The `---` line's marker, or an empty range where the document begins without one.
    var start: Range<Int>
  }

  /// Immutable once built; a class so that a node is two words.
  @usableFromInline
  final class Storage: Sendable {
    @usableFromInline let text: SourceText
    @usableFromInline let nodes: [Record]
    let properties: [Properties]
    let aliases: [Int]
    @usableFromInline let decoded: [UInt8]
    let documents: [DocumentRecord]
    let comments: [Range<Int>]
    let problems: [SyntaxProblem]
    /// In order and without overlaps.
    let lost: [Range<Int>]
    /// The first and last line of each problem, in order and without overlaps.
    let problemLines: [ClosedRange<Int>]
    /// How often libyaml read the text.
    let passes: Int

    init(
      text: SourceText, nodes: [Record], properties: [Properties], aliases: [Int], decoded: [UInt8],
      documents: [DocumentRecord], comments: [Range<Int>], problems: [SyntaxProblem], lost: [Range<Int>],
      passes: Int
    ) {
      self.text = text
      self.nodes = nodes
      self.properties = properties
      self.aliases = aliases
      self.decoded = decoded
      self.documents = documents
      self.comments = comments
      self.problems = problems
      self.lost = lost
      self.passes = passes
      problemLines = problems.reduce(into: []) { lines, problem in
        let first = text.line(at: problem.range.lowerBound)
        let last = max(first, text.line(at: problem.range.upperBound))
        if let before = lines.last, before.upperBound >= first {
          lines[lines.count - 1] = before.lowerBound...max(before.upperBound, last)
        } else {
          lines.append(first...last)
        }
      }
    }
  }
}

/// One document of a stream.
public struct YAMLDocument: Sendable {
  let tree: YAMLTree
  let record: YAMLTree.DocumentRecord

  /// Its only value; nil for a document of which nothing could be read.
  public var root: YAMLNode? { tree.node(record.root) }
  /// The `---` that opens it, or an empty range where it begins without one.
  public var marker: Range<Int> { record.start }
}

/// Where an anchor is defined.
public struct YAMLAnchor: Sendable, Hashable {
  /// The name, without `&`.
  public let name: Range<Int>
  /// What it names.
  public let node: YAMLNode
  /// The index of its document.
  public let document: Int
}

/// A tag as the loader sees it, after `%TAG` and `!!` are resolved.
public enum YAMLTag: Sendable, Hashable {
  case null, boolean, integer, float, timestamp, string, binary, sequence, mapping, merge, omap, pairs, set
  /// Not one of YAML 1.1's own: safe loaders reject it.
  case unknown

  init(resolved name: String) {
    let known: [String: YAMLTag] = [
      "null": .null, "bool": .boolean, "int": .integer, "float": .float, "timestamp": .timestamp, "str": .string,
      "binary": .binary, "seq": .sequence, "map": .mapping, "merge": .merge, "omap": .omap, "pairs": .pairs,
      "set": .set,
    ]
    let prefix = "tag:yaml.org,2002:"
    self = name.hasPrefix(prefix) ? known[String(name.dropFirst(prefix.count))] ?? .unknown : .unknown
  }
}

extension Range<Int> {
  /// Whether an editor's cursor at `offset` touches this range: inside it or just behind it.
  public func contains(orEndsAt offset: Int) -> Bool { lowerBound <= offset && offset <= upperBound }
}
