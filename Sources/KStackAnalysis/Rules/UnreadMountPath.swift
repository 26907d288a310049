internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unreadMountPath = Rule(
    "unread-mount-path", .hint, group: .volumes,
    summary: "a config is mounted where its image does not look",
    explanation: """
      The image looks for its configuration in another place than the one where the config is mounted, and nothing in the \
      file tells it otherwise. Fluentd, for one, reads `/fluentd/etc`. Mount the config there, or name its path in \
      `command`, `args` or `environment`.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    sidecars:\n      logger:\n        image: fluent/fluentd:v1.17-1\n        volumesFrom:\n          - config:\n              name: fluentd\n              mountPath: /etc/fluent\nconfigs:\n  fluentd:\n    external: true\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    sidecars:\n      logger:\n        image: fluent/fluentd:v1.17-1\n        volumesFrom:\n          - config:\n              name: fluentd\n              mountPath: /fluentd/etc\nconfigs:\n  fluentd:\n    external: true\n"
  ) { file, findings in
    for container in file.effective.containers {
      guard container.mounts.contains(where: { $0.node.kind == .mapping }), container.environment.count <= 200,
        let image = findings.images[container.index], let place = image.configPath, place.isReadOnly,
        // Others are run with data beside their configuration more often than not.
        [.logging, .metrics, .proxy, .telemetryCollector, .tracing].contains(image.category)
      else { continue }
      let configs = container.mounts.filter { $0.node.kind == .mapping && !$0.isTemplate }
      guard !configs.isEmpty, configs.count <= 20,
        ["command", "args", "envFrom", "env_file"].allSatisfy({ container.part($0) == nil }),
        !container.mounts.contains(where: { overlap($0.comparablePath, place.path) })
      else { continue }
      let told = container.environment.map { $0.value.string }
      for mounted in configs where !mounted.origin.isInherited && mounted.writesPath && mounted.path.hasPrefix("/") {
        let path = mounted.comparablePath
        guard !image.dataPaths.contains(where: { overlap($0.path, path) }),
          !told.contains(where: { $0.contains(path) }),
          case .config = mounted.source, let node = mounted.configEntry("mountPath") ?? mounted.node.entry("mountPath")
        else { continue }
        let isWhole = place.kind == .directory && mounted.configEntry("subPath") == nil
        let meant = isWhole ? place.path : nil
        findings.report(
          mounted.pathRange, through: file.binding.use(of: mounted.origin, in: container),
          "\(Wording.quote(image.reference)) looks for its configuration in '\(place.path)', not in \(Wording.quote(mounted.path))",
          fixes: Fix.replacing(node, with: meant, in: file))
      }
    }
  }

  /// Whether one path is the other or lies in it; a file counts as the directory that it stands in.
  private static func overlap(_ left: String, _ right: String) -> Bool {
    left == right || left == "/" || right.hasPrefix(left + "/") || left.hasPrefix(right + "/")
  }
}
