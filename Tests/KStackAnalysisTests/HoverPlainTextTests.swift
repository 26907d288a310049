import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Markdown as clients see it that cannot show it.
@Suite struct HoverPlainTextTests {
  @Test(
    arguments: [
      ("**`ports`**: a list", "ports: a list"),
      ("Kubernetes' word is *command*, not **args**", "Kubernetes' word is command, not args"),
      (
        "see [the manual](https://example.org/a) or <https://example.org>",
        "see the manual (https://example.org/a) or https://example.org"
      ),
      ("[`image`](https://example.org)", "image (https://example.org)"),
      ("a [bracket] and a < sign > stay", "a [bracket] and a < sign > stay"),
      ("`*` and `**/*.md` and `` a`b `` stay", "* and **/*.md and a`b stay"),
      ("`` ` ``", "`"),
      ("an open ` stays", "an open ` stays"),
      (#"\* \[x\] \_a\_ C:\dir"#, #"* [x] _a_ C:\dir"#),
      ("2 * 3", "2 * 3"),
      ("- Type: `a`\n  - `b`: c\n* d", "- Type: a\n  - b: c\n- d"),
      ("## Heading", "Heading"),
      ("a\n\n```yaml\nb: [*c, \"`\"]\n\n  # d **e**\n```\n\nf", "a\n\n  b: [*c, \"`\"]\n\n    # d **e**\n\nf"),
      ("````yaml\n```\n````", "  ```"),
      ("```yaml\nopen: 1", "  open: 1"),
      ("Größe → 東京 😀", "Größe → 東京 😀"),
      ("", ""),
    ])
  func conversion(_ markdown: String, _ expected: String) {
    expectText(Hover(range: 0..<0, markdown: markdown).plainText, equals: expected)
  }

  @Test func aHoverWithoutMarks() throws {
    let file = StackFile(
      text: SourceText("apps:\n  web:\n    image: prom/node-exporter\n"), context: AnalysisContext(languageID: "kstack")
    )
    let hover = try #require(file.hover(at: 30))
    expectText(
      hover.plainText,
      equals: """
        prom/node-exporter: Publishes hardware and kernel metrics of the host for Prometheus.

        - Registry docker.io, no tag, so latest, whatever is newest
        - Category: metrics
        - Ports: 9100 Prometheus metrics
        - Data: /host: Host root, bind-mounted with rslave propagation and paired with --path.rootfs=/host
        - User: nobody
        - Documentation: https://github.com/prometheus/node_exporter
        """)
  }
}
