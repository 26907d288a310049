internal import KStackSchema
internal import YAMLSyntax

/// A domain under `expose` with what is written below it.
struct ExposedRoute {
  /// The key.
  var domain: YAMLNode
  /// A mapping.
  var body: YAMLNode
  /// The alias that brought it in.
  var use: YAMLNode?
  /// Whether all keys of the body are known, so that what seems to be missing is.
  var isReadable: Bool
}

extension EffectiveConfiguration.Container {
  /// The domains that the container is reached by, in order; those of another form are left out.
  var routes: [ExposedRoute] {
    var routes: [ExposedRoute] = []
    for part in parts {
      guard let items = part.key.shape.items, case .names(.domain, let shape) = items.mapping,
        case .record(let record) = shape.mapping
      else { continue }
      for written in part.value.items {
        guard let item = written.dereferenced, item.kind == .mapping else { continue }
        let itemUse = part.origin.use ?? (written.kind == .alias ? written : nil)
        for entry in Binding.entries(of: item, limit: Binding.depthLimit) {
          guard let body = entry.value.dereferenced, body.kind == .mapping else { continue }
          let use = itemUse ?? entry.use ?? (entry.value.kind == .alias ? entry.value : nil)
          let isReadable = body.entries.allSatisfy { record.key($0.key.value) != nil }
          routes.append(ExposedRoute(domain: entry.key, body: body, use: use, isReadable: isReadable))
        }
      }
    }
    return routes
  }
}
