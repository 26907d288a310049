import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackAnalysis
@testable import KStackLanguageServer
@testable import YAMLSyntax

/// Every change that is offered anywhere, carried out by an editor that counts in any encoding, gives the text that the
/// analysis meant.
@Suite struct EncodingPropertyTests {
  private static let encodings: [(PositionEncoding, String)] = [
    (.utf8, "utf-8"), (.utf16, "utf-16"), (.utf32, "utf-32"),
  ]

  /// Stacks with characters of two and four bytes in front of much that is edited, as they are and with CRLF.
  private static let files: [Fixture] = {
    guard let files = try? Corpus.guide.fixtures + Corpus.valid.fixtures + Corpus.examples else { return [] }
    let wide = files.filter { $0.bytes.count <= 2_000 }.map { file in
      file.withText(
        file.text.replacing("# ", with: "# 😀 é").replacing("\"", with: "\"é😀"), " with wide characters")
    }
    return files + wide + wide.map(\.withWindowsLineEnds)
  }()

  @Test func filesAreThere() {
    #expect(Self.files.count > 100)
    // There is something to do in them.
    let files = Self.files.prefix(20).map(Self.file)
    #expect(files.contains { !$0.formatting(FormattingOptions(indent: 4)).isEmpty })
    #expect(files.contains { file in (0..<60).contains { !file.refactorings(in: $0..<$0).isEmpty } })
  }

  @Test(arguments: files)
  func `code actions`(_ fixture: Fixture) throws {
    let file = Self.file(fixture)
    let all = 0..<file.text.bytes.count
    var tried: Set<CodeAction> = []
    for node in file.tree.nodes(where: { _, _, _ in true }) {
      let place = node.range.lowerBound..<node.range.lowerBound
      tried.formUnion(file.refactorings(in: place, isChecked: false))
    }
    try Self.expectAlike(file, file.codeActions(in: all).map(\.edits) + tried.map(\.edits))
  }

  @Test(arguments: files)
  func `names`(_ fixture: Fixture) throws {
    let file = Self.file(fixture)
    var tried: Set<NameOccurrence.Symbol> = []
    let changes = file.nameOccurrences().filter { tried.insert($0.symbol).inserted }.compactMap { occurrence in
      try? file.rename(at: occurrence.range.lowerBound, to: "zz-new")
    }
    // In some files a name does not bear a wide character, and nothing more is said of it.
    #expect(!changes.isEmpty || fixture.path.contains("wide"))
    try Self.expectAlike(file, changes)
  }

  @Test(arguments: files)
  func `completion`(_ fixture: Fixture) throws {
    let file = Self.file(fixture)
    // An editor does not ask inside a character or a line break, and all items at a place replace one of few ranges.
    let places = stride(from: file.text.bytes.count, through: 0, by: -43 * fixture.step)
      .filter { file.text.offset(at: file.text.position(at: $0, in: .utf8), in: .utf8) == $0 }
    let ranges = Set(places.flatMap { file.completion(at: $0).items.flatMap { [$0.insert, $0.replace] } })
    let changes = ranges.map { [TextEdit(range: $0, replacement: "é😀: x\n")] }
    // In some files a name does not bear a wide character, and nothing more is said of it.
    #expect(!changes.isEmpty || fixture.path.contains("wide"))
    try Self.expectAlike(file, changes)
  }

  @Test(arguments: files)
  func `formatting`(_ fixture: Fixture) throws {
    let file = Self.file(fixture)
    let options = [FormattingOptions(indent: 2), FormattingOptions(indent: 4)]
    try Self.expectAlike(file, options.map { file.formatting($0) })
  }

  private static func file(_ fixture: Fixture) -> StackFile {
    StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack"))
  }

  private static func expectAlike(_ file: StackFile, _ changes: [[TextEdit]]) throws {
    let text = String(decoding: file.text.bytes, as: UTF8.self)
    for (encoding, name) in encodings {
      let places = Places(text, encoding: name)
      let translation = Translation(client: LSP.ClientCapabilities(), encoding: encoding, referencePage: nil)
      for edits in changes {
        let expected = file.text.applying(edits)
        let edited = try applied(translation.edits(edits, in: file.text), places)
        let wanted = String(decoding: expected.bytes, as: UTF8.self)
        guard edited != wanted else { continue }
        Issue.record("\(name): \(edits)\n\(textDifference(expected: wanted, found: edited) ?? "")")
      }
    }
  }

  /// The text behind the edits, all of whose places are of the text before them (LSP 3.17, `TextEdit[]`).
  private static func applied(_ edits: [LSP.TextEdit], _ places: Places) throws -> String {
    let edits = try edits.enumerated().map { index, edit in
      (index: index, range: try range(edit.range, places), text: edit.newText)
    }
    var scalars = places.scalars
    for edit in edits.sorted(by: { ($0.range.lowerBound, $0.index) > ($1.range.lowerBound, $1.index) }) {
      scalars.replaceSubrange(edit.range, with: edit.text.unicodeScalars)
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private static func range(_ range: LSP.Range, _ places: Places) throws -> Range<Int> {
    func offset(_ position: LSP.Position) throws -> Int {
      try #require(places.offset(at: ["line": .integer(position.line), "character": .integer(position.character)]))
    }
    return try offset(range.start)..<(offset(range.end))
  }
}
