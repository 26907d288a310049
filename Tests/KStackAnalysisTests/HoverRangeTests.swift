import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Where hover answers, and that it answers everywhere without harm.
@Suite struct HoverRangeTests {
  @Test(
    arguments: [
      "apps:\n  web:\n    image: nginx # the█ server\n",
      "# kst█ack\napps: {}\n",
      "apps:\n█  web:\n    image: nginx\n",
      "apps:\n █ web:\n    image: nginx\n",
      "apps:\n  web:\n    image: nginx\n█\n\n",
      "apps:\n  web:\n    image:  █ nginx\n",
      "apps:\n  web:\n    image: nginx   █\n",
      "apps:\n  web:\n    ports:\n      █- \"80:80\"\n    image: nginx\n",
      "apps:\n  web: {█ image: nginx }\n",
      "█",
      "\u{FEFF}█",
      "apps:\n  web:\n    image: nginx\n    args:\n      - |\n        exec ser█ver\n",
    ])
  func silentInCommentsAndBlanksAndOwnTexts(_ fixture: String) throws {
    try expectHover(fixture)
  }

  @Test(
    arguments: [
      "⟦█apps⟧:\n", "⟦apps█⟧:", "{⟦apps█⟧}\n", "{⟦\"apps█\"⟧:}\n", "\u{FEFF}⟦█apps⟧:\n", "⟦█apps⟧: [\n",
      "\r\n⟦ap█ps⟧:\r\n  web:\r\n", "apps:\n  web: {⟦im█age⟧: nginx}\n  broken: [}\n", "⟦apps█⟧: &a\n",
      "? ⟦app█s⟧\n: {}\n", "# 東京 😀\n⟦apps█⟧:\n  wéb:\n    image: nginx\n",
    ])
  func theKeyUnderTheCursor(_ fixture: String) throws {
    let marked = try MarkedText(fixture)
    let file = StackFile(text: SourceText(marked.text), context: AnalysisContext(languageID: "kstack"))
    #expect(file.hover(at: try marked.cursor)?.range == (try marked.range))
  }

  @Test func offsetsAreClamped() {
    let file = StackFile(text: SourceText("apps"), context: AnalysisContext(languageID: "kstack"))
    #expect(file.hover(at: Int.min) == nil, "a lone word is no key")
    let stack = StackFile(text: SourceText("{apps: nothing, volumes}"), context: AnalysisContext(languageID: "kstack"))
    #expect(stack.hover(at: Int.min) == nil)
    #expect(stack.hover(at: Int.max) == nil)
    let key = StackFile(text: SourceText("apps:"), context: AnalysisContext(languageID: "kstack"))
    #expect(key.hover(at: -1)?.range == 0..<4)
  }

  @Test func silentWhereTheFileIsNoStack() throws {
    for fixture in try Corpus.notkstack.fixtures {
      let file = StackFile(text: SourceText(fixture.bytes))
      for offset in 0...fixture.bytes.count { #expect(file.hover(at: offset) == nil, "\(fixture) at \(offset)") }
    }
  }

  @Test(arguments: try Corpus.all)
  func everyOffsetOfTheCorpus(_ fixture: Fixture) {
    let text = SourceText(fixture.bytes)
    let file = StackFile(text: text, context: AnalysisContext(languageID: "kstack"))
    var answers = 0
    for offset in stride(from: 0, through: text.bytes.count, by: fixture.step) {
      guard let hover = file.hover(at: offset) else { continue }
      answers += 1
      let faults = faults(of: hover, at: offset, in: text)
      #expect(faults.isEmpty, "\(fixture) at \(offset): \(faults)")
    }
    if fixture.path.hasPrefix("valid/") || fixture.path.hasPrefix("guide/") { #expect(answers > 10) }
  }

  @Test func everyPrefix() throws {
    for path in ["guide/logging-sidecar.yaml", "valid/anchors-and-merges.yaml", "valid/flow-style.yaml"] {
      let bytes = try Corpus.fixture(path).bytes
      for end in 0...bytes.count {
        let text = SourceText(Array(bytes.prefix(end)))
        let file = StackFile(text: text, context: AnalysisContext(languageID: "kstack"))
        for offset in [end, end - 1, end / 2] {
          guard let hover = file.hover(at: offset) else { continue }
          let faults = faults(of: hover, at: max(0, offset), in: text)
          #expect(faults.isEmpty, "\(path), first \(end) bytes, at \(offset): \(faults)")
        }
      }
    }
  }

  @Test func hostileTextGivesShortAnswers() {
    let long = String(repeating: "x`*", count: 100_000)
    var bomb = "x0: &a0 [y]\n"
    for level in 1...30 {
      bomb += "x\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    bomb += "apps:\n  web:\n    image: nginx\n    volumes: *a30\n"
    let texts = [
      "apps:\n  web:\n    image: \(long)\n", "apps:\n  \(long):\n    image: nginx\n", bomb,
      "apps: &a\n  web: *a\n", "apps:\n  web: &w\n    <<: *w\n    sidecars: {a: *w}\n",
      "apps:\n  web:\n    image: nginx\n    environment:\n      A: " + String(repeating: "9", count: 50_000) + "\n",
      "apps:\n  web:\n    image: nginx\n    volumes: ["
        + (0..<3_000).map { "d:/\($0)" }.joined(separator: ",") + "]\n",
    ]
    for text in texts {
      let source = SourceText(text)
      let file = StackFile(text: source, context: AnalysisContext(languageID: "kstack"))
      let step = max(1, source.bytes.count / 50)
      for offset in stride(from: 0, through: source.bytes.count, by: step) {
        guard let hover = file.hover(at: offset) else { continue }
        #expect(hover.markdown.utf8.count < 8_000)
        #expect(!hover.plainText.isEmpty)
      }
    }
  }

  /// What is wrong with an answer, in words.
  private func faults(of hover: Hover, at offset: Int, in text: SourceText) -> [String] {
    var faults: [String] = []
    let range = hover.range
    guard range.lowerBound >= 0, range.upperBound <= text.bytes.count, !range.isEmpty else { return ["range \(range)"] }
    if !range.contains(orEndsAt: offset) { faults.append("the range \(range) does not touch the cursor") }
    let bytes = text.bytes[range]
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    if let first = bytes.first, blanks.contains(first) { faults.append("the range begins with white space") }
    let isBlockScalar = bytes.first == UInt8(ascii: "|") || bytes.first == UInt8(ascii: ">")
    if let last = bytes.last, blanks.contains(last), !isBlockScalar { faults.append("the range ends in white space") }
    if String(validating: bytes, as: UTF8.self) == nil, String(validating: text.bytes, as: UTF8.self) != nil {
      faults.append("the range cuts a character")
    }
    let fences = hover.markdown.split(separator: "\n").filter { $0.hasPrefix("```") }
    if !fences.count.isMultiple(of: 2), !hover.markdown.hasPrefix("**```") { faults.append("a fence is open") }
    if hover.markdown.contains("\n\n\n") || hover.markdown.hasSuffix("\n") { faults.append("blank lines") }
    if hover.markdown.contains("\r") || hover.plainText.contains("\r") { faults.append("a carriage return") }
    if hover.plainText.isEmpty || hover.plainText.contains("**`") { faults.append("plain text: \(hover.plainText)") }
    return faults
  }
}
