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
    private(set) var sidecars: [Container] = []
    /// The app's container first.
    private(set) var containers: [Container]

    fileprivate init(_ app: Container) {
      self.app = app
      containers = [app]
    }

    fileprivate mutating func add(_ sidecar: Container) {
      sidecars.append(sidecar)
      containers.append(sidecar)
    }
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
    /// Those of ``environment`` whose values name hosts with their ports.
    let addresses: [Address]

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
      addresses = contents.addresses
    }

    func part(_ key: String) -> Part? {
      for index in parts.indices where parts[index].key.utf8.count == key.utf8.count && parts[index].key.name == key {
        return parts[index]
      }
      return nil
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

  /// An ``Origin`` as a number, the index of the alias where there is one: a file has many, and copying a number costs
  /// nothing.
  struct OriginPlace: Sendable, Equatable {
    static let own = OriginPlace(index: -1)
    static let inherited = OriginPlace(index: -2)
    private let index: Int32

    private init(index: Int32) { self.index = index }

    init(alias: YAMLNode) { index = alias.index32 }

    init(_ origin: Origin) {
      switch origin {
      case .own: self = .own
      case .inherited: self = .inherited
      case .alias(let alias): self.init(alias: alias)
      }
    }

    /// - Parameter node: any of the tree.
    func origin(_ node: YAMLNode) -> Origin {
      self == .inherited ? .inherited : node.node(index).map { .alias($0) } ?? .own
    }
  }

  /// A key of a container with its value, aliases followed.
  struct Part: Sendable {
    let key: Key
    let keyNode: YAMLNode
    private let valueIndex: Int32
    fileprivate let place: OriginPlace

    /// Where ``key`` stands among those of the container's record.
    fileprivate let order: Int

    fileprivate init(key: Key, _ order: Int, keyNode: YAMLNode, value: YAMLNode, _ place: OriginPlace) {
      (self.key, self.order, self.keyNode, self.place) = (key, order, keyNode, place)
      valueIndex = value.index32
    }

    var value: YAMLNode { keyNode.node(valueIndex) ?? keyNode }
    var origin: Origin { place.origin(keyNode) }
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
    let place: OriginPlace

    var origin: Origin { place.origin(node) }
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
    let place: OriginPlace
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

    var origin: Origin { place.origin(node) }
  }

  /// An environment variable that is written in the file.
  struct Variable: Sendable {
    let name: YAMLNode
    private let valueIndex: Int32
    private let place: OriginPlace

    fileprivate init(name: YAMLNode, value: YAMLNode, _ place: OriginPlace) {
      (self.name, self.place) = (name, place)
      valueIndex = value.index32
    }

    var value: YAMLNode { name.node(valueIndex) ?? name }
    var origin: Origin { place.origin(name) }
  }

  /// A variable with the places in its value that name a host and its port, at least one.
  struct Address: Sendable {
    let variable: Variable
    let mentions: [HostMention]
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
        pods[pod].add(Container(container, index, app: pods[pod].app, &budget))
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
    let parts = Self.parts(of: written, app: app)
    var contents = Configuration.Contents()
    for index in parts.indices { contents.collect(parts[index], &budget) }
    self.init(written, index, clusterName: clusterName, parts: parts, contents)
  }

  /// What is written in the container and what it takes from its app, in the language's order.
  private static func parts(of written: Binding.Container, app: Configuration.Container?) -> [Configuration.Part] {
    var parts: [Configuration.Part] = []
    parts.reserveCapacity(written.entries.count + (app?.parts.count ?? 0))
    var isWritten = [Bool](repeating: false, count: written.record.keys.count)
    for entry in written.entries {
      guard let place = entry.place else { continue }
      isWritten[place] = true
      // The last of several equal keys is the one that is loaded.
      let index = parts.placeOfPart(place)
      if index < parts.count, parts[index].order == place { parts.remove(at: index) }
      guard let value = entry.value.dereferenced else { continue }
      let use = entry.use ?? (entry.value.kind == .alias ? entry.value : nil)
      let origin = use.map { Configuration.OriginPlace(alias: $0) } ?? .own
      let key = written.record.keys[place]
      parts.insert(Configuration.Part(key: key, place, keyNode: entry.key, value: value, origin), at: index)
    }
    for part in app?.parts ?? [] {
      guard let place = written.record.index(of: part.key.utf8), !isWritten[place] else { continue }
      let key = written.record.keys[place]
      guard key.inheritance == .whole else { continue }
      let inherited = Configuration.Part(key: key, place, keyNode: part.keyNode, value: part.value, .inherited)
      parts.insert(inherited, at: parts.placeOfPart(place))
    }
    return parts
  }
}

extension [EffectiveConfiguration.Part] {
  /// Where a part belongs by its ``EffectiveConfiguration/Part/order``; mostly at the end, as keys are mostly written in
  /// the language's order.
  fileprivate func placeOfPart(_ order: Int) -> Int {
    var index = count
    while index > 0, self[index - 1].order >= order { index -= 1 }
    return index
  }
}

extension EffectiveConfiguration {
  /// What the values of a container's keys say.
  fileprivate struct Contents {
    var ports: [Port] = []
    var mounts: [Mounted] = []
    var environment: [Variable] = []
    var addresses: [Address] = []
  }
}

extension EffectiveConfiguration.Contents {
  fileprivate typealias Configuration = EffectiveConfiguration

  /// Reads what a key's value says by the shape of its items; no key is known by name but those that the converter
  /// itself gives a meaning.
  fileprivate mutating func collect(_ part: Configuration.Part, _ budget: inout Int) {
    let value = part.value
    if part.place != .own, value.kind != .scalar {
      guard budget > 0 else { return }
      budget -= value.subtreeEnd - value.index
    }
    if value.kind == .sequence, let items = part.key.shape.items {
      let declaresMount = if case .record(let record) = items.mapping { record.declaresMount } else { false }
      let kind = items.scalarKind
      guard kind == .portMapping || kind == .mount || declaresMount else { return }
      let count = value.childCount
      if kind == .portMapping { ports.reserveCapacity(ports.count + count) }
      if kind == .mount || declaresMount { mounts.reserveCapacity(mounts.count + count) }
      for item in value.children {
        guard let node = item.dereferenced else { continue }
        let origin = item.kind == .alias && part.place == .own ? .init(alias: item) : part.place
        switch kind {
        case .portMapping: if let port = Configuration.Port(node, origin) { ports.append(port) }
        case .mount: if let mount = Configuration.Mounted(mount: node, origin, part.key) { mounts.append(mount) }
        default: break
        }
        if declaresMount, let mount = Configuration.Mounted(config: node, origin, part.key) { mounts.append(mount) }
      }
    }
    if value.kind == .mapping, case .names(.variable, _) = part.key.shape.mapping {
      environment.reserveCapacity(environment.count + (value.subtreeEnd - value.index) / 2)
      if value.hasMergeKey {
        let merged = Binding.merged(value, limit: max(budget, 0))
        budget -= merged.cost
        for entry in merged.entries {
          add(entry.key, entry.value, entry.use.map { .init(alias: $0) } ?? part.place)
        }
      } else {
        for entry in value.entries { add(entry.key, entry.value, part.place) }
      }
    }
  }

  private mutating func add(_ name: YAMLNode, _ value: YAMLNode, _ origin: Configuration.OriginPlace) {
    let variable = Configuration.Variable(name: name, value: value.dereferenced ?? value, origin)
    environment.append(variable)
    let mentions = variable.hostsWithPort
    if !mentions.isEmpty { addresses.append(Configuration.Address(variable: variable, mentions: mentions)) }
  }
}
