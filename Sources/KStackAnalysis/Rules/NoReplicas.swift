internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let noReplicas = Rule(
    "no-replicas", .hint, group: .resources,
    summary: "an app that runs no pod",
    explanation: """
      With `replicas: 0` the Deployment and its Services are made, and no pod runs. That is a way to stop an app and keep \
      its objects; an app that should run needs at least 1.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    deploy:\n      replicas: 0\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    deploy:\n      replicas: 1\n"
  ) { file, findings in
    for bound in file.binding.scalars(.integer) where bound.key?.name == "replicas" {
      guard case .integer(_, 0) = bound.node.loaded else { continue }
      findings.report(bound.node.range, through: bound.use, "with 0 replicas no pod of the app runs")
    }
  }
}
