internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let portConflict = Rule(
    "port-conflict", .error, group: .network,
    summary: "two containers of one app listen on the same port",
    explanation: """
      An app and its sidecars run in one pod and share one network, so only one of them can listen on a port; the other \
      fails to start with "address already in use". It is the container's port that counts, the one behind the colon: \
      make one of the programs listen elsewhere.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n    sidecars:\n      proxy:\n        image: envoyproxy/envoy:v1.32.2\n        ports:\n          - \"9090:80\"\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n    sidecars:\n      proxy:\n        image: envoyproxy/envoy:v1.32.2\n        ports:\n          - \"9090:10000\"\n"
  ) { file, findings in
    var sockets: [Int] = []
    for pod in file.effective.pods where !pod.sidecars.isEmpty && mayConflict(pod, &sockets) {
      var owners: [Int: (container: Int, port: EffectiveConfiguration.Port)] = [:]
      for container in pod.containers {
        for port in container.ports {
          let socket = port.transport.socket(port.target)
          guard let owner = owners[socket] else {
            owners[socket] = (container.index, port)
            continue
          }
          guard owner.container != container.index else { continue }
          let other = Wording.container(owner.container, in: file.binding)
          findings.report(
            port.underline(in: file.text), through: port.origin.use ?? pod.use(of: container),
            "port \(port.target) is taken: \(other) listens on it too, and the containers of an app share one network",
            related: [.init(range: owner.port.underline(in: file.text), message: "\(other) listens on it here")])
        }
      }
    }
  }

  /// A quick look: false for the few ports of most pods, which differ.
  ///
  /// - Parameter sockets: room for what is compared; one for all pods.
  private static func mayConflict(_ pod: EffectiveConfiguration.Pod, _ sockets: inout [Int]) -> Bool {
    sockets.removeAll(keepingCapacity: true)
    for container in [pod.app] + pod.sidecars {
      for port in container.ports {
        let socket = port.transport.socket(port.target)
        if sockets.count >= 12 || sockets.contains(socket) { return true }
        sockets.append(socket)
      }
    }
    return false
  }
}
