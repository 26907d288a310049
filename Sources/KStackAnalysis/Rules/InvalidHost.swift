internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let invalidHost = Rule(
    "invalid-host", .error, group: .network, mayBeUnfinished: true,
    summary: "a text under 'expose' that is no host name",
    explanation: """
      A domain is a DNS name in lower case, such as `shop.example.org`, or `*.example.org` for every name one level below. \
      Kubernetes rejects an address (`10.0.0.1`), and anything around the name: the scheme belongs under `protocol`, the \
      port under `port` and the path under `path`.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:80\"\n    expose:\n      - https://shop.example.org:\n          protocol: https\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:80\"\n    expose:\n      - shop.example.org:\n          protocol: https\n"
  ) { file, findings in
    for pod in file.effective.pods {
      for route in pod.app.routes where route.domain.kind == .scalar && !route.domain.hasTemplate {
        let domain = route.domain
        // A key that YAML reads as something else is told where all such keys are.
        guard domain.scalarKind == .string, case .failure(let fault) = HostName.parse(domain.value) else { continue }
        findings.report(
          fault.range.isEmpty ? domain.range : domain.part(fault.range), through: route.use ?? pod.app.use,
          message(fault, domain), fixes: Fix.replacing(domain, with: fault.suggestion, in: file))
      }
    }
  }

  private static func message(_ fault: HostName.Fault, _ domain: YAMLNode) -> String {
    let guilty = Wording.quote(domain.text(in: fault.range))
    switch fault.reason {
    case .empty: return "the host is empty; write one such as shop.example.org"
    case .scheme: return "a host has no \(guilty); write 'http' or 'https' under 'protocol'"
    case .port: return "a host has no port; write it under 'port'"
    case .path: return "a host has no path; write \(guilty) under 'path'"
    case .address: return "\(guilty) is an address; write a host name such as shop.example.org"
    case .badWildcard: return "'*' can only be the whole first part of a host, as in '*.example.org'"
    case .uppercase: return "a host is in lower case"
    case .badCharacter: return "\(guilty) can't be part of a host; it has letters, digits, '-' and '.'"
    case .badLabel: return "each part of a host has 1 to 63 letters, digits and inner '-'"
    case .tooLong: return "a host has at most 253 characters"
    }
  }
}
