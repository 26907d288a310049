internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unopenedLocalPort = Rule(
    "unopened-local-port", .warning, group: .network, looksAround: true, silentIn: .lost,
    summary: "an address on localhost that no container of the app answers",
    explanation: """
      The containers of one app share one network: `localhost` is the app and its sidecars, with the ports on which they \
      listen (behind the colon in `ports`), and nothing else. Other apps are reached by their name and their published \
      port. Nothing is said where a container of the app shows neither `ports` nor an image whose ports are known, and \
      where the variable tells its own program where to listen.
      """,
    bad:
      "apps:\n  api:\n    image: httpd:2.4\n    ports:\n      - \"8080:80\"\n    environment:\n      DATABASE: localhost:5432\n  database:\n    image: postgres:17\n    ports:\n      - \"5432:5432\"\n    envFrom:\n      - secret:\n          name: database\nsecrets:\n  database:\n    external: true\n",
    good:
      "apps:\n  api:\n    image: httpd:2.4\n    ports:\n      - \"8080:80\"\n    environment:\n      DATABASE: database:5432\n  database:\n    image: postgres:17\n    ports:\n      - \"5432:5432\"\n    envFrom:\n      - secret:\n          name: database\nsecrets:\n  database:\n    external: true\n"
  ) { file, findings in
    lazy var unclear = file.containersMeaningPorts
    lazy var publishing = publishers(file)
    for pod in file.effective.pods {
      var listening: ListeningPorts?
      var ports: PodPorts?
      for container in pod.containers {
        for address in container.addresses {
          let variable = address.variable
          for mention in address.mentions where isLocal(mention, variable.value) && !variable.isForItself {
            let known = listening ?? ListeningPorts(pod, unclear: unclear, images: findings.images)
            listening = known
            guard known.isClosed(mention.port, apartFrom: container.index) else { continue }
            let others = publishing[mention.port, default: []].filter { $0 != pod.app.clusterName }
            // A container of which nothing is known may speak of itself, unless another app answers that port.
            guard known.isClosed(mention.port, apartFrom: others.isEmpty ? nil : container.index) else { continue }
            // Another protocol than that of the only port would not be answered there.
            let isHTTP = variable.value.value.starts(with: "http".utf8)
            let offers = ports ?? PodPorts(pod.containers)
            ports = offers
            // Nor would a container that means another one call itself.
            let meant = meant(mention.port, offers, others, takesOnly: isHTTP && container.ports.isEmpty)
            let app = pod.app.name.map { " of \(Wording.quote($0.string))" } ?? " of this app"
            let local = variable.value.text(in: mention.host)
            findings.report(
              variable.underline(mention.range), through: variable.use ?? pod.use(of: container),
              about: .port(mention.port),
              "no container\(app) listens on port \(mention.port)" + hint(local, meant, others),
              fixes: fixes(local, mention, meant, variable.value))
          }
        }
      }
    }
  }

  /// What was meant: a host, nil for the one that is written, and a port.
  private typealias Address = (host: String?, port: Int)

  private static func isLocal(_ mention: HostMention, _ value: YAMLNode) -> Bool {
    guard PortMapping.bounds.contains(mention.port) else { return false }
    let host = value.text(in: mention.host)
    // The bare number is mostly where a program listens itself.
    return HostMention.isOwnMachine(host) && (host == "localhost" || mention.isInAddress)
  }

  /// The names of the apps by what they publish.
  private static func publishers(_ file: StackFile) -> [Int: [String]] {
    var result: [Int: [String]] = [:]
    for pod in file.effective.pods {
      guard let name = pod.app.clusterName else { continue }
      for port in Set(pod.app.ports.compactMap(\.published)) {
        // More than one is as good as many.
        if result[port, default: []].count < 4 { result[port, default: []].append(name) }
      }
    }
    return result
  }

  private static func meant(
    _ port: Int, _ offers: PodPorts, _ others: [String], takesOnly: Bool
  ) -> Address? {
    if let own = offers.byPublished[port] { return (nil, own.target) }
    if let other = others.first { return others.count == 1 ? (other, port) : nil }
    return takesOnly ? offers.only.map { (nil, $0.target) } : nil
  }

  private static func hint(
    _ local: String, _ meant: Address?, _ others: [String]
  ) -> String {
    guard let meant else {
      let names = others.prefix(3).map(Wording.quote).joined(separator: ", ")
      return others.isEmpty ? "" : "; the apps \(names) publish it"
    }
    guard let host = meant.host else { return "; write '\(local):\(meant.port)'" }
    return "; app \(Wording.quote(host)) publishes it: write '\(host):\(meant.port)'"
  }

  private static func fixes(_ local: String, _ mention: HostMention, _ meant: Address?, _ value: YAMLNode) -> [Fix] {
    guard let meant else { return [] }
    let address = "\(meant.host ?? local):\(meant.port)"
    return TextEdit(part: mention.range, of: value, with: address).map {
      [Fix(title: "replace '\(local):\(mention.port)' with '\(address)'", edits: [$0])]
    } ?? []
  }
}

extension EffectiveConfiguration.Variable {
  /// Whether the variable tells its program where to listen, or a browser where to go, by its name.
  fileprivate var isForItself: Bool {
    isNamed(withOneOf: Self.ownWords)
  }

  private static let ownWords = [
    "LISTEN", "LISTENER", "BIND", "SERVE", "ORIGIN", "ORIGINS", "REDIRECT", "CALLBACK", "CORS", "PUBLIC", "EXTERNAL",
    "FRONTEND", "BROWSER",
  ]
}
