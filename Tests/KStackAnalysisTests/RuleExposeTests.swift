import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Domains under `expose`.
@Suite struct RuleExposeTests {
  // MARK: FlatExpose

  private static func app(_ lines: String...) -> String {
    (["apps:", "  web:", "    image: nginx:1.27", "    ports: [\"80:80\"]", "    expose:"] + lines).map { $0 + "\n" }
      .joined()
  }

  @Test(arguments: [
    (
      app("      - domain: a.example.org  # shop", "        # how", "        protocol: https", "", "        path: /a"),
      app("      - a.example.org:  # shop", "          # how", "          protocol: https", "", "          path: /a")
    ),
    (
      app("      - protocol: https", "        host: \"a.example.org\"", "        port: 80"),
      app("      - a.example.org:", "          protocol: https", "          port: 80")
    ),
    (
      app("      - protocol: https", "        port: 80", "        domain: \"*.example.org\""),
      app("      - \"*.example.org\":", "          protocol: https", "          port: 80")
    ),
    (
      app("      - domain: a.example.org", "        port: 80"),
      app("      - a.example.org:", "          protocol: http", "          port: 80")
    ),
    (app("      - domain: a.example.org"), app("      - a.example.org:", "          protocol: http")),
    (
      app("      - {domain: a.example.org, protocol: http, port: 80}  # shop"),
      app("      - {a.example.org: {protocol: http, port: 80}}  # shop")
    ),
    (
      app("      - protocol: https", "        domain: a.example.org  # shop"), nil
    ),
  ])
  func flatExposeIsRewritten(before: String, after: String?) throws {
    let found = diagnostics(before)
    #expect(found.map(\.code) == ["flat-expose"], "\n\(annotate(before, found))")
    guard let after else {
      #expect(found.first?.fixes == [])
      return
    }
    let fix = try #require(found.first?.fixes.first)
    expectText(try applying(fix.edits, to: before), equals: after)
    #expect(diagnostics(after).isEmpty, "\n\(annotate(after, diagnostics(after)))")
  }

  @Test func flatExposeThroughAnAlias() {
    expectDiagnostics(
      """
      x-domain: &domain {domain: a.example.org, protocol: http}
      apps:
        web:
          image: nginx:1.27
          expose: [*domain]
      """, fixes: true)
  }

  // MARK: InvalidHost

  @Test func invalidHostEveryFault() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports: ["80:80"]
          expose:
            - "": {protocol: http}
            - https://a.example.org: {protocol: https}
            - a.example.org:8080: {protocol: http}
            - a.example.org/shop: {protocol: http}
            - 10.0.0.1: {protocol: http}
            - "a.*.org": {protocol: http}
            - A.example.org: {protocol: http}
            - a_b.example.org: {protocol: http}
            - a..example.org: {protocol: http}
            - "*.example.org": {protocol: http}
            - "${HOST}": {protocol: http}
            - shop: {protocol: http}
      """, fixes: true)
  }

  // MARK: RelativeRoutePath

  @Test func relativeRoutePath() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports: ["80:80"]
          expose:
            - a.example.org: {protocol: http, path: api}
            - b.example.org: {protocol: http, path: ""}
            - c.example.org: {protocol: http, path: /}
            - d.example.org: {protocol: http, path: "${PREFIX}"}
            - e.example.org: {protocol: http, path: 5}
          healthcheck: {path: healthz, port: 80}
      """, fixes: true)
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
