internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let sharedPublishedPort = Rule(
    "shared-published-port", .information, group: .network, looksAround: true,
    summary: "two apps publish the same port",
    explanation: """
      Inside the cluster this works, for every app has a Service of its own. From outside it may not: two load balancers \
      cannot offer one port on the same address, and on a cluster with a single node the second one stays pending. Give \
      each app a published port of its own where they are called from outside. Apps that share one list of ports \
      through an anchor are taken to mean it.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n  docs:\n    image: httpd:2.4\n    ports:\n      - \"8080:80\"\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n  docs:\n    image: httpd:2.4\n    ports:\n      - \"8081:80\"\n"
  ) { file, findings in
    var owners: [Int: (container: Int, port: EffectiveConfiguration.Port)] = [:]
    for pod in file.effective.pods {
      var seen: Set<Int> = []
      for port in pod.app.ports {
        guard let published = port.published else { continue }
        let service = port.transport.socket(published)
        guard seen.insert(service).inserted else { continue }
        guard let owner = owners[service] else {
          owners[service] = (pod.app.index, port)
          continue
        }
        guard owner.port.node != port.node else { continue }
        let other = Wording.container(owner.container, in: file.binding)
        findings.report(
          port.underline("published", in: file.text), through: port.origin.use ?? pod.app.use,
          about: .port(published),
          "\(other) publishes port \(published) too; from outside the cluster only one of them can have it",
          related: [
            .init(range: owner.port.underline("published", in: file.text), message: "\(other) publishes it here")
          ])
      }
    }
  }
}
