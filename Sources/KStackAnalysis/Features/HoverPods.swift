internal import KStackSchema
internal import YAMLSyntax

/// What the containers of a pod really run with, after merges and inheritance, and where it comes from.
extension HoverText {
  typealias Effective = EffectiveConfiguration

  /// How many containers, mounts or variables a line shows.
  private static let most = 6

  /// Lines on all containers of an app together: what they listen on, what they share, what they need.
  func podFacts(of app: Int) -> [String] {
    guard let pod = file.effective.pods.first(where: { $0.app.index == app }) else { return [] }
    return [ports(of: pod), volumes(of: pod)].compactMap { $0 } + resources(of: pod.containers)
  }

  /// Lines on one sidecar: what it mounts, what is set, what it asks for, each with where it comes from.
  func sidecarFacts(of index: Int) -> [String] {
    guard let pod = file.effective.pods.first(where: { $0.sidecars.contains { $0.index == index } }),
      let sidecar = pod.sidecars.first(where: { $0.index == index })
    else { return [] }
    var items: [String] = []
    let mounts = sidecar.mounts.prefix(Self.most + 1).map { mount in
      "\(source(of: mount)) at \(Markdown.code(mount.path))" + notes(mount)
    }
    if !mounts.isEmpty { items.append("Mounts: " + list(mounts, none: "", limit: Self.most)) }
    let variables = sidecar.environment.prefix(Self.most + 1).map { variable in
      Markdown.code(variable.name.string) + origin(variable.origin)
    }
    if !variables.isEmpty { items.append("Sets: " + list(variables, none: "", limit: Self.most)) }
    return items + merged(into: sidecar) + resources(of: [sidecar])
  }

  // MARK: Lines

  private func ports(of pod: Effective.Pod) -> String? {
    let lines = pod.containers.prefix(50).compactMap { container -> String? in
      let numbers = container.ports.prefix(Self.most + 1).map {
        Markdown.code("\($0.target)" + ($0.transport == .udp ? "/udp" : ""))
      }
      return numbers.isEmpty
        ? nil : "\(list(numbers, none: "", limit: Self.most)) in \(Markdown.code(ownName(container.index)))"
    }
    return lines.isEmpty ? nil : "Listens on: " + list(lines, none: "", limit: Self.most)
  }

  /// Each volume with those who mount it; what only one container mounts counts too.
  private func volumes(of pod: Effective.Pod) -> String? {
    var order: [Effective.Mounted.Source] = []
    var users: [Effective.Mounted.Source: [String]] = [:]
    for container in pod.containers.prefix(50) {
      for mount in container.mounts.prefix(200) {
        guard mount.volume != nil else { continue }
        if users[mount.source] == nil { order.append(mount.source) }
        users[mount.source, default: []].append(Markdown.code(ownName(container.index)) + notes(mount))
      }
    }
    guard !order.isEmpty else { return nil }
    let lines = order.prefix(Self.most).compactMap { source -> String? in
      guard case .volume(let name) = source, let users = users[source] else { return nil }
      return "  - \(Markdown.code(name)): \(list(users, none: "", limit: Self.most))"
    }
    return "Volumes:\n" + lines.joined(separator: "\n") + (order.count > Self.most ? "\n  - …" : "")
  }

  private func merged(into sidecar: Effective.Container) -> [String] {
    var order: [YAMLNode] = []
    var keys: [YAMLNode: [String]] = [:]
    for part in sidecar.parts {
      guard case .alias(let alias) = part.origin else { continue }
      if keys[alias] == nil { order.append(alias) }
      keys[alias, default: []].append(Markdown.code(part.key.name))
    }
    return order.prefix(3).map { alias in
      let name = Markdown.code(file.text.string(in: alias.range))
      return "From \(name): \(list(keys[alias] ?? [], none: "", limit: Self.most))"
    }
  }

  // MARK: Words

  private func source(of mount: Effective.Mounted) -> String {
    switch mount.source {
    case .volume(let name): "volume \(Markdown.code(name))"
    case .hostPath(let path): "host path \(Markdown.code(path))"
    case .relativePath(let path): Markdown.code(path)
    case .config(let name): "config \(Markdown.code(name))"
    case .secret(let name): "secret \(Markdown.code(name))"
    }
  }

  private func notes(_ mount: Effective.Mounted) -> String {
    let notes = (mount.isReadOnly ? ["read-only"] : []) + (mount.origin.isInherited ? ["inherited"] : [])
    return notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
  }

  private func origin(_ origin: Effective.Origin) -> String {
    switch origin {
    case .own: ""
    case .inherited: " (inherited)"
    case .alias(let alias): " (from \(Markdown.code(file.text.string(in: alias.range))))"
    }
  }

  // MARK: Resources

  /// The sums of what containers request and of what they are limited to, and who has none.
  private func resources(of containers: [Effective.Container]) -> [String] {
    let sums = ResourceSums(containers)
    let isPod = containers.count > 1
    let requests = text(sums.requests, of: containers)
    let limits = text(sums.limits, of: containers)
    if requests == nil, limits == nil {
      return [isPod ? "Resources: no container has requests or limits" : "Resources: neither requests nor limits"]
    }
    let whose = isPod ? " of the pod" : ""
    return ["Requests\(whose): \(requests ?? "none")", "Limits\(whose): \(limits ?? "none")"]
  }

  /// nil when no container has any.
  private func text(_ sums: [ResourceSums.Sum], of containers: [Effective.Container]) -> String? {
    let lines = sums.map { sum in
      let lacking = sum.lacking.prefix(Self.most + 1).compactMap { containers.element($0) }
        .map { Markdown.code(ownName($0.index)) }
      return "\(sum.resource.rawValue) \(Markdown.code(sum.text))"
        + (lacking.isEmpty ? "" : " (none in \(list(lacking, none: "", limit: Self.most)))")
    }
    return lines.isEmpty ? nil : lines.joined(separator: ", ")
  }
}
