import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// The guide's best practices, which are off until somebody asks for them.
@Suite struct BestPracticeTests {
  private static let context = AnalysisContext(bestPractices: true, languageID: "kstack")

  private static let limits = "resources: {limits: {memory: 64Mi, cpu: 50m}}"

  private func codes(_ text: String) -> [String] {
    StackFile(text: SourceText(text), context: Self.context).diagnostics().filter { $0.severity <= .information }
      .map(\.code)
  }

  /// One sidecar of an app that mounts `data`.
  private func sidecar(_ name: String, _ lines: String...) -> String {
    "apps:\n  web:\n    image: nginx:1.27\n    volumes:\n      - data:/data\n    sidecars:\n      \(name):\n"
      + "        image: example/tool:1.0\n" + lines.map { "        \($0)\n" }.joined()
      + "volumes:\n  data:\n  keys:\n  logs:\n"
  }

  @Test(
    arguments: [
      (["resources: {limits: {memory: 64Mi, cpu: 50m}}"], nil),
      (["resources: {limits: {memory: 64Mi}}"], "no limit for cpu and can slow its app down"),
      (["resources: {limits: {cpu: 50m}}"], "no limit for memory and can get its app killed"),
      (["resources: {requests: {cpu: 50m}}"], "no resource limits and can get its app killed"),
    ] as [([String], String?)])
  func limits(lines: [String], expected: String?) {
    let found = StackFile(text: SourceText(sidecar("tool", lines[0])), context: Self.context).diagnostics()
      .filter { $0.code == "sidecar-without-limits" }
    #expect(found.map(\.message) == (expected.map { ["sidecar 'tool' has \($0); write 'resources.limits'"] } ?? []))
  }

  @Test func limitsMayComeFromAnAnchor() {
    let text = "x-small: &small\n  limits: {memory: 64Mi, cpu: 50m}\n" + sidecar("tool", "resources: *small")
    #expect(!codes(text).contains("sidecar-without-limits"))
    let merged = "x-all: &all\n  resources: {limits: {memory: 64Mi, cpu: 50m}}\n" + sidecar("tool", "<<: *all")
    #expect(!codes(merged).contains("sidecar-without-limits"))
  }

  @Test(arguments: [
    ("volumes: [\"keys:/k\", \"logs:/l\"]", true), ("volumes: [\"keys:/k:ro\", \"logs:/l\"]", false),
    ("volumes: [\"keys:/k\"]", false), ("volumes: [\"data:/d\", \"logs:/l\"]", false), ("networks: [a]", false),
  ])
  func mounts(line: String, isReported: Bool) {
    #expect(codes(sidecar("tool", Self.limits, line)).contains("no-read-only-mount") == isReported)
  }

  @Test(arguments: [
    ("environment: {RULES: \"a = 1\\nb = 2\"}", true),
    (
      "environment: {RULES: '{\"a\": 1, \"bbbbbbbbbbbbbbbbbbbb\": 2, \"cccccccccccccccccccccccccccccccccccccccc\": [1, 2]}'}",
      true
    ),
    ("environment: {RULES: '{\"a\": 1}'}", false), ("environment: {MODE: fast}", false),
    ("environment: {CERT: \"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\"}", false),
    ("environment: {LINE: \"a\\n\"}", false),
  ])
  func configurationInVariables(line: String, isReported: Bool) {
    #expect(codes(sidecar("tool", Self.limits, line)).contains("config-in-environment") == isReported)
  }

  @Test(arguments: [
    ("logging-and-metrics", true), ("log-backup", true), ("metrics-tracing", true), ("logger", false),
    ("auth-proxy", false), ("redis-exporter", false), ("log-shipper", false), ("logs-logger", false),
    ("metrics-proxy", false),
  ])
  func responsibilities(name: String, isReported: Bool) {
    #expect(codes(sidecar(name, Self.limits)).contains("several-responsibilities") == isReported)
  }

  /// Advice is never graver than information.
  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures)
  func adviceIsMild(fixture: Fixture) {
    let plain = StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack")).diagnostics()
    let found = StackFile(text: SourceText(fixture.bytes), context: Self.context).diagnostics()
    let added = found.filter { !plain.contains($0) }
    #expect(added.allSatisfy { $0.severity >= .information })
    #expect(found.count == plain.count + added.count)
  }
}
