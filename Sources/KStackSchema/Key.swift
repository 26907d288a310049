/// One key of the language: everything that checks, completion, hover, the published schema and the reference page
/// need to know of it.
public final class Key: Sendable {
  /// As it is written.
  public let name: String
  /// ``name`` as bytes, for comparing with source text.
  public let utf8: [UInt8]
  /// What may stand behind it.
  public let shape: Shape
  /// One sentence in plain words, no final full stop, shown beside a completion item.
  public let summary: String
  /// Markdown in full sentences: what it does and what to know. Without heading, type, default or example, which are
  /// printed from the other fields.
  public let documentation: String
  /// Must be written in every mapping that has this key.
  public let isRequired: Bool
  /// The value that holds when the key is left out, as a person would write it.
  public let defaultValue: String?
  /// When ``defaultValue`` holds; nil where it always does.
  public let defaultCondition: Condition?
  /// Whether the defaults of the keys below hold where this key is not written at all.
  public let defaultsHoldUnwritten: Bool
  /// A short piece of valid YAML that starts with this key, lines separated by `\n`, indented by 2.
  public let example: String
  /// The Kubernetes field or object that it becomes, as markdown.
  public let becomes: String
  /// Whether a sidecar that does not write this key takes its app's value.
  public let inheritance: Inheritance
  /// Why not to use it any more, or nil.
  public let deprecation: String?
  /// Whether completion offers it; false for another spelling of a key that is offered.
  public let isOffered: Bool

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
    _ name: String, _ shape: Shape, summary: String, documentation: String, required: Bool = false,
    default defaultValue: String? = nil, defaultWith defaultCondition: Condition? = nil,
    defaultsHoldUnwritten: Bool = false, example: String, becomes: String, inheritance: Inheritance = .none,
    deprecation: String? = nil, isOffered: Bool = true
  ) {
    self.name = name
    self.utf8 = Array(name.utf8)
    self.shape = shape
    self.summary = summary
    self.documentation = documentation
    self.isRequired = required
    self.defaultValue = defaultValue
    self.defaultCondition = defaultCondition
    self.defaultsHoldUnwritten = defaultsHoldUnwritten
    self.example = example
    self.becomes = becomes
    self.inheritance = inheritance
    self.deprecation = deprecation
    self.isOffered = isOffered
  }
}
