/// What a scalar value means in the language. A closed set: a check, a completion list or a hover that depends
/// on the meaning of a value switches over this enum and nothing else.
public enum ScalarType: Sendable, Hashable {
  /// Any text that YAML loads as a string.
  case string
  /// `true` or `false` as YAML 1.1 reads them (also `yes`, `no`, `on`, `off`).
  case boolean
  /// A whole number within bounds, both inclusive.
  case integer(ClosedRange<Int>)
  /// A string, number or boolean: the value of an environment variable. Everything a container receives is text.
  case environmentValue
  /// One of a few fixed words.
  case enumeration([Choice])
  /// A container image reference, such as `registry:5000/team/app:1.2@sha256:…`. See ``ImageReference``.
  case imageReference
  /// The text form of a port, such as `"8080:80/tcp"`. See ``PortMapping``.
  case portMapping
  /// The text form of a volume mount, `SOURCE:PATH[:ro|:rw]`. See ``Mount``.
  case mount
  /// A Kubernetes quantity, such as `500m` or `1Gi`; plain numbers too. See ``Quantity``.
  case quantity(Resource)
  /// An absolute path inside a container.
  case containerPath
  /// The path of a file on the author's machine, relative to the stack file.
  case filePath
  /// An HTTP path, such as `/healthz`.
  case urlPath
  /// The name of something declared elsewhere in the file.
  case refersTo(NameKind)

  /// The cases without what belongs to them.
  public enum Kind: Int, Sendable, Hashable, CaseIterable {
    case string, boolean, integer, environmentValue, enumeration, imageReference, portMapping, mount, quantity
    case containerPath, filePath, urlPath, refersTo
  }

  /// Which case it is.
  public var kind: Kind {
    switch self {
    case .string: .string
    case .boolean: .boolean
    case .integer: .integer
    case .environmentValue: .environmentValue
    case .enumeration: .enumeration
    case .imageReference: .imageReference
    case .portMapping: .portMapping
    case .mount: .mount
    case .quantity: .quantity
    case .containerPath: .containerPath
    case .filePath: .filePath
    case .urlPath: .urlPath
    case .refersTo: .refersTo
    }
  }

  /// One word of an enumeration and what it means.
  public struct Choice: Sendable, Hashable {
    /// As it is written.
    public let value: String
    /// What it means, in a few words.
    public let summary: String

    /// A word and its meaning, in a few words.
    public init(_ value: String, _ summary: String) {
      self.value = value
      self.summary = summary
    }
  }

  /// What a quantity measures; memory and cpu accept the same grammar but are completed differently.
  public enum Resource: Sendable, Hashable {
    case memory, cpu, storage
  }
}

/// A kind of thing that a file gives a name to.
public enum NameKind: Int, Sendable, Hashable, CaseIterable {
  case app, sidecar, volume, config, secret
  /// The name of an environment variable.
  case variable
  /// A host name under `expose`.
  case domain
  /// A name that nothing else in the file refers to, such as a label or a file inside a config.
  case free
}
