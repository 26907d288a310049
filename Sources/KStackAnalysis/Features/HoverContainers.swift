internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// What is said of apps and sidecars, and what other texts need to know of them.
extension HoverText {
  // MARK: Names

  func container(named node: YAMLNode) -> String? {
    guard let index = binding.containers.firstIndex(where: { $0.name == node }) else {
      // The body is empty or of a wrong form, so the walk met no container; its name stands all the same.
      return binding.bound(node)?.key.map(Documentation.brief)
    }
    return binding.containers[index].kind == .app ? app(index) : sidecar(index)
  }

  private func app(_ index: Int) -> String {
    let name = clusterName(index)
    var items = ["Deployment \(Markdown.code(name))", services(of: index)]
    if let image = imageLine(of: index) { items.append(image) }
    let sidecars = family(of: index).dropFirst().prefix(9).map { sidecar in
      let image = text("image", of: sidecar).map { " (\(Markdown.code($0)))" } ?? ""
      return Markdown.code(ownName(sidecar)) + image
    }
    items.append("Sidecars: " + list(Array(sidecars), none: "none", limit: 8))
    items += podFacts(of: index)
    return Markdown.blocks(["**App** \(Markdown.code(name))", Markdown.list(items)])
  }

  private func sidecar(_ index: Int) -> String {
    guard let container = binding.containers.element(index), let app = container.app else { return "" }
    let appName = Markdown.code(clusterName(app))
    var items = [
      "Container \(Markdown.code(clusterName(index))) in the pod of the Deployment \(appName)", services(of: index),
    ]
    if let image = imageLine(of: index) { items.append(image) }
    let whole = container.record.keys.filter { $0.inheritance == .whole && entry($0.name, of: app) != nil }
    let inherited = whole.filter { entry($0.name, of: index) == nil }.map { Markdown.code($0.name) }
    let replaced = whole.filter { entry($0.name, of: index) != nil }.map { Markdown.code($0.name) }
    if !inherited.isEmpty {
      items.append("Inherited from \(appName), each as a whole: \(inherited.joined(separator: ", "))")
    }
    if !replaced.isEmpty { items.append("Its own instead of the app's: \(replaced.joined(separator: ", "))") }
    if inherited.isEmpty, replaced.isEmpty {
      let keys = container.record.keys.filter { $0.inheritance == .whole }.map { Markdown.code($0.name) }
      items.append("Inherits nothing: \(appName) has none of \(keys.joined(separator: ", "))")
    }
    items += sidecarFacts(of: index)
    items.append("Shares the pod's network: it reaches the app on `localhost`, and no two containers share a port")
    if entry("environment", of: app) != nil {
      items.append(
        "`environment` of \(appName): the sidecar guide says that sidecars can inherit it, but kstack's converter "
          + "does not copy it")
    }
    return Markdown.blocks([
      "**Sidecar** \(Markdown.code(ownName(index))) of the app \(appName)", Markdown.list(items),
    ])
  }

  private func imageLine(of index: Int) -> String? {
    guard let reference = text("image", of: index) else { return nil }
    let summary = knownImage(reference).map(\.summary).flatMap { $0.isEmpty ? nil : ": " + Markdown.escape($0) } ?? ""
    return "Image \(Markdown.code(reference))\(summary)"
  }

  /// The Services that kstack makes for a container.
  private func services(of index: Int) -> String {
    let name = clusterName(index)
    let ports = entry("ports", of: index)?.children.prefix(9).compactMap { portItem(of: $0) } ?? []
    guard let first = ports.first else { return "No Service: it has no `ports`" }
    let shown = ports.prefix(8).map { Markdown.code("\($0.published ?? $0.target)") }.joined(separator: ", ")
    let isSidecar = binding.containers.element(index)?.kind == .sidecar
    guard isSidecar else {
      let balancer = ports.count > 1 ? "; LoadBalancer \(Markdown.code(name + "-lb"))" : ""
      return "Service \(Markdown.code(name)), port \(Markdown.code("\(first.published ?? first.target)"))\(balancer)"
    }
    let balancer = ports.contains { $0.published != nil } ? "; LoadBalancer \(Markdown.code(name + "-lb"))" : ""
    return "Service \(Markdown.code(name)), \(ports.count == 1 ? "port" : "ports") \(shown)\(balancer)"
  }

  // MARK: Facts about containers

  /// As written in the file.
  func ownName(_ index: Int) -> String { binding.containers.element(index)?.name?.string ?? "?" }

  /// `APP` or `APP-SIDECAR`: the name of its objects in the cluster.
  func clusterName(_ index: Int) -> String {
    guard let app = binding.containers.element(index)?.app else { return ownName(index) }
    return ownName(app) + "-" + ownName(index)
  }

  /// "app `web`", "sidecar `logger` of `web`".
  func label(of index: Int?) -> String {
    guard let index, let container = binding.containers.element(index) else { return "this file" }
    let name = Markdown.code(ownName(index))
    guard container.kind == .sidecar else { return "app \(name)" }
    return "sidecar \(name)" + (container.app.map { " of \(Markdown.code(ownName($0)))" } ?? "")
  }

  /// The app of a container, then the app's sidecars.
  func family(of index: Int) -> [Int] {
    let app = binding.containers.element(index)?.app ?? index
    return [app] + binding.containers.indices.filter { binding.containers[$0].app == app }
  }

  /// What a container writes behind a key, merges and aliases resolved. Of two equal keys the last counts.
  func entry(_ name: String, of index: Int) -> YAMLNode? {
    let value = binding.containers.element(index)?.entries.last { $0.key.says(name) }?.value
    guard let node = value?.dereferenced, !node.isMissing else { return nil }
    return node
  }

  /// What a container has behind a key: its own, or the app's where a sidecar inherits it.
  func effectiveEntry(_ name: String, of index: Int) -> YAMLNode? {
    if let own = entry(name, of: index) { return own }
    guard let container = binding.containers.element(index), let app = container.app,
      container.record.key(name.utf8)?.inheritance == .whole
    else { return nil }
    return entry(name, of: app)
  }

  /// A container's scalar.
  func text(_ name: String, of index: Int) -> String? {
    guard let node = entry(name, of: index), node.kind == .scalar else { return nil }
    return node.string
  }

  func knownImage(_ reference: String) -> KnownImage? {
    // No reference is longer: 255 bytes of name, 128 of tag and a digest.
    reference.utf8.count <= Self.longestReference ? file.context.images.image(named: reference) : nil
  }

  static let longestReference = 1_000

  /// The image of a container, when the catalog has it.
  func knownImage(of index: Int?) -> KnownImage? {
    guard let index, let reference = text("image", of: index) else { return nil }
    return knownImage(reference)
  }

  /// The value of a mapping's key, merges and aliases resolved; nil when it is not there or empty.
  func child(_ name: String, of mapping: YAMLNode) -> YAMLNode? {
    let value = Binding.entries(of: mapping, limit: 100).last { $0.key.says(name) }?.value
    guard let node = value?.dereferenced, !node.isMissing else { return nil }
    return node
  }

  /// Pieces of text in a row, each once; the rest as a number.
  func list(_ items: [String], none: String, limit: Int = 5) -> String {
    var seen: Set<String> = []
    let unique = items.filter { seen.insert($0).inserted }
    guard !unique.isEmpty else { return none }
    let rest = unique.count > limit ? ", …" : ""
    return unique.prefix(limit).joined(separator: ", ") + rest
  }
}
