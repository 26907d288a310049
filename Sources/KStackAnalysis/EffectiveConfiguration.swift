internal import KStackSchema
internal import YAMLSyntax

/// What the containers of a file really run with, after merge keys and inheritance, and where each part comes from.
///
/// What inheritance and aliases repeat costs at most ``Binding/expansionLimit(_:)`` items over the whole file; beyond it the
/// parts are known, but not what they hold.
struct EffectiveConfiguration: Sendable {
  /// The apps in order, each with its sidecars: what runs together in one pod.
  private(set) var pods: [Pod] = []
  /// All of them, pod by pod.
  private(set) var containers: [Container] = []
  /// How many items inheritance and aliases repeat; at ``Binding/expansionLimit(_:)`` some may be left out.
  let repeated: Int

  struct Pod: Sendable {
    let app: Container
    fileprivate(set) var sidecars: [Container] = []

    /// The app's container first.
    var containers: [Container] { [app] + sidecars }

    fileprivate init(_ app: Container) { self.app = app }
  }

  /// A class only so that the many places that look at a container share one value; it never changes.
  final class Container: Sendable {
    /// In ``Binding/containers``.
    let index: Int
    let kind: ContainerKind
    /// The key that names it; nil for one that has no name.
    let name: YAMLNode?
    /// Its name in the cluster, `APP` or `APP-SIDECAR`; nil where a name is missing.
    let clusterName: String?
    /// Every key that holds for it, in the language's order.
    let parts: [Part]
    let ports: [Port]
    let mounts: [Mounted]
    let environment: [Variable]

    fileprivate init(
      _ written: Binding.Container, _ index: Int, clusterName: String?, parts: [Part], _ contents: Contents
    ) {
      self.index = index
      kind = written.kind
      name = written.name
      self.clusterName = clusterName
      self.parts = parts
      ports = contents.ports
      mounts = contents.mounts
      environment = contents.environment
    }

    func part(_ key: String) -> Part? {
      parts.firstIndex { $0.key.utf8.count == key.utf8.count && $0.key.name == key }.map { parts[$0] }
    }
  }

  /// Where something comes from.
  enum Origin: Sendable, Hashable {
    /// Written in the container.
    case own
    /// Brought in by the alias of a merge key, or standing behind an alias.
    case alias(YAMLNode)
    /// Taken from the app because the sidecar does not have the key.
    case inherited

    var isInherited: Bool { self == .inherited }
  }

  /// A key of a container with its value, aliases followed.
  struct Part: Sendable {
    var key: Key
    var keyNode: YAMLNode
    var value: YAMLNode
    var origin: Origin
  }

  /// A port on which a container listens.
  struct Port: Sendable {
    /// 1...65535; what does not parse is left out.
    var target: Int
    /// What its Service offers; nil for a port that is not published.
    var published: Int?
    /// `tcp` or `udp`.
    var transport: PortMapping.Transport
    /// The item of `ports`.
    var node: YAMLNode
    var origin: Origin
  }

  /// Something mounted into a container.
  struct Mounted: Sendable {
    enum Source: Sendable, Hashable {
      case volume(String), hostPath(String), relativePath(String), config(String), secret(String)
    }

    var source: Source
    /// As it is written; absolute unless it is at fault. The default for a config without a mount path.
    var path: String
    var isReadOnly: Bool
    /// The item of `volumes` or `volumesFrom`.
    var node: YAMLNode
    var origin: Origin
    /// `volumes` or `volumesFrom`.
    var key: Key
    /// Where ``path`` is written: a part of the item of `volumes`, or the value of `mountPath`; the config's name where
    /// the path is the default.
    var pathRange: Range<Int>
    /// The path without doubled and closing slashes, for comparing.
    let comparablePath: String
    /// What an item of `volumes` says; nil for one of `volumesFrom`.
    let mount: Mount?
    /// Whether ``path`` is written; kstack's default counts for a config without one.
    let writesPath: Bool
  }

  /// An environment variable that is written in the file.
  struct Variable: Sendable {
    var name: YAMLNode
    var value: YAMLNode
    var origin: Origin
  }

  init(_ binding: Binding) {
    var podOfApp: [Int: Int] = [:]
    var budget = binding.expansionLimit
    for (index, container) in binding.containers.enumerated() {
      switch container.kind {
      case .app:
        podOfApp[index] = pods.count
        pods.append(Pod(Container(container, index, app: nil, &budget)))
      case .sidecar:
        guard let app = container.app, let pod = podOfApp[app], pods.indices.contains(pod) else { continue }
        pods[pod].sidecars.append(Container(container, index, app: pods[pod].app, &budget))
      }
    }
    containers = pods.flatMap(\.containers)
    repeated = binding.expansionLimit - budget
  }
}

extension EffectiveConfiguration.Container {
  typealias Configuration = EffectiveConfiguration

  fileprivate convenience init(
    _ written: Binding.Container, _ index: Int, app: Configuration.Container?, _ budget: inout Int
  ) {
    var clusterName = written.name?.string
    if written.kind == .sidecar {
      clusterName = app?.clusterName.flatMap { prefix in clusterName.map { "\(prefix)-\($0)" } }
    }
    var parts: [Configuration.Part] = []
    parts.reserveCapacity(written.entries.count)
    // The last of several equal keys is the one that is loaded.
    var own = [Int?](repeating: nil, count: written.record.keys.count)
    for (index, entry) in written.entries.enumerated() {
      if let place = entry.place { own[place] = index }
    }
    for place in own.indices {
      let key = written.record.keys[place]
      if let index = own[place] {
        let entry = written.entries[index]
        guard let value = entry.value.dereferenced else { continue }
        let use = entry.use ?? (entry.value.kind == .alias ? entry.value : nil)
        parts.append(
          Configuration.Part(key: key, keyNode: entry.key, value: value, origin: use.map { .alias($0) } ?? .own))
      } else if key.inheritance == .whole, let part = app?.part(key.name) {
        parts.append(
          Configuration.Part(key: key, keyNode: part.keyNode, value: part.value, origin: .inherited))
      }
    }
    var contents = Configuration.Contents()
    for index in parts.indices { contents.collect(parts[index], &budget) }
    self.init(written, index, clusterName: clusterName, parts: parts, contents)
  }
}

extension EffectiveConfiguration {
  /// What the values of a container's keys say.
  fileprivate struct Contents {
    var ports: [Port] = []
    var mounts: [Mounted] = []
    var environment: [Variable] = []
  }
}

extension EffectiveConfiguration.Contents {
  fileprivate typealias Configuration = EffectiveConfiguration

  /// Reads what a key's value says by the shape of its items; no key is known by name but those that the converter
  /// itself gives a meaning.
  fileprivate mutating func collect(_ part: Configuration.Part, _ budget: inout Int) {
    if part.origin != .own, part.value.kind != .scalar {
      guard budget > 0 else { return }
      budget -= part.value.subtreeEnd - part.value.index
    }
    if let items = part.key.shape.items, part.value.kind == .sequence {
      let declaresMount = if case .record(let record) = items.mapping { record.declaresMount } else { false }
      let count = part.value.childCount
      if items.scalarKind == .portMapping { ports.reserveCapacity(ports.count + count) }
      if items.scalarKind == .mount || declaresMount { mounts.reserveCapacity(mounts.count + count) }
      for item in part.value.children {
        guard let node = item.dereferenced else { continue }
        let origin = item.kind == .alias && part.origin == .own ? .alias(item) : part.origin
        switch items.scalarKind {
        case .portMapping: if let port = Configuration.Port(node, origin) { ports.append(port) }
        case .mount: if let mount = Configuration.Mounted(mount: node, origin, part.key) { mounts.append(mount) }
        default: break
        }
        if declaresMount, let mount = Configuration.Mounted(config: node, origin, part.key) { mounts.append(mount) }
      }
    }
    if case .names(.variable, _) = part.key.shape.mapping, part.value.kind == .mapping {
      let merged = Binding.merged(part.value, limit: max(budget, 0))
      budget -= merged.cost
      environment.reserveCapacity(environment.count + merged.entries.count)
      for entry in merged.entries {
        environment.append(
          Configuration.Variable(
            name: entry.key, value: entry.value.dereferenced ?? entry.value,
            origin: entry.use.map { .alias($0) } ?? part.origin))
      }
    }
  }
}

extension EffectiveConfiguration.Port {
  /// Reads an item of `ports`, aliases followed; nil for what is no port.
  init?(_ node: YAMLNode, _ origin: EffectiveConfiguration.Origin) {
    self.node = node
    self.origin = origin
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
  fileprivate init?(mount node: YAMLNode, _ origin: EffectiveConfiguration.Origin, _ key: Key) {
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
    self.origin = origin
    self.key = key
  }

  /// `config: {name, mountPath, secret, readOnly}`, with `mountPath` beside `config` accepted too. Without a path the
  /// converter mounts at `/config/NAME`.
  fileprivate init?(config node: YAMLNode, _ origin: EffectiveConfiguration.Origin, _ key: Key) {
    guard node.kind == .mapping, let config = node.entry("config"), let name = config.entry("name"),
      name.scalarKind == .string,
      !name.value.isEmpty
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
    self.origin = origin
    self.key = key
  }
}

extension Record {
  /// An item of `volumesFrom`: it has the name of a config and a place to mount it.
  fileprivate var declaresMount: Bool { index(of: "config".utf8) != nil && index(of: "mountPath".utf8) != nil }
}

extension YAMLNode {
  /// The value of a key of a mapping, merge keys and aliases followed; nil where there is none.
  func entry(_ name: String) -> YAMLNode? {
    var found: YAMLNode?
    for entry in entries {
      if entry.key.isMergeKey {
        found = Binding.entries(of: self, limit: Binding.depthLimit).last { $0.key.says(name) }?.value
        break
      }
      if entry.key.says(name) { found = entry.value }
    }
    return found?.dereferenced
  }

  /// The whole number behind a key.
  func integer(_ name: String) -> Int? {
    guard let value = entry(name) else { return nil }
    if let number = value.shortInteger { return number }
    guard case .integer(_, let number) = value.loaded else { return nil }
    return number
  }
}
