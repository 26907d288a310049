import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Files as they are while somebody types them.
@Suite struct DiagnosticsPrefixTests {
  /// Whatever the text: ranges lie in it, in order, and each fix is an edit that an editor takes.
  @Test(
    arguments: try Corpus.all.filter { String(validating: $0.bytes, as: UTF8.self) != nil && $0.bytes.count < 400 })
  func everyPrefixHasSoundDiagnostics(fixture: Fixture) throws {
    var text = ""
    for character in fixture.text.unicodeScalars {
      text.unicodeScalars.append(character)
      let found = diagnostics(text)
      let end = text.utf8.count
      var last = 0
      for diagnostic in found {
        #expect(diagnostic.range.lowerBound >= last && diagnostic.range.upperBound <= end, "\(diagnostic) in:\n\(text)")
        #expect(diagnostic.related.allSatisfy { $0.range.upperBound <= end })
        #expect(throws: Never.self) {
          for fix in diagnostic.fixes { _ = try applying(fix.edits, to: text) }
        }
        last = diagnostic.range.lowerBound
      }
      #expect(Set(found).count == found.count, "\(text)")
    }
  }

  /// A person who types a stack from top to bottom has never more than two things to put right.
  @Test(arguments: try Corpus.guide.fixtures)
  func typingTheGuideIsQuiet(fixture: Fixture) {
    var text = ""
    for character in fixture.text {
      text.append(character)
      let found = diagnostics(text).filter { $0.severity <= .warning }
      #expect(found.count <= 2, "\n\(annotate(text, found))")
    }
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
