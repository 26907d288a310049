internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unpublishedPort = Rule(
    "unpublished-port", .warning, group: .network, looksAround: true, silentIn: .lost,
    summary: "an address names an app of this file and a port that the app does not publish",
    explanation: """
      Apps reach one another through Services: `http://APP:PUBLISHED`, with the number before the colon in the app's \
      `ports`. The container's own port, behind the colon, is not reachable by the app's name, and an app without \
      `ports` has no Service at all. Values are only looked at where an app of this file is named; other hosts are yours.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      API_URL: http://api:80\n  api:\n    image: httpd:2.4\n    ports:\n      - \"8080:80\"\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      API_URL: http://api:8080\n  api:\n    image: httpd:2.4\n    ports:\n      - \"8080:80\"\n"
  ) { file, findings in
    lazy var services = Services(file)
    for pod in file.effective.pods {
      for container in pod.containers {
        for address in container.addresses {
          let variable = address.variable
          for mention in address.mentions {
            let host = variable.value.text(in: mention.host)
            guard let service = services[host], !service.ports.contains(mention.port) else { continue }
            // `redis:7` is as likely an image as an address.
            guard mention.isInAddress || mention.port >= 1024 || service.targets[mention.port] != nil else { continue }
            findings.report(
              variable.underline(mention.range), through: variable.use ?? pod.use(of: container),
              about: .host(host),
              message(host, mention, service), related: service.related(in: file),
              fixes: fixes(host, mention, service, variable.value))
          }
        }
      }
    }
  }

  private static func message(_ host: String, _ mention: HostMention, _ service: Services.Service) -> String {
    let app = Wording.quote(host)
    guard !service.ports.isEmpty else {
      return "\(app) has no 'ports', so nothing answers under '\(host):\(mention.port)'; publish the port there"
    }
    let hint = service.meant(mention.port).map { "; write '\(host):\($0)'" } ?? ""
    return "\(app) publishes \(service.list), not \(mention.port)\(hint)"
  }

  private static func fixes(
    _ host: String, _ mention: HostMention, _ service: Services.Service, _ value: YAMLNode
  ) -> [Fix] {
    guard let meant = service.meant(mention.port), let digits = mention.portRange,
      let edit = TextEdit(part: digits, of: value, with: String(meant))
    else { return [] }
    return [Fix(title: "replace '\(host):\(mention.port)' with '\(host):\(meant)'", edits: [edit])]
  }
}

/// The Services that apps and sidecars are reached by.
private struct Services {
  struct Service {
    var container: EffectiveConfiguration.Container
    var ports: Set<Int>
    /// What of the published ports leads to a container's port.
    var targets: [Int: Int] = [:]

    init(of container: EffectiveConfiguration.Container) {
      self.container = container
      ports = Set(container.ports.compactMap(\.published))
      for port in container.ports {
        if let published = port.published { targets[port.target] = targets[port.target] ?? published }
      }
      // A sidecar's Service may have either number.
      if container.kind == .sidecar { ports.formUnion(container.ports.map(\.target)) }
    }

    /// The ports in words.
    var list: String {
      let ports = ports.sorted()
      return ports.prefix(4).map(String.init).joined(separator: ", ") + (ports.count > 4 ? ", …" : "")
    }

    /// The port that someone who wrote another one most likely meant.
    func meant(_ port: Int) -> Int? {
      targets[port] ?? (ports.count == 1 ? ports.first : nil)
    }

    func related(in file: StackFile) -> [Diagnostic.RelatedPlace] {
      let place = container.part("ports")?.keyNode.range ?? container.name?.range
      return place.map { [.init(range: $0, message: "its ports are here")] } ?? []
    }
  }

  /// By the Services' names; nil where nobody knows what answers.
  private var containers: [String: EffectiveConfiguration.Container?] = [:]

  init(_ file: StackFile) {
    let unclear = file.containersMeaningPorts
    // Only those that some address names.
    var hosts: Set<String> = []
    for container in file.effective.containers {
      for address in container.addresses {
        for mention in address.mentions { hosts.insert(address.variable.value.text(in: mention.host)) }
      }
    }
    for container in file.effective.containers {
      guard let name = container.clusterName, !name.isEmpty, hosts.contains(name) else { continue }
      // Two of one name, or ports that cannot be read.
      guard containers[name] == nil, container.hasReadablePorts, !unclear.contains(container.index) else {
        containers.updateValue(nil, forKey: name)
        continue
      }
      // A sidecar without ports has none, and the name means nothing.
      if container.kind == .sidecar, !container.hasPorts { continue }
      // That an app's first port is not published is told there.
      let isUnclear =
        container.kind == .app && container.hasPorts && container.ports.allSatisfy { $0.published == nil }
      containers.updateValue(isUnclear ? nil : container, forKey: name)
    }
  }

  subscript(name: String) -> Service? { (containers[name] ?? nil).map(Service.init) }
}

extension EffectiveConfiguration.Variable {
  /// The places in the value that name a host and its port.
  var hostsWithPort: [HostMention] {
    let text = value.value
    guard HostMention.mayHavePort(text) else { return [] }
    let mentions = HostMention.all(in: text).filter { $0.portRange != nil }
    return mentions.isEmpty || !namesHosts ? [] : mentions
  }

  /// Whether `a:1` in the value can be host and port: not where the variable holds an image or a version.
  var namesHosts: Bool {
    guard value.kind == .scalar, value.scalarKind == .string, !value.hasTemplate else { return false }
    return !isNamed(withOneOf: Self.imageWords, separators: "_")
  }

  private static let imageWords = ["IMAGE", "TAG", "VERSION"]
}
