internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let invalidValue = Rule(
    "invalid-value", .error,
    summary: "a word that is not among those allowed",
    explanation: "Only a few words have a meaning here, and Kubernetes rejects all others. They are case-sensitive.",
    bad: "apps:\n  web:\n    image: nginx:1.27\n    service:\n      type: loadbalancer\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    service:\n      type: LoadBalancer\n"
  ) { file, findings in
    for bound in file.binding.scalars(.enumeration) {
      guard case .enumeration(let choices) = bound.shape.scalar, bound.node.scalarKind == .string else { continue }
      let word = bound.node.string
      let values = choices.map(\.value)
      guard !values.contains(word) else { continue }
      if let meant = NearMiss.nearest(to: word.utf8, among: values) {
        findings.report(
          bound.node.range, through: bound.use, "\(Wording.quote(word)) is not known here; did you mean '\(meant)'?",
          fixes: Fix.replacing(bound.node, with: meant, in: file))
      } else {
        findings.report(
          bound.node.range, through: bound.use,
          "\(Wording.subject(bound)) must be \(Wording.expectation(.enumeration(choices))), not \(Wording.quote(word))")
      }
    }
  }
}
