internal import YAMLSyntax

extension StackFile {
  /// Every fault of the file, in order of position; empty when the text is not a kstack file.
  public func diagnostics() -> [Diagnostic] {
    guard isStack else { return [] }
    var result: [Diagnostic] = []
    for rule in Rule.all {
      let chosen = context.severities[rule.code]
      if case .some(.none) = chosen { continue }
      var findings = Findings(rule)
      rule.check(self, &findings)
      let isSyntax = SyntaxProblem.Code(rawValue: rule.code) != nil
      for var diagnostic in findings.diagnostics where isSyntax || !isEcho(diagnostic.range) {
        if let severity = chosen ?? nil { diagnostic.severity = severity }
        result.append(diagnostic)
      }
    }
    return result.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.severity.rawValue, $0.code)
        < ($1.range.lowerBound, $1.range.upperBound, $1.severity.rawValue, $1.code)
    }
  }

  /// Whether what is said of `range` would be the echo of a syntax problem on the same line.
  private func isEcho(_ range: Range<Int>) -> Bool {
    tree.hasProblem(onLinesOf: range.lowerBound..<range.lowerBound)
  }
}
