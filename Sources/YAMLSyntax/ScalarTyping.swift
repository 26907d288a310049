/// What the loader makes of a scalar node.
extension YAMLNode {
  /// What Python holds after loading it. A failure for nodes that are no scalars.
  public var loaded: LoadedScalar {
    guard kind == .scalar else { return .failure("not a scalar") }
    // `!` alone is no tag to PyYAML.
    if let tag, resolvedTag != nil {
      return LoadedScalar(text: string, tag: tree.text.string(in: tag))
    }
    guard resolvesByLook else { return .string(string) }
    let place = valuePlace
    return LoadedScalar(plain: place.bytes, in: place.range)
  }

  /// What a number of up to nine decimal digits says, the first of which is not 0; nil for every other scalar, also for
  /// one that loads as a whole number of another form.
  public var shortInteger: Int? {
    let bytes = value
    guard resolvesByLook, scalarKind == .integer, bytes.count <= 9, bytes.first != UInt8(ascii: "0") else { return nil }
    var number = 0
    for byte in bytes {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }

  /// A key that merges: `<<`, unquoted.
  @inlinable public var isMergeKey: Bool { role == .key && kind == .scalar && scalarKind == .merge }
}

extension ScalarKind {
  /// By the tag, where it is one of a scalar type; nil for a tag that leaves the type to the look, or has another.
  init?(_ tag: YAMLTag) {
    switch tag {
    case .null: self = .null
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .float: self = .float
    case .timestamp: self = .timestamp
    default: return nil
    }
  }
}
