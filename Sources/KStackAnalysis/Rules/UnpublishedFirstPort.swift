internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unpublishedFirstPort = Rule(
    "unpublished-first-port", .warning, group: .network,
    summary: "the first port of an app is not published",
    explanation: """
      An app's Service is made from the first item of `ports`, and kstack fails to convert the file when that item has no \
      published port. Write a pair, `"PUBLISHED:CONTAINER"`; the two may be the same number. Sidecars, and the further \
      ports of an app, need none.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80\"\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:80\"\n"
  ) { file, findings in
    for pod in file.effective.pods {
      guard let first = pod.app.part("ports")?.value.children.first(where: { _ in true })?.dereferenced,
        let port = pod.app.ports.first,
        port.node == first, port.published == nil
      else { continue }
      findings.report(
        port.underline(in: file.text), through: port.origin.use ?? pod.app.use,
        "the first port of an app must be published, or kstack can't convert the file; write \"\(port.target):\(port.target)\"",
        fixes: fixes(port, file))
    }
  }

  private static func fixes(_ port: EffectiveConfiguration.Port, _ file: StackFile) -> [Fix] {
    let node = port.node
    // Under which number it is published is the author's to say, so that no fix is the obvious one.
    if node.kind == .scalar {
      return Fix.replacing(node, with: "\(port.target):\(node.string)", in: file).map { $0.notPreferred }
    }
    guard let target = node.entries.first(where: { $0.key.says("target") }) else { return [] }
    let text = "published: \(port.target)"
    let edit: TextEdit
    if node.style == .flow {
      edit = TextEdit(range: target.value.range.upperBound..<target.value.range.upperBound, replacement: ", " + text)
    } else {
      let end = file.text.lineRange(file.text.line(at: target.value.range.upperBound)).upperBound
      let indent = file.style.indent(file.text.column(of: target.key.wholeRange.lowerBound))
      edit = TextEdit(range: end..<end, replacement: file.style.newline + indent + text)
    }
    return [Fix(title: "add '\(text)'", edits: [edit], isPreferred: false)]
  }
}
