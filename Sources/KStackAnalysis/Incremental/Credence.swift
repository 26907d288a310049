internal import YAMLSyntax

/// Which findings are to be believed.
struct Credence {
  var doubts: Doubts = []
  /// What rules that look around find there is an echo.
  var brokenLines: Set<Int> = []

  func credible(_ found: [Diagnostic], in text: SourceText) -> [Diagnostic] {
    guard !doubts.isEmpty || !brokenLines.isEmpty else { return found }
    return found.filter { diagnostic in
      // A file that could not be read in full does not show all its faults.
      if diagnostic.code == Rule.unusedSuppression.code { return brokenLines.isEmpty }
      guard let silentIn = Rule.silence[diagnostic.code] else { return true }
      return silentIn.isDisjoint(with: doubts)
        && (brokenLines.isEmpty || !brokenLines.contains(text.line(at: diagnostic.range.lowerBound)))
    }
  }
}
