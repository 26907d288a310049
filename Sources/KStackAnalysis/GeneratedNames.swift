internal import KStackSchema
internal import YAMLSyntax

/// A name that kstack's converter gives to an object in the cluster.
struct GeneratedName {
  enum Object: Hashable, CaseIterable {
    /// The app's Deployment.
    case deployment
    /// The sidecar's container.
    case container
    /// A Service for other apps, or one with a suffix: `-lb`, `-ingress`.
    case service, loadBalancer, ingress
  }

  var text: String
  var object: Object
  /// The key that the name is made from.
  var key: YAMLNode
  /// An index of ``Binding/containers``.
  var container: Int

  /// Services share one space of names, whatever they are for.
  var isService: Bool { object == .service || object == .loadBalancer || object == .ingress }

  /// All that ``suffix(_:)`` may be, without the empty one.
  static let suffixes = Set(Object.allCases.map(suffix)).subtracting([""])

  /// Whether a name ends like one that the converter has added to.
  static func hasSuffix(_ name: String) -> Bool {
    // Most names are done by their last letter.
    lastBytes.contains(name.utf8.last ?? 0) && suffixes.contains(where: name.hasSuffix)
  }

  private static let lastBytes = suffixes.compactMap(\.utf8.last)

  /// In bytes.
  static let longestSuffix = suffixes.map(\.utf8.count).max() ?? 0

  /// What the converter adds to the name of the app or sidecar.
  static func suffix(_ object: Object) -> String {
    switch object {
    case .loadBalancer: "-lb"
    case .ingress: "-ingress"
    case .deployment, .container, .service: ""
    }
  }
}

extension EffectiveConfiguration.Container {
  /// What the converter makes of an app or a sidecar: nothing where a name is missing.
  var generatedNames: [GeneratedName] {
    guard let clusterName, let name else { return [] }
    var objects: [GeneratedName.Object] = []
    switch kind {
    case .app:
      objects.append(.deployment)
      if hasPorts { objects.append(.service) }
      if ports.count > 1 { objects.append(.loadBalancer) }
      if !routes.isEmpty { objects.append(.ingress) }
    case .sidecar:
      objects.append(.container)
      if hasPorts { objects.append(.service) }
      if ports.contains(where: { $0.published != nil }) { objects.append(.loadBalancer) }
    }
    return objects.map {
      GeneratedName(text: clusterName + GeneratedName.suffix($0), object: $0, key: name, container: index)
    }
  }
}
