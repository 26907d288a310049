import TestSupport
import Testing

/// Hosts and ports in the values of variables.
@Suite struct RuleAddressTests {
  // MARK: UnpublishedPort

  @Test func unpublishedPort() {
    expectDiagnostics(
      """
      apps:
        api:
          image: example/api:1.0
          ports:
            - "8080:80"
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9113:9100"]
        many:
          image: example/many:1.0
          ports: ["9001:1", "9002:2"]
        queue:
          image: example/queue:1.0
        web:
          image: example/web:1.0
          environment:
            GOOD: http://api:8080/v1
            TARGET: http://api:80
            OTHER: 'http://user:pass@api:81/v1?x=1'
            BARE: api:8081
            LIST: "many:9001,many:9003"
            MEANT: http://many:2/
            NONE: amqp://queue:5672
            SIDECAR: http://api-metrics:9100
            FOREIGN: http://example.org:81
            PART: http://my-api:80, api:8080x, x/api:80
            IMAGE: api:8081
            SMALL: api:7
            TEMPLATE: http://api:81/${VERSION}
            ESCAPED: "http://api\\x3a81"
            NUMBER: 80
            LONG: |
              first
              http://api:81
      """, fixes: true)
  }

  @Test func unpublishedPortIsSilentWhereThePortsAreUnclear() {
    expectDiagnostics(
      """
      apps:
        a: {image: example/a:1.0, ports: [80]}
        b: {image: example/b:1.0, port: ["80:80"]}
        c: {image: example/c:1.0, ports: ["80"]}
        web:
          image: example/web:1.0
          environment:
            A: http://a:81
            B: http://b:81
            C: http://c:80
      """)
  }

  @Test func unpublishedPortThroughAnAlias() {
    expectDiagnostics(
      """
      x-environment: &environment
        API: http://api:80
      apps:
        api:
          image: example/api:1.0
          ports: ["8080:80"]
        web:
          image: example/web:1.0
          environment: *environment
        docs:
          image: example/web:1.0
          environment: {<<: *environment}
      """, fixes: true)
  }

  // MARK: UnopenedLocalPort

  @Test func unopenedLocalPort() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          ports: ["8080:80"]
          environment:
            DATABASE: postgres://user@localhost:5432/shop
            MANY: localhost:7000
            LISTEN_ADDRESS: localhost:4000
            BROWSER_ORIGIN: http://localhost:4000
            WITHOUT: http://localhost/
            OWN: 127.0.0.1:4001
          sidecars:
            metrics:
              image: nginx/nginx-prometheus-exporter:1.4
              environment:
                PUBLISHED: http://localhost:8080/metrics
                RIGHT: http://localhost:80/metrics
                NUMBER: "http://127.0.0.1:81/metrics"
        database:
          image: example/database:1.0
          ports: ["5432:5432"]
        a: {image: example/a:1.0, ports: ["7000:7000"]}
        b: {image: example/b:1.0, ports: ["7000:7001"]}
        alone:
          image: example/alone:1.0
          environment:
            ITSELF: http://localhost:4000
            ELSEWHERE: localhost:5432
        beside:
          image: example/beside:1.0
          sidecars:
            proxy:
              image: example/proxy:1.0
              ports: ["81:81"]
              environment: {UPSTREAM: "http://localhost:5432"}
        told:
          image: example/told:1.0
          ports: ["82:82"]
          environment: {LISTEN: "0.0.0.0:4000", URL: "http://localhost:4000"}
      """, fixes: true)
  }
}
