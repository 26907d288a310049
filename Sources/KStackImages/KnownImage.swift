/// What is publicly known about one container image. A fact that no source showed is absent, never guessed.
///
/// A class only so that the places that look at an image share one value; it never changes.
public final class KnownImage: Sendable, Hashable {
  /// The name people write, without tag or digest; Docker Hub's names stand without a registry (`nginx`).
  public let reference: String
  /// Other names of the same image, in the same form. The spellings of Docker Hub's own names
  /// (`docker.io/library/nginx`) are not listed: the catalog treats them as equal.
  public let aliases: [String]
  /// What the image is run for.
  public let category: ImageCategory
  /// One sentence that says what the image is for; empty for an image that a user added.
  public let summary: String
  /// An https address of its documentation.
  public let docs: String?
  /// What the image listens on by default.
  public let ports: [Port]
  /// The variables that the image itself reads.
  public let environment: [Variable]
  /// Where the image looks for its configuration.
  public let configPath: ConfigPath?
  /// Places worth a volume.
  public let dataPaths: [DataPath]
  /// A probe that tells whether the container is well.
  public let health: Health?
  /// Who the process runs as, in words (`uid 65532`, `starts as root, runs as redis`).
  public let user: String?
  /// Why the image should not be chosen any more; nil for an image that is maintained.
  public let deprecation: Deprecation?
  /// Where the facts come from: https addresses, or `code-index:` and a number for a public file that was read
  /// without its address being known.
  public let sources: [String]

  /// An image with the given facts; what is left out counts as unknown.
  public init(
    reference: String, aliases: [String] = [], category: ImageCategory, summary: String = "", docs: String? = nil,
    ports: [Port] = [], environment: [Variable] = [], configPath: ConfigPath? = nil, dataPaths: [DataPath] = [],
    health: Health? = nil, user: String? = nil, deprecation: Deprecation? = nil, sources: [String] = []
  ) {
    self.reference = reference
    self.aliases = aliases
    self.category = category
    self.summary = summary
    self.docs = docs
    self.ports = ports
    self.environment = environment
    self.configPath = configPath
    self.dataPaths = dataPaths
    self.health = health
    self.user = user
    self.deprecation = deprecation
    self.sources = sources
  }
}

extension KnownImage {
  /// Images are equal when the same is known of both.
  public static func == (left: KnownImage, right: KnownImage) -> Bool {
    left === right
      || left.reference == right.reference && left.aliases == right.aliases && left.category == right.category
        && left.summary == right.summary && left.docs == right.docs && left.ports == right.ports
        && left.environment == right.environment && left.configPath == right.configPath
        && left.dataPaths == right.dataPaths && left.health == right.health && left.user == right.user
        && left.deprecation == right.deprecation && left.sources == right.sources
  }

  /// By the reference.
  public func hash(into hasher: inout Hasher) { hasher.combine(reference) }
}

extension KnownImage {
  /// A port that the image listens on by default.
  public struct Port: Sendable, Hashable {
    /// 1...65535.
    public let port: Int
    /// `tcp` or `udp`.
    public let `protocol`: String
    /// A short name of what is spoken on it (`http`, `admin`).
    public let name: String?
    /// A phrase without a full stop.
    public let purpose: String

    /// A port and what it is for.
    public init(port: Int, protocol: String = "tcp", name: String? = nil, purpose: String) {
      self.port = port
      self.protocol = `protocol`
      self.name = name
      self.purpose = purpose
    }
  }

  /// An environment variable that the image reads.
  public struct Variable: Sendable, Hashable {
    /// As the image reads it, upper and lower case included.
    public let name: String
    /// A sentence.
    public let description: String
    /// Whether the image does not start without it.
    public let isRequired: Bool
    /// Whether its value is a secret, which belongs in `envFrom` and not in the file.
    public let isSecret: Bool
    /// The value the image takes when the variable is not set.
    public let defaultValue: String?
    /// A value that shows the form.
    public let example: String?
    /// Variables that make this one needless; the form with `_FILE` behind the name, which many images know, is not
    /// listed.
    public let alternatives: [String]

    /// A variable that is neither required nor secret unless the caller says so.
    public init(
      name: String, description: String, isRequired: Bool = false, isSecret: Bool = false,
      defaultValue: String? = nil, example: String? = nil, alternatives: [String] = []
    ) {
      self.name = name
      self.description = description
      self.isRequired = isRequired
      self.isSecret = isSecret
      self.defaultValue = defaultValue
      self.example = example
      self.alternatives = alternatives
    }
  }

  /// Where the image looks for its configuration.
  public struct ConfigPath: Sendable, Hashable {
    /// Whether one file is looked for or a directory.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case file
      case directory
    }

    /// An absolute path in the container.
    public let path: String
    /// What is looked for at the path.
    public let kind: Kind
    /// The file name that is looked for in the directory.
    public let file: String?
    /// Whether a read-only mount is enough.
    public let isReadOnly: Bool

    /// A path that the image may write to unless the caller says otherwise.
    public init(path: String, kind: Kind, file: String? = nil, isReadOnly: Bool = false) {
      self.path = path
      self.kind = kind
      self.file = file
      self.isReadOnly = isReadOnly
    }
  }

  /// A place worth a volume.
  public struct DataPath: Sendable, Hashable {
    /// An absolute path in the container.
    public let path: String
    /// A phrase without a full stop.
    public let purpose: String?
    /// Whether a read-only mount is enough.
    public let isReadOnly: Bool

    /// A path that the image writes to unless the caller says otherwise.
    public init(path: String, purpose: String? = nil, isReadOnly: Bool = false) {
      self.path = path
      self.purpose = purpose
      self.isReadOnly = isReadOnly
    }
  }

  /// A probe that tells whether the container is well.
  public struct Health: Sendable, Hashable {
    /// How the container is asked.
    public enum Probe: Sendable, Hashable {
      /// An HTTP GET of an absolute path; the port is nil where it depends on the configuration.
      case http(path: String, port: Int?)
      /// A command that is run in the container.
      case command(String)
    }

    /// The request or the command.
    public let probe: Probe
    /// What has to be known to use it, a phrase without a full stop.
    public let note: String?

    /// A probe and what has to be known to use it.
    public init(probe: Probe, note: String? = nil) {
      self.probe = probe
      self.note = note
    }
  }

  /// Why an image should not be chosen any more.
  public struct Deprecation: Sendable, Hashable {
    /// A phrase without a full stop.
    public let note: String
    /// The reference of the image to use instead.
    public let successor: String?

    /// A reason and, where there is one, the image to use instead.
    public init(note: String, successor: String? = nil) {
      self.note = note
      self.successor = successor
    }
  }
}
