internal import KStackSchema
internal import YAMLSyntax

/// One thing that a part of a file says about a topic.
struct Statement: Equatable {
  let topic: Topic
  /// Whether it gives what others may use, or uses what others may give.
  let isProvided: Bool
  let fact: Fact
  /// What a person would underline of what says it.
  private var place: Range<Int>

  static func provides(_ topic: Topic, _ fact: Fact, at place: Range<Int>) -> Statement {
    Statement(topic: topic, isProvided: true, fact: fact, place: place)
  }

  static func uses(_ topic: Topic, _ fact: Fact, at place: Range<Int>) -> Statement {
    Statement(topic: topic, isProvided: false, fact: fact, place: place)
  }

  /// The same without its place.
  var unplaced: Statement {
    var unplaced = self
    unplaced.place = 0..<0
    return unplaced
  }

  func moved(by delta: Int) -> Statement {
    var moved = self
    moved.place = place.moved(by: delta)
    return moved
  }

  /// The same where an edit leaves it; what the edit touches comes to a place of which only the edit knows.
  func moved(by edit: TextChange) -> Statement {
    let start = place.lowerBound < edit.range.upperBound ? place.lowerBound : place.lowerBound + edit.delta
    let end = place.upperBound <= edit.range.lowerBound ? place.upperBound : place.upperBound + edit.delta
    var moved = self
    moved.place = start..<max(start, end)
    return moved
  }

  /// Whether it is that there is a container.
  var isContainer: Bool { if case .container = fact { true } else { false } }

  enum Fact: Equatable {
    case declaration(ScalarKind)
    case reference(isThroughAlias: Bool, isMountable: Bool)
    /// An item of `volumes`, by its source.
    case mount(isThroughAlias: Bool)
    /// A volume of a container, by the container's place in its pod.
    case volume(of: Int, app: String?, isInherited: Bool)
    case container(
      ContainerKind, name: String?, objects: [GeneratedName.Object], isReachable: Bool, hasReadablePorts: Bool,
      isUnclear: Bool)
    case ports
    case port(Int, published: Int?, PortMapping.Transport)
    case published(by: String?, target: Int, PortMapping.Transport)
    case generatedName(GeneratedName.Object, ContainerKind, name: String?)
    /// A variable that names a host and a port.
    case mention(of: Int, variable: String, value: String)
    /// How a pod answers on the own machine; the ports are those of each container.
    case listening(app: String?, Set<Int>, mentioned: Set<Int>, silent: [Int], ports: [[[Int?]]])
  }
}

extension StackFile {
  /// All that the text's parts say to each other, each with the place of what says it.
  var statements: [(offset: Int, statement: Statement)] {
    var found: [(offset: Int, statement: Statement)] = []
    for (kind, key) in binding.declarations where NameTable.isNamed(kind) && key.kind == .scalar {
      let fact = Statement.Fact.declaration(key.scalarKind)
      found.append((key.range.lowerBound, .provides(.name(kind, key.string), fact, at: key.range)))
    }
    for reference in names.references {
      let (node, use) = (reference.bound.node, reference.bound.use)
      let isMountable = reference.bound.record?.key("secret".utf8) != nil
      let fact = Statement.Fact.reference(isThroughAlias: use != nil, isMountable: isMountable)
      found.append(
        ((use ?? node).range.lowerBound, .uses(.name(reference.kind, node.string), fact, at: (use ?? node).range)))
    }
    for written in mounts.written where written.mount.source.kind == .volume {
      let use = written.bound.use
      let fact = Statement.Fact.mount(isThroughAlias: use != nil)
      found.append(
        (
          (use ?? written.node).range.lowerBound,
          .uses(.name(.volume, written.mount.source.text), fact, at: use?.range ?? written.source)
        ))
    }
    let unclear = containersMeaningPorts
    lazy var images = ImagesInUse(binding, catalog: context.images)
    for pod in effective.pods {
      let offset = (pod.app.name ?? binding.containers.element(pod.app.index)?.body)?.range.lowerBound ?? 0
      found += pod.statements(in: text, unclear: unclear) { images }.map { (offset, $0) }
    }
    return found
  }
}

extension EffectiveConfiguration.Pod {
  /// - Parameter images: asked where a container looks for something on its own machine.
  fileprivate func statements(in text: SourceText, unclear: Set<Int>, images: () -> ImagesInUse) -> [Statement] {
    var found: [Statement] = []
    let isReachable = containers.contains(where: \.hasPorts)
    var asksItself = false
    let appName = app.name?.string
    for (index, container) in containers.enumerated() {
      let generated = container.generatedNames
      let name = container.name?.string
      let place = container.name?.range ?? 0..<0
      let host: Topic = container.clusterName.map { .host($0) } ?? .name(container.kind.names, name ?? "")
      let fact = Statement.Fact.container(
        container.kind, name: name, objects: generated.map(\.object), isReachable: isReachable,
        hasReadablePorts: container.hasReadablePorts, isUnclear: unclear.contains(container.index))
      found.append(.provides(host, fact, at: place))
      if let ports = container.part("ports") {
        found.append(.provides(host, .ports, at: ports.keyNode.range))
      }
      for port in container.ports {
        let place = port.underline("published", in: text)
        found.append(.provides(host, .port(port.target, published: port.published, port.transport), at: place))
        guard let published = port.published, container.kind == .app else { continue }
        let fact = Statement.Fact.published(by: container.clusterName, target: port.target, port.transport)
        found.append(.provides(.port(published), fact, at: place))
      }
      for name in generated {
        let fact = Statement.Fact.generatedName(name.object, container.kind, name: container.name?.string)
        found.append(.provides(.host(name.text), fact, at: place))
      }
      for mounted in container.mounts {
        guard let volume = mounted.volume else { continue }
        let fact = Statement.Fact.volume(
          of: index, app: appName, isInherited: mounted.origin.isInherited)
        let place = mounted.mount.map { mounted.node.part($0.source.range) } ?? mounted.node.range
        found.append(.uses(.name(.volume, volume), fact, at: place))
      }
      for address in container.addresses {
        let variable = address.variable
        for mention in address.mentions {
          let host = variable.value.text(in: mention.host)
          let place = variable.underline(mention.range)
          let fact = Statement.Fact.mention(of: index, variable: variable.name.string, value: variable.value.string)
          found.append(.uses(.host(host), fact, at: place))
          guard HostMention.isOwnMachine(host) else { continue }
          found.append(.uses(.port(mention.port), fact, at: place))
          asksItself = true
        }
      }
    }
    guard asksItself else { return found }
    let listening = ListeningPorts(self, unclear: unclear, images: images())
    let fact = Statement.Fact.listening(
      app: appName, listening.open, mentioned: listening.mentioned,
      silent: containers.indices.filter { listening.silent.contains(containers[$0].index) },
      ports: containers.map { $0.ports.map { [$0.target, $0.published] } })
    found.append(.uses(.ownMachine(of: appName ?? ""), fact, at: 0..<0))
    return found
  }
}

extension ContainerKind {
  /// The kind of its name.
  fileprivate var names: NameKind {
    switch self {
    case .app: .app
    case .sidecar: .sidecar
    }
  }
}
