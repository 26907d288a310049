import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// The paths that a stack names, and what becomes of them when files move.
@Suite struct FilePathsTests {
  private static let text = """
    x-env: &env [b.env]
    apps:
      a: {image: "example/a:1.0", env_file: a.env}
      b: {image: "example/a:1.0", env_file: *env}
      c: {image: "example/a:1.0", env_file: [b.env, './c.env', "${X}.env", ~/d.env, 1, ""]}
    configs:
      d: {file: conf/d.conf}
    """

  @Test func `paths are those of env files and of configs`() {
    #expect(StackFile(text: SourceText(Self.text)).filePaths.sorted() == ["./c.env", "a.env", "b.env", "conf/d.conf"])
    #expect(StackFile(text: SourceText("services:\n  a: {env_file: a.env}\n")).filePaths.isEmpty)
  }

  /// The text after every path that `new` knows was replaced.
  private func replaced(_ new: [String: String]) -> String {
    var text = SourceText(Self.text)
    for edit in StackFile(text: text).replacingPaths({ new[$0] }).reversed() {
      text.replace(edit.range, with: Array(edit.replacement.utf8))
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test func `each place is changed once, in its own quotes`() {
    #expect(replaced([:]) == Self.text)
    #expect(replaced(["b.env": "x/b.env"]) == Self.text.replacing("b.env", with: "x/b.env"))
    #expect(replaced(["./c.env": "it's"]) == Self.text.replacing("'./c.env'", with: "'it''s'"))
    #expect(replaced(["a.env": "a: b"]) == Self.text.replacing("env_file: a.env", with: #"env_file: "a: b""#))
    #expect(replaced(["conf/d.conf": "d.conf"]) == Self.text.replacing("conf/", with: ""))
  }

  @Test(arguments: try Corpus.all)
  func `what is no stack by its bytes is none`(_ fixture: Fixture) {
    let name = String(fixture.path.split(separator: "/").last ?? "")
    for context in [
      AnalysisContext(fileName: name), AnalysisContext(fileName: "KStack.yaml"), AnalysisContext(languageID: "kstack"),
    ] {
      let isStack = StackFile(text: SourceText(fixture.bytes), context: context).isStack
      #expect(!isStack || StackFile.mayBeStack(fixture.bytes, context: context))
    }
  }

  @Test(arguments: ["a: 1\n", "kind: List\n", "app: 1\nkstac: 2\nap", ""])
  func `most other YAML is not looked at any further`(_ text: String) {
    #expect(!StackFile.mayBeStack(Array(text.utf8), context: AnalysisContext(fileName: "values.yaml")))
    #expect(StackFile.mayBeStack(Array(text.utf8), context: AnalysisContext(fileName: "a-compose.yml")))
    #expect(StackFile.mayBeStack(Array(text.utf8), context: AnalysisContext(matchesFilePatterns: true)))
  }
}
