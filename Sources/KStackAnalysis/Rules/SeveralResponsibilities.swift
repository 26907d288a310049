internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let severalResponsibilities = Rule(
    "several-responsibilities", .information, group: .bestPractices,
    summary: "a sidecar that does several things",
    explanation: """
      Each sidecar should have a single responsibility: one that logs, another that measures. They can then be replaced, \
      limited and restarted on their own. This is reported for a sidecar whose name says that it has several.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      logging-and-metrics:\n        image: fluent/fluentd:v1.17\n        resources:\n          limits:\n            memory: 128Mi\n            cpu: 100m\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    sidecars:\n      logging:\n        image: fluent/fluentd:v1.17\n        resources:\n          limits:\n            memory: 128Mi\n            cpu: 100m\n      metrics:\n        image: nginx/nginx-prometheus-exporter:1.4.0\n        resources:\n          limits:\n            memory: 64Mi\n            cpu: 50m\n"
  ) { file, findings in
    for name in file.effective.pods.flatMap(\.sidecars).compactMap(\.name) {
      let duties = duties(name.string)
      guard let first = duties.first, let second = duties.dropFirst().first else { continue }
      findings.report(
        name.range,
        "sidecar \(Wording.quote(name.string)) is for \(first) and for \(second); write two sidecars with one task each"
      )
    }
  }

  /// What the words of a name say the sidecar does. Only words for duties count: `redis-exporter` and `auth-proxy` are
  /// one thing.
  private static func duties(_ name: String) -> [String] {
    var found: [String] = []
    for word in name.lowercased().split(whereSeparator: { !$0.isLetter }) {
      guard let duty = dutiesByWord[String(word)], !found.contains(duty) else { continue }
      found.append(duty)
    }
    return found
  }

  private static let dutiesByWord: [String: String] = [
    "log": "logging", "logs": "logging", "logger": "logging", "logging": "logging",
    "metric": "metrics", "metrics": "metrics", "monitor": "metrics", "monitoring": "metrics",
    "trace": "tracing", "traces": "tracing", "tracing": "tracing",
    "backup": "backups", "backups": "backups",
  ]
}
