import KStackAnalysis
import TestSupport
import Testing

/// The notation that all other tests are written in must itself be right.
@Suite struct TestNotationTests {
  @Test func marksAreTakenOutAndCountedInBytes() throws {
    let marked = try MarkedText("é█a⟦b⟦ç⟧⟧\n⟦⟧")
    #expect(marked.text == "éabç\n")
    #expect(try marked.cursor == 2)
    #expect(marked.ranges == [3..<6, 4..<6, 7..<7])
    #expect(throws: FixtureError.self) { try marked.range }
    #expect(throws: FixtureError.self) { try MarkedText("⟦") }
    #expect(throws: FixtureError.self) { try MarkedText("⟧") }
    #expect(throws: FixtureError.self) { try MarkedText("no cursor").cursor }
  }

  @Test func diagnosticsArePrintedUnderTheirText() throws {
    let marked = try MarkedText("apps:\n\té⟦nv⟧: 1⟦⟧\n  ⟦x: [\ny⟧\n")
    let diagnostics = zip(marked.ranges, ["late", "empty", "long"]).map { range, code in
      Diagnostic(code: code, severity: .warning, range: range, message: "of \(code)")
    }
    var first = diagnostics[0]
    first.related = [Diagnostic.RelatedPlace(range: 0..<4, message: "here")]
    first.tags = [.deprecated]
    first.fixes = [Fix(title: "do it", edits: [])]
    let expected = """
      apps:
      ↑↑↑↑ related[late]: here
      \ténv: 1
      \t ↑↑ warning[late]: of late (deprecated) fix*: do it
      \t      ↑ (empty) warning[empty]: of empty
        x: [
        ↑↑↑↑ to 4:2 warning[long]: of long
      y

      """
    let found = annotate(marked.text, [diagnostics[2], first, diagnostics[1]], fixes: true)
    expectText(found, equals: expected)
    #expect(stripNotes(found) == marked.text)
  }

  @Test func aDifferenceShowsWhatIsMissingAndWhatIsTooMuch() {
    #expect(textDifference(expected: "a\nb", found: "a\nb") == nil)
    #expect(
      textDifference(expected: "a\nb\nc", found: "a\nB \nc\nd\t\r")
        == "texts differ (- expected, + found):\n  a\n- b\n+ B·\n  c\n+ d→␍")
    #expect(textDifference(expected: "e\u{301}", found: "é") != nil, "equal to Swift, not to an editor")
  }

  @Test func editsAreAppliedAsAnEditorDoes() throws {
    let edits = [
      TextEdit(range: 0..<0, replacement: ">"), TextEdit(range: 0..<2, replacement: "e"),
      TextEdit(range: 3..<3, replacement: "!"),
    ]
    #expect(try applying(edits, to: "éa") == ">ea!")
    #expect(throws: FixtureError.self) { try applying(edits.reversed(), to: "éa") }
    #expect(throws: FixtureError.self) { try applying([TextEdit(range: 1..<2, replacement: "")], to: "éa") }
    #expect(throws: FixtureError.self) { try applying([TextEdit(range: 2..<9, replacement: "")], to: "éa") }
  }

  @Test func theCorpusIsThere() throws {
    #expect(try Corpus.guide.fixtures.count == 6)
    #expect(try Corpus.valid.fixtures.count >= 15)
    #expect(try Corpus.yaml.fixtures.count >= 60)
    #expect(try Corpus.broken.fixtures.count >= 40)
    #expect(try Corpus.fixture("valid/windows.yaml").text.contains("\r\n"))
    #expect(throws: (any Error).self) { try Corpus.fixture("valid/nothing.yaml") }
  }
}
