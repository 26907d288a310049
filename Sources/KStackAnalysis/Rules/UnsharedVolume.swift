internal import KStackSchema

extension Rule {
  static let unsharedVolume = Rule(
    "unshared-volume", .warning, group: .volumes, looksAround: true,
    summary: "a sidecar's volume that nothing else mounts",
    explanation: """
      A sidecar shares files with its app by mounting the same volume name. A name that no other container mounts and \
      that the file does not declare shares nothing: most often it is misspelt. When the volume is the sidecar's own, \
      declare it under the top-level `volumes`.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\n    sidecars:\n      backup:\n        image: example/backup:1.0\n        volumes:\n          - upload:/backup:ro\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\n    sidecars:\n      backup:\n        image: example/backup:1.0\n        volumes:\n          - uploads:/backup:ro\n"
  ) { file, findings in
    let isListed = file.listsVolumes
    for stray in file.strayVolumes() {
      let name = Wording.quote(stray.mount.source.text)
      let app = Wording.container(stray.app.index, in: file.binding)
      let message: String
      if let meant = stray.meant {
        message = "no other container mounts \(name); did you mean '\(meant)' of \(app)?"
      } else if isListed {
        // That it is not declared is told by another rule.
        continue
      } else {
        message = "no other container mounts \(name) and the file does not declare it, so it shares nothing with \(app)"
      }
      findings.report(
        stray.node.part(stray.mount.source.range), through: file.binding.use(of: stray.origin, in: stray.container),
        about: .name(.volume, stray.mount.source.text), message,
        fixes: stray.meant.map { Fix.replacing(stray.mount.source.range, of: stray.node, with: $0) } ?? [])
    }
  }
}
