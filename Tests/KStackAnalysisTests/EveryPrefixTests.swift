import TestSupport
import Testing
import YAMLSyntax

@testable import KStackAnalysis

/// Any text at any cursor: every feature answers, and every range is inside the text. A trap here would end a user's
/// session, and none can be caught.
@Suite struct EveryPrefixTests {
  /// Half-typed files: every feature at the end of every prefix, where people type.
  @Test(arguments: try Corpus.all)
  func prefixes(_ fixture: Fixture) {
    for end in 0...fixture.bytes.count {
      let file = StackFile(
        text: SourceText(Array(fixture.bytes.prefix(end))), context: AnalysisContext(languageID: "kstack"))
      expectSaneDiagnostics(file, fixture)
      expectSaneEdits(file.uncheckedFormatting(FormattingOptions(indent: end % 8)), file, fixture)
      expectSaneAnswers(file, at: end, fixture)
    }
  }

  /// Whole files: every feature at every offset, and a little outside.
  @Test(arguments: try Corpus.all)
  func offsets(_ fixture: Fixture) {
    let file = StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack"))
    for offset in -1...fixture.bytes.count + 1 { expectSaneAnswers(file, at: offset, fixture) }
  }

  /// The smallest files: every feature at every offset of every prefix.
  @Test(arguments: try Corpus.all.filter { $0.bytes.count <= 64 })
  func offsetsOfPrefixes(_ fixture: Fixture) {
    for end in 0...fixture.bytes.count {
      let file = StackFile(
        text: SourceText(Array(fixture.bytes.prefix(end))), context: AnalysisContext(languageID: "kstack"))
      for offset in 0...end { expectSaneAnswers(file, at: offset, fixture) }
    }
  }

  private func expectSaneDiagnostics(_ file: StackFile, _ fixture: Fixture) {
    let text = 0...file.text.bytes.count
    for diagnostic in file.diagnostics() {
      let ranges = [diagnostic.range] + diagnostic.related.map(\.range) + diagnostic.fixes.flatMap(\.edits).map(\.range)
      #expect(ranges.allSatisfy { text.contains($0.lowerBound) && text.contains($0.upperBound) }, "\(fixture)")
      for fix in diagnostic.fixes {
        let pairs = zip(fix.edits, fix.edits.dropFirst())
        #expect(pairs.allSatisfy { $0.range.upperBound <= $1.range.lowerBound }, "\(fixture): \(fix)")
      }
      #expect(!diagnostic.message.isEmpty && !diagnostic.message.contains("\n"), "\(fixture)")
    }
  }

  private func expectSaneEdits(_ edits: [TextEdit], _ file: StackFile, _ fixture: Fixture) {
    #expect(edits.allSatisfy { 0 <= $0.range.lowerBound && $0.range.upperBound <= file.text.bytes.count }, "\(fixture)")
    #expect(zip(edits, edits.dropFirst()).allSatisfy { $0.range.upperBound < $1.range.lowerBound }, "\(fixture)")
  }

  private func expectSaneAnswers(_ file: StackFile, at offset: Int, _ fixture: Fixture) {
    let text = 0...file.text.bytes.count
    let cursor = min(max(offset, 0), text.upperBound)
    if let hover = file.hover(at: offset) {
      #expect(
        text.contains(hover.range.lowerBound) && hover.range.contains(orEndsAt: cursor), "\(fixture) at \(offset)")
      #expect(text.contains(hover.range.upperBound) && !hover.markdown.isEmpty, "\(fixture) at \(offset)")
    }
    for item in file.completion(at: offset).items.prefix(20) {
      #expect(
        item.replace.contains(orEndsAt: cursor) && text.contains(item.replace.upperBound), "\(fixture) at \(offset)")
    }
    expectSaneEdits(file.formattingOfNewLine(at: offset), file, fixture)
    for action in file.codeActions(in: cursor..<cursor) {
      #expect(action.edits.allSatisfy { text.contains($0.range.upperBound) }, "\(fixture) at \(offset)")
    }
  }
}
