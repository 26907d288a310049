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
    var name = reference[...]
    if let at = name.firstIndex(of: "@") { name = name[..<at] }
    if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") { name = name[..<colon] }
    var registry = Self.dockerHub
    if let slash = name.firstIndex(of: "/"), Self.isRegistry(name[..<slash]) {
      registry = String(name[..<slash])
      name = name[slash...].dropFirst()
      if ImageReference.otherNamesOfDefaultRegistry.contains(registry) { registry = Self.dockerHub }
    }
    self.registry = registry
    path = registry == Self.dockerHub && !name.contains("/") ? "library/\(name)" : String(name)
  }

  /// The name as people write it: without registry and `library/` where Docker Hub does not need them.
  var familiar: String {
    guard registry == Self.dockerHub else { return "\(registry)/\(path)" }
    let official = "library/"
    return path.hasPrefix(official) ? String(path.dropFirst(official.count)) : path
  }

  private static let dockerHub = ImageReference.defaultRegistry

  /// The rule of the reference grammar: a first component with a dot or a port, or `localhost`, is a registry.
  private static func isRegistry(_ component: Substring) -> Bool {
    component == "localhost" || component.contains { $0 == "." || $0 == ":" }
  }
}
