import KStackAnalysis
import Testing
import YAMLSyntax

@testable import kstack_language_server

@Suite struct DiagnosticReportTests {
  /// The report of a fault in the part of the text between `⟦` and `⟧`.
  private func report(
    _ marked: String, message: String = "wrong", related: [Diagnostic.RelatedPlace] = [], fixes: [Fix] = [],
    palette: ReportPalette = .plain
  ) -> String {
    let parts = marked.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
    let inner = (parts.last ?? "").split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    let range = start..<(start + inner[0].utf8.count)
    let text = parts[0] + inner.joined()
    let diagnostic = Diagnostic(
      code: "some-code", severity: .warning, range: range, message: message, related: related, fixes: fixes)
    return DiagnosticReport(diagnostic, in: SourceText(Array(text.utf8)), named: "a.yaml", palette: palette).text
  }

  @Test func `shows the place, the line, the range, related places and the cure`() {
    let text = report(
      "apps:\n  web:\n    ⟦imgae⟧: nginx\n", message: "unknown key 'imgae'",
      related: [Diagnostic.RelatedPlace(range: 8..<11, message: "in this app")],
      fixes: [
        Fix(title: "remove 'imgae'", edits: [], isPreferred: false), Fix(title: "replace it", edits: []),
      ])
    #expect(
      text == """
        a.yaml:3:5: warning[some-code]: unknown key 'imgae'
          3 |     imgae: nginx
            |     ^^^^^
          a.yaml:2:3: note: in this app
          fix: replace it
        """)
  }

  @Test(arguments: [
    ("\ta: ⟦b⟧", "\t   ^"), ("é: ⟦b⟧", "   ^"), ("😀: ⟦b⟧", "    ^"), ("e\u{301}: ⟦b⟧", "   ^"), ("a: ⟦漢字⟧", "   ^^^^"),
    ("a: ⟦⟧", "   ^"), ("⟦a:\nb⟧", "^^"), ("⟦⟧", "^"), ("a⟦\n⟧b", " ^"),
  ])
  func `carets stand below the range`(_ marked: String, _ carets: String) {
    let lines = report(marked).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "    | \(carets)")
  }

  @Test func `a long line is cut around the range`() {
    let long = String(repeating: "x", count: 500)
    let lines = report("\(long)⟦bad⟧\(long)").split(separator: "\n")
    #expect(lines[0].hasPrefix("a.yaml:1:501:"))
    let line = Array(lines[1])
    let carets = Array(lines[2])
    #expect(line.count == 128)
    #expect(line.filter { $0 == "…" }.count == 2)
    let first = carets.firstIndex(of: "^") ?? 0
    #expect(String(line[first..<(first + 3)]) == "bad")
    #expect(carets.count == first + 3)
  }

  @Test func `a range longer than the window is cut with it`() {
    let lines = report("⟦" + String(repeating: "x", count: 500) + "⟧").split(separator: "\n")
    #expect(lines[2].filter { $0 == "^" }.count == 120)
  }

  @Test func `control characters do not reach the terminal`() {
    let text = report("a: ⟦\u{1B}[2J\u{7}⟧", message: "bad '\u{1B}[2J'", fixes: [Fix(title: "\u{9B}x", edits: [])])
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
  }

  @Test func `colour is there when it is asked for`() {
    #expect(report("⟦a⟧", palette: .terminal).contains("\u{1B}[33mwarning[some-code]\u{1B}[0m"))
    #expect(!report("⟦a⟧").contains("\u{1B}"))
  }

  @Test func `a threshold is reached by what is at least as grave`() {
    #expect(Check.Threshold.warning.isReached(by: .error) && Check.Threshold.warning.isReached(by: .warning))
    #expect(!Check.Threshold.warning.isReached(by: .information) && !Check.Threshold.error.isReached(by: .warning))
    #expect(!Check.Threshold.never.isReached(by: .error))
  }
}
