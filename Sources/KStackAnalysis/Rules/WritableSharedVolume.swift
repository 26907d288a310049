internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let writableSharedVolume = Rule(
    "writable-shared-volume", .hint, group: .volumes,
    summary: "a sidecar that may write to its app's volume",
    explanation: """
      The sidecar guide asks for read-only mounts where possible: a sidecar that only ships logs or copies a backup has \
      no need to change its app's files. Write `:ro` behind the path, or `:rw` when the sidecar is meant to write. \
      Nothing is said where the app itself mounts the volume read-only, for then the sidecar is the one that writes.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\n    sidecars:\n      backup:\n        image: example/backup:1.0\n        volumes:\n          - uploads:/backup\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\n    sidecars:\n      backup:\n        image: example/backup:1.0\n        volumes:\n          - uploads:/backup:ro\n"
  ) { file, findings in
    for pod in file.effective.pods {
      let writable = Set(pod.app.mounts.filter { !$0.isReadOnly }.compactMap(\.volume))
      guard !writable.isEmpty else { continue }
      for sidecar in pod.sidecars {
        for mounted in sidecar.mounts where !mounted.isReadOnly && !mounted.origin.isInherited {
          guard let name = mounted.volume, writable.contains(name), mounted.mount?.modeRange == nil,
            !mounted.isTemplate
          else { continue }
          // A place that the image is known to write to.
          if findings.images[sidecar.index]?.dataPaths.contains(where: {
            $0.path == mounted.comparablePath && !$0.isReadOnly
          }) == true {
            continue
          }
          let end = mounted.node.contentOffset.map { $0 + mounted.node.value.count }
          let edits = end.map { [TextEdit(range: $0..<$0, replacement: ":ro")] }
          findings.report(
            mounted.node.range, through: file.binding.use(of: mounted.origin, in: sidecar),
            "\(Wording.container(sidecar.index, in: file.binding)) may write to \(Wording.quote(name)); "
              + "mount it ':ro' if it only reads",
            fixes: edits.map { [Fix(title: "mount it read-only", edits: $0)] } ?? [])
        }
      }
    }
  }
}
