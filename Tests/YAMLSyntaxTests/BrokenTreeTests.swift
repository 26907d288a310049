import TestSupport
import Testing
import YAMLSyntax

/// What is around a fault is read as if it were not there, and what a tree tells about its gaps.
@Suite struct BrokenTreeTests {
  /// Files that load although something is wrong with them, and those that only PyYAML's composer refuses.
  private static let readable: Set<String> = [
    "anchor-redefined", "cut-off-in-key", "merge-of-scalar", "second-document", "template-expression",
    "undefined-alias", "unknown-tag",
  ]

  @Test(arguments: try Corpus.broken.fixtures)
  func whatLibyamlRefusesHasAProblem(fixture: Fixture) {
    let name = fixture.path.dropFirst("broken/".count).dropLast(".yaml".count)
    let problems = YAMLTree(SourceText(fixture.bytes)).problems
    #expect(problems.isEmpty == Self.readable.contains(String(name)), "\(problems)")
  }

  @Test(arguments: try Corpus.broken.fixtures.filter { $0.text.contains("    sidecars:\n      log:\n        image: ") })
  func whatStandsBelowAFaultIsRead(fixture: Fixture) {
    let read = outline(YAMLTree(SourceText(fixture.bytes)))
    #expect(read.contains("sidecars: {log: {image: fluent/fluentd:latest}}"), "\(read)")
    #expect(read.contains("{apps: {web: {image: nginx:latest"), "\(read)")
  }

  @Test(arguments: [
    ("a: 1\nb: [x, \"y\nc: 3\n", #"{a: 1, b: [x, "y"], c: 3}"#),
    ("a: 1\nb: 'it's'\nc: 3\n", #"{a: 1, b: "it's", c: 3}"#),
    ("a:\n  - b: 1\n  - c 2\n    d: 3\n  - e: 4\nf: 5\n", "{a: [{b: 1}, {c: 2, d: 3}, {e: 4}], f: 5}"),
    ("a:\n  b: {c: [1, 2, d: 3\n  e: 4\n", "{a: {b: {c: [1, 2, {d: 3}]}, e: 4}}"),
    ("a:\n  b: 1\n  &\n  c: 2\nd: 3\n", "{a: {b: 1, c: 2}, d: 3}"),
    ("a:\n\tb: 1\n\tc:\n\t\td: 2\ne: 3\n", "{a: {b: 1, c: {d: 2}}, e: 3}"),
    ("<<<<<<< x\na: 1\n=======\na: 2\n>>>>>>> y\nb: [\n", "{a: 1, b: []}"),
    ("a: - 1\n   - 2\nb: 3\n", "{a: [1, 2], b: 3}"),
    ("{{- if .x }}\na:\n  b: 1\n{{- end }}\n", "{a: {b: 1}}"),
    ("a: 1\n---\nb: ]\n---\nc: 3\n", "{a: 1}\n{b: ~}\n{c: 3}"),
  ])
  func repairs(text: String, read: String) {
    expectText(outline(YAMLTree(SourceText(text))), equals: read)
  }

  @Test func rangesNearARepairStayExact() {
    expectTree(
      of: "a: \"x\" y # z\nb: [1, 2]] # c\nd: \u{1}e\u{1}\nf\ng: @h\n",
      is: """
        root mapping «a: "x" y # z⏎b: [1, 2]] # c⏎d: \\u{1}e\\u{1}⏎f⏎g: @h»
          key plain «a»
          value doubleQuoted «"x"» = «x»
          key plain «b»
          value flow sequence «[1, 2]»
            item plain «1»
            item plain «2»
          key plain «d»
          value plain «e»
          key plain «f»
          value plain «»36
          key plain «g»
          value doubleQuoted «@h»
        comment «# c»
        """, problems: false)
  }

  @Test func gapsAreKnown() throws {
    let tree = YAMLTree(SourceText("a:\n  b: 1\n  @x\nc:\n  d: 1\n"))
    let root = try #require(tree.root)
    let values = root.entries.map(\.value)
    #expect(tree.isIncomplete(in: root.range))
    #expect(tree.isIncomplete(in: values[0].range), "the lost line stands behind its last child")
    #expect(!tree.isIncomplete(in: values[1].range))
    #expect(tree.hasProblem(onLinesOf: 12..<13))
    #expect(!tree.hasProblem(onLinesOf: values[1].range))
    #expect(tree.hasProblem(onLinesOf: root.range))
  }

  @Test func anchorsAreListed() {
    let tree = YAMLTree(SourceText("a: &x 1\nb: !t &y [2]\n---\nc: &x\n  d: *x\n---\n- &z e\n"))
    let anchors = tree.anchors.map { "\($0.document) \(tree.text.string(in: $0.name)) \($0.node.kind)" }
    #expect(anchors == ["0 x scalar", "0 y sequence", "1 x mapping", "2 z scalar"])
    #expect(tree.anchors.allSatisfy { $0.node.anchor == $0.name })
    #expect(YAMLTree(SourceText("a: b")).anchors.isEmpty)
  }

  @Test func nodesAreFoundByPlace() throws {
    let tree = YAMLTree(SourceText("a:\n  - &x b\n  - c\nd:\n"))
    func found(_ offset: Int) -> String? { tree.node(at: offset).map { "\($0.role) \($0.string)" } }
    #expect(found(0) == "key a")
    #expect(found(8) == "item b", "in the anchor")
    #expect(found(10) == "item b", "behind it")
    #expect(found(17) == "item c")
    #expect(found(20) == "value ")
    #expect(found(21) == nil)
  }
}
