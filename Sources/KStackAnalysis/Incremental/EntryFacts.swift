internal import KStackSchema
internal import YAMLSyntax

/// What a part of a file says that findings in other parts may depend on: the names it gives and uses, its ports and
/// mounts, and whether it could be read. As long as these stay the same, so does what the rules that look around
/// (``Rule/looksAround``) find; where it stands does not matter.
struct EntryFacts: Equatable {
  private var facts: [Fact] = []

  private enum Fact: Equatable {
    case declares(NameKind, String, ScalarKind)
    case refers(NameKind, String, isThroughAlias: Bool, isMountable: Bool)
    /// An item of `volumes`, by its source.
    case mountsSource(String, isThroughAlias: Bool)
    case unreadableMount(String)
    case container(ContainerKind, name: String?, writesPorts: Bool, hasReadablePorts: Bool, isUnclear: Bool)
    case port(Int, published: Int?, PortMapping.Transport)
    case mount(EffectiveConfiguration.Mounted.Source, isInherited: Bool)
    case generates(String, GeneratedName.Object)
    /// A variable that names a host and a port.
    case mentions(variable: String, value: String)
    case listens(Set<Int>, mentioned: Set<Int>, silent: Int)
    case readsFile(String)
    /// Something of it was not understood; then nothing is called unused.
    case isDoubtful
    /// What is found on a broken line is an echo and not said, of other parts' doing too.
    case isBroken(lines: Set<Int>, of: Int)
    case isIncomplete
  }

  /// - Parameter file: the part, with others before it whose facts do not change.
  init(_ file: StackFile) {
    let binding = file.binding
    for (kind, key) in binding.declarations where NameTable.isNamed(kind) && key.kind == .scalar {
      facts.append(.declares(kind, key.string, key.scalarKind))
    }
    facts += file.names.references.map {
      .refers(
        $0.kind, $0.bound.node.string, isThroughAlias: $0.bound.use != nil,
        isMountable: $0.bound.record?.key("secret".utf8) != nil)
    }
    for bound in binding.scalars(.mount) {
      if case .success(let mount) = Mount.parse(bound.node.value) {
        facts.append(.mountsSource(mount.source.text, isThroughAlias: bound.use != nil))
      } else {
        facts.append(.unreadableMount(bound.node.string))
      }
    }
    let unclear = file.containersMeaningPorts
    let images = ImagesInUse(binding, catalog: file.context.images)
    for pod in file.effective.pods {
      var namesHosts = false
      for container in pod.containers {
        if add(container, isUnclear: unclear.contains(container.index)) { namesHosts = true }
      }
      guard namesHosts else { continue }
      let listening = ListeningPorts(pod, unclear: unclear, images: images)
      facts.append(.listens(listening.open, mentioned: listening.mentioned, silent: listening.silent.count))
    }
    facts += file.environmentFiles.map { .readsFile($0.node.string) }
    let isDoubtful =
      !binding.misshapen.isEmpty || !binding.unnamed.isEmpty
      || binding.unknownKeys.contains { $0.meant != nil || $0.record.advice[$0.entry.key.string] != nil }
    if isDoubtful { facts.append(.isDoubtful) }
    if !file.tree.problems.isEmpty { facts.append(.isBroken(lines: file.brokenLines, of: file.text.lineCount)) }
    if !file.isComplete { facts.append(.isIncomplete) }
  }

  /// - Returns: whether one of its variables may name a host and a port.
  private mutating func add(_ container: EffectiveConfiguration.Container, isUnclear: Bool) -> Bool {
    facts.append(
      .container(
        container.kind, name: container.clusterName, writesPorts: container.part("ports") != nil,
        hasReadablePorts: container.hasReadablePorts, isUnclear: isUnclear))
    facts += container.ports.map { .port($0.target, published: $0.published, $0.transport) }
    facts += container.mounts.map { .mount($0.source, isInherited: $0.origin.isInherited) }
    facts += container.generatedNames.map { .generates($0.text, $0.object) }
    let mentions = container.environment.filter {
      $0.value.kind == .scalar && $0.value.value.contains(UInt8(ascii: ":"))
    }
    facts += mentions.map { .mentions(variable: $0.name.string, value: $0.value.string) }
    return !mentions.isEmpty
  }
}
