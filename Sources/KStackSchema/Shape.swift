/// Which YAML forms a value may take, at most one of each, so that the form a person chose is known from one look
/// at the node and a message never has to say that a value "matches none of several".
public struct Shape: LanguagePart {
  /// The meaning of a scalar here, or nil when a scalar is wrong here.
  @inlinable public var scalar: ScalarType? { permanent.place.pointee.scalar }
  /// Which case ``scalar`` is.
  @inlinable public var scalarKind: ScalarType.Kind? { permanent.place.pointee.scalarKind }
  /// The shape of the items when the value is a list, or nil when a list is wrong here.
  @inlinable public var items: Shape? { permanent.place.pointee.items }
  /// The entries when the value is a mapping, or nil when a mapping is wrong here.
  @inlinable public var mapping: MappingForm? { permanent.place.pointee.mapping }
  /// Whether an empty value (`key:` with nothing behind it) is a complete value here.
  @inlinable public var allowsNull: Bool { permanent.place.pointee.allowsNull }
  /// True for a place whose content the language does not judge (`x-` keys, Kubernetes network rules).
  @inlinable public var isFree: Bool { permanent.place.pointee.isFree }

  /// Every form that is left out is wrong here.
  public init(
    scalar: ScalarType? = nil, items: Shape? = nil, mapping: MappingForm? = nil, allowsNull: Bool = false,
    isFree: Bool = false
  ) {
    permanent = Permanent(
      Content(
        scalar: scalar, scalarKind: scalar?.kind, items: items, mapping: mapping, allowsNull: allowsNull, isFree: isFree
      ))
  }

  @usableFromInline
  struct Content: Sendable {
    @usableFromInline let scalar: ScalarType?
    @usableFromInline let scalarKind: ScalarType.Kind?
    @usableFromInline let items: Shape?
    @usableFromInline let mapping: MappingForm?
    @usableFromInline let allowsNull: Bool
    @usableFromInline let isFree: Bool
  }

  @usableFromInline let permanent: Permanent<Content>

  /// Which of all that say the same it is.
  public var identity: Identity { Identity(permanent) }

  /// A place that accepts anything.
  public static let free = Shape(allowsNull: true, isFree: true)

  /// A single value.
  public static func scalar(_ type: ScalarType, allowsNull: Bool = false) -> Shape {
    Shape(scalar: type, allowsNull: allowsNull)
  }

  /// A list whose items all have one shape.
  public static func list(of items: Shape, allowsNull: Bool = false) -> Shape {
    Shape(items: items, allowsNull: allowsNull)
  }

  /// A mapping with known keys.
  public static func record(_ record: Record, allowsNull: Bool = false) -> Shape {
    Shape(mapping: .record(record), allowsNull: allowsNull)
  }

  /// A mapping whose keys are names chosen by the author.
  public static func names(_ kind: NameKind, _ value: Shape, allowsNull: Bool = false) -> Shape {
    Shape(mapping: .names(kind, value), allowsNull: allowsNull)
  }
}

/// The two kinds of mapping.
public enum MappingForm: Sendable {
  /// Known keys.
  case record(Record)
  /// Any keys: each is a name of the given kind, all values have one shape.
  case names(NameKind, Shape)
}

/// A mapping with known keys.
public struct Record: LanguagePart {
  /// What a person calls such a mapping in a message: `app`, `sidecar`, `port`, `health check`.
  @inlinable public var noun: String { permanent.place.pointee.noun }
  /// In the order in which completion offers them after the required ones.
  @inlinable public var keys: [Key] { permanent.place.pointee.keys }
  /// What happens to a key that the language does not know.
  @inlinable public var unknownKeys: UnknownKeys { permanent.place.pointee.unknownKeys }
  /// Wrong names that people type, each with the key they mean: `env` → `environment`.
  @inlinable public var misnomers: [String: String] { permanent.place.pointee.misnomers }
  /// Keys that stand for another form, which is written elsewhere or otherwise, each with what to write instead, as the
  /// second half of a sentence. They explain why required keys are not there.
  @inlinable public var advice: [String: String] { permanent.place.pointee.advice }
  /// Keys that begin like this are the author's own and never judged: `x-` at the top of a file, a place for anchors.
  @inlinable public var freePrefix: String? { permanent.place.pointee.freePrefix }
  /// Exactly one of the keys is written: the mapping is a choice between them.
  @inlinable public var isChoice: Bool { permanent.place.pointee.isChoice }
  /// What this mapping describes, when that is a container.
  @inlinable public var container: ContainerKind? { permanent.place.pointee.container }

  /// Whether such a mapping mounts something, as an item of `volumesFrom` does: it has the name of a config and a place
  /// to mount it.
  @inlinable public var declaresMount: Bool { permanent.place.pointee.declaresMount }

  /// The places in ``keys`` of those that must be written.
  @inlinable public var requiredPlaces: [Int] { permanent.place.pointee.requiredPlaces }

  /// What happens to an unknown key.
  public enum UnknownKeys: Sendable {
    /// The tool rejects the file.
    case rejected
    /// The tool ignores the key without a word, which is nearly always a slip.
    case ignored
  }

  /// Unknown keys are rejected unless said otherwise.
  public init(
    _ noun: String, container: ContainerKind? = nil, unknownKeys: UnknownKeys = .rejected,
    misnomers: [String: String] = [:], advice: [String: String] = [:], freePrefix: String? = nil,
    isChoice: Bool = false, keys: [Key]
  ) {
    permanent = Permanent(
      Content(
        noun: noun, keys: keys, unknownKeys: unknownKeys, misnomers: misnomers, advice: advice, freePrefix: freePrefix,
        isChoice: isChoice, container: container, places: Places(keys),
        requiredPlaces: keys.indices.filter { keys[$0].isRequired },
        declaresMount: Set(keys.map(\.name)).isSuperset(of: ["config", "mountPath"])))
  }

  @usableFromInline
  struct Content: Sendable {
    @usableFromInline let noun: String
    @usableFromInline let keys: [Key]
    @usableFromInline let unknownKeys: UnknownKeys
    @usableFromInline let misnomers: [String: String]
    @usableFromInline let advice: [String: String]
    @usableFromInline let freePrefix: String?
    @usableFromInline let isChoice: Bool
    @usableFromInline let container: ContainerKind?
    @usableFromInline let places: Places
    @usableFromInline let requiredPlaces: [Int]
    @usableFromInline let declaresMount: Bool
  }

  @usableFromInline let permanent: Permanent<Content>

  /// Which of all that say the same it is.
  public var identity: Identity { Identity(permanent) }

  /// The key spelled by these UTF-8 bytes, or nil.
  @inlinable
  public func key(_ name: some Collection<UInt8>) -> Key? { index(of: name).map { keys[$0] } }

  /// The place in ``keys`` of the key spelled by these UTF-8 bytes, or nil.
  @inlinable
  public func index(of name: some Collection<UInt8>) -> Int? {
    var place = Int(permanent.place.pointee.places.first[Places.outline(name)])
    while place >= 0 {
      if permanent.place.pointee.keys[place].utf8.elementsEqual(name) { return place }
      place = Int(permanent.place.pointee.places.next[place])
    }
    return nil
  }

  /// Where a record's keys are found by their outlines: most differ in them. Takes less than hashing for our sizes.
  @usableFromInline
  struct Places: Sendable {
    /// By outline the first key that has it, or -1.
    @usableFromInline private(set) var first = [Int16](repeating: -1, count: 64)
    /// By key the next one of the same outline, or -1.
    @usableFromInline private(set) var next: [Int16]

    init(_ keys: [Key]) {
      next = Array(repeating: -1, count: keys.count)
      for (place, key) in keys.enumerated().reversed() {
        let outline = Self.outline(key.utf8)
        next[place] = first[outline]
        first[outline] = Int16(place)
      }
    }

    /// A number below 64 made of the length and the first byte.
    @inlinable
    static func outline(_ name: some Collection<UInt8>) -> Int { (name.count &* 5 &+ Int(name.first ?? 0)) & 63 }
  }
}

/// The two containers of the language; they share one shape, and each leaves out some keys.
public enum ContainerKind: Sendable, Hashable {
  case app, sidecar
}
