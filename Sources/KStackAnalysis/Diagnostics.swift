internal import YAMLSyntax

extension StackFile {
  /// Every fault of the file, in order of position; empty when the text is not a kstack file.
  public func diagnostics() -> [Diagnostic] {
    guard isStack else { return [] }
    var result: [Diagnostic] = []
    // What is said of a line with a syntax problem is its echo.
    var brokenLines: Set<Int> = []
    for problem in tree.problems {
      let last = text.line(at: max(problem.range.lowerBound, problem.range.upperBound))
      for line in text.line(at: problem.range.lowerBound)...last { brokenLines.insert(line) }
    }
    for rule in Rule.all {
      let chosen = context.severities[rule.code]
      if case .some(.none) = chosen { continue }
      var findings = Findings(rule)
      rule.check(self, &findings)
      let isSyntax = SyntaxProblem.Code(rawValue: rule.code) != nil
      for var diagnostic in findings.diagnostics {
        guard isSyntax || brokenLines.isEmpty || !brokenLines.contains(text.line(at: diagnostic.range.lowerBound))
        else { continue }
        if let severity = chosen ?? nil { diagnostic.severity = severity }
        result.append(diagnostic)
      }
    }
    result.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.severity.rawValue, $0.code)
        < ($1.range.lowerBound, $1.range.upperBound, $1.severity.rawValue, $1.code)
    }
    // The reader may come past a broken line twice.
    return result.indices.filter { $0 == 0 || result[$0] != result[$0 - 1] }.map { result[$0] }
  }
}
