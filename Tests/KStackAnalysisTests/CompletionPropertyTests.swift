import TestSupport
import Testing
import YAMLSyntax

@testable import KStackAnalysis

/// What holds for every item at every place.
@Suite struct CompletionPropertyTests {
  /// The twenty smallest good files: every style of writing is among them.
  private static let files: [Fixture] = {
    let files = (try? Corpus.valid.fixtures + Corpus.guide.fixtures) ?? []
    return Array(files.sorted { $0.bytes.count < $1.bytes.count }.prefix(20))
  }()

  @Test func filesAreThere() { #expect(Self.files.count == 20) }

  /// Accepting any item anywhere in a good file leaves YAML that reads as well as before.
  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures)
  func fewItemsInAllFiles(_ fixture: Fixture) throws {
    let source = SourceText(fixture.bytes)
    let file = StackFile(text: source, context: AnalysisContext(languageID: "kstack", snippets: false))
    for offset in stride(from: 0, through: source.bytes.count, by: 7 * fixture.step) {
      var seen: Set<String> = []
      // Items of one kind are written alike; a few of each will do.
      for item in file.completion(at: offset).items where seen.insert("\(item.kind)\(seen.count / 4)").inserted {
        expectValid(item, replacing: item.replace, at: offset, in: source, "\(fixture)")
      }
    }
  }

  /// The same for all items, inserted or replacing, with snippets and without.
  ///
  /// Of the offsets inside a word only the one behind its first character is tried, and an item is put in once for all
  /// places that look alike (``Site``): to try each of some hundred items at each offset would take hours.
  @Test(arguments: files, [false, true])
  func insertedTextIsValid(_ fixture: Fixture, snippets: Bool) throws {
    let source = SourceText(fixture.bytes)
    let file = StackFile(text: source, context: AnalysisContext(languageID: "kstack", snippets: snippets))
    var tried: Set<Site> = []
    for offset in 0...source.bytes.count where !source.isInsideWord(offset) {
      for item in file.completion(at: offset).items {
        for range in Set([item.replace, item.insert])
        where tried.insert(Site(of: item, replacing: range, in: source)).inserted {
          expectValid(item, replacing: range, at: offset, in: source, "\(fixture)")
        }
      }
    }
  }

  /// A key would cut the text in two, at whatever column.
  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures)
  func nothingBetweenTheLinesOfABlockScalar(_ fixture: Fixture) {
    let source = SourceText(fixture.bytes)
    let tree = YAMLTree(source)
    let newline = fixture.bytes.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
    for node in tree.nodes(where: { kind, _, _ in kind == .scalar })
    where node.style == .literal || node.style == .folded {
      let header = source.line(at: node.range.lowerBound)
      let written = (header + 1..<source.lineCount).filter {
        source.lineRange($0).upperBound <= node.range.upperBound && !source.isBlank(line: $0)
      }
      guard let first = written.first else { continue }
      for line in Set(written.prefix(2) + written.suffix(1)) {
        for column in 0...source.indentation(ofLine: first) + 2 {
          var edited = source
          let start = source.lineStart(line)
          edited.replace(start..<start, with: (String(repeating: " ", count: column) + newline).utf8)
          let file = StackFile(text: edited, context: AnalysisContext(languageID: "kstack"))
          let labels = file.completion(at: start + column).items.map(\.label)
          #expect(labels.isEmpty, "\(fixture), above line \(line + 1), column \(column + 1)")
        }
      }
    }
  }

  private func expectValid(
    _ item: CompletionItem, replacing range: Range<Int>, at offset: Int, in source: SourceText, _ fixture: String
  ) {
    #expect(item.replace.lowerBound <= offset && offset <= item.replace.upperBound)
    #expect(item.insert == item.replace.lowerBound..<offset || item.insert == item.replace)
    #expect(source.line(at: item.replace.lowerBound) == source.line(at: item.replace.upperBound))
    var edited = source
    edited.replace(range, with: item.text(in: source).utf8)
    let problems = YAMLTree(edited).problems
    #expect(
      problems.isEmpty,
      """
      '\(item.label)' at \(offset) of \(fixture), \(range == item.replace ? "replacing" : "inserting"): \
      \(problems.map(\.message))
      \(edited.string(in: edited.lineStart(edited.line(at: offset))..<min(edited.bytes.count, offset + 80)))
      """)
  }
}

extension SourceText {
  /// Whether the two characters before an offset and the one behind it are of one word, or it is inside a character.
  fileprivate func isInsideWord(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    if bytes[offset] & 0xC0 == 0x80 { return true }
    return offset > 1 && bytes[offset - 2...offset].allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }
}

/// Items and places are alike when they differ in nothing but the letters and digits of words: in the item's text, in
/// the line around what it replaces, and in how the lines above and below begin.
private struct Site: Hashable {
  private let parts: [String]

  init(of item: CompletionItem, replacing range: Range<Int>, in source: SourceText) {
    let line = source.line(at: range.lowerBound)
    let content = source.lineRange(line)
    func near(_ step: Int) -> String {
      var other = line + step
      while other > 0, other < source.lineCount, source.isBlank(line: other) { other += step }
      guard (0..<source.lineCount).contains(other) else { return "" }
      return Self.shape(source.string(in: source.lineRange(other)))
    }
    parts = [
      Self.shape(item.newText), Self.shape(source.string(in: content.lowerBound..<range.lowerBound)),
      Self.shape(source.string(in: range)),
      Self.shape(source.string(in: range.upperBound..<max(range.upperBound, content.upperBound))), near(-1), near(1),
    ]
  }

  /// A text with each word as one `a`.
  private static func shape(_ text: String) -> String {
    var shape = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        if shape.last != "a" { shape += "a" }
      } else {
        shape.unicodeScalars.append(scalar)
      }
    }
    return shape
  }
}
