internal import KStackSchema
internal import YAMLSyntax

/// What a part of a file says that findings in other parts may depend on.
struct EntryFacts {
  /// In the order of the text, so far as they are about one topic.
  let statements: [Statement]
  /// Whether something in the part may use any name.
  let isUnclear: Bool
  let hasContainers: Bool
  /// See ``StackFile/referencedPaths``.
  let files: [String]
  /// The lines that cannot be read, and of how many, unless all that is missing is the colon behind a word: a quote or a
  /// bracket can reach into other parts.
  let broken: [Int]

  /// - Parameter file: the part, from this place on; what stands before it does not count.
  init(_ file: StackFile, from start: Int) {
    statements = file.statements.lazy.filter { $0.offset >= start }.map { $0.statement.moved(by: -start) }
    isUnclear = !file.tree.problems.isEmpty || file.unclearPlaces.contains { $0 >= start }
    hasContainers = statements.contains(where: \.isContainer)
    files = file.environmentFiles.map(\.node.string)
    let isReadable = file.tree.problems.allSatisfy { $0.code == .missingColon }
    broken = isReadable ? [] : file.brokenLines.sorted() + [file.text.lineCount]
  }

  /// Whether the part says the same as before, wherever in it.
  func say(sameAs old: EntryFacts) -> Bool { statements.map(\.unplaced) == old.statements.map(\.unplaced) }

  /// The topics about which something else is said than before, or the same in another place.
  ///
  /// - Parameter edit: what has changed in the part since then, in its bytes.
  func topics(differingFrom old: EntryFacts, after edit: TextChange) -> Set<Topic> {
    let before = old.statements.map { $0.moved(by: edit) }
    guard statements != before else { return [] }
    let (then, now) = (Dictionary(grouping: before, by: \.topic), Dictionary(grouping: statements, by: \.topic))
    return Set(then.keys).union(now.keys).filter { then[$0] != now[$0] }
  }

  /// Whether the part provides the same about a topic as before.
  func provides(sameAs old: EntryFacts, about topic: Topic) -> Bool {
    func provided(_ facts: EntryFacts) -> [Statement.Fact] {
      facts.statements.filter { $0.isProvided && $0.topic == topic }.map(\.fact)
    }
    return provided(self) == provided(old)
  }
}

/// One thing that a part of a file says about a topic.
struct Statement: Equatable {
  let topic: Topic
  /// Whether it gives what others may use, or uses what others may give.
  let isProvided: Bool
  let fact: Fact
  /// Where what says it begins.
  private var place: Int

  static func provides(_ topic: Topic, _ fact: Fact, at place: Int) -> Statement {
    Statement(topic: topic, isProvided: true, fact: fact, place: place)
  }

  static func uses(_ topic: Topic, _ fact: Fact, at place: Int) -> Statement {
    Statement(topic: topic, isProvided: false, fact: fact, place: place)
  }

  /// The same without its place.
  fileprivate var unplaced: Statement { moved(by: -place) }

  func moved(by delta: Int) -> Statement {
    var moved = self
    moved.place += delta
    return moved
  }

  func moved(by edit: TextChange) -> Statement { place < edit.range.upperBound ? self : moved(by: edit.delta) }

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
    /// How a pod answers on the own machine.
    case listening(app: String?, Set<Int>, mentioned: Set<Int>, silent: [Int], ports: [[Int?]])
  }
}

extension StackFile {
  /// All that the text's parts say to each other, each with the place of what says it.
  var statements: [(offset: Int, statement: Statement)] {
    var found: [(offset: Int, statement: Statement)] = []
    func place(_ bound: Binding.Bound) -> Int { (bound.use ?? bound.node).range.lowerBound }
    for (kind, key) in binding.declarations where NameTable.isNamed(kind) && key.kind == .scalar {
      let place = key.range.lowerBound
      found.append((place, .provides(.name(kind, key.string), .declaration(key.scalarKind), at: place)))
    }
    for reference in names.references {
      let (place, isMountable) = (place(reference.bound), reference.bound.record?.key("secret".utf8) != nil)
      let fact = Statement.Fact.reference(isThroughAlias: reference.bound.use != nil, isMountable: isMountable)
      found.append((place, .uses(.name(reference.kind, reference.bound.node.string), fact, at: place)))
    }
    for written in mounts.written {
      let (place, fact) = (place(written.bound), Statement.Fact.mount(isThroughAlias: written.bound.use != nil))
      found.append((place, .uses(.name(.volume, written.mount.source.text), fact, at: place)))
    }
    let unclear = containersMeaningPorts
    let images = ImagesInUse(binding, catalog: context.images)
    for pod in effective.pods {
      let offset = (pod.app.name ?? binding.containers.element(pod.app.index)?.body)?.range.lowerBound ?? 0
      found += pod.statements(unclear: unclear, images: images).map { (offset, $0) }
    }
    return found
  }
}

extension EffectiveConfiguration.Pod {
  fileprivate func statements(unclear: Set<Int>, images: ImagesInUse) -> [Statement] {
    var found: [Statement] = []
    let isReachable = containers.contains(where: \.hasPorts)
    var local: [Topic] = []
    let appName = app.name?.string
    for (index, container) in containers.enumerated() {
      let generated = container.generatedNames
      let name = container.name?.string
      let place = container.name?.range.lowerBound ?? 0
      let host: Topic = container.clusterName.map { .host($0) } ?? .name(container.kind.names, name ?? "")
      let fact = Statement.Fact.container(
        container.kind, name: name, objects: generated.map(\.object), isReachable: isReachable,
        hasReadablePorts: container.hasReadablePorts, isUnclear: unclear.contains(container.index))
      found.append(.provides(host, fact, at: place))
      if let ports = container.part("ports") {
        found.append(.provides(host, .ports, at: ports.keyNode.range.lowerBound))
      }
      for port in container.ports {
        let place = port.node.range.lowerBound
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
        found.append(.uses(.name(.volume, volume), fact, at: mounted.node.range.lowerBound))
      }
      for address in container.addresses {
        let variable = address.variable
        for mention in address.mentions {
          let host = variable.value.text(in: mention.host)
          let place = variable.name.range.lowerBound
          let fact = Statement.Fact.mention(of: index, variable: variable.name.string, value: variable.value.string)
          found.append(.uses(.host(host), fact, at: place))
          guard HostMention.isOwnMachine(host) else { continue }
          found.append(.uses(.port(mention.port), fact, at: place))
          if !local.contains(.port(mention.port)) { local.append(.port(mention.port)) }
        }
      }
    }
    guard !local.isEmpty else { return found }
    let listening = ListeningPorts(self, unclear: unclear, images: images)
    let fact = Statement.Fact.listening(
      app: appName, listening.open, mentioned: listening.mentioned,
      silent: containers.indices.filter { listening.silent.contains(containers[$0].index) },
      ports: containers.flatMap(\.ports).map { [$0.target, $0.published] })
    return found + local.map { .uses($0, fact, at: app.name?.range.lowerBound ?? 0) }
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
