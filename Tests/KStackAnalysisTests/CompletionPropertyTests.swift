import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What holds for every item at every place.
@Suite struct CompletionPropertyTests {
  /// Accepting any item anywhere in a good file leaves YAML that reads as well as before.
  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures)
  func insertedTextIsValid(_ fixture: Fixture) throws {
    let source = SourceText(fixture.bytes)
    let file = StackFile(text: source, context: AnalysisContext(languageID: "kstack", snippets: false))
    for offset in stride(from: 0, through: source.bytes.count, by: 7 * fixture.step) {
      var seen: Set<String> = []
      // Items of one kind are written alike; a few of each will do.
      for item in file.completion(at: offset).items where seen.insert("\(item.kind)\(seen.count / 4)").inserted {
        #expect(item.replace.lowerBound <= offset && offset <= item.replace.upperBound)
        #expect(source.line(at: item.replace.lowerBound) == source.line(at: item.replace.upperBound))
        var edited = source
        edited.replace(item.replace, with: item.newText.utf8)
        let problems = YAMLTree(edited).problems
        #expect(problems.isEmpty, "'\(item.label)' at \(offset) of \(fixture): \(problems.map(\.message))")
      }
    }
  }
}
