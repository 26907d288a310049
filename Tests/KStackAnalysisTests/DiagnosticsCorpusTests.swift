import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Whole files, as people have them.
@Suite struct DiagnosticsCorpusTests {
  @Test(arguments: try Corpus.guide.fixtures)
  func guideHasNoErrors(fixture: Fixture) {
    let found = diagnostics(fixture)
    #expect(found.allSatisfy { $0.severity > .error }, "\n\(annotate(fixture.text, found))")
  }

  @Test(arguments: try Corpus.valid.fixtures)
  func validStacksHaveNoFaults(fixture: Fixture) {
    let found = diagnostics(fixture)
    #expect(found.allSatisfy { $0.severity == .hint }, "\n\(annotate(fixture.text, found))")
  }

  @Test(arguments: try Corpus.notkstack.fixtures)
  func foreignFilesAreLeftInPeace(fixture: Fixture) {
    let name = fixture.path.split(separator: "/").last.map(String.init)
    let file = StackFile(
      text: SourceText(fixture.bytes), context: AnalysisContext(fileName: name, languageID: "yaml"))
    #expect(!file.isStack)
    #expect(file.diagnostics().isEmpty)
  }

  /// Something that makes loading fail is never passed over.
  @Test(arguments: try Corpus.broken.fixtures)
  func brokenFilesHaveAFault(fixture: Fixture) {
    let found = diagnostics(fixture)
    #expect(found.contains { $0.severity == .error }, "\n\(annotate(fixture.text, found))")
  }

  private func diagnostics(_ fixture: Fixture) -> [Diagnostic] {
    StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
