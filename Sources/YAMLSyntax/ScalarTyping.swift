/// What the loader makes of a scalar node.
extension YAMLNode {
  /// Its type to YAML 1.1: by its tag, else by its look, else a string. `.string` for nodes that are no scalars.
  public var scalarKind: ScalarKind {
    switch resolvedTag {
    case .null: return .null
    case .boolean: return .boolean
    case .integer: return .integer
    case .float: return .float
    case .timestamp: return .timestamp
    case nil where resolvesByLook:
      let place = valuePlace
      return ScalarResolution.kind(ofPlain: place.bytes, in: place.range)
    default: return .string
    }
  }

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

  /// A key that merges: `<<`, unquoted.
  public var isMergeKey: Bool { role == .key && kind == .scalar && scalarKind == .merge }
}
