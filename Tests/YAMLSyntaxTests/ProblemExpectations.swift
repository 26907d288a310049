import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Checks the syntax problems of a text against the notes in the fixture itself, and that every cure removes its own
/// problem and no other. Where every problem has a cure, the tree must already say what the cured text says.
func expectProblems(_ fixture: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let text = stripNotes(fixture)
  let tree = YAMLTree(SourceText(text))
  expectText(
    annotate(text, tree.problems.map(Diagnostic.init), fixes: true), equals: fixture, sourceLocation: sourceLocation)

  var all: [Splice] = []
  for (index, problem) in tree.problems.enumerated() {
    guard let cure = problem.cure else { continue }
    all += cure.edits
    var others = tree.problems.map(\.code.rawValue)
    others.remove(at: index)
    let cured = YAMLTree(SourceText(carryingOut(cure.edits, on: tree.text.bytes)))
    #expect(
      cured.problems.map(\.code.rawValue).sorted() == others.sorted(), "after '\(cure.title)'",
      sourceLocation: sourceLocation)
  }
  if tree.problems.allSatisfy({ $0.cure != nil }) {
    let cured = YAMLTree(SourceText(carryingOut(all, on: tree.text.bytes)))
    #expect(cured.problems == [], sourceLocation: sourceLocation)
    expectText(outline(tree), equals: outline(cured), sourceLocation: sourceLocation)
  }
}

/// What an editor makes of the edits; those at the same place in their order.
func carryingOut(_ edits: [Splice], on bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  let order = edits.enumerated().sorted {
    ($0.element.range.lowerBound, $0.offset) > ($1.element.range.lowerBound, $1.offset)
  }
  for (_, edit) in order { bytes.replaceSubrange(edit.range, with: edit.replacement) }
  return bytes
}

/// What a tree says, without places: `{a: [b, "c"]}`.
func outline(_ tree: YAMLTree) -> String {
  func text(_ node: YAMLNode) -> String {
    switch node.kind {
    case .alias: "*\(tree.text.string(in: node.range).dropFirst())"
    case .scalar: node.isMissing ? "~" : node.style == .plain ? node.string : "\"\(node.string)\""
    case .sequence: "[" + node.items.map(text).joined(separator: ", ") + "]"
    case .mapping: "{" + node.entries.map { text($0.key) + ": " + text($0.value) }.joined(separator: ", ") + "}"
    }
  }
  return tree.documents.compactMap(\.root).map(text).joined(separator: "\n")
}

extension Diagnostic {
  fileprivate init(_ problem: SyntaxProblem) {
    self.init(
      code: problem.code.rawValue, severity: .error, range: problem.range, message: problem.message,
      related: problem.related.map { [.init(range: $0.range, message: $0.message)] } ?? [],
      fixes: problem.cure.map { [Fix(title: $0.title, edits: [])] } ?? [])
  }
}
