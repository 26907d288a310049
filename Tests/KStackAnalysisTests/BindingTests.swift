import KStackSchema
import Testing
import YAMLSyntax

@testable import KStackAnalysis

@Suite struct BindingTests {
  @Test func everyNodeOfTheLanguageHasItsPlace() throws {
    let file = file("apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - target: 80\nx-free:\n  a: b\n")
    func place(_ text: String) throws -> Binding.Bound? {
      let node = try #require((0..<file.tree.nodeCount).compactMap { file.tree.node($0) }.first { $0.string == text })
      return file.binding.bound(node)
    }
    #expect(try place("apps")?.key?.name == "apps")
    #expect(try place("web")?.shape.mapping != nil)
    #expect(try place("image")?.key?.name == "image")
    #expect(try place("nginx:1.27")?.shape.scalar == .imageReference)
    #expect(try place("80")?.key?.name == "target")
    #expect(try place("80")?.container == 0)
    #expect(try place("x-free") == nil)
    #expect(try place("b") == nil)
  }

  @Test func containersKnowTheirNamesAndApps() {
    let file = file(
      "apps:\n  web:\n    sidecars:\n      a: {image: x}\n      b: &b {image: y}\n  api: {sidecars: {c: *b}}\n")
    let containers = file.binding.containers
    #expect(containers.map { $0.name?.string } == ["web", "a", "b", "api", "c"])
    #expect(containers.map(\.kind) == [.app, .sidecar, .sidecar, .app, .sidecar])
    #expect(containers.map(\.app) == [nil, 0, 0, nil, 3])
  }

  @Test func declarationsCountOnceAlsoThroughAliases() {
    let file = file(
      "x-c: &c {a: {}, b: {}}\nconfigs: *c\nsecrets: {<<: *c, d: {}}\nvolumes: {v: }\napps: {}\n")
    #expect(file.names.names(.config) == ["a", "b"])
    #expect(file.names.names(.volume) == ["v"])
    #expect(file.names.names(.secret).contains("d"))
    #expect(file.names.declaration(of: "a", .config)?.string == "a")
    #expect(file.names.declaration(of: "d", .config) == nil)
  }

  /// As PyYAML 6.0.3 merges.
  @Test(arguments: [
    ("{<<: *a, x: 0}", "x=0 y=1"), ("{<<: [*a, *b]}", "x=1 y=1 z=2"), ("{<<: [*b, *a]}", "y=2 z=2 x=1"),
    ("{<<: *a, <<: *b}", "y=2 z=2 x=1"), ("{<<: *b, <<: *a}", "x=1 y=1 z=2"), ("{<<: *c}", "x=3 y=1"),
    ("{<<: {q: 1}}", "q=1"), ("{\"<<\": 1}", "<<=1"),
  ])
  func mergeKeys(mapping: String, expected: String) throws {
    let tree = YAMLTree(SourceText("- &a {x: 1, y: 1}\n- &b {y: 2, z: 2}\n- &c {x: 3, <<: *a}\n- \(mapping)\n"))
    let node = try #require(tree.root?.items.last)
    let merged = Binding.merged(node, limit: 1000)
    #expect(merged.entries.map { "\($0.key.string)=\($0.value.string)" }.joined(separator: " ") == expected)
    #expect(merged.isComplete)
  }

  @Test(arguments: ["{<<: *nothing}", "{<<: text}", "{<<: }", "&r {<<: *r}"])
  func mergesThatCannotBeResolvedAreNotComplete(mapping: String) throws {
    let node = try #require(YAMLTree(SourceText(mapping)).root)
    #expect(!Binding.merged(node, limit: 1000).isComplete)
  }

  /// Aliases that stand for exponentially many nodes.
  @Test func aliasBombsAreBounded() {
    var text = "x-0: &a0 {image: nginx}\n"
    for level in 1...30 {
      text += "x-\(level): &a\(level) {a: *a\(level - 1), b: *a\(level - 1), <<: [*a\(level - 1), *a\(level - 1)]}\n"
    }
    let file = file(text + "apps: *a30\nconfigs: {<<: *a30}\nvolumes: *a29\n")
    #expect(file.binding.containers.count <= Binding.expansionLimit(file.text))
    #expect(file.diagnostics().count < 1_000)
  }

  @Test func recursiveAnchorsEnd() {
    #expect(!file("apps: &a\n  web: *a\n  api: &b\n    sidecars: *b\n    <<: *a\n").diagnostics().isEmpty)
  }

  private func file(_ text: String) -> StackFile {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
  }
}
