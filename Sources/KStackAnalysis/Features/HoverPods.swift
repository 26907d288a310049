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
    let needs = containers.map { (container: $0, resources: resources(of: $0)) }
    let isPod = containers.count > 1
    let requests = sums(needs.map { ($0.container, $0.resources.requests) })
    let limits = sums(needs.map { ($0.container, $0.resources.limits) })
    if requests == nil, limits == nil {
      return [isPod ? "Resources: no container has requests or limits" : "Resources: neither requests nor limits"]
    }
    let whose = isPod ? " of the pod" : ""
    return ["Requests\(whose): \(requests ?? "none")", "Limits\(whose): \(limits ?? "none")"]
  }

  /// By the name of the resource. What is limited and not requested is requested up to the limit, as Kubernetes has it.
  private func resources(of container: Effective.Container) -> (requests: [String: Double], limits: [String: Double]) {
    let written =
      container.part("resources")?.value ?? container.part("deploy")?.value.entry("resources")
    func amounts(_ key: String) -> [String: Double] {
      guard let mapping = written?.entry(key) else { return [:] }
      var result: [String: Double] = [:]
      for name in Self.resourceNames {
        guard let node = mapping.entry(name), case .success(let quantity) = Quantity.parse(node.value),
          quantity.value >= 0, quantity.value.isFinite
        else { continue }
        result[name] = quantity.value
      }
      return result
    }
    let limits = amounts("limits")
    return (limits.merging(amounts("requests")) { $1 }, limits)
  }

  private static let resourceNames = ["memory", "cpu"]

  /// nil when no container has any.
  private func sums(_ amounts: [(container: Effective.Container, amounts: [String: Double])]) -> String? {
    let lines = Self.resourceNames.compactMap { name -> String? in
      let known = amounts.compactMap { $0.amounts[name] }
      guard !known.isEmpty else { return nil }
      let lacking = amounts.filter { $0.amounts[name] == nil }.map { Markdown.code(ownName($0.container.index)) }
      let sum = known.reduce(0, +)
      let text = name == "cpu" ? Quantity.text(cores: sum) : Quantity.text(bytes: sum)
      return "\(name) \(Markdown.code(text))"
        + (lacking.isEmpty ? "" : " (none in \(list(lacking, none: "", limit: Self.most)))")
    }
    return lines.isEmpty ? nil : lines.joined(separator: ", ")
  }
}

extension Quantity {
  /// Processor time in the usual spelling: `2`, `150m`; rounded up to a thousandth.
  static func text(cores: Double) -> String {
    let thousandths = (cores * 1000 - 1e-6).rounded(.up)
    guard thousandths.isFinite, thousandths < 1e15 else { return "\(cores)" }
    let whole = Int(max(thousandths, 0))
    return whole % 1000 == 0 ? "\(whole / 1000)" : "\(whole)m"
  }

  /// Bytes in the greatest unit that gives a whole number, binary before decimal; the nearest Mi where that would have
  /// more than five digits.
  static func text(bytes: Double) -> String {
    let bytes = max(bytes.rounded(.up), 0)
    guard bytes.isFinite, bytes < 1e18 else { return "\(bytes)" }
    let whole = Int(bytes)
    var candidates: [String] = []
    for (index, unit) in ["Ti", "Gi", "Mi", "Ki"].enumerated() {
      let size = 1 << (10 * (4 - index))
      if whole % size == 0 { candidates.append("\(whole / size)\(unit)") }
    }
    for (unit, size) in [("T", 1_000_000_000_000), ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1_000)]
    where whole % size == 0 {
      candidates.append("\(whole / size)\(unit)")
    }
    if whole == 0 { return "0" }
    if let best = candidates.first(where: { $0.utf8.count <= 7 }) { return best }
    return whole < 1 << 20 ? "\(whole)" : "\((whole + (1 << 20) - 1) >> 20)Mi"
  }
}
