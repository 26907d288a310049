import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Hovers at the fixture's `█` and checks the range against its `⟦…⟧` and the markdown against `expected`, in which a
/// line `…` stands for any lines. Without a `⟦…⟧` there must be no answer.
func expectHover(
  _ fixture: String, says expected: String = "", sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let marked = try MarkedText(fixture)
  let file = StackFile(text: SourceText(marked.text), context: AnalysisContext(languageID: "kstack"))
  let hover = file.hover(at: try marked.cursor)
  guard !marked.ranges.isEmpty else {
    #expect(hover == nil, sourceLocation: sourceLocation)
    return
  }
  let found = try #require(hover, "no hover", sourceLocation: sourceLocation)
  #expect(
    found.range == (try marked.range), "\(file.text.string(in: found.range))", sourceLocation: sourceLocation)
  expectText(elided(found.markdown, as: expected), equals: expected, sourceLocation: sourceLocation)
}

/// `text` with `…` in place of the lines for which it stands in `pattern`; as it is when it does not fit.
private func elided(_ text: String, as pattern: String) -> String {
  let pieces = pattern.components(splitBy: "\n…\n")
  guard pieces.count == 2, text.hasPrefix(pieces[0] + "\n"), text.hasSuffix("\n" + pieces[1]) else { return text }
  return pattern
}

extension String {
  fileprivate func components(splitBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  /// With the line breaks of Windows.
  var windows: String { replacing("\n", with: "\r\n") }
}
