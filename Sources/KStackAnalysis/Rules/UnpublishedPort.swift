internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unpublishedPort = Rule(
    "unpublished-port", .warning, group: .network, looksAround: true,
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
    guard file.isComplete else { return }
    let services = Services(file)
    for pod in file.effective.pods {
      for container in pod.containers {
        for variable in container.environment where variable.namesHosts {
          for mention in HostMention.all(in: variable.value.value) where mention.portRange != nil {
            let host = variable.value.text(in: mention.host)
            guard let service = services[host], !service.ports.contains(mention.port) else { continue }
            // `redis:7` is as likely an image as an address.
            guard mention.isInAddress || mention.port >= 1024 || service.targets[mention.port] != nil else { continue }
            findings.report(
              variable.underline(mention.range), through: variable.use ?? pod.use(of: container),
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
    /// The ports in words.
    var list = ""

    /// The port that someone who wrote another one most likely meant.
    func meant(_ port: Int) -> Int? {
      targets[port] ?? (ports.count == 1 ? ports.first : nil)
    }

    func related(in file: StackFile) -> [Diagnostic.RelatedPlace] {
      let place = container.part("ports")?.keyNode.range ?? container.name?.range
      return place.map { [.init(range: $0, message: "its ports are here")] } ?? []
    }
  }

  private var services: [String: Service?] = [:]

  init(_ file: StackFile) {
    let unclear = file.containersMeaningPorts
    for pod in file.effective.pods {
      for container in pod.containers {
        guard let name = container.clusterName, !name.isEmpty else { continue }
        // Two of one name, or ports that cannot be read: nobody knows what answers.
        guard services[name] == nil, container.hasReadablePorts, !unclear.contains(container.index) else {
          services.updateValue(nil, forKey: name)
          continue
        }
        var service = Service(container: container, ports: Set(container.ports.compactMap(\.published)))
        for port in container.ports {
          if let published = port.published { service.targets[port.target] = service.targets[port.target] ?? published }
        }
        if container.kind == .sidecar {
          // Its Service may have either number; without ports there is none, and the name means nothing.
          guard container.hasPorts else { continue }
          service.ports.formUnion(container.ports.map(\.target))
        } else if container.hasPorts, service.ports.isEmpty {
          // That its first port is not published is told there.
          services.updateValue(nil, forKey: name)
          continue
        }
        let ports = service.ports.sorted()
        service.list = ports.prefix(4).map(String.init).joined(separator: ", ") + (ports.count > 4 ? ", …" : "")
        services[name] = service
      }
    }
  }

  subscript(name: String) -> Service? { services[name] ?? nil }
}

extension EffectiveConfiguration.Variable {
  /// Whether `a:1` in the value can be host and port: not where the variable holds an image or a version.
  var namesHosts: Bool {
    guard value.kind == .scalar, value.scalarKind == .string, !value.hasTemplate else { return false }
    let words = name.string.uppercased().split(separator: "_")
    return !words.contains { ["IMAGE", "TAG", "VERSION"].contains($0) }
  }
}
