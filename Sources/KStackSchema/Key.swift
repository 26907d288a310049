/// One key of the language: everything that checks, completion, hover, the published schema and the reference page
/// need to know of it.
public struct Key: LanguagePart {
  /// As it is written.
  @inlinable public var name: String { permanent.place.pointee.name }
  /// ``name`` as bytes, for comparing with source text.
  @inlinable public var utf8: [UInt8] { permanent.place.pointee.utf8 }
  /// What may stand behind it.
  @inlinable public var shape: Shape { permanent.place.pointee.shape }
  /// One sentence in plain words, no final full stop, shown beside a completion item.
  @inlinable public var summary: String { permanent.place.pointee.summary }
  /// Markdown in full sentences: what it does and what to know. Without heading, type, default or example, which are
  /// printed from the other fields.
  @inlinable public var documentation: String { permanent.place.pointee.documentation }
  /// Must be written in every mapping that has this key.
  @inlinable public var isRequired: Bool { permanent.place.pointee.isRequired }
  /// The value that holds when the key is left out, as a person would write it.
  @inlinable public var defaultValue: String? { permanent.place.pointee.defaultValue }
  /// When ``defaultValue`` holds; nil where it always does.
  @inlinable public var defaultCondition: Condition? { permanent.place.pointee.defaultCondition }
  /// Whether the defaults of the keys below hold where this key is not written at all.
  @inlinable public var defaultsHoldUnwritten: Bool { permanent.place.pointee.defaultsHoldUnwritten }
  /// A short piece of valid YAML that starts with this key, lines separated by `\n`, indented by 2.
  @inlinable public var example: String { permanent.place.pointee.example }
  /// The Kubernetes field or object that it becomes, as markdown.
  @inlinable public var becomes: String { permanent.place.pointee.becomes }
  /// Whether a sidecar that does not write this key takes its app's value.
  @inlinable public var inheritance: Inheritance { permanent.place.pointee.inheritance }
  /// Why not to use it any more, or nil.
  @inlinable public var deprecation: String? { permanent.place.pointee.deprecation }
  /// Whether completion offers it; false for another spelling of a key that is offered.
  @inlinable public var isOffered: Bool { permanent.place.pointee.isOffered }

  /// A key of the same mapping, and the values of it that are meant.
  public struct Condition: Sendable, Hashable {
    /// The other key.
    public let key: String
    /// As they are written.
    public let values: [String]

    /// One of some values of another key.
    public init(_ key: String, _ values: [String]) {
      self.key = key
      self.values = values
    }
  }

  /// How a key of an app reaches the app's sidecars.
  public enum Inheritance: Sendable, Hashable {
    /// Not a matter of containers, or it stays with the app.
    case none
    /// A sidecar without this key takes the app's value as a whole; the two are never merged.
    case whole
    /// The containers of an app share it whatever they write, for they share one pod.
    case shared
  }

  /// A key that is optional, not inherited and in good standing unless said otherwise.
  public init(
    _ name: String, _ shape: Shape, summary: String, documentation: String, required isRequired: Bool = false,
    default defaultValue: String? = nil, defaultWith defaultCondition: Condition? = nil,
    defaultsHoldUnwritten: Bool = false, example: String, becomes: String, inheritance: Inheritance = .none,
    deprecation: String? = nil, isOffered: Bool = true
  ) {
    permanent = Permanent(
      Content(
        name: name, utf8: Array(name.utf8), shape: shape, summary: summary, documentation: documentation,
        isRequired: isRequired, defaultValue: defaultValue, defaultCondition: defaultCondition,
        defaultsHoldUnwritten: defaultsHoldUnwritten, example: example, becomes: becomes, inheritance: inheritance,
        deprecation: deprecation, isOffered: isOffered))
  }

  @usableFromInline
  struct Content: Sendable {
    @usableFromInline let name: String
    @usableFromInline let utf8: [UInt8]
    @usableFromInline let shape: Shape
    @usableFromInline let summary: String
    @usableFromInline let documentation: String
    @usableFromInline let isRequired: Bool
    @usableFromInline let defaultValue: String?
    @usableFromInline let defaultCondition: Condition?
    @usableFromInline let defaultsHoldUnwritten: Bool
    @usableFromInline let example: String
    @usableFromInline let becomes: String
    @usableFromInline let inheritance: Inheritance
    @usableFromInline let deprecation: String?
    @usableFromInline let isOffered: Bool
  }

  @usableFromInline let permanent: Permanent<Content>

  /// Which of all that say the same it is.
  public var identity: Identity { Identity(permanent) }
}
