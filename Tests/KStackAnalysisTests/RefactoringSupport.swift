import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// The refactorings at the cursor or range of a fixture.
func refactorings(_ fixture: String) throws -> [CodeAction] {
  let marked = try MarkedText(fixture)
  let range = marked.cursors.isEmpty ? try marked.range : try marked.cursor..<marked.cursor
  return StackFile(text: SourceText(marked.text)).refactorings(in: range)
}

/// Checks what is offered, by titles.
func expectOffers(_ fixture: String, _ titles: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
  let found = try refactorings(fixture).map(\.title).joined(separator: "\n")
  expectText(found, equals: titles.joined(separator: "\n"), sourceLocation: sourceLocation)
}

/// Checks the text after the offer that has the title.
func expectRefactoring(
  _ fixture: String, _ title: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let offers = try refactorings(fixture)
  guard let action = offers.first(where: { $0.title == title }) else {
    Issue.record("no '\(title)' among \(offers.map(\.title))", sourceLocation: sourceLocation)
    return
  }
  expectText(
    try applying(action.edits, to: MarkedText(fixture).text), equals: expected, sourceLocation: sourceLocation)
}
