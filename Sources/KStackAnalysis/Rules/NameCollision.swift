internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let nameCollision = Rule(
    "name-collision", .warning, group: .names, looksAround: true,
    summary: "two parts of the file get the same name in the cluster",
    explanation: """
      An app becomes a Deployment and a Service of its name, a sidecar is called `APP-SIDECAR`, and kstack adds Services: \
      `APP-lb` for an app with a second port, `APP-SIDECAR-lb` for a sidecar with a published one, and `APP-ingress` for \
      an app with `expose`. Where two of these names are equal, one object overwrites the other. Rename one of the two.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      metrics:\n        image: nginx/nginx-prometheus-exporter:1.4\n  web-metrics:\n    image: httpd:2.4\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      metrics:\n        image: nginx/nginx-prometheus-exporter:1.4\n  metrics:\n    image: httpd:2.4\n"
  ) { file, findings in
    guard mayCollide(file.effective.containers) else { return }
    var owners: [String: [GeneratedName]] = [:]
    var reported: Set<[Int]> = []
    for pod in file.effective.pods {
      for container in pod.containers {
        for name in container.generatedNames {
          guard let other = owners[name.text]?.first(where: { $0.collides(with: name) }) else {
            // A name has few kinds of object.
            if owners[name.text, default: []].count < 8 { owners[name.text, default: []].append(name) }
            continue
          }
          guard reported.insert([container.index, other.container]).inserted else { continue }
          findings.report(
            name.key.range, through: pod.use(of: container), about: .host(name.text),
            "\(description(of: name, file)) and \(description(of: other, file)) are both called "
              + "\(Wording.quote(name.text)) in the cluster; rename one",
            related: [.init(range: other.key.range, message: "the other one is here")])
        }
      }
    }
  }

  /// Whether two of the names, with or without what the converter adds, can be equal.
  private static func mayCollide(_ containers: [EffectiveConfiguration.Container]) -> Bool {
    var names: Set<String> = []
    names.reserveCapacity(containers.count)
    return containers.contains { container in
      guard let name = container.clusterName else { return false }
      return !names.insert(name).inserted || GeneratedName.hasSuffix(name)
    }
  }

  private static func description(of name: GeneratedName, _ file: StackFile) -> String {
    let container = Wording.container(name.container, in: file.binding)
    switch name.object {
    case .deployment, .container, .service: return container
    case .loadBalancer: return "the load balancer of \(container)"
    case .ingress: return "the ingress Service of \(container)"
    }
  }
}

extension GeneratedName {
  /// Whether the cluster, or its reader, takes two equal names for one thing.
  fileprivate func collides(with other: GeneratedName) -> Bool {
    guard container != other.container else { return false }
    if isService && other.isService { return true }
    return Set([object, other.object]) == [.deployment, .container]
  }
}
