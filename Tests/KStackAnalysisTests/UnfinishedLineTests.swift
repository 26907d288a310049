import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What is said while somebody types.
@Suite struct UnfinishedLineTests {
  /// Every state of a file that is typed from its first character to its last.
  private func states(of text: String) -> [(text: String, line: Int)] {
    var states: [(String, Int)] = []
    var typed = ""
    var line = 0
    for character in text {
      typed.append(character)
      if character.isNewline { line += 1 }
      states.append((typed, line))
    }
    return states
  }

  private func diagnostics(_ text: String, line: Int?) -> [Diagnostic] {
    let context = AnalysisContext(unfinishedLine: line, languageID: "kstack")
    return StackFile(text: SourceText(text), context: context).diagnostics()
  }

  @Test(arguments: try Corpus.guide.fixtures)
  func typingTheGuideShowsNoErrorOnOtherLines(fixture: Fixture) {
    var withErrorElsewhere = 0
    for state in states(of: fixture.text) {
      let source = SourceText(state.text)
      let found = diagnostics(state.text, line: state.line)
      let elsewhere = found.filter { $0.severity == .error && source.line(at: $0.range.lowerBound) != state.line }
      if !elsewhere.isEmpty { withErrorElsewhere += 1 }
      #expect(elsewhere.isEmpty, "\n\(annotate(state.text, found))")
      let here = found.filter { source.line(at: $0.range.lowerBound) == state.line }
      #expect(here.count <= 1 && here.allSatisfy { $0.severity == .hint }, "\n\(annotate(state.text, found))")
    }
    #expect(withErrorElsewhere == 0)
  }

  /// Whole stacks of nearly every style (nobody types keys as `? key`), and the same count.
  @Test(arguments: try Corpus.valid.fixtures.filter { $0.bytes.count < 500 && !$0.text.contains("? ") })
  func typingAStackShowsNoErrorOnOtherLines(fixture: Fixture) {
    for state in states(of: fixture.text) {
      let source = SourceText(state.text)
      let found = diagnostics(state.text, line: state.line)
      let elsewhere = found.filter { $0.severity == .error && source.line(at: $0.range.lowerBound) != state.line }
      #expect(elsewhere.isEmpty, "\n\(annotate(state.text, found))")
    }
  }

  /// What the line makes of it: without it, every eighth state of the longest example has errors elsewhere.
  @Test func withoutTheLineTypingIsLoud() throws {
    let longest = try #require(try Corpus.guide.fixtures.max { $0.bytes.count < $1.bytes.count })
    let loud = states(of: longest.text).filter { state in
      let source = SourceText(state.text)
      return diagnostics(state.text, line: nil).contains {
        $0.severity == .error && source.line(at: $0.range.lowerBound) != state.line
      }
    }
    #expect(loud.count > states(of: longest.text).count / 10)
  }

  /// The same with what comes below already there: a line typed anew in the middle of a file.
  @Test(arguments: try Corpus.guide.fixtures)
  func typingALineAnewShowsNoErrorOnOtherLines(fixture: Fixture) {
    let lines = fixture.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() where index > 0 {
      for length in 0...line.count {
        var typed = lines
        typed[index] = String(line.prefix(length))
        let text = typed.joined(separator: "\n")
        let source = SourceText(text)
        // Without its key the block below stands where nothing can; only what the line itself explains is held back.
        guard length == line.count || line.hasSuffix(":") == false else { continue }
        let found = diagnostics(text, line: index)
        let elsewhere = found.filter { $0.severity == .error && source.line(at: $0.range.lowerBound) != index }
        #expect(
          elsewhere.isEmpty || source.line(at: elsewhere[0].range.lowerBound) < index || length == 0,
          "\n\(annotate(text, found))")
      }
    }
  }

  @Test(arguments: [
    "ima", "image:", "image: ", "- ", "environment: {", "labels: {a: \"b", "command: [\"a\", ", "service",
  ])
  func anUnfinishedLineIsAHint(_ line: String) {
    let text = "apps:\n  web:\n    image: nginx:1.27\n  db:\n    image: redis:7\n    \(line)\n    labels: {}\n"
      .replacing("    image: redis:7\n    image:", with: "    image:")
    let at = text.utf8.split(separator: 10).firstIndex { $0.elementsEqual("    \(line)".utf8) } ?? 0
    let found = diagnostics(text, line: at)
    #expect(found.count <= 1 && found.allSatisfy { $0.severity == .hint }, "\n\(annotate(text, found))")
    // In full when it is left.
    #expect(diagnostics(text, line: nil).contains { $0.severity <= .warning } || !found.isEmpty)
  }

  /// An item of a list that is to become a mapping.
  @Test(arguments: ["t", "ta", "target"])
  func aWordBehindADashIsAHint(_ word: String) {
    let text = "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \(word)\n    labels: {}\n"
    let found = diagnostics(text, line: 4)
    #expect(found.map(\.severity) == [.hint])
  }

  @Test(arguments: [
    ("ports: [8080:50]", "unquoted-port", Diagnostic.Severity.error),
    ("enviroment:", "unknown-key", .warning), ("image: 1.27", "wrong-type", .error),
    ("service: {type: Foo}", "invalid-value", .error),
  ])
  func aLineThatIsCompleteAndWrongIsReportedAtOnce(line: String, code: String, severity: Diagnostic.Severity) {
    let text = "apps:\n  web:\n    \(line)\n    labels: {}\n"
    let found = diagnostics(text, line: 2)
    #expect(found.contains { $0.code == code && $0.severity == severity }, "\n\(annotate(text, found))")
  }

  @Test func whatIsWrongElsewhereStaysThere() {
    let text = "apps:\n  web:\n    image: nginx:1.27\n    ports: [8080]\n  db:\n    ima\n"
    let found = diagnostics(text, line: 5)
    #expect(found.map(\.code).contains("unquoted-port"))
    #expect(found.filter { $0.severity == .error }.count == 1, "\n\(annotate(text, found))")
  }

  @Test func whatWasLeftIsReportedInFull() {
    let text = "apps:\n  web:\n    ports: []\n  db:\n    image: redis:7\n"
    #expect(diagnostics(text, line: 4).map(\.code) == ["missing-key"])
    #expect(diagnostics(text, line: 2).isEmpty)
    #expect(diagnostics(text, line: nil).map(\.code) == ["missing-key"])
  }

  @Test(arguments: [-1, 99])
  func aLineOutsideOfTheTextIsNone(_ line: Int) {
    #expect(diagnostics("apps:\n", line: line).map(\.severity) == [.error])
  }

  /// Nothing is made up: every report is one that the file has anyway, at most milder.
  @Test(arguments: try Corpus.broken.fixtures.filter { $0.bytes.count < 300 })
  func typingNeverAddsAReport(fixture: Fixture) {
    guard let text = String(validating: fixture.bytes, as: UTF8.self) else { return }
    let all = diagnostics(text, line: nil)
    for line in 0..<SourceText(text).lineCount {
      let found = diagnostics(text, line: line)
      #expect(found.allSatisfy { one in all.contains { $0.code == one.code && $0.range == one.range } })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound })
    }
  }
}
