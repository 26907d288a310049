extension Shape {
  /// What may stand here, in plain words with markdown code marks: "a list of mounts", "one of `tcp`, `udp`".
  public var inWords: String {
    if isFree { return scalar == nil ? "anything" : "any single value" }
    var forms: [String] = []
    if let scalar { forms.append(scalar.inWords) }
    if let items { forms.append("a list, each item " + items.inWords) }
    switch mapping {
    case .record(let record): forms.append("a mapping that describes the \(record.noun)")
    case .names(let kind, let value):
      forms.append("a mapping, each key \(kind.inWords), each value \(value.inWords)")
    case nil: break
    }
    if allowsNull { forms.append("nothing") }
    return forms.joined(separator: ", or ")
  }
}

extension NameKind {
  /// With its article: "an app's name".
  public var inWords: String {
    switch self {
    case .app: "an app's name"
    case .sidecar: "a sidecar's name"
    case .volume: "a volume's name"
    case .config: "a config's name"
    case .secret: "a secret's name"
    case .variable: "a variable's name"
    case .domain: "a domain"
    case .free: "a name of your choice"
    }
  }
}

extension ScalarType {
  /// With its article: "a whole number from 1 to 65535".
  public var inWords: String {
    switch self {
    case .string: "a text"
    case .boolean: "`true` or `false`"
    case .integer(let bounds):
      bounds.upperBound >= Int(Int32.max)
        ? "a whole number of at least \(bounds.lowerBound)"
        : "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .environmentValue: "a text, a number or a boolean"
    case .enumeration(let choices):
      (choices.count == 1 ? "only " : "one of ") + choices.map { "`\($0.value)`" }.joined(separator: ", ")
    case .imageReference: "an image reference, `[REGISTRY/]NAME[:TAG][@DIGEST]`"
    case .portMapping: "a port as quoted text, `\"PUBLISHED:CONTAINER/PROTOCOL\"` or `\"CONTAINER\"`"
    case .mount: "a mount, `SOURCE:PATH[:ro|:rw]`"
    case .quantity(.memory): "a quantity of memory, such as `256Mi`"
    case .quantity(.cpu): "a quantity of processor cores, such as `500m`"
    case .quantity(.storage): "a quantity of storage, such as `5Gi`"
    case .containerPath: "an absolute path in the container"
    case .filePath: "a path relative to the stack file"
    case .urlPath: "an HTTP path that starts with `/`"
    case .refersTo(let kind): "\(kind.inWords), declared in this file"
    }
  }
}
