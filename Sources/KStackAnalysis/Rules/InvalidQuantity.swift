internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let invalidQuantity = Rule(
    "invalid-quantity", .error, group: .resources, mayBeUnfinished: true,
    summary: "an amount that Kubernetes can't read",
    explanation: """
      A quantity is a number with a unit right behind it: `Ki`, `Mi`, `Gi`, `Ti` (powers of 1024), `k`, `M`, `G`, `T` \
      (powers of 1000), `m` (thousandths, for cpu). `256MB`, `0.5 Gi` and `2 cores` are refused by the cluster.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    resources:\n      limits:\n        memory: 256MB\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    resources:\n      limits:\n        memory: 256M\n"
  ) { file, findings in
    for bound in file.binding.scalars(.quantity) {
      guard case .quantity(let resource) = bound.shape.scalar, case .failure(let fault) = bound.node.quantity else {
        continue
      }
      let node = bound.node
      let range = node.scalarKind == .string && fault.reason != .missingNumber ? node.part(fault.range) : node.range
      let suggestions = fault.suggestions.prefix(2)
      var fixes = suggestions.flatMap { Fix.replacing(node, with: $0, in: file) }
      for index in fixes.indices.dropFirst() { fixes[index].isPreferred = false }
      let advice =
        suggestions.isEmpty
        ? "write one such as \(example(resource))" : "write " + suggestions.joined(separator: " or ")
      findings.report(range, through: bound.use, "\(message(fault, node)); \(advice)", fixes: fixes)
    }
  }

  private static func example(_ resource: ScalarType.Resource) -> String {
    switch resource {
    case .cpu: "500m"
    case .memory: "256Mi"
    case .storage: "10Gi"
    }
  }

  private static func message(_ fault: Quantity.Fault, _ node: YAMLNode) -> String {
    let guilty = Wording.quote(node.text(in: fault.range))
    switch fault.reason {
    case .empty: return "a quantity is missing here"
    case .whitespace: return "a quantity has no spaces"
    case .missingNumber: return "\(Wording.quote(node.string)) is no quantity"
    case .unknownSuffix: return "\(guilty) is no unit of Kubernetes"
    case .badExponent: return "\(guilty) is no exponent"
    }
  }
}

extension YAMLNode {
  /// What a text or a number says as a quantity; nil for other types, which are faults of their own, and for text that
  /// something else fills in.
  var quantity: Result<Quantity, Quantity.Fault>? {
    switch scalarKind {
    case .string: hasTemplate ? nil : Quantity.parse(value)
    // What Python makes of such a number is written the same.
    case .integer where shortInteger != nil: Quantity.parse(value)
    case .integer, .float: loaded.pythonText.map { Quantity.parse(Array($0.utf8)) }
    case .null, .boolean, .timestamp, .merge, .value: nil
    }
  }
}
