internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let quantityRange = Rule(
    "quantity-range", .error, group: .resources, mayBeUnfinished: true,
    summary: "an amount that nothing can have",
    explanation: """
      Kubernetes refuses negative amounts and volumes of size 0. Amounts that can hardly be meant get a warning: a limit \
      of 0, which limits nothing; memory or storage in thousandths of a byte (`256m`) or of less than a mebibyte (`512` \
      means 512 bytes); hundreds of cores (`cpu: 500` where `500m` was meant).
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    resources:\n      limits:\n        memory: 256m\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    resources:\n      limits:\n        memory: 256Mi\n"
  ) { file, findings in
    for bound in file.binding.scalars(.quantity) {
      guard case .quantity(let resource) = bound.shape.scalar, case .success(let quantity) = bound.node.quantity,
        let fault = fault(quantity, resource, bound.node)
      else { continue }
      findings.report(
        bound.node.range, through: bound.use, fault.message, severity: fault.severity,
        fixes: fixes(fault, bound.node, in: file))
    }
  }

  private struct RangeFault {
    var message: String
    var severity = Diagnostic.Severity.warning
    var suggestion: String?
    /// The unit is a guess.
    var isGuess = false
  }

  private static func fixes(_ fault: RangeFault, _ node: YAMLNode, in file: StackFile) -> [Fix] {
    var fixes = Fix.replacing(node, with: fault.suggestion, in: file)
    for index in fixes.indices { fixes[index].isPreferred = !fault.isGuess }
    return fixes
  }

  /// Cores that hardly any machine has.
  private static let manyCores = 256.0
  private static let mebibyte = 1_048_576.0

  private static func fault(_ quantity: Quantity, _ resource: ScalarType.Resource, _ node: YAMLNode) -> RangeFault? {
    lazy var text = Wording.quote(node.string)
    if quantity.value < 0 { return RangeFault(message: "\(text) is negative", severity: .error) }
    if quantity.value == 0 {
      if resource == .storage { return RangeFault(message: "a volume can't have the size 0", severity: .error) }
      let section = node.parent?.partner?.says("limits") ?? false
      return section ? RangeFault(message: "a limit of 0 limits nothing; write an amount, or leave it out") : nil
    }
    lazy var number = node.text(in: quantity.numberRange)
    switch resource {
    case .cpu:
      guard quantity.value >= manyCores else { return nil }
      let meant = quantity.suffix == .decimal(0) && quantity.suffixRange.isEmpty ? "\(number)m" : nil
      return RangeFault(
        message: "\(text) is more cores than a machine has" + (meant.map { "; did you mean '\($0)'?" } ?? ""),
        suggestion: node.scalarKind == .float ? nil : meant)
    case .memory, .storage:
      guard quantity.value < mebibyte else { return nil }
      if case .decimal(let power) = quantity.suffix, power == -3 {
        return RangeFault(
          message: "\(text) is thousandths of a byte; did you mean '\(number)Mi'?", suggestion: "\(number)Mi")
      }
      guard quantity.suffixRange.isEmpty else {
        return RangeFault(message: "\(text) is less than a mebibyte (1Mi), with which hardly anything starts")
      }
      let meant = number + (resource == .storage ? "Gi" : "Mi")
      return RangeFault(
        message: "\(text) is a number of bytes; did you mean '\(meant)'?", suggestion: meant, isGuess: true)
    }
  }
}
