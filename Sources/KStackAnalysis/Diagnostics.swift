internal import YAMLSyntax

extension StackFile {
  /// Every fault of the file, in order of position, without those that a comment suppresses; empty when the text is not a
  /// kstack file.
  public func diagnostics() -> [Diagnostic] {
    worthSaying(of: allFindings())
  }

  /// The findings of all rules, whatever is being typed; empty when the text is not a kstack file.
  func allFindings(evenInDoubt: Bool = false) -> [Diagnostic] {
    isStack ? findings(of: Rule.all, evenInDoubt: evenInDoubt) : []
  }

  /// What of all findings is worth saying while somebody types.
  func worthSaying(of found: [Diagnostic]) -> [Diagnostic] {
    guard let line = context.unfinishedLine else { return found }
    return withoutUnfinished(found, line: line) {
      let file = without(line)
      return (file, file.diagnostics())
    }
  }

  /// The lines with syntax problems: what else is said of them is an echo.
  var brokenLines: Set<Int> {
    var lines: Set<Int> = []
    for problem in tree.problems {
      let last = text.line(at: max(problem.range.lowerBound, problem.range.upperBound))
      lines.formUnion(text.line(at: problem.range.lowerBound)...last)
    }
    return lines
  }

  /// The findings of these rules, in order of position, whatever is being typed.
  ///
  /// - Parameters:
  ///   - evenInDoubt: of the rules that look around, also what is not to be believed: because of ``doubts``, or because
  ///     it stands on a broken line; of suppressions, also what may not be unused because a line is broken.
  ///   - topics: when given, of what is about a topic only what is about these.
  func findings(of rules: [Rule], evenInDoubt: Bool = false, about topics: Set<Topic>? = nil) -> [Diagnostic] {
    var result: [Diagnostic] = []
    let brokenLines = brokenLines
    let doubts = evenInDoubt ? [] : doubts
    let images = ImagesInUse(binding, catalog: context.images)
    let suppressions = Suppressions(tree)
    var used: Set<Int> = []
    for rule in rules {
      guard let chosen = rule.chosenSeverity(in: context), rule.silentIn.isDisjoint(with: doubts) else { continue }
      var findings = Findings(rule, images: images, about: topics)
      if rule.code == Rule.unusedSuppression.code {
        // A file that could not be read in full does not show all its faults.
        guard tree.problems.isEmpty || evenInDoubt else { continue }
        findings.report(unused: unused(suppressions, used), of: suppressions, in: text)
      } else {
        rule.check(self, &findings)
      }
      for var diagnostic in findings.diagnostics {
        let line = text.line(at: diagnostic.range.lowerBound)
        let isEcho = rule.group != .syntax && !brokenLines.isEmpty && brokenLines.contains(line)
        if isEcho, !(evenInDoubt && rule.looksAround) { continue }
        if rule.group != .suppressions {
          let suppressing = suppressions.entries(for: rule.code, rule.group, line: line)
          guard suppressing.isEmpty else {
            used.formUnion(suppressing)
            continue
          }
        }
        if case .user(let severity) = chosen { diagnostic.severity = severity }
        result.append(diagnostic)
      }
    }
    return result.inOrder
  }

  /// The entries that suppressed nothing, without those that could not: a code that does not exist has a rule of its own,
  /// and one that is switched off is never found.
  private func unused(_ suppressions: Suppressions, _ used: Set<Int>) -> [Int] {
    guard !suppressions.entries.isEmpty else { return [] }
    let on = Rule.all.filter { $0.chosenSeverity(in: context) != nil }
    let names = Set(on.map(\.code) + on.map(\.group.rawValue))
    return suppressions.entries.indices.filter { index in
      let entry = suppressions.entries[index]
      guard entry.kind != .enable, !used.contains(index) else { return false }
      return entry.name.map(names.contains) ?? true
    }
  }
}

extension [Diagnostic] {
  /// By position, each once: the reader may come past a broken line twice.
  var inOrder: [Diagnostic] {
    let sorted = sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.severity.rawValue, $0.code)
        < ($1.range.lowerBound, $1.range.upperBound, $1.severity.rawValue, $1.code)
    }
    return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
  }
}
