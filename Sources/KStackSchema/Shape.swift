/// Which YAML forms a value may take, at most one of each, so that the form a person chose is known from one look
/// at the node and a message never has to say that a value "matches none of several".
///
/// A class only so that the many places that share a shape point at one value; it never changes.
public final class Shape: Sendable {
  /// The meaning of a scalar here, or nil when a scalar is wrong here.
  public let scalar: ScalarType?
  /// The shape of the items when the value is a list, or nil when a list is wrong here.
  public let items: Shape?
  /// The entries when the value is a mapping, or nil when a mapping is wrong here.
  public let mapping: MappingForm?
  /// Whether an empty value (`key:` with nothing behind it) is a complete value here.
  public let allowsNull: Bool
  /// True for a place whose content the language does not judge (`x-` keys, Kubernetes network rules).
  public let isFree: Bool

  /// Every form that is left out is wrong here.
  public init(
    scalar: ScalarType? = nil, items: Shape? = nil, mapping: MappingForm? = nil, allowsNull: Bool = false,
    isFree: Bool = false
  ) {
    self.scalar = scalar
    self.items = items
    self.mapping = mapping
    self.allowsNull = allowsNull
    self.isFree = isFree
  }

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
public final class Record: Sendable {
  /// What a person calls such a mapping in a message: `app`, `sidecar`, `port`, `health check`.
  public let noun: String
  /// In the order in which completion offers them after the required ones.
  public let keys: [Key]
  /// What happens to a key that the language does not know.
  public let unknownKeys: UnknownKeys
  /// Wrong names that people type, each with the key they mean: `env` → `environment`.
  public let misnomers: [String: String]
  /// Keys that stand for another form, which is written elsewhere or otherwise, each with what to write instead, as the
  /// second half of a sentence. They explain why required keys are not there.
  public let advice: [String: String]
  /// Keys that begin like this are the author's own and never judged: `x-` at the top of a file, a place for anchors.
  public let freePrefix: String?
  /// Exactly one of the keys is written: the mapping is a choice between them.
  public let isChoice: Bool
  /// What this mapping describes, when that is a container.
  public let container: ContainerKind?
  /// The ``outline(_:)`` of each key: most keys differ in it.
  @usableFromInline let outlines: [Int]

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
    self.noun = noun
    self.container = container
    self.unknownKeys = unknownKeys
    self.misnomers = misnomers
    self.advice = advice
    self.freePrefix = freePrefix
    self.isChoice = isChoice
    self.keys = keys
    outlines = keys.map { Self.outline($0.utf8) }
  }

  /// The key spelled by these UTF-8 bytes, or nil.
  @inlinable
  public func key(_ name: some Collection<UInt8>) -> Key? { index(of: name).map { keys[$0] } }

  /// The place in ``keys`` of the key spelled by these UTF-8 bytes, or nil. Linear and byte-wise: faster than hashing for
  /// our sizes.
  @inlinable
  public func index(of name: some Collection<UInt8>) -> Int? {
    let outline = Self.outline(name)
    return outlines.indices.first { outlines[$0] == outline && keys[$0].utf8.elementsEqual(name) }
  }

  /// Length and first byte in one number.
  @inlinable
  static func outline(_ name: some Collection<UInt8>) -> Int { name.count << 8 | Int(name.first ?? 0) }
}

/// The two containers of the language; they share one shape, and each leaves out some keys.
public enum ContainerKind: Sendable, Hashable {
  case app, sidecar
}
