internal import YAMLSyntax

extension Rule {
  static let unknownTag = Rule(
    "unknown-tag", .error,
    summary: "a tag that kstack's loader does not know",
    explanation: """
      kstack loads only YAML's own types (`!!str`, `!!int`, `!!bool` and so on). Any other tag, such as `!Ref` or `!vault`, \
      makes loading fail. Text that begins with `!` needs quotes.
      """,
    bad: "apps:\n  web:\n    image: !Ref nginx:1.27\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n"
  ) { file, findings in
    for node in file.tree.nodesWithProperties where node.resolvedTag == .unknown {
      // A lone `!` is no type: the loader reads the value as if it were not there.
      guard let tag = node.tag, tag.count > 1 else { continue }
      var end = tag.upperBound
      while end < node.range.lowerBound, file.text.bytes[end] == UInt8(ascii: " ") { end += 1 }
      findings.report(
        tag, "kstack does not know the tag '\(file.text.string(in: tag))'",
        fixes: [
          Fix(
            title: "remove the tag", edits: [TextEdit(range: tag.lowerBound..<end, replacement: "")], isPreferred: false
          )
        ])
    }
  }
}
