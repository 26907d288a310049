import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

@Suite struct SuppressionTests {
  @Test func aCommentOnTheLineAndOneAboveIt() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          enviroment: {}  # kstack-disable-line unknown-key
          # kstack-disable-next-line unquoted-port, unknown-key -- until the next release
                                                    ↑↑↑↑↑↑↑↑↑↑↑ hint[unused-suppression]: 'unknown-key' suppresses nothing here (unnecessary)
          ports: [8080]
      """)
  }

  @Test func rangesEndWhereTheyAreTakenBack() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          # kstack-disable unknown-key
          one: 1
          ports: [8080]
                  ↑↑↑↑ error[unquoted-port]: a port must be text; put 8080 in quotes
          # kstack-enable unknown-key
          two: 1
          ↑↑↑ warning[unknown-key]: unknown key 'two'; kstack ignores it
      """)
  }

  @Test(arguments: [
    "# kstack-disable\n", "# kstack-disable structure network\n", "#kstack-disable\tunknown-key , unquoted-port\n",
    "# kstack-disable -- generated\n",
  ])
  func aboveEverythingItHoldsForTheFile(_ comment: String) {
    expectDiagnostics(comment + "apps:\n  web:\n    image: nginx:1.27\n    one: 1\n    ports: [8080]\n")
  }

  @Test func missingThingsOfTheWholeFileAreCovered() {
    expectDiagnostics("\n# kstack-disable missing-key\n")
  }

  @Test func syntaxErrorsAreSuppressedAndStillThere() {
    let text = "# kstack\napps:\n  web:\n    # kstack-disable-next-line\n    image: \"nginx\n"
    expectDiagnostics(text)
    let file = StackFile(text: SourceText(text), context: AnalysisContext())
    #expect(file.isStack)
  }

  @Test func manyCommentsAllCount() {
    let app = "    image: nginx:1.27\n    # kstack-disable-next-line unknown-key\n    one: 1\n"
    let text = "apps:\n" + (0..<1_500).map { "  a\($0):\n\(app)" }.joined()
    #expect(diagnostics(text).isEmpty)
    let ranges = (0..<1_500).map { "# kstack-disable unknown-key\n# kstack-disable a\($0)\n" }.joined()
    #expect(!diagnostics(ranges + "apps:\n  web:\n    image: a\n    one: 1\n").map(\.code).contains("unknown-key"))
  }

  @Test func recognitionDoesNotDependOnComments() {
    let file = StackFile(text: SourceText("# kstack-disable\nkind: List\n"), context: AnalysisContext())
    #expect(!file.isStack)
  }

  @Test func otherCommentsAreNoSuppressions() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          one: 1  # see kstack-disable-line
          ↑↑↑ warning[unknown-key]: unknown key 'one'; kstack ignores it
          labels: {a: "# kstack-disable-line", b: b}  # kstack-disabled
      """)
  }

  @Test func codesThatDoNotExistAreNamed() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          one: 1  # kstack-disable-line unknownkey unknown-key
                                        ↑↑↑↑↑↑↑↑↑↑ hint[unknown-suppression]: no diagnostic has the code 'unknownkey'; did you mean 'unknown-key'? fix*: replace 'unknownkey' with 'unknown-key'
          two: 1  # kstack-disable-line unknown-key zzzzzzzz
                                                    ↑↑↑↑↑↑↑↑ hint[unknown-suppression]: no diagnostic has the code 'zzzzzzzz'
      """, fixes: true)
  }

  @Test func whatIsSwitchedOffIsNotCalledUnused() {
    let context = AnalysisContext(severities: ["unknown-key": nil], languageID: "kstack")
    expectDiagnostics(
      "apps:\n  web:\n    image: nginx:1.27\n    one: 1  # kstack-disable-line unknown-key\n", context: context)
    expectDiagnostics(
      "# kstack-disable best-practices\napps:\n  web:\n    image: nginx:1.27\n")
  }

  @Test(arguments: [
    ("    x: 1  # kstack-disable-line unquoted-port\n", "    x: 1\n"),
    ("    # kstack-disable-next-line unquoted-port\n    x: 1\n", "    x: 1\n"),
    (
      "    # kstack-disable-next-line unknown-key, unquoted-port -- why\n    x: 1\n",
      "    # kstack-disable-next-line unknown-key -- why\n    x: 1\n"
    ),
  ])
  func unusedOnesAreRemoved(before: String, after: String) throws {
    let head = "apps:\n  web:\n    image: nginx:1.27\n"
    let found = diagnostics(head + before).filter { $0.code == "unused-suppression" }
    #expect(found.count == 1)
    let fix = try #require(found.first?.fixes.first)
    expectText(try applying(fix.edits, to: head + before), equals: head + after)
  }

  /// Whatever is reported, its action leaves a file in which it is not, and in which nothing else changed.
  @Test(arguments: try Corpus.broken.fixtures)
  func theActionSuppressesEveryDiagnostic(fixture: Fixture) throws {
    guard String(validating: fixture.bytes, as: UTF8.self) != nil else { return }
    let file = StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack"))
    let before = file.diagnostics()
    for diagnostic in before {
      let actions = file.codeActions(in: diagnostic.range)
      let action = try #require(actions.first { $0.title == "suppress '\(diagnostic.code)' here" })
      #expect(!action.isPreferred)
      let text = try applying(action.edits, to: fixture.text)
      let after = diagnostics(text)
      #expect(
        after.filter { $0.code == diagnostic.code }.count < before.filter { $0.code == diagnostic.code }.count,
        "\(diagnostic.message)\n\(text)")
      #expect(after.allSatisfy { found in before.contains { $0.code == found.code } }, "\(after.map(\.code))")
    }
  }

  @Test func theActionIsIndentedAndComesAfterTheFixes() throws {
    let text = "apps:\r\n  web:\r\n    image: nginx:1.27\r\n    ports: [8080]\r\n"
    let file = StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
    let port = try #require(file.diagnostics().first)
    let actions = file.codeActions(in: port.range)
    #expect(actions.map(\.title) == ["put quotes around it", "suppress 'unquoted-port' here"])
    expectText(
      try applying(try #require(actions.last).edits, to: text),
      equals:
        "apps:\r\n  web:\r\n    image: nginx:1.27\r\n    # kstack-disable-next-line unquoted-port\r\n    ports: [8080]\r\n"
    )
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
