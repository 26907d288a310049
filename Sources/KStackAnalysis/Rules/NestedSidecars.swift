internal import YAMLSyntax

extension Rule {
  static let nestedSidecars = Rule(
    "nested-sidecars", .error,
    summary: "a sidecar has sidecars",
    explanation: """
      All containers of an app run side by side in one pod, so a sidecar cannot have sidecars of its own; kstack rejects \
      the file. Move them up to the app's own `sidecars`.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      proxy:\n        image: envoyproxy/envoy:v1.31\n        sidecars:\n          logger:\n            image: fluent/fluentd:v1.17\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      proxy:\n        image: envoyproxy/envoy:v1.31\n      logger:\n        image: fluent/fluentd:v1.17\n"
  ) { file, findings in
    for unknown in file.binding.unknownKeys where unknown.isNestedSidecars(in: file.binding) {
      findings.report(
        unknown.entry.key.range, through: unknown.use,
        "a sidecar can't have sidecars of its own; move them to the app's 'sidecars'")
    }
  }
}
