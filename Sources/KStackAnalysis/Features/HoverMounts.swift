internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// What is said of volumes, configs and secrets where a container uses them.
extension HoverText {
  // MARK: Volumes

  func mount(_ node: YAMLNode, _ bound: Binding.Bound) -> String {
    guard case .success(let mount) = Mount.parse(node.value) else {
      return "**\(Markdown.code(node.string))** is no mount: write `SOURCE:PATH` or `SOURCE:PATH:ro`"
    }
    let source = Markdown.code(mount.source.text)
    let place = "mounted at \(Markdown.code(mount.path)), \(mount.mode.inWords)"
    var items: [String] = []
    var declaration: String?
    var title: String
    switch mount.source.kind {
    case .hostPath:
      title = "**Host path** \(source), \(place)"
      items.append("A directory of the node that the pod runs on; another node has other files")
    case .relativePath:
      title = "**\(source)**, \(place)"
      items.append("A relative path cannot work: kstack takes it for a volume's name")
    case .volume:
      title = "**Volume** \(source), \(place)"
      if let key = file.names.declaration(of: mount.source.text, .volume), let value = key.partner {
        let size = value.dereferenced.flatMap { child("size", of: $0) }?.string
        items.append(
          "PersistentVolumeClaim \(source), \(Markdown.code(size ?? "1Gi"))" + (size == nil ? " by default" : ""))
        declaration = Markdown.yaml(lines(of: YAMLNode.Entry(key: key, value: value)))
      } else {
        items.append("PersistentVolumeClaim \(source), not declared under the top-level `volumes`")
      }
    }
    if let index = bound.container {
      let others = sharers(of: mount, with: index)
      if !others.isEmpty { items.append("Shared with: " + list(others, none: "")) }
      if let use = use(of: mount.comparablePath, by: index) { items.append(use) }
    }
    return Markdown.blocks([title, Markdown.list(items), declaration ?? ""])
  }

  /// The other containers of the app that mount the same source.
  private func sharers(of mount: Mount, with index: Int) -> [String] {
    var budget = 2_000
    var found: [String] = []
    for other in family(of: index) where other != index {
      guard let items = effectiveEntry("volumes", of: other) else { continue }
      let isInherited = entry("volumes", of: other) == nil
      for item in items.items.prefix(budget) {
        budget -= 1
        guard let node = item.dereferenced, case .success(let theirs) = Mount.parse(node.value),
          theirs.source.text == mount.source.text
        else { continue }
        let inherited = isInherited ? ", inherited" : ""
        found.append("\(label(of: other)) at \(Markdown.code(theirs.path)) (\(theirs.mode.inWords)\(inherited))")
      }
      if budget <= 0 { break }
    }
    return found
  }

  /// What the image of a container keeps or looks for at a path.
  private func use(of path: String, by index: Int) -> String? {
    guard let image = knownImage(of: index) else { return nil }
    let name = Markdown.code(image.reference)
    if let data = image.dataPaths.first(where: { $0.path == path }) {
      return "\(name) uses it for: \(Markdown.escape(data.purpose ?? "its data"))"
    }
    guard let config = image.configPath, config.path == path || config.path.hasPrefix(path + "/") else { return nil }
    return "\(name) reads \(Documentation.markdown(of: config))"
  }

  // MARK: Configs

  /// An item of `volumesFrom`.
  struct ConfigMount {
    var name: String
    var path: String?
    var subPath: String?
    var isSecret: Bool

    /// What holds the files in the cluster.
    var object: String {
      isSecret ? "Secret \(Markdown.code(name))" : "ConfigMap \(Markdown.code("config-" + name))"
    }
  }

  /// The item of `volumesFrom` that a node stands in.
  func configMount(around node: YAMLNode) -> ConfigMount? {
    var item = node
    for _ in 0..<4 where item.role != .item {
      guard let parent = item.parent else { return nil }
      item = parent
    }
    guard item.role == .item, item.kind == .mapping, let bound = binding.bound(item),
      case .record(let record) = bound.shape.mapping,
      record.key("mountPath".utf8) != nil, let config = child("config", of: item),
      let name = child("name", of: config), name.kind == .scalar
    else { return nil }
    return ConfigMount(
      name: name.string, path: (child("mountPath", of: config) ?? child("mountPath", of: item))?.string,
      subPath: child("subPath", of: config)?.string,
      isSecret: child("secret", of: config)?.loaded == .boolean(true))
  }

  /// One line: what is mounted where.
  func sentence(of mount: ConfigMount, in index: Int?) -> String {
    let path = Markdown.code(mount.path ?? "/config/" + mount.name)
    let part = mount.subPath.map { "the file \(Markdown.code($0)) of the " } ?? ""
    return "\(part)\(mount.object) is mounted at \(path)" + (mount.path == nil ? ", the default" : "")
  }

  func describe(_ mount: ConfigMount, in index: Int?) -> String {
    var title = "**\(mount.isSecret ? "Secret" : "ConfigMap")** "
    title += Markdown.code(mount.isSecret ? mount.name : "config-" + mount.name)
    title += ", mounted at \(Markdown.code(mount.path ?? "/config/" + mount.name))"
    if mount.path == nil { title += " by default" }
    if let file = mount.subPath { title += ", only its file \(Markdown.code(file))" }
    var items: [String] = []
    if let image = knownImage(of: index), let path = image.configPath {
      items.append("\(Markdown.code(image.reference)) reads \(Documentation.markdown(of: path))")
    }
    let (state, text) = declaration(of: mount.name, mount.isSecret ? .secret : .config)
    return Markdown.blocks([title, Markdown.list(items + [state]), text])
  }

  // MARK: References

  /// A scalar that names something declared elsewhere.
  func reference(_ node: YAMLNode, _ bound: Binding.Bound, _ kind: NameKind, place: YAMLNode) -> String {
    if let mount = configMount(around: place), mount.name == node.string { return describe(mount, in: bound.container) }
    let name = kind == .config ? "config-" + node.string : node.string
    let (state, text) = declaration(of: node.string, kind)
    let title =
      switch kind {
      case .config:
        "**ConfigMap** \(Markdown.code(name)): its entries become variables of the \(label(of: bound.container))"
      case .secret:
        "**Secret** \(Markdown.code(name)): its entries become variables of the \(label(of: bound.container))"
      default: "**\(Markdown.code(name))**: \(kind.inWords)"
      }
    return Markdown.blocks([title, Markdown.list([state]), text])
  }

  /// Whether and how a name is declared, and the declaration's text.
  private func declaration(of name: String, _ kind: NameKind) -> (state: String, text: String) {
    let section = file.context.language.section(declaring: kind)?.name ?? "\(kind)s"
    let place = "the top-level \(Markdown.code(section))"
    guard let key = file.names.declaration(of: name, kind), let value = key.partner else {
      return ("Not declared under \(place): kstack refuses the file", "")
    }
    let text = Markdown.yaml(lines(of: YAMLNode.Entry(key: key, value: value)))
    guard kind == .config else { return ("Declared under \(place)", text) }
    return ("Declared under \(place): \(origin(ofConfig: key))", text)
  }
}

extension Mount.Mode {
  fileprivate var inWords: String {
    switch self {
    case .readOnly: "read-only"
    case .readWrite: "read-write"
    }
  }
}
