internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// What is said of ports.
extension HoverText {
  /// An item of `ports`, in either form.
  struct PortItem {
    var published: Int?
    var target: Int
    /// `tcp` or `udp`.
    var transport: String
    /// Its place in the list, from 0.
    var position: Int
  }

  /// Reads an item of `ports`; nil for what is no port.
  func portItem(of item: YAMLNode) -> PortItem? {
    guard let node = item.dereferenced else { return nil }
    let position = item.position
    switch node.kind {
    case .scalar:
      guard case .success(let mapping) = PortMapping.parse(node.value) else { return nil }
      return PortItem(
        published: mapping.published?.number, target: mapping.target.number, transport: mapping.transport.rawValue,
        position: position)
    case .mapping:
      func number(_ name: String) -> Int? {
        guard let value = child(name, of: node), case .integer(_, let number?) = value.loaded,
          PortMapping.bounds.contains(number)
        else { return nil }
        return number
      }
      guard let target = number("target") else { return nil }
      let transport = child("protocol", of: node)?.string == "udp" ? "udp" : "tcp"
      return PortItem(published: number("published"), target: target, transport: transport, position: position)
    case .sequence, .alias: return nil
    }
  }

  /// The item of `ports` in map form that a key or a value stands in.
  func portItem(around node: YAMLNode) -> PortItem? {
    guard let mapping = node.parent, mapping.role == .item, binding.bound(mapping)?.shape.scalar == .portMapping else {
      return nil
    }
    return portItem(of: mapping)
  }

  /// The port that a value of the map form belongs to, or nothing.
  func portLine(around node: YAMLNode, _ bound: Binding.Bound) -> String {
    guard let item = portItem(around: node) else { return "" }
    return Markdown.list(portFacts(item, in: bound.container))
  }

  /// - Parameter item: the node in the list, the scalar or an alias for it.
  func port(_ node: YAMLNode, _ bound: Binding.Bound, item: YAMLNode) -> String {
    let written = Markdown.code(node.string)
    let port = portItem(of: item)
    guard node.scalarKind == .string else {
      let reading =
        if case .integer(let decimal?, _) = node.loaded, decimal != node.string {
          "is read as the number \(Markdown.code(decimal))"
            + (node.value.contains(UInt8(ascii: ":")) ? " (base 60 in YAML 1.1)" : "")
        } else {
          "is \(Wording.form(node))"
        }
      let quoted = port.map { ["In quotes: " + portFacts($0, in: bound.container).prefix(1).joined()] } ?? []
      return Markdown.blocks([
        "**\(written)** \(reading), and kstack rejects it: a port must be text, so put it in quotes",
        Markdown.list(quoted),
      ])
    }
    guard let port else { return "**\(written)** is no port: write `\"PUBLISHED:CONTAINER\"`" }
    let facts = portFacts(port, in: bound.container)
    return Markdown.blocks([facts.prefix(1).joined(), Markdown.list(Array(facts.dropFirst()))])
  }

  /// Which Service leads to the port, and what the image uses it for. Never empty.
  func portFacts(_ port: PortItem, in index: Int?) -> [String] {
    let transport = port.transport.uppercased()
    let target = "container port \(Markdown.code("\(port.target)")), \(transport)"
    guard let index, let container = binding.containers.element(index) else { return ["The " + target] }
    let name = clusterName(index)
    var facts: [String] = []
    if let service = ServicePort(
      published: port.published, target: port.target, position: port.position, of: container.kind, named: name)
    {
      facts.append(
        "Port \(Markdown.code("\(service.number)")) of the Service \(Markdown.code(service.name)) → \(target)"
          + (service.isLoadBalancer ? " (LoadBalancer)" : ""))
    }
    switch (container.kind, port.published, port.position) {
    case (.sidecar, nil, _), (.app, _?, 1): break
    case (.sidecar, _?, _):
      facts.append("Published, so there is the LoadBalancer \(Markdown.code(name + "-lb")) too")
    case (.app, let published?, 0):
      facts.append("The other apps of this stack reach it at \(Markdown.code("\(name):\(published)"))")
    case (.app, nil, 0):
      facts.append("The \(target)")
      facts.append("The first port of an app must be a pair, `\"PUBLISHED:CONTAINER\"`, or the conversion fails")
    case (.app, let published?, _): facts.append("Port \(Markdown.code("\(published)")) → \(target)")
    case (.app, nil, _): facts.append("The \(target)")
    }
    if let use = use(of: port, by: index) { facts.append(use) }
    return facts
  }

  private func use(of port: PortItem, by index: Int) -> String? {
    guard let image = knownImage(of: index), !image.ports.isEmpty else { return nil }
    let name = Markdown.code(image.reference)
    let sameNumber = image.ports.filter { $0.port == port.target }
    if let known = sameNumber.first(where: { $0.protocol == port.transport }) {
      return "\(name) uses it for: \(Markdown.escape(known.purpose))"
    }
    if let known = sameNumber.first {
      return "\(name) uses \(Markdown.code("\(known.port)/\(known.protocol)")) for: \(Markdown.escape(known.purpose))"
    }
    let ports = image.ports.prefix(6).map { Markdown.code("\($0.port)") }.joined(separator: ", ")
    return
      "\(name) is not known to listen there; its default \(image.ports.count == 1 ? "port is" : "ports are") \(ports)"
  }
}

extension YAMLNode {
  /// The place among its parent's children, from 0.
  var position: Int {
    var position = 0
    guard var siblings = parent?.children else { return position }
    while let sibling = siblings.next(), sibling != self { position += 1 }
    return position
  }
}
