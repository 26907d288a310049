import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What renaming and linked editing promise, at every name of every file, and of the shorter ones with CRLF too.
@Suite struct RenamePropertyTests {
  private static let files: [Fixture] = {
    guard let files = try? Corpus.all + Corpus.examples else { return [] }
    return files + files.filter { $0.bytes.count < 1_000 }.map(\.withWindowsLineEnds)
  }()

  private func file(_ text: SourceText) -> StackFile {
    StackFile(text: text, context: AnalysisContext(languageID: "kstack"))
  }

  @Test func filesAreThere() { #expect(Self.files.count > 300) }

  /// All places of a name have the same edits. There and back again gives the file byte for byte; between, the name
  /// has as many places, and nothing else is said of a file without faults.
  @Test(arguments: files)
  func thereAndBackAgain(_ fixture: Fixture) {
    let file = file(SourceText(fixture.bytes))
    let all = file.nameOccurrences()
    let codes = file.diagnostics().map(\.code)
    var known: [NameOccurrence.Symbol: [TextEdit]] = [:]
    for occurrence in all {
      let symbol = occurrence.symbol
      let edits: [TextEdit]
      do throws(RenameFailure) {
        edits = try file.rename(at: occurrence.range.lowerBound, to: "zz-new")
      } catch {
        // Only what cannot be read, or is two names at once, may stand in the way of a good new name.
        #expect(error.message.hasSuffix("put its syntax right first") || error.message.hasSuffix("change it by hand"))
        continue
      }
      if let same = known.updateValue(edits, forKey: symbol) {
        #expect(same == edits, "\(fixture): \(symbol)")
        continue
      }
      let between = self.file(file.text.applying(edits))
      let names = between.nameOccurrences()
      let renamed = names.filter { $0.symbol.kind == symbol.kind && $0.symbol.name == "zz-new" }
      #expect(renamed.count == all.count { $0.symbol == symbol }, "\(fixture): \(symbol)")
      #expect(names.count == all.count, "\(fixture): \(symbol)")
      if codes.isEmpty { #expect(between.diagnostics().isEmpty, "\(fixture): \(symbol)") }
      guard let first = renamed.first else { continue }
      do throws(RenameFailure) {
        let back = try between.rename(at: first.range.lowerBound, to: symbol.name)
        let text = between.text.applying(back)
        #expect(text == file.text, "\(fixture): \(symbol)\n\(text.string(in: 0..<10_000))")
      } catch {
        // The old name is not good, two things had it, or two would have it in the cluster.
        let namesakes = Set(all.map(\.symbol).filter { $0.kind == symbol.kind && $0.name == symbol.name })
        #expect(
          error.isInvalidName || namesakes.count > 1 || codes.contains("name-collision"),
          "\(fixture): \(symbol): \(error.message)")
      }
    }
  }

  /// A new name that YAML would read as a number or a boolean is still a name afterwards, at all its places.
  @Test(arguments: files.filter { $0.step == 1 }, ["on", "1e3"])
  func namesThatLookLikeOtherValues(_ fixture: Fixture, _ name: String) {
    let file = file(SourceText(fixture.bytes))
    let all = file.nameOccurrences()
    let isFaultless = file.diagnostics().isEmpty
    var tried: Set<NameOccurrence.Symbol> = []
    for occurrence in all where tried.insert(occurrence.symbol).inserted {
      guard let edits = try? file.rename(at: occurrence.range.lowerBound, to: name) else { continue }
      let renamed = self.file(file.text.applying(edits))
      let places = renamed.nameOccurrences().filter {
        $0.symbol.kind == occurrence.symbol.kind && $0.symbol.name == name
      }
      #expect(places.count == all.count { $0.symbol == occurrence.symbol }, "\(fixture): \(occurrence.symbol)")
      if isFaultless { #expect(renamed.diagnostics().isEmpty, "\(fixture): \(occurrence.symbol)") }
    }
  }

  /// Linked ranges hold one text, and whatever an editor types into one and copies to the others, they stay together.
  @Test(arguments: files)
  func linkedRanges(_ fixture: Fixture) throws {
    let file = file(SourceText(fixture.bytes))
    for occurrence in file.nameOccurrences() {
      guard let ranges = file.linkedRanges(at: occurrence.range.lowerBound) else { continue }
      #expect(Set(ranges.map { file.text.string(in: $0) }).count == 1, "\(fixture): \(occurrence.symbol)")
      #expect(ranges.contains(occurrence.range))
      for (name, edits) in [
        ("more", ranges.map { TextEdit(range: $0.upperBound..<$0.upperBound, replacement: "z9") }),
        ("before", ranges.map { TextEdit(range: $0.lowerBound..<$0.lowerBound, replacement: "zz") }),
        ("other", ranges.map { TextEdit(range: $0, replacement: "z") }),
      ] {
        let typed = self.file(file.text.applying(edits))
        let place =
          occurrence.range.lowerBound
          + edits.reduce(0) { sum, edit in
            edit.range.lowerBound < occurrence.range.lowerBound
              ? sum + edit.replacement.utf8.count - edit.range.count : sum
          }
        #expect(typed.linkedRanges(at: place)?.count == ranges.count, "\(fixture): \(occurrence.symbol), \(name)")
        #expect(typed.references(at: place, includingDeclaration: true).count == ranges.count, "\(fixture)")
      }
    }
  }
}
