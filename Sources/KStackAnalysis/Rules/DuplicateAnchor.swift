internal import YAMLSyntax

extension Rule {
  static let duplicateAnchor = Rule(
    "duplicate-anchor", .error,
    summary: "two anchors have the same name",
    explanation: """
      YAML itself allows an anchor to be given anew, but kstack's loader does not: a second `&name` in one document makes \
      loading fail. Give each anchor a name of its own.
      """,
    bad: "x-small: &limits\n  cpu: 100m\nx-large: &limits\n  cpu: \"2\"\napps:\n  web:\n    image: nginx:1.27\n",
    good: "x-small: &small\n  cpu: 100m\nx-large: &large\n  cpu: \"2\"\napps:\n  web:\n    image: nginx:1.27\n"
  ) { file, findings in
    var ends = file.tree.documents.compactMap { $0.root?.subtreeEnd }[...]
    var seen: [ArraySlice<UInt8>: Range<Int>] = [:]
    for node in file.tree.nodesWithProperties {
      guard let anchor = node.anchor else { continue }
      while let end = ends.first, node.index >= end {
        ends.removeFirst()
        seen = [:]
      }
      if let first = seen[file.text.bytes[anchor]] {
        findings.report(
          anchor, "the anchor '&\(file.text.string(in: anchor))' is already given above; kstack does not load it twice",
          related: [.init(range: first, message: "the first one is here")])
      } else {
        seen[file.text.bytes[anchor]] = anchor
      }
    }
  }
}
