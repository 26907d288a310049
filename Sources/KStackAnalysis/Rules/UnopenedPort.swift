internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unopenedPort = Rule(
    "unopened-port", .warning, group: .network,
    summary: "a health check or a domain leads to a port that no container opens",
    explanation: """
      A health check asks a port of the pod, and `expose` sends a domain's requests to one. When no container of the app \
      has that port under `ports`, the check fails and restarts the app again and again, and the domain answers with an \
      error. Without `port` a domain's requests go to port 80. Nothing is said where a container may listen on ports \
      that the file does not show.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n    healthcheck:\n      path: /\n      port: 81\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n    healthcheck:\n      path: /\n      port: 80\n"
  ) { file, findings in
    guard file.isComplete else { return }
    let unclear = file.containersMeaningPorts
    for pod in file.effective.pods {
      let probed = pod.containers.compactMap { container in container.probe.map { (container, $0) } }
      let routes = pod.app.routes
      guard !probed.isEmpty || !routes.isEmpty else { continue }
      let listening = ListeningPorts(pod, unclear: unclear, images: findings.images)
      for (container, probe) in probed where listening.isClosed(probe.number) {
        let offers = PodPorts([container.ports.isEmpty ? pod.app : container])
        let meant = offers.byPublished[probe.number] ?? offers.only
        let hint = meant.map { "; the container listens on \($0.target)" } ?? ""
        findings.report(
          probe.node.range, through: probe.use ?? pod.use(of: container),
          "no container of this app opens port \(probe.number), so the health check fails\(hint)",
          related: meant.map { [.init(range: $0.underline(in: file.text), message: "the port is here")] } ?? [],
          fixes: meant.map { Fix.replacing(port: probe.node, with: $0.target) } ?? [])
      }
      guard !routes.isEmpty else { continue }
      lazy var all = PodPorts(pod.containers)
      lazy var own = PodPorts([pod.app])
      for route in routes {
        report(route, of: pod, listening, all: { all }, own: { own }, file, &findings)
      }
    }
  }

  private static func report(
    _ route: ExposedRoute, of pod: EffectiveConfiguration.Pod,
    _ listening: ListeningPorts, all: () -> PodPorts, own: () -> PodPorts,
    _ file: StackFile,
    _ findings: inout Findings
  ) {
    let port = route.body.entry("port")
    let number: Int
    if let port {
      guard case .integer(_, let value?) = port.loaded, PortMapping.bounds.contains(value) else { return }
      number = value
    } else {
      guard route.isReadable, pod.app.hasPorts else { return }
      number = 80
    }
    guard listening.isClosed(number), all().byPublished[number] == nil else { return }
    let meant = own().byTarget[number] ?? own().onlyPublished
    let hint = meant?.published.map { "; the app publishes \($0)" } ?? ""
    let related = meant.map {
      [Diagnostic.RelatedPlace(range: $0.underline(in: file.text), message: "the port is here")]
    }
    if let port {
      findings.report(
        port.range, through: route.use ?? pod.app.use,
        "no container of this app opens port \(number), so the domain does not answer\(hint)", related: related ?? [],
        fixes: meant?.published.map { Fix.replacing(port: port, with: $0) } ?? [])
    } else {
      findings.report(
        route.domain.range, through: route.use ?? pod.app.use,
        "without 'port' the requests go to port 80, which no container of this app opens\(hint)",
        related: related ?? [],
        fixes: meant?.published.map { Fix.adding("port: \($0)", to: route.body, in: file) } ?? [])
    }
  }
}

extension EffectiveConfiguration.Container {
  /// The port that the health check asks.
  fileprivate var probe: (node: YAMLNode, number: Int, use: YAMLNode?)? {
    guard let part = part("healthcheck"), let node = part.value.entry("port"), node.kind == .scalar,
      case .integer(_, let number?) = node.loaded, PortMapping.bounds.contains(number)
    else { return nil }
    // A port that a merge key or an alias brings into the mapping stands elsewhere.
    let isOwn = node.parent == part.value && node.partner?.partner == node
    return (node, number, part.origin.use ?? (isOwn ? nil : part.value))
  }
}

extension Fix {
  /// Puts another number in a port's place.
  fileprivate static func replacing(port node: YAMLNode, with number: Int) -> [Fix] {
    [
      Fix(
        title: "replace \(Wording.quote(node.string)) with '\(number)'",
        edits: [TextEdit(range: node.range, replacement: String(number))])
    ]
  }

  /// Adds an entry without indentation of its own behind the last entry of a mapping.
  static func adding(_ entry: String, to mapping: YAMLNode, in file: StackFile) -> [Fix] {
    guard mapping.kind == .mapping, let last = mapping.entries.reduce(nil, { $1 }) else { return [] }
    let edit: TextEdit
    if mapping.style == .flow {
      edit = TextEdit(range: last.range.upperBound..<last.range.upperBound, replacement: ", " + entry)
    } else {
      guard last.value.kind == .scalar, last.value.style != .literal, last.value.style != .folded else { return [] }
      let end = file.text.lineRange(file.text.line(at: last.range.upperBound)).upperBound
      let indent = file.style.indent(file.text.column(of: last.range.lowerBound))
      edit = TextEdit(range: end..<end, replacement: file.style.newline + indent + entry)
    }
    return [Fix(title: "add '\(entry)'", edits: [edit])]
  }
}
