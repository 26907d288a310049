internal import KStackSchema
internal import YAMLSyntax

extension EffectiveConfiguration.Port {
  /// Reads an item of `ports`, aliases followed; nil for what is no port.
  init?(_ node: YAMLNode, _ origin: EffectiveConfiguration.OriginPlace) {
    self.node = node
    place = origin
    if node.kind == .scalar {
      guard node.scalarKind == .string, case .success(let mapping) = PortMapping.parse(node.value) else { return nil }
      target = mapping.target.number
      published = mapping.published?.number
      transport = mapping.transport
      return
    }
    guard let target = node.integer("target"), PortMapping.bounds.contains(target) else { return nil }
    self.target = target
    // A number or a word that is at fault says nothing of what is meant.
    published = node.integer("published")
    guard published.map(PortMapping.bounds.contains) ?? (node.entry("published") == nil) else { return nil }
    let word = node.entry("protocol")
    guard let transport = word.map({ PortMapping.Transport(rawValue: $0.string) }) ?? .tcp else { return nil }
    self.transport = transport
  }
}

extension EffectiveConfiguration.Mounted {
  /// Reads an item of `volumes`, aliases followed; nil for what is no mount.
  init?(mount node: YAMLNode, _ origin: EffectiveConfiguration.OriginPlace, _ key: Key) {
    guard node.kind == .scalar, node.scalarKind == .string, case .success(let mount) = Mount.parse(node.value) else {
      return nil
    }
    switch mount.source.kind {
    case .volume: source = .volume(mount.source.text)
    case .hostPath: source = .hostPath(mount.source.text)
    case .relativePath: source = .relativePath(mount.source.text)
    }
    path = mount.path
    pathRange = node.part(mount.pathRange)
    comparablePath = mount.comparablePath
    isReadOnly = mount.mode == .readOnly
    self.mount = mount
    writesPath = true
    self.node = node
    place = origin
    self.key = key
  }

  /// `config: {name, mountPath, secret, readOnly}`, with `mountPath` beside `config` accepted too. Without a path the
  /// converter mounts at `/config/NAME`.
  init?(config node: YAMLNode, _ origin: EffectiveConfiguration.OriginPlace, _ key: Key) {
    guard node.kind == .mapping, let config = node.entry("config"), let name = config.entry("name"),
      name.scalarKind == .string, !name.value.isEmpty
    else { return nil }
    let isSecret = config.entry("secret")?.loaded == .boolean(true)
    source = isSecret ? .secret(name.string) : .config(name.string)
    let written = config.entry("mountPath") ?? node.entry("mountPath")
    path = written?.string ?? "/config/\(name.string)"
    pathRange = written?.range ?? name.range
    comparablePath = Mount.comparable(path)
    isReadOnly = config.entry("readOnly")?.loaded == .boolean(true)
    mount = nil
    writesPath = written != nil
    self.node = node
    place = origin
    self.key = key
  }
}

extension YAMLNode {
  /// The value of a key of a mapping, merge keys and aliases followed; nil where there is none.
  func entry(_ name: String) -> YAMLNode? {
    let written = written(name)
    let value =
      written.hasMergeKey
      ? Binding.entries(of: self, limit: Binding.depthLimit).last { $0.key.says(name) }?.value : written.value
    return value?.dereferenced
  }

  /// The whole number behind a key.
  func integer(_ name: String) -> Int? {
    guard let value = entry(name) else { return nil }
    if let number = value.shortInteger { return number }
    guard case .integer(_, let number) = value.loaded else { return nil }
    return number
  }
}
