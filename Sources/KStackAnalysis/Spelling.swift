internal import YAMLSyntax

/// What a scalar says, as the key of a dictionary. It is bytes, because strings that look alike are equal, and hashed as
/// a whole, where an array's slice is hashed byte by byte.
struct Spelling: Hashable {
  private let bytes: ArraySlice<UInt8>

  init(_ node: YAMLNode) { self.init(node.value) }

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
