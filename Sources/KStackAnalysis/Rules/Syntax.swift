internal import YAMLSyntax

extension Rule {
  /// The rules of YAML itself. The parser finds these faults and words them; their pages are in ``SyntaxPage``.
  static let syntax: [Rule] = SyntaxProblem.Code.allCases.map { code in
    let page = SyntaxPage.page(of: code)
    return Rule(
      code.rawValue, .error, group: .syntax, mayBeUnfinished: code.mayBeUnfinished, summary: page.summary,
      explanation: page.explanation, bad: page.bad, good: page.good
    ) { file, findings in
      for problem in file.tree.problems where problem.code == code {
        findings.report(
          problem.range, problem.message,
          related: problem.related.map { [.init(range: $0.range, message: $0.message)] } ?? [],
          fixes: problem.cure.map { cure in
            let edits = cure.edits.map {
              TextEdit(range: $0.range, replacement: String(decoding: $0.replacement, as: UTF8.self))
            }
            return [Fix(title: cure.title, edits: edits)]
          }.map { $0 } ?? [])
      }
    }
  }
}

extension SyntaxProblem.Code {
  /// Whether a line that is being typed passes through such a state on its way to a right one.
  fileprivate var mayBeUnfinished: Bool {
    switch self {
    case .unclosedQuote, .unclosedBracket, .missingColon, .missingSpace, .missingComma, .badIndentation, .needsQuotes,
      .textAfterValue, .misplacedListItem, .badEscape, .badTag, .badDirective, .strayCharacter, .unreadableLine:
      true
    case .tabIndentation, .conflictMarker, .controlCharacter, .tooDeep: false
    }
  }
}
