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
    for end in stride(from: 0, through: fixture.bytes.count, by: fixture.step) {
      let file = StackFile(
        text: SourceText(Array(fixture.bytes.prefix(end))), context: AnalysisContext(languageID: "kstack"))
      expectSaneDiagnostics(file, fixture)
      // They say nothing of a cursor: some prefixes stand for all.
      if end % 4 == 0 { expectSaneHints(file, fixture) }
      if end % 7 == 0 {
        let options = FormattingOptions(indent: end % 8)
        expectSaneEdits(file.uncheckedFormatting(options), file, fixture)
        expectSaneEdits(file.formatting(options, in: end / 2..<end), file, fixture)
      }
      if end % 31 == 0, let action = file.fixAllAction() { expectSaneEdits(action.edits, file, fixture) }
      expectSaneAnswers(file, at: end, fixture)
      // What looks at all of a file: every few prefixes tell as much as every one.
      if end % 5 == 0 { expectSaneNames(file, at: end, fixture) }
      if end % 17 == 0 { expectSaneStructure(file, fixture) }
    }
  }

  /// Whole files: every feature at every offset, and a little outside.
  @Test(arguments: try Corpus.all)
  func offsets(_ fixture: Fixture) {
    let file = StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack"))
    for offset in stride(from: -1, through: fixture.bytes.count + 1, by: fixture.step) {
      expectSaneAnswers(file, at: offset, fixture)
    }
    for name in file.nameOccurrences() { expectSaneNames(file, at: name.range.lowerBound, fixture) }
    expectSaneStructure(file, fixture)
  }

  /// The smallest files: every feature at every offset of every prefix.
  @Test(arguments: try Corpus.all.filter { $0.bytes.count <= 64 })
  func offsetsOfPrefixes(_ fixture: Fixture) {
    for end in 0...fixture.bytes.count {
      let file = StackFile(
        text: SourceText(Array(fixture.bytes.prefix(end))), context: AnalysisContext(languageID: "kstack"))
      for offset in 0...end {
        expectSaneAnswers(file, at: offset, fixture)
        expectSaneNames(file, at: offset, fixture)
      }
      expectSaneStructure(file, fixture)
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

  private func expectSaneHints(_ file: StackFile, _ fixture: Fixture) {
    let text = 0...file.text.bytes.count
    let hints = file.inlayHints(in: 0..<text.upperBound)
    #expect(hints.allSatisfy { text.contains($0.offset) && $0.tooltip?.isEmpty == false }, "\(fixture)")
    #expect(hints.allSatisfy { !$0.label.isEmpty && !$0.label.contains(where: \.isNewline) }, "\(fixture)")
    for lens in file.codeLenses() {
      let ranges = [lens.range] + lens.references
      #expect(ranges.allSatisfy { text.contains($0.lowerBound) && text.contains($0.upperBound) }, "\(fixture)")
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
    for action in file.refactorings(in: cursor..<cursor, isChecked: false) {
      let pairs = zip(action.edits, action.edits.dropFirst())
      #expect(pairs.allSatisfy { $0.range.upperBound <= $1.range.lowerBound }, "\(fixture): \(action)")
      #expect(action.edits.allSatisfy { text.contains($0.range.upperBound) }, "\(fixture) at \(offset)")
    }
  }

  private func expectSaneNames(_ file: StackFile, at offset: Int, _ fixture: Fixture) {
    let text = 0...file.text.bytes.count
    let selection = file.selectionRanges(at: offset)
    #expect(selection.allSatisfy { $0.contains(orEndsAt: offset) && text.contains($0.upperBound) }, "\(fixture)")
    #expect(
      zip(selection, selection.dropFirst()).allSatisfy {
        $1.lowerBound <= $0.lowerBound && $0.upperBound <= $1.upperBound && $0 != $1
      }, "\(fixture) at \(offset)")
    if let effective = file.effectiveText(at: offset) {
      #expect(!effective.title.contains("\n") && effective.text.hasSuffix("\n"), "\(fixture) at \(offset)")
      #expect(YAMLTree(SourceText(effective.text)).problems.isEmpty, "\(fixture) at \(offset)")
    }
    let highlights = file.highlights(at: offset)
    guard let place = file.renamePlace(at: offset) else {
      #expect(highlights.isEmpty && file.references(at: offset, includingDeclaration: true).isEmpty)
      #expect(file.definition(at: offset) == nil && file.linkedRanges(at: offset) == nil)
      return
    }
    #expect(highlights.contains { $0.range == place.range }, "\(fixture) at \(offset)")
    #expect(file.references(at: offset, includingDeclaration: true) == highlights.map(\.range))
    for target in file.definition(at: offset)?.targets ?? [] {
      #expect(text.contains(target.extent.upperBound))
      #expect(target.extent.lowerBound <= target.name.lowerBound && target.name.upperBound <= target.extent.upperBound)
    }
    if let edits = try? file.rename(at: offset, to: "zz") {
      #expect(edits.count == highlights.count, "\(fixture) at \(offset)")
      #expect(zip(edits, edits.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }, "\(fixture)")
    }
    for range in file.linkedRanges(at: offset) ?? [] { #expect(range.count == place.range.count) }
  }

  private func expectSaneStructure(_ file: StackFile, _ fixture: Fixture) {
    let text = 0...file.text.bytes.count
    for name in file.nameOccurrences() {
      #expect(name.extent.lowerBound <= name.range.lowerBound && name.range.upperBound <= name.extent.upperBound)
      #expect(text.contains(name.extent.upperBound), "\(fixture)")
    }
    if let section = file.referenceSection(at: text.upperBound / 2) {
      #expect(section.origin.contains(orEndsAt: text.upperBound / 2) && text.contains(section.origin.upperBound))
    }
    expectSaneEdits(file.replacingPaths { "../\($0)" }, file, fixture)
    expectSane(file.documentSymbols(), within: 0..<file.text.bytes.count, fixture)
    let folds = file.foldingRanges()
    #expect(folds.allSatisfy { $0.lines.count > 1 && $0.lines.upperBound < file.text.lineCount }, "\(fixture)")
    #expect(zip(folds, folds.dropFirst()).allSatisfy { $0.lines.lowerBound < $1.lines.lowerBound }, "\(fixture)")
    let tokens = file.semanticTokens().map(\.range)
    #expect(tokens.allSatisfy { !$0.isEmpty && text.contains($0.upperBound) }, "\(fixture)")
    #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(fixture)")
    #expect(file.documentLinks().allSatisfy { !$0.range.isEmpty && text.contains($0.range.upperBound) }, "\(fixture)")
  }

  private func expectSane(_ symbols: [DocumentSymbol], within outer: Range<Int>, _ fixture: Fixture) {
    for symbol in symbols {
      let (range, selection) = (symbol.range, symbol.selection)
      #expect(outer.lowerBound <= range.lowerBound && range.upperBound <= outer.upperBound, "\(fixture): \(symbol)")
      #expect(range.lowerBound <= selection.lowerBound && selection.upperBound <= range.upperBound, "\(fixture)")
      #expect(!symbol.name.isEmpty && !symbol.name.contains("\n"), "\(fixture): \(symbol)")
      expectSane(symbol.children, within: range, fixture)
    }
  }
}
