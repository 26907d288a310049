internal import KStackSchema

/// The repository that an image reference names, in one spelling for all of its equal forms: tag and digest are
/// dropped, and Docker Hub's shorthand is written out, so that `nginx:1.29`, `library/nginx` and
/// `docker.io/library/nginx@sha256:…` are one name.
///
/// Any text is accepted; text that is no reference gives a name that nothing else has.
struct RepositoryName: Hashable {
  let registry: String
  let path: String

  init(_ reference: String) {
    var reference = reference
    self = reference.withUTF8 { RepositoryName($0) }
  }

  private init(_ reference: UnsafeBufferPointer<UInt8>) {
    var name = reference[...]
    let slash = UInt8(ascii: "/")
    if let at = name.firstIndex(of: UInt8(ascii: "@")) { name = name[..<at] }
    if let colon = name.lastIndex(of: UInt8(ascii: ":")), !name[colon...].contains(slash) { name = name[..<colon] }
    var registry = Self.dockerHub
    if let end = name.firstIndex(of: slash), Self.isRegistry(name[..<end]) {
      registry = String(decoding: name[..<end], as: UTF8.self)
      name = name[end...].dropFirst()
      if ImageReference.otherNamesOfDefaultRegistry.contains(registry) { registry = Self.dockerHub }
    }
    self.registry = registry
    let path = String(decoding: name, as: UTF8.self)
    self.path = registry == Self.dockerHub && !name.contains(slash) ? Self.official + path : path
  }

  /// The name as people write it: without registry and `library/` where Docker Hub does not need them.
  var familiar: String {
    guard registry == Self.dockerHub else { return "\(registry)/\(path)" }
    return path.hasPrefix(Self.official) ? String(path.dropFirst(Self.official.count)) : path
  }

  private static let dockerHub = ImageReference.defaultRegistry
  /// Where Docker Hub keeps the images whose names have one component.
  private static let official = "library/"

  /// The rule of the reference grammar: a first component with a dot or a port, or `localhost`, is a registry.
  private static func isRegistry(_ component: some Collection<UInt8>) -> Bool {
    component.elementsEqual("localhost".utf8)
      || component.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
  }
}
