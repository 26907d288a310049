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
                         ↑↑↑↑↑↑ related[flat-expose]: it is written here
      apps:
        web:
          image: nginx:1.27
          expose: [*domain]
                   ↑↑↑↑↑↑↑ error[flat-expose]: the domain itself must be the key: write 'a.example.org:' and 'protocol' below it
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
              ↑↑ error[invalid-host]: the host is empty; write one such as shop.example.org
            - https://a.example.org: {protocol: https}
              ↑↑↑↑↑↑↑↑ error[invalid-host]: a host has no 'https://'; write 'http' or 'https' under 'protocol' fix*: replace 'https://a.example.org' with 'a.example.org'
            - a.example.org:8080: {protocol: http}
                           ↑↑↑↑↑ error[invalid-host]: a host has no port; write it under 'port' fix*: replace 'a.example.org:8080' with 'a.example.org'
            - a.example.org/shop: {protocol: http}
                           ↑↑↑↑↑ error[invalid-host]: a host has no path; write '/shop' under 'path' fix*: replace 'a.example.org/shop' with 'a.example.org'
            - 10.0.0.1: {protocol: http}
              ↑↑↑↑↑↑↑↑ error[invalid-host]: '10.0.0.1' is an address; write a host name such as shop.example.org
            - "a.*.org": {protocol: http}
                 ↑ error[invalid-host]: '*' can only be the whole first part of a host, as in '*.example.org'
            - A.example.org: {protocol: http}
              ↑ error[invalid-host]: a host is in lower case fix*: replace 'A.example.org' with 'a.example.org'
            - a_b.example.org: {protocol: http}
               ↑ error[invalid-host]: '_' can't be part of a host; it has letters, digits, '-' and '.'
            - a..example.org: {protocol: http}
                ↑ error[invalid-host]: each part of a host has 1 to 63 letters, digits and inner '-'
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
                                                    ↑↑↑ error[relative-route-path]: a path starts with '/'; write '/api' fix*: replace 'api' with '/api'
            - b.example.org: {protocol: http, path: ""}
                                                    ↑↑ error[relative-route-path]: the path is empty; write '/' fix*: replace '' with '/'
            - c.example.org: {protocol: http, path: /}
            - d.example.org: {protocol: http, path: "${PREFIX}"}
            - e.example.org: {protocol: http, path: 5}
                                                    ↑ error[wrong-type]: 'path' must be text; '5' is a number unless it is quoted fix*: put quotes around it
          healthcheck: {path: healthz, port: 80}
      """, fixes: true)
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
