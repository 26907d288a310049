internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let undefinedAlias = Rule(
    "undefined-alias", .error,
    summary: "an alias names an anchor that is not there",
    explanation: """
      `*name` stands for the node that carries the anchor `&name`, which must come before it in the same document. \
      Without it the file does not load. Text that only begins with `*` needs quotes.
      """,
    bad: "x-limits: &limits\n  cpu: 500m\napps:\n  web:\n    image: nginx:1.27\n    resources:\n      limits: *limit\n",
    good:
      "x-limits: &limits\n  cpu: 500m\napps:\n  web:\n    image: nginx:1.27\n    resources:\n      limits: *limits\n"
  ) { file, findings in
    let undefined = file.tree.aliases.filter { $0.target == nil }
    guard !undefined.isEmpty else { return }
    // In order of position, each with its name.
    let anchors = file.tree.nodesWithProperties.compactMap(\.anchor).map { ($0.lowerBound, file.text.string(in: $0)) }
    let names = Set(anchors.map(\.1))
    var searches = 0
    var earlier = anchors[..<0]
    for alias in undefined {
      while earlier.endIndex < anchors.endIndex, anchors[earlier.endIndex].0 < alias.range.lowerBound {
        earlier = anchors[..<(earlier.endIndex + 1)]
      }
      let name = String(decoding: file.text.bytes[alias.range].dropFirst(), as: UTF8.self)
      if names.contains(name) {
        findings.report(alias.range, "the anchor '&\(name)' comes later; an alias can only stand for what is above it")
        continue
      }
      // Looking for a near miss takes a look at every anchor.
      searches += 1
      if searches <= 20, let meant = NearMiss.nearest(to: name.utf8, among: earlier.lazy.map(\.1)) {
        let edit = TextEdit(range: alias.range, replacement: "*" + meant)
        findings.report(
          alias.range, "there is no anchor '&\(name)'; did you mean '*\(meant)'?",
          fixes: [Fix(title: "replace '*\(name)' with '*\(meant)'", edits: [edit])])
      } else if alias.partner?.isMergeKey ?? false {
        findings.report(alias.range, "there is no anchor '&\(name)' above")
      } else {
        let edit = TextEdit(range: alias.range, replacement: file.style.quoted("*" + name))
        findings.report(
          alias.range, "there is no anchor '&\(name)' above; text that begins with '*' needs quotes",
          fixes: [Fix(title: "put quotes around it", edits: [edit], isPreferred: false)])
      }
    }
  }
}
