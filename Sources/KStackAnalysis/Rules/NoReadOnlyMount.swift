internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let noReadOnlyMount = Rule(
    "no-read-only-mount", .information, group: .bestPractices,
    summary: "a sidecar that can write to everything it mounts",
    explanation: """
      A sidecar that only reads should not be able to write: mount with `:ro` what it reads. This is reported for a \
      sidecar that mounts volumes of which none is read-only.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      backup:\n        image: restic/restic:0.17.3\n        volumes:\n          - store:/store\n          - keys:/keys\n        resources:\n          limits:\n            memory: 128Mi\n            cpu: 100m\nvolumes:\n  store:\n  keys:\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      backup:\n        image: restic/restic:0.17.3\n        volumes:\n          - store:/store\n          - keys:/keys:ro\n        resources:\n          limits:\n            memory: 128Mi\n            cpu: 100m\nvolumes:\n  store:\n  keys:\n"
  ) { file, findings in
    for pod in file.effective.pods {
      let shared = Set(pod.app.mounts.map(\.source))
      for sidecar in pod.sidecars {
        guard let name = sidecar.name, let part = sidecar.part("volumes"), part.origin == .own,
          !file.tree.isIncomplete(in: part.value.range)
        else { continue }
        let mounts = sidecar.mounts.filter { $0.key === part.key }
        // A single mount is there to be written to, and what is shared with the app is looked at one by one.
        guard mounts.count > 1, mounts.count == part.value.items.count, !mounts.contains(where: \.isReadOnly),
          !mounts.contains(where: { shared.contains($0.source) })
        else { continue }
        findings.report(
          part.keyNode.range,
          "sidecar \(Wording.quote(name.string)) can write to everything it mounts; add ':ro' to what it only reads")
      }
    }
  }
}
