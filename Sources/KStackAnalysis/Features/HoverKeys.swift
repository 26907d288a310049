internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// What is said of keys: those of the language and those that are names.
extension HoverText {
  func key(_ node: YAMLNode) -> String? {
    if node.isMergeKey { return merge(node) }
    guard node.kind == .scalar else { return nil }
    guard let bound = binding.bound(node) else { return unknownKey(node) }
    guard let key = bound.key else { return nil }
    if key.shape === bound.shape, node.says(key.utf8) { return languageKey(key, node, bound) }
    switch bound.nameKind {
    case .app, .sidecar: return container(named: node)
    case .volume: return volume(named: node)
    case .config: return config(named: node)
    case .secret: return secret(named: node)
    case .variable: return variable(named: node, bound)
    case .domain: return domain(node, bound)
    case .free, nil: return Documentation.brief(of: key)
    }
  }

  private func languageKey(_ key: Key, _ node: YAMLNode, _ bound: Binding.Bound) -> String {
    let kind = bound.container.flatMap { binding.containers.element($0)?.kind }
    var facts: [String] = []
    if bound.record?.container == .sidecar, key.inheritance == .whole, let fact = replacement(of: key, bound) {
      facts.append(fact)
    }
    if let mount = configMount(around: node) {
      facts.append("Here: " + sentence(of: mount, in: bound.container))
    } else if let port = portItem(around: node) {
      facts += portFacts(port, in: bound.container)
    }
    // Inside a container's own keys its kind says nothing; there the words on sidecars are about other keys.
    return Documentation.markdown(of: key, in: bound.record?.container == nil ? nil : kind, facts: facts)
  }

  /// What becomes of the app's value when a sidecar writes the key itself.
  private func replacement(of key: Key, _ bound: Binding.Bound) -> String? {
    guard let sidecar = bound.container, let app = binding.containers.element(sidecar)?.app,
      let name = binding.containers.element(app)?.name
    else { return nil }
    let appName = Markdown.code(name.string)
    let keyName = Markdown.code(key.name)
    guard let value = entry(key.name, of: app) else { return "The app \(appName) has no \(keyName) to inherit" }
    let count = value.kind == .sequence ? value.items.count : 1
    return "Here: replaces the \(keyName) of the app \(appName) (\(count) \(count == 1 ? "item" : "items")) as a whole"
  }

  private func unknownKey(_ node: YAMLNode) -> String? {
    let name = Markdown.code(node.string)
    guard let unknown = binding.unknownKeys.first(where: { $0.entry.key == node }) else {
      guard let parent = node.parent, case .record(let record) = binding.bound(parent)?.shape.mapping,
        let prefix = record.freePrefix, node.value.starts(with: prefix.utf8)
      else { return nil }
      return
        "**\(name)** is the author's own: kstack ignores keys that start with \(Markdown.code(prefix)), a place for "
        + "anchors"
    }
    let reader = file.context.language.reader
    let outcome = unknown.isRejected ? "\(reader) rejects the file" : "\(reader) ignores it"
    if unknown.isNestedSidecars(in: binding) {
      return "**\(name)** is a key of apps; kstack rejects a sidecar inside a sidecar"
    }
    if unknown.belongsToApp(in: binding) { return "**\(name)** is a key of apps; in a sidecar kstack ignores it" }
    guard let meant = unknown.meant else { return "**\(name)** is not a key of the language; \(outcome)" }
    return Markdown.blocks([
      "**\(name)** is not a key of the language; did you mean \(Markdown.code(meant.name))?",
      Documentation.brief(of: meant),
    ])
  }

  // MARK: Declarations

  /// A volume under the top-level `volumes`.
  private func volume(named node: YAMLNode) -> String {
    let name = node.string
    let size = node.partner?.dereferenced.flatMap { child("size", of: $0) }?.string
    var items = ["PersistentVolumeClaim \(Markdown.code(name)), \(Markdown.code(size ?? "1Gi"))"]
    if size == nil { items[0] += " by default" }
    var users: [String] = []
    for bound in binding.scalars(.mount) {
      guard case .success(let mount) = Mount.parse(bound.node.value), mount.source.kind == .volume,
        mount.source.text == name
      else { continue }
      let mode = mount.mode == .readOnly ? " (read-only)" : ""
      users.append("\(label(of: bound.container)) at \(Markdown.code(mount.path))\(mode)")
    }
    items.append("Mounted by: " + list(users, none: "nothing in this file"))
    return Markdown.blocks(["**Volume** \(Markdown.code(name))", Markdown.list(items)])
  }

  /// A config under the top-level `configs`.
  private func config(named node: YAMLNode) -> String {
    let name = node.string
    let items = [
      "ConfigMap \(Markdown.code("config-" + name)): \(origin(ofConfig: node))", "Used by: " + users(of: name, .config),
    ]
    return Markdown.blocks(["**Config** \(Markdown.code(name))", Markdown.list(items)])
  }

  private func secret(named node: YAMLNode) -> String {
    let name = node.string
    let isExternal = node.partner?.dereferenced.flatMap { child("external", of: $0) }?.loaded == .boolean(true)
    let items = [
      "Secret \(Markdown.code(name)): "
        + (isExternal ? "already in the cluster" : "kstack creates no Secrets, so it needs `external: true`"),
      "Used by: " + users(of: name, .secret),
    ]
    return Markdown.blocks(["**Secret** \(Markdown.code(name))", Markdown.list(items)])
  }

  /// Where a config's files come from, given the key that declares it.
  func origin(ofConfig node: YAMLNode) -> String {
    guard let body = node.partner?.dereferenced else { return "declared without files" }
    if child("external", of: body)?.loaded == .boolean(true) { return "already in the cluster (`external: true`)" }
    var sources: [String] = []
    if let file = child("file", of: body) { sources.append("made from the file \(Markdown.code(file.string))") }
    if let data = child("data", of: body) {
      let names = data.entries.prefix(9).map { Markdown.code($0.key.string) }
      sources.append(
        "with the \(names.count == 1 ? "file" : "files") " + list(Array(names), none: "of an empty `data`", limit: 8))
    }
    return sources.isEmpty ? "declared without files" : sources.joined(separator: ", ")
  }

  private func users(of name: String, _ kind: NameKind) -> String {
    let users = file.names.references.filter { $0.kind == kind && $0.bound.node.string == name }
    return list(users.map { label(of: $0.bound.container) }, none: "nothing in this file")
  }

  /// A host under `expose`.
  private func domain(_ node: YAMLNode, _ bound: Binding.Bound) -> String {
    let route = node.partner?.dereferenced
    let scheme = route.flatMap { child("protocol", of: $0) }?.string ?? "http"
    let path = route.flatMap { child("path", of: $0) }?.string ?? "/"
    let port = route.flatMap { child("port", of: $0) }?.string ?? "80"
    var items: [String] = []
    if let app = bound.container.map(clusterName) {
      items.append(
        "Ingress \(Markdown.code(app + "-ingress")) → Service \(Markdown.code(app)), port \(Markdown.code(port))")
    }
    let className = route.flatMap { child("ingressClassName", of: $0) }?.string ?? "traefik"
    items.append("Served by the ingress controller of the class \(Markdown.code(className))")
    return Markdown.blocks([
      "**Domain** \(Markdown.code(node.string)), reached at \(Markdown.code("\(scheme)://\(node.string)\(path)"))",
      Markdown.list(items),
    ])
  }
}

extension Binding.Bound {
  /// For a key that is a name and for its value: what the name is of.
  var nameKind: NameKind? {
    guard let key else { return nil }
    for shape in [key.shape, key.shape.items].compactMap({ $0 }) {
      if case .names(let kind, let value) = shape.mapping, value === self.shape { return kind }
    }
    return nil
  }
}

extension Array {
  /// The element at an index that may be none.
  func element(_ index: Int?) -> Element? {
    guard let index, indices.contains(index) else { return nil }
    return self[index]
  }
}
