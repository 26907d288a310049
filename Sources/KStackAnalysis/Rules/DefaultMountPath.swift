internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let defaultMountPath = Rule(
    "default-mount-path", .information,
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
    let misspelt = Set(file.binding.unknownKeys.filter { $0.meant?.name == "mountPath" }.map(\.mapping))
    let images = file.context.images
    for container in file.effective.pods.flatMap(\.containers) {
      for mounted in container.mounts where !mounted.origin.isInherited && !mounted.hasWrittenPath {
        guard let config = mounted.node.entry("config"), let name = mounted.configEntry("name"),
          !misspelt.contains(config), !misspelt.contains(mounted.node), !name.value.isTemplate,
          !file.tree.isIncomplete(in: mounted.node.range)
        else { continue }
        let known = container.part("image").flatMap { images.image(named: $0.value.string) }
        let place = known?.configPath.flatMap { path in path.kind == .directory ? (path.path, known) : nil }
        let hint =
          place.map { "; \(Wording.quote($0.1?.reference ?? "")) reads '\($0.0)'" } ?? "; say where with 'mountPath'"
        findings.report(
          name.range, through: file.binding.use(of: mounted.origin, in: container),
          "without 'mountPath' the files appear under '\(mounted.path)'\(hint)",
          fixes: adding(place?.0 ?? mounted.path, behind: name, in: config, file))
      }
    }
  }

  private static func adding(_ path: String, behind name: YAMLNode, in config: YAMLNode, _ file: StackFile) -> [Fix] {
    guard name.parent == config, let key = name.partner else { return [] }
    let entry = "mountPath: \(file.style.scalar(path))"
    let edit: TextEdit
    if config.style == .flow {
      edit = TextEdit(range: name.range.upperBound..<name.range.upperBound, replacement: ", \(entry)")
    } else {
      let end = file.text.lineRange(file.text.line(at: name.range.upperBound)).upperBound
      let indent = file.style.indent(file.text.column(of: key.wholeRange.lowerBound))
      edit = TextEdit(range: end..<end, replacement: file.style.newline + indent + entry)
    }
    return [Fix(title: "add \(entry)", edits: [edit])]
  }
}
