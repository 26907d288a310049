import KStackAnalysis
import LanguageServerProtocol
import TestSupport
import Testing
import YAMLSyntax

@testable import kstack_language_server

/// What each form of a report writes; `scripts/reports.py` reads the same forms with other people's programs.
@Suite struct ReportTests {
  private static let text = SourceText("apps:\n  😀: {\"a<b\": 1}\n")

  private static func finding(_ severity: Diagnostic.Severity, fixes: [Fix] = []) -> Diagnostic {
    Diagnostic(
      code: "unknown-key", severity: severity, range: 15..<20, message: "50% of 'a<b', \"x\"\u{7}", fixes: fixes)
  }

  private static let fix = Fix(title: "remove it", edits: [TextEdit(range: 15..<23, replacement: "")])

  private func written(_ report: some Report, _ findings: [Diagnostic]) throws -> String {
    var report = report
    let first = report.add(CheckedFile(name: "d e/a.yaml", text: Self.text, diagnostics: findings))
    return first + (try report.end())
  }

  @Test func `text counts files and faults`() throws {
    #expect(TextReport(palette: .plain, hasSummary: true).end().isEmpty)
    var report = TextReport(palette: .plain, hasSummary: true)
    _ = report.add(CheckedFile(name: "a", text: Self.text, diagnostics: []))
    #expect(report.end() == "no problems in 1 file\n")
    _ = report.add(
      CheckedFile(
        name: "a", text: Self.text,
        diagnostics: [.warning, .error, .error, .information].map { Self.finding($0) }))
    #expect(report.end() == "2 errors, 1 warning, 1 information in 2 files\n")
    #expect(try written(TextReport(palette: .plain, hasSummary: false), []).isEmpty)
  }

  @Test func `JSON has every place as line, column and offset`() throws {
    let document = try JSONValue(json: written(JSONReport(), [Self.finding(.warning, fixes: [Self.fix])]).utf8)
    #expect(document["version"] == 1)
    let file = document["files"]?.array?.first
    #expect(file?["path"] == "d e/a.yaml")
    let range: JSONValue = [
      "start": ["line": 2, "column": 7, "offset": 15], "end": ["line": 2, "column": 12, "offset": 20],
    ]
    #expect(
      file?["diagnostics"]?.array?.first == [
        "code": "unknown-key", "severity": "warning", "message": "50% of 'a<b', \"x\"\u{7}", "range": range,
        "related": [],
        "fixes": [
          [
            "title": "remove it", "isPreferred": true,
            "edits": [
              [
                "newText": "",
                "range": [
                  "start": ["line": 2, "column": 7, "offset": 15], "end": ["line": 2, "column": 15, "offset": 23],
                ],
              ]
            ],
          ]
        ],
      ])
  }

  @Test func `GitHub's commands are escaped`() throws {
    #expect(
      try written(GitHubReport(), [Self.finding(.hint)])
        == "::notice file=d e/a.yaml,line=2,endLine=2,col=7,endColumn=12,title=kstack unknown-key"
        + "::50%25 of 'a<b', \"x\"\u{7}\n")
  }

  @Test func `GitLab's fingerprints are stable and all different`() throws {
    let twice = [Self.finding(.error), Self.finding(.error)]
    let issues = try JSONValue(json: written(GitLabReport(), twice).utf8).array ?? []
    #expect(issues.first?["fingerprint"] == "f51855391525004d")
    #expect(Set(issues.compactMap { $0["fingerprint"]?.string }).count == 2)
    #expect(issues.first?["location"] == ["path": "d e/a.yaml", "lines": ["begin": 2, "end": 2]])
    #expect(issues.first?["severity"] == "major")
    #expect(issues.first?["check_name"] == "unknown-key")
  }

  @Test func `JUnit tells what fails from what does not`() throws {
    let report = JUnitReport { $0 == .error }
    expectText(
      try written(report, [Self.finding(.error), Self.finding(.warning)]),
      equals: """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="kstack-language-server" tests="2" failures="1" errors="0">
          <testsuite name="d e/a.yaml" tests="2" failures="1" errors="0" skipped="1">
            <testcase classname="d e/a.yaml" name="unknown-key at 2:7">
              <failure type="error" message="50% of 'a&lt;b', &quot;x&quot;\u{FFFD}">\
        d e/a.yaml:2:7: 50% of 'a&lt;b', &quot;x&quot;\u{FFFD}</failure>
            </testcase>
            <testcase classname="d e/a.yaml" name="unknown-key at 2:7">
              <skipped message="50% of 'a&lt;b', &quot;x&quot;\u{FFFD}"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
    #expect(try written(report, []).contains("<testcase classname=\"d e/a.yaml\" name=\"no problems\"/>"))
  }

  @Test func `SARIF names every rule, and places as URIs`() throws {
    let document = try JSONValue(json: written(SARIFReport(), [Self.finding(.information, fixes: [Self.fix])]).utf8)
    let run = document["runs"]?.array?.first
    let rules = run?["tool"]?["driver"]?["rules"]?.array ?? []
    #expect(rules.map { $0["id"]?.string } == Rule.all.map(\.code))
    let result = run?["results"]?.array?.first
    #expect(result?["level"] == "note")
    let index = try #require(result?["ruleIndex"]?.integer)
    #expect(rules[index]["id"] == "unknown-key")
    let location = result?["locations"]?.array?.first?["physicalLocation"]
    #expect(location?["artifactLocation"]?["uri"] == "d%20e/a.yaml")
    #expect(location?["region"]?["startColumn"] == 7)
    let change = result?["fixes"]?.array?.first?["artifactChanges"]?.array?.first
    #expect(change?["replacements"]?.array?.first?["deletedRegion"]?["byteLength"] == 8)
  }
}
