internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// On which ports the containers of a pod listen, as far as the file and the catalog tell.
struct ListeningPorts {
  /// Ports that are written under `ports`, and those that an image listens on by itself.
  private(set) var open: Set<Int> = []
  /// Numbers that a command or a variable of the pod names: a container may listen on them.
  private(set) var mentioned: Set<Int> = []
  /// Containers, as indices of ``Binding/containers``, of which nothing tells where they listen.
  private(set) var silent: Set<Int> = []

  /// - Parameter unclear: containers whose `ports` are written under another name by mistake.
  init(_ pod: EffectiveConfiguration.Pod, unclear: Set<Int>, images: ImagesInUse) {
    for container in pod.containers {
      for port in container.ports { open.insert(port.target) }
      var isKnown = container.hasPorts && container.hasReadablePorts && !unclear.contains(container.index)
      if !container.hasPorts, let known = images.image(of: container.index)?.ports, !known.isEmpty {
        for port in known { open.insert(port.port) }
        // Another command or configuration can make the image listen elsewhere.
        isKnown =
          !unclear.contains(container.index)
          && !container.parts.contains { Self.mayMove($0.key.name) }
      }
      if !isKnown { silent.insert(container.index) }
      for part in container.parts where part.key.name == "command" || part.key.name == "args" {
        let value = part.value
        for word in value.kind == .scalar ? [value] : value.items { mention(numbersIn: word.value) }
      }
      for variable in container.environment where variable.value.kind == .scalar {
        let value = variable.value.value
        guard Self.begins(value) else { continue }
        if value.allSatisfy({ (0x30...0x39).contains($0) }) || Self.isListeningAddress(value) {
          mention(numbersIn: value)
        }
      }
    }
  }

  /// Whether no container can be thought to listen on the port. The container with this index counts as told.
  func isClosed(_ port: Int, apartFrom container: Int? = nil) -> Bool {
    !open.contains(port) && !mentioned.contains(port)
      && (silent.isEmpty || silent.count == 1 && silent.first == container)
  }

  /// Whether a key can make an image listen elsewhere.
  private static func mayMove(_ key: String) -> Bool {
    switch key {
    case "command", "args", "volumes", "volumesFrom": true
    default: false
    }
  }

  /// How a number or one of ``everywhere`` begins; most values are done here.
  private static func begins(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    return (0x30...0x39).contains(first) || ":[*th".utf8.contains(first)
  }

  /// `:8080`, `0.0.0.0:8080`, `[::]:8080`, `*:8080`.
  private static func isListeningAddress(_ value: ArraySlice<UInt8>) -> Bool {
    everywhere.contains { value.starts(with: $0.utf8) }
  }

  private static let everywhere = [":", "0.0.0.0:", "[::]:", "*:", "tcp://0.0.0.0:", "http://0.0.0.0:"]

  private mutating func mention(numbersIn text: ArraySlice<UInt8>) {
    var number = 0
    for byte in text {
      if (0x30...0x39).contains(byte) {
        number = min(number * 10 + Int(byte - 0x30), 1_000_000)
      } else {
        if (1...65535).contains(number) { mentioned.insert(number) }
        number = 0
      }
    }
    if (1...65535).contains(number) { mentioned.insert(number) }
  }
}

/// Ports for looking up what an author meant.
struct PodPorts {
  private(set) var byPublished: [Int: EffectiveConfiguration.Port] = [:]
  /// The published ones.
  private(set) var byTarget: [Int: EffectiveConfiguration.Port] = [:]
  /// Where there is just one.
  private(set) var only: EffectiveConfiguration.Port?
  /// Where just one is published.
  private(set) var onlyPublished: EffectiveConfiguration.Port?

  init(_ containers: [EffectiveConfiguration.Container]) {
    let ports = containers.flatMap(\.ports)
    only = ports.count == 1 ? ports.first : nil
    let published = ports.filter { $0.published != nil }
    onlyPublished = published.count == 1 ? published.first : nil
    for port in published {
      byTarget[port.target] = byTarget[port.target] ?? port
      if let number = port.published { byPublished[number] = byPublished[number] ?? port }
    }
  }
}
