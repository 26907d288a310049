import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Every fix of ports, addresses, names and domains cures its own fault and makes no other.
@Suite struct RuleNetworkFixTests {
  private static let codes: Set<String> = [
    "port-conflict", "duplicate-port", "shared-published-port", "unpublished-first-port", "unopened-port",
    "unopened-local-port", "unpublished-port", "flat-expose", "invalid-host", "relative-route-path", "invalid-name",
    "name-collision",
  ]

  private static let stack = """
    # Everything wrong at once
    apps:
        Shop_Front:
            image: 'example/front:1.0'
            ports:
            - '80'   # web
            - '8081:81'
            - '8081:81'
            environment:
                API: http://Api:80/v1
                CACHE: localhost:6379
                SELF: "http://localhost:8081/"
            healthcheck: {path: /, port: 8081}
            expose:
            - domain: shop.example.org   # main
              protocol: https
            - protocol: http
              host: www.example.org

              path: /shop
            - {domain: m.example.org}
            - HTTPS://A.example.org:
                protocol: https
                port: 4000
                path: shop
            sidecars:
                Metrics: {image: example/metrics:1.0, ports: ['80', '9113:9113']}
        Api:
            image: 'example/api:1.0'
            ports: [{target: 80, published: 8081}, {target: 80, published: 8081}]
            volumes: [Data:/data]
            environment: {API_HOST: Api, PEER: 'Shop_Front:9999'}
            envFrom: [config: {name: Settings}, secret: {name: 'Key_1'}]
        cache:
            image: 'example/cache:1.0'
            ports: [{target: 6379, published: 6379}]
            healthcheck: {port: 1}
        queue:
            image: 'example/queue:1.0'
            ports:
            - {target: 5672}
    volumes:
        Data: {size: 1Gi}
    configs:
        Settings: {external: true}
    secrets:
        Key_1: {external: true}

    """

  @Test(arguments: [stack, stack.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")])
  func everyFixCuresItsFault(text: String) throws {
    let before = diagnostics(text)
    let own = before.filter { Self.codes.contains($0.code) }
    #expect(Self.codes.subtracting(own.map(\.code)) == ["name-collision"], "\n\(annotate(text, before, fixes: true))")
    var count = 0
    for diagnostic in own {
      for fix in diagnostic.fixes {
        count += 1
        let cured = try applying(fix.edits, to: text)
        let after = diagnostics(cured)
        let left = after.filter { $0.code == diagnostic.code }.count
        let had = before.filter { $0.code == diagnostic.code }.count
        #expect(left < had, "after '\(fix.title)':\n\(annotate(cured, after))")
        let errors = Set(after.filter { $0.severity == .error }.map(\.code))
        let known = Set(before.filter { $0.severity == .error }.map(\.code))
        #expect(errors.isSubset(of: known), "after '\(fix.title)':\n\(annotate(cured, after))")
        #expect(cured.utf8.count(of: UInt8(ascii: "#")) == text.utf8.count(of: UInt8(ascii: "#")), "\(fix.title)")
      }
    }
    #expect(count >= 15)
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}

extension Sequence where Element: Equatable {
  fileprivate func count(of element: Element) -> Int { reduce(0) { $0 + ($1 == element ? 1 : 0) } }
}
