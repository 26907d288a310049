internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let sidecarWithoutLimits = Rule(
    "sidecar-without-limits", .information, group: .bestPractices,
    summary: "a sidecar without resource limits",
    explanation: """
      All containers of an app share one node. A sidecar without `resources.limits` can take the memory and the processor \
      time that its app needs, and the app is the one that is killed. Nothing is inherited: each sidecar needs its own \
      limits.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      logger:\n        image: fluent/fluentd:v1.17\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      logger:\n        image: fluent/fluentd:v1.17\n        resources:\n          limits:\n            memory: 128Mi\n            cpu: 100m\n"
  ) { file, findings in
    for sidecar in file.effective.pods.flatMap(\.sidecars) {
      guard let name = sidecar.name, file.binding.containers.indices.contains(sidecar.index) else { continue }
      let body = file.binding.containers[sidecar.index].body
      guard !file.tree.isIncomplete(in: name.range.upperBound..<max(name.range.upperBound, body.range.upperBound))
      else { continue }
      let resources = sidecar.part("resources")
      if let resources, resources.value.kind != .mapping { continue }
      let limits = resources?.value.entry("limits")
      if let limits, limits.kind != .mapping { continue }
      let missing = ["memory", "cpu"].filter { limits?.entry($0) == nil }
      guard !missing.isEmpty else { continue }
      let what = missing.count == 2 ? "no resource limits" : "no limit for \(missing.joined())"
      let outcome = missing == ["cpu"] ? "slow its app down" : "get its app killed"
      findings.report(
        name.range,
        "sidecar \(Wording.quote(name.string)) has \(what) and can \(outcome); write 'resources.limits'")
    }
  }
}
