internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let defaultMountPath = Rule(
    "default-mount-path", .information, group: .volumes,
    summary: "a config without a mount path",
    explanation: """
      Without `mountPath` kstack mounts the config's files under `/config/NAME`, where few images look. Say where the \
      container expects them.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    volumesFrom:\n      - config:\n          name: web\nconfigs:\n  web:\n    external: true\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumesFrom:\n      - config:\n          name: web\n          mountPath: /etc/web\nconfigs:\n  web:\n    external: true\n"
  ) { file, findings in
    let misspelt = Set(file.binding.unknownKeys.filter { $0.meant?.name == "mountPath" }.map(\.mapping.index))
    for container in file.effective.containers where container.mounts.contains(where: { !$0.writesPath }) {
      let known = findings.images[container.index]
      // One directory has room for one mount.
      var taken = Set(container.mounts.map(\.comparablePath))
      for mounted in container.mounts where !mounted.origin.isInherited && !mounted.writesPath {
        guard let config = mounted.node.entry("config"), let name = mounted.configEntry("name"),
          !misspelt.contains(config.index), !misspelt.contains(mounted.node.index), !name.value.isTemplate,
          !file.tree.isIncomplete(in: mounted.node.range)
        else { continue }
        var path = mounted.path
        var hint = "; say where with 'mountPath'"
        if let known, let place = known.configPath, place.kind == .directory, case .config = mounted.source,
          taken.insert(place.path).inserted
        {
          path = place.path
          hint = "; \(Wording.quote(known.reference)) reads '\(path)'"
        }
        let key = mounted.node.entries.first { $0.key.says("config") }?.key
        findings.report(
          key?.range ?? name.range, through: file.binding.use(of: mounted.origin, in: container),
          "without 'mountPath' the files appear under '\(mounted.path)'\(hint)",
          fixes: fixes(path, behind: name, in: config, file))
      }
    }
  }

  private static func fixes(_ path: String, behind name: YAMLNode, in config: YAMLNode, _ file: StackFile) -> [Fix] {
    guard name.parent == config, let key = name.partner else { return [] }
    return [Fix.adding("mountPath: \(file.style.scalar(path))", behind: name, key, in: config, file)]
  }
}
