internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let duplicateMount = Rule(
    "duplicate-mount", .error, group: .volumes,
    summary: "two mounts of one container on one path",
    explanation: """
      Kubernetes refuses a container that mounts two things on one path. `volumes` and `volumesFrom` count together, and \
      so does what a sidecar inherits: without `volumes` of its own it has its app's, and the same holds for \
      `volumesFrom`. Mount one of the two elsewhere, or give the sidecar a list of its own.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - data:/shared\n    sidecars:\n      helper:\n        image: example/helper:1.0\n        volumesFrom:\n          - config:\n              name: helper\n              mountPath: /shared\nconfigs:\n  helper:\n    external: true\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - data:/shared\n    sidecars:\n      helper:\n        image: example/helper:1.0\n        volumesFrom:\n          - config:\n              name: helper\n              mountPath: /config\nconfigs:\n  helper:\n    external: true\n"
  ) { file, findings in
    var reported: Set<Range<Int>> = []
    for container in file.effective.containers where container.mayRepeatPath {
      var found: [String: EffectiveConfiguration.Mounted] = [:]
      for mounted in container.mounts where mounted.path.hasPrefix("/") && !mounted.isTemplate {
        guard let other = found.updateValue(mounted, forKey: mounted.comparablePath) else { continue }
        // What collides in the app is told there.
        if mounted.origin.isInherited, other.origin.isInherited { continue }
        let isLater = mounted.pathRange.lowerBound >= other.pathRange.lowerBound
        let isCause = other.origin.isInherited || (!mounted.origin.isInherited && isLater)
        let (cause, first) = isCause ? (mounted, other) : (other, mounted)
        guard reported.insert(cause.pathRange).inserted else { continue }
        let name = Wording.container(container.index, in: file.binding)
        let path = Wording.quote(cause.path)
        let message =
          first.origin.isInherited
          ? "\(name) inherits a mount on \(path) from its app; Kubernetes refuses two mounts on one path"
          : "\(name) mounts two things on \(path); Kubernetes refuses that"
        if let use = file.binding.use(of: cause.origin, in: container) {
          findings.report(cause.pathRange, through: use, message)
        } else {
          findings.report(
            cause.pathRange, message, related: [.init(range: first.pathRange, message: "the other mount is here")])
        }
      }
    }
  }
}

extension EffectiveConfiguration.Container {
  /// A quick look: false for the few mounts of most containers, which stand on paths of their own.
  fileprivate var mayRepeatPath: Bool {
    guard mounts.count <= 12 else { return true }
    return mounts.indices.contains { index in
      mounts[..<index].contains { $0.comparablePath == mounts[index].comparablePath }
    }
  }
}
