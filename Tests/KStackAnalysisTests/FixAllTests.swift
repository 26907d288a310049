@testable import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

@Suite struct FixAllTests {
  private func file(_ text: String) -> StackFile {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
  }

  private func fixed(_ text: String) -> String? {
    file(text).fixAll().map { String(decoding: $0.text.bytes, as: UTF8.self) }
  }

  @Test func everythingSafeIsFixedAtOnce() {
    let before = """
      apps:
        web:
          image: nginx:1.27
          enviroment: {}
          ports:
            - 8080:50  # web
            - 9090:50
          envFrom:
            - config: {name: a}
            - config: {name: b}

      """
    let after = """
      apps:
        web:
          image: nginx:1.27
          environment: {}
          ports:
            - "8080:50"  # web
            - "9090:50"
          envFrom:
            - config: {name: a}
            - config: {name: b}
      configs:
        a:
          external: true
        b:
          external: true

      """
    // Two declarations go to one place: one after another, and in any order.
    let found = fixed(before)?.replacing("  b:\n    external: true\n  a:", with: "  a:\n    external: true\n  b:")
    expectText(found ?? "", equals: after)
  }

  @Test func nothingToFixIsNil() {
    #expect(fixed("apps:\n  web:\n    image: nginx:1.27\n") == nil)
    #expect(fixed("apps:\n  web:\n    image:\n") == nil)
    #expect(StackFile(text: SourceText("a: b\n"), context: AnalysisContext()).fixAll() == nil)
  }

  /// A fix that does not cure what it is for would be applied again each time.
  @Test(arguments: [
    "apps:\n  a:\n    image: x:1\n    command: [\"run\" \"--fast\n\n  b:\n    image: y:1\n    environment:\n      A: \"b\"\n",
    "d: [\"\" \"\n", "{\n : \"", "configs\n  g:\n\u{2028}  external: e",
    "apps:\n  a: {image: x:1, prts: [\"80:80\"], lables: {a: b}, enviroment: 1}\n",
  ])
  func fixingTwiceIsFixingOnce(_ text: String) {
    guard let once = fixed(text) else { return }
    #expect(fixed(once) == nil)
  }

  /// Each fix of one key uncovers an error, none of the other does.
  @Test func innocentFixesBesideManyThatAreRefused() throws {
    let apps = (0..<200).map { "  web\($0):\n    image: nginx:1.27\n    prts: [99999]\n    enviroment: {A: b}\n" }
    let text = "apps:\n" + apps.joined()
    let once = try #require(fixed(text))
    #expect(once == text.replacing("enviroment", with: "environment"))
  }

  /// The right name for the key would show that its value is wrong.
  @Test func aFixThatUncoversAnErrorIsLeftOut() {
    let text = "apps:\n  web:\n    image: nginx:1.27\n    enviroment: wrong\n    ports: [8080]\n"
    expectText(
      fixed(text) ?? "",
      equals: "apps:\n  web:\n    image: nginx:1.27\n    enviroment: wrong\n    ports: [\"8080\"]\n")
  }

  @Test(arguments: try Corpus.broken.fixtures)
  func fixedFilesHaveNoNewErrorsAndStayFixed(fixture: Fixture) throws {
    guard let text = String(validating: fixture.bytes, as: UTF8.self) else { return }
    let before = file(text)
    guard let fixed = before.fixAll() else { return }
    let after = StackFile(text: fixed.text, context: before.context)
    func errors(_ file: StackFile) -> Int { file.diagnostics().filter { $0.severity == .error }.count }
    #expect(errors(after) <= errors(before))
    #expect(fixed.fixCount > 0)
    let action = try #require(before.fixAllAction())
    expectText(try applying(action.edits, to: text), equals: String(decoding: fixed.text.bytes, as: UTF8.self))
  }

  @Test(arguments: [
    ("a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"),
    ("a\n", "a\nb\n", "@@ -1 +1,2 @@\n a\n+b\n"), ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
    ("a", "b", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"),
    (
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\nx\n",
      "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+x\n"
    ),
  ])
  func unifiedDifferences(old: String, new: String, expected: String) throws {
    let difference = LineDifference(from: SourceText(old), to: SourceText(new))
    expectText(difference.unified(oldName: "old", newName: "new"), equals: "--- old\n+++ new\n" + expected)
    expectText(try applying(difference.edits, to: old), equals: new)
  }

  @Test func equalTextsHaveNoDifference() {
    #expect(LineDifference(from: SourceText("a\n"), to: SourceText("a\n")).unified(oldName: "a", newName: "b") == "")
  }
}

@Suite struct EditOrderTests {
  @Test func `at one place an insertion comes before a replacement and both hold`() {
    let edits = [
      TextEdit(range: 1..<2, replacement: "B"), TextEdit(range: 1..<1, replacement: "+"),
      TextEdit(range: 0..<1, replacement: "A"),
    ]
    #expect(SourceText("abc").applying(edits.inOrder) == SourceText("A+Bc"))
  }
}
