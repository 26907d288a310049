internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let relativeMountSource = Rule(
    "relative-mount-source", .warning, group: .volumes,
    summary: "a file or directory of your machine as the source of a mount",
    explanation: """
      Docker Compose mounts `./nginx.conf` from the machine it runs on. The pods of a cluster run elsewhere: kstack takes \
      the path for a volume's name, which it can't be, and the pod never starts. Declare a file as a config, with `file` \
      under the top-level `configs`, and mount it with `volumesFrom`; use a volume for data.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - ./web.conf:/etc/web/web.conf\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumesFrom:\n      - config:\n          name: web-conf\n          mountPath: /etc/web/web.conf\n          subPath: web.conf\nconfigs:\n  web-conf:\n    file: ./web.conf\n"
  ) { file, findings in
    // To find the place of a fix takes a look around.
    var fixable = 20
    for written in file.mounts.written where written.mount.source.kind == .relativePath {
      let source = Wording.quote(written.mount.source.text)
      fixable -= 1
      let isFile = fileName(of: written.mount) != nil
      findings.report(
        written.source, through: written.bound.use,
        isFile
          ? "the cluster has no file \(source) of your machine; declare it under 'configs' and mount it with 'volumesFrom'"
          : "the cluster has no \(source) of your machine; mount a volume by its name, or files with 'volumesFrom'",
        fixes: fixable < 0 ? [] : fixes(written, file))
    }
  }

  /// The source's last component, where both ends of the mount look like one file: they share an ending.
  private static func fileName(of mount: Mount) -> String? {
    func last(_ path: String) -> Substring? { path.split(separator: "/").last }
    func ending(_ name: Substring) -> Substring? {
      guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
      let ending = name[name.index(after: dot)...]
      return ending.utf8.count < 2 || ending.utf8.count > 10 ? nil : ending
    }
    guard !mount.source.text.hasSuffix("/"), let name = last(mount.source.text), let target = last(mount.path),
      let own = ending(name), own == ending(target)
    else { return nil }
    return String(name)
  }

  private static func fixes(_ written: Binding.WrittenMount, _ file: StackFile) -> [Fix] {
    guard written.bound.use == nil, let name = fileName(of: written.mount), let container = written.bound.container,
      !written.mount.source.text.hasPrefix("~"),
      let section = file.context.language.section(declaring: .config), file.canRead(section),
      let site = DeclarationSite(of: section, in: file)
    else { return [] }
    var config = ""
    for byte in name.utf8 {
      let lower = (65...90).contains(byte) ? byte + 32 : byte
      let isPlain = (97...122).contains(lower) || (48...57).contains(lower)
      if isPlain {
        config.unicodeScalars.append(Unicode.Scalar(lower))
      } else if !config.hasSuffix("-") {
        config += "-"
      }
    }
    config = config.split(separator: "-").joined(separator: "-")
    guard !config.isEmpty, config.utf8.count <= 60, file.names.declaration(of: config, .config) == nil else {
      return []
    }
    let step = file.style.indent(file.style.step)
    var item = [
      "config:", "\(step)name: \(file.style.scalar(config))",
      "\(step)mountPath: \(file.style.scalar(written.mount.path))", "\(step)subPath: \(file.style.scalar(name))",
    ]
    if written.mount.mode == .readOnly, written.mount.modeRange != nil { item.append("\(step)readOnly: true") }
    guard let move = file.moving(written.node, of: container, to: "volumesFrom", as: item) else { return [] }
    let path = "file: \(file.style.scalar(written.mount.source.text))"
    return [
      Fix(title: "mount it as the config '\(config)'", edits: (move + site.declaring(config, as: path)).inOrder)
    ]
  }
}
