import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Whole files, as people have them.
@Suite struct DiagnosticsCorpusTests {
  @Test(arguments: try Corpus.guide.fixtures)
  func guideHasNoErrors(fixture: Fixture) {
    let found = diagnostics(fixture)
    #expect(found.allSatisfy { $0.severity > .error }, "\n\(annotate(fixture.text, found))")
  }

  /// What the guide's own blocks are told, and why each is true: `latest` is whatever is newest, a config has to be
  /// declared (the blocks leave that part of the file out), and the exporter moved to another name.
  @Test(arguments: [
    ("environment-variables", ["floating-image", "floating-image"]),
    ("logging-sidecar", ["floating-image", "floating-image", "undeclared-config"]),
    ("metrics-exporter", ["floating-image", "deprecated-image", "floating-image"]),
    ("service-mesh-proxy", ["floating-image", "floating-image", "undeclared-config"]),
    ("sidecar-basics", ["floating-image", "floating-image"]),
    ("volume-sharing", ["floating-image", "floating-image"]),
  ])
  func guideGivesExactlyThese(name: String, codes: [String]) throws {
    #expect(diagnostics(try Corpus.fixture("guide/\(name).yaml")).map(\.code) == codes)
  }

  @Test(arguments: try Corpus.valid.fixtures)
  func validStacksHaveNoFaults(fixture: Fixture) {
    let found = diagnostics(fixture)
    #expect(found.allSatisfy { $0.severity == .hint }, "\n\(annotate(fixture.text, found))")
  }

  @Test func validStacksAreOfAllKinds() throws {
    let texts = try Corpus.valid.fixtures.map(\.text)
    #expect(texts.count >= 40)
    let lengths = texts.map { $0.utf8.count { $0 == UInt8(ascii: "\n") } }
    #expect((lengths.min() ?? .max) <= 1)
    #expect((lengths.max() ?? 0) >= 500)
    let features = [
      "\r\n", " &", " *", "<<: *", "<<: [*", "? ", "# ", "{\n", "{image: ", " |\n", " >-\n", " |2\n", "!!str ",
      "\u{FEFF}", "\n---\n", "\n...\n", "\n  web:\n    image", "\n    web:\n        image", "ports:\n    - ",
      "ports:\n      - ", "é",
      "😀", "名",
    ]
    for feature in features {
      #expect(texts.contains { $0.utf8.contains(feature.utf8) }, "no valid stack has \(feature.debugDescription)")
    }
    // Every key of a container is in use somewhere.
    for key in [
      "image", "ports", "environment", "sidecars", "volumes", "volumesFrom", "envFrom", "env_file", "expose", "command",
      "args", "resources", "healthcheck", "deploy", "service", "networks", "networkPolicy", "securityContext", "labels",
      "annotations",
    ] {
      #expect(texts.contains { $0.utf8.contains(" \(key):".utf8) }, "no valid stack has the key \(key)")
    }
  }

  @Test(arguments: try Corpus.notkstack.fixtures)
  func foreignFilesAreLeftInPeace(fixture: Fixture) {
    let name = fixture.path.split(separator: "/").last.map(String.init)
    let file = StackFile(
      text: SourceText(fixture.bytes), context: AnalysisContext(fileName: name, languageID: "yaml"))
    #expect(!file.isStack)
    #expect(file.diagnostics().isEmpty)
  }

  /// Something that makes loading fail is never passed over.
  @Test(arguments: try Corpus.broken.fixtures)
  func brokenFilesHaveAFault(fixture: Fixture) {
    let found = diagnostics(fixture)
    #expect(found.contains { $0.severity == .error }, "\n\(annotate(fixture.text, found))")
  }

  private func diagnostics(_ fixture: Fixture) -> [Diagnostic] {
    StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
