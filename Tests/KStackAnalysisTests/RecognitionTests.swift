import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Which files are stacks: by name, comment, language or content.
@Suite struct RecognitionTests {
  private static let stack = "apps:\n  web:\n    image: nginx:1.27\n"
  private static let other = "steps:\n  - run: make\n"

  @Test(arguments: [
    ("kstack.yaml", true), ("kstack.yml", true), ("KStack.YAML", true), ("shop.kstack.yaml", true),
    ("shop.kstack.yml", true), ("shop-compose.yaml", true), ("shop-compose.yml", true), ("kstack.json", false),
    ("kstack", false), ("mykstack.yaml", false), ("compose.yaml", false), ("shop-kstack.yaml", false),
    ("values.yaml", false),
  ])
  func byName(name: String, expected: Bool) {
    #expect(isStack(Self.other, AnalysisContext(fileName: name, languageID: "yaml")) == expected)
    #expect(isStack("", AnalysisContext(fileName: name)) == expected)
    #expect(isStack(Self.stack, AnalysisContext(fileName: name)))
  }

  @Test func composeFilesWithServicesAreDockers() {
    let services = "services:\n  web:\n    image: nginx\n"
    #expect(!isStack(services, AnalysisContext(fileName: "docker-compose.yaml")))
    #expect(!isStack(services + Self.stack, AnalysisContext(fileName: "docker-compose.yml")))
    #expect(isStack("volumes: {}\n", AnalysisContext(fileName: "docker-compose.yml")))
    #expect(isStack(services, AnalysisContext(fileName: "shop.kstack.yaml")), "the name says it all")
  }

  @Test func byLanguageAndSetting() {
    #expect(isStack(Self.other, AnalysisContext(languageID: "kstack")))
    #expect(!isStack(Self.other, AnalysisContext(languageID: "yaml")))
    #expect(isStack(Self.other, AnalysisContext(matchesFilePatterns: true)))
    #expect(isStack("", AnalysisContext(languageID: "kstack")))
    #expect(!isStack("", AnalysisContext()))
  }

  @Test(arguments: [
    ("# kstack\n", true), ("#kstack\n", true), ("# KSTACK\n\n", true), ("\n# a stack\n# kstack\n---\n", true),
    ("# yaml-language-server: $schema=./schemas/kstack.schema.json\n", true),
    ("# yaml-language-server: $schema=https://example.org/compose.json\n", false),
    ("# not kstack\n", false), ("# kstack files\n", false), ("", false),
  ])
  func byComment(comment: String, expected: Bool) {
    #expect(isStack(comment + Self.other) == expected)
    #expect(isStack(comment) == expected)
    #expect(!isStack(Self.other + comment), "only before the first key")
  }

  @Test(arguments: [
    ("apps:\n  web:\n", true), ("apps:\n", true), ("apps: {}\n", true), ("\"apps\": {web: {}}\n", true),
    ("x-a: &a {web: {}}\napps: *a\n", true), ("---\napps:\n", true), ("volumes: {}\napps:\n", true),
    ("apps:\n  web:\n    image \"nginx\n", true), ("apps:\n  web:\n}\n", true),
    ("apps: 5\n", false), ("apps: []\n", false), ("apps:\n  - web\n", false), ("apps: ''\n", false),
    ("apps: *nothing\n", false), ("- apps:\n", false), ("apps\n", false), ("a: {apps: {}}\n", false),
    ("apps: {}\nkind: List\n", false), ("apiVersion: v1\napps: {}\n", false), ("apps: {}\nservices: {}\n", false),
    ("a: 1\n---\napps: {}\n", false), ("# only a comment\n", false),
  ])
  func byContent(text: String, expected: Bool) {
    #expect(isStack(text) == expected)
  }

  @Test func whatIsNoStackHasNoFaults() {
    let file = StackFile(text: SourceText("a: [\n\tb: *c\n"), context: AnalysisContext(languageID: "yaml"))
    #expect(!file.isStack)
    #expect(file.diagnostics().isEmpty)
  }

  private func isStack(_ text: String, _ context: AnalysisContext = AnalysisContext(languageID: "yaml")) -> Bool {
    StackFile(text: SourceText(text), context: context).isStack
  }
}
