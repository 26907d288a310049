internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let requestAboveLimit = Rule(
    "request-above-limit", .error, group: .resources,
    summary: "more is requested than the limit allows",
    explanation: """
      `requests` is what the scheduler sets aside for a container, `limits` what it may use at most. Kubernetes refuses a \
      pod that requests more than its limit. Raise the limit, or lower the request.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    resources:\n      requests:\n        memory: 512Mi\n      limits:\n        memory: 256Mi\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    resources:\n      requests:\n        memory: 256Mi\n      limits:\n        memory: 256Mi\n"
  ) { file, findings in
    var seen: Set<Int> = []
    for container in file.binding.containers {
      for entry in container.entries {
        let isDeploy = entry.key.says("deploy")
        guard isDeploy || entry.key.says("resources"), var resources = entry.value.dereferenced else { continue }
        if isDeploy {
          guard let inner = resources.entry("resources") else { continue }
          resources = inner
        }
        // What an anchor says of itself is judged once.
        guard seen.insert(resources.index).inserted, let requests = resources.entry("requests"),
          let limits = resources.entry("limits")
        else { continue }
        for name in ["memory", "cpu"] { compare(name, requests, limits, file, &findings) }
      }
    }
  }

  private static func compare(
    _ name: String, _ requests: YAMLNode, _ limits: YAMLNode, _ file: StackFile, _ findings: inout Findings
  ) {
    guard let request = requests.entry(name), let limit = limits.entry(name),
      case .success(let requested) = request.quantity, case .success(let allowed) = limit.quantity,
      requested > allowed, allowed.value > 0
    else { return }
    let message =
      "\(Wording.quote(request.string)) is requested, and the limit is \(Wording.quote(limit.string)); the cluster "
      + "refuses a request above its limit"
    if let use = file.binding.bound(request)?.use {
      findings.report(request.range, through: use, message)
    } else {
      findings.report(request.range, message, related: [.init(range: limit.range, message: "the limit is here")])
    }
  }
}
