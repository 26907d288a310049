internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let relativeRoutePath = Rule(
    "relative-route-path", .error, group: .network, mayBeUnfinished: true,
    summary: "the path of a domain that does not start with a slash",
    explanation: """
      Kubernetes rejects an Ingress rule whose path does not start with `/`. Requests whose path starts with it reach the \
      app; leave `path` out for all of them.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:80\"\n    expose:\n      - shop.example.org:\n          protocol: https\n          path: api\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:80\"\n    expose:\n      - shop.example.org:\n          protocol: https\n          path: /api\n"
  ) { file, findings in
    for pod in file.effective.pods {
      for route in pod.app.routes {
        guard let path = route.body.entry("path"), path.kind == .scalar, path.scalarKind == .string, !path.hasTemplate,
          path.value.first != UInt8(ascii: "/")
        else { continue }
        let text = path.string
        findings.report(
          path.range, through: route.use ?? pod.app.use,
          text.isEmpty ? "the path is empty; write '/'" : "a path starts with '/'; write \(Wording.quote("/" + text))",
          fixes: Fix.replacing(path, with: "/" + text, in: file))
      }
    }
  }
}
