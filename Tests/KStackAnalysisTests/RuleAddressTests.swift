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
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
            - "8080:80"
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9113:9100"]
        many:
          image: example/many:1.0
          ports: ["9001:1", "9002:2"]
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
        queue:
        ↑↑↑↑↑ related[unpublished-port]: its ports are here
          image: example/queue:1.0
        web:
          image: example/web:1.0
          environment:
            GOOD: http://api:8080/v1
            TARGET: http://api:80
                           ↑↑↑↑↑↑ warning[unpublished-port]: 'api' publishes 8080, not 80; write 'api:8080' fix*: replace 'api:80' with 'api:8080'
            OTHER: 'http://user:pass@api:81/v1?x=1'
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: the password in this address stands here in plain text; keep 'OTHER' in a secret and take it in with envFrom fix: remove the value; take 'OTHER' from the secret 'web-secrets'
                                     ↑↑↑↑↑↑ warning[unpublished-port]: 'api' publishes 8080, not 81; write 'api:8080' fix*: replace 'api:81' with 'api:8080'
            BARE: api:8081
                  ↑↑↑↑↑↑↑↑ warning[unpublished-port]: 'api' publishes 8080, not 8081; write 'api:8080' fix*: replace 'api:8081' with 'api:8080'
            LIST: "many:9001,many:9003"
                             ↑↑↑↑↑↑↑↑↑ warning[unpublished-port]: 'many' publishes 9001, 9002, not 9003
            MEANT: http://many:2/
                          ↑↑↑↑↑↑ warning[unpublished-port]: 'many' publishes 9001, 9002, not 2; write 'many:9002' fix*: replace 'many:2' with 'many:9002'
            NONE: amqp://queue:5672
                         ↑↑↑↑↑↑↑↑↑↑ warning[unpublished-port]: 'queue' has no 'ports', so nothing answers under 'queue:5672'; publish the port there
            SIDECAR: http://api-metrics:9100
            FOREIGN: http://example.org:81
            PART: http://my-api:80, api:8080x, x/api:80
            IMAGE: api:8081
            SMALL: api:7
            TEMPLATE: http://api:81/${VERSION}
            ESCAPED: "http://api\\x3a81"
                     ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unpublished-port]: 'api' publishes 8080, not 81; write 'api:8080'
            NUMBER: 80
            LONG: |
            ↑↑↑↑ warning[unpublished-port]: 'api' publishes 8080, not 81; write 'api:8080'
              first
              http://api:81
      """, fixes: true)
  }

  @Test func unpublishedPortIsSilentWhereThePortsAreUnclear() {
    expectDiagnostics(
      """
      apps:
        a: {image: example/a:1.0, ports: [80]}
                                          ↑↑ error[unquoted-port]: a port must be text; put 80 in quotes
        b: {image: example/b:1.0, port: ["80:80"]}
                                  ↑↑↑↑ warning[unknown-key]: unknown key 'port'; did you mean 'ports'?
        c: {image: example/c:1.0, ports: ["80"]}
                                          ↑↑↑↑ warning[unpublished-first-port]: the first port of an app must be published, or kstack can't convert the file; write "80:80"
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
                    ↑↑↑↑↑↑ related[unpublished-port]: it is written here
      apps:
        api:
          image: example/api:1.0
          ports: ["8080:80"]
          ↑↑↑↑↑ related[unpublished-port]: its ports are here
        web:
          image: example/web:1.0
          environment: *environment
                       ↑↑↑↑↑↑↑↑↑↑↑↑ warning[unpublished-port]: 'api' publishes 8080, not 80; write 'api:8080'
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
                                      ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unopened-local-port]: no container of 'web' listens on port 5432; app 'database' publishes it: write 'database:5432' fix*: replace 'localhost:5432' with 'database:5432'
            MANY: localhost:7000
                  ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unopened-local-port]: no container of 'web' listens on port 7000; the apps 'a', 'b' publish it
            LISTEN_ADDRESS: localhost:4000
            BROWSER_ORIGIN: http://localhost:4000
            WITHOUT: http://localhost/
            OWN: 127.0.0.1:4001
          sidecars:
            metrics:
              image: nginx/nginx-prometheus-exporter:1.4
              environment:
                PUBLISHED: http://localhost:8080/metrics
                                  ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unopened-local-port]: no container of 'web' listens on port 8080; write 'localhost:80' fix*: replace 'localhost:8080' with 'localhost:80'
                RIGHT: http://localhost:80/metrics
                NUMBER: "http://127.0.0.1:81/metrics"
                                ↑↑↑↑↑↑↑↑↑↑↑↑ warning[unopened-local-port]: no container of 'web' listens on port 81; write '127.0.0.1:80' fix*: replace '127.0.0.1:81' with '127.0.0.1:80'
        database:
          image: example/database:1.0
          ports: ["5432:5432"]
        a: {image: example/a:1.0, ports: ["7000:7000"]}
                                          ↑↑↑↑↑↑↑↑↑↑↑ related[shared-published-port]: app 'a' publishes it here
        b: {image: example/b:1.0, ports: ["7000:7001"]}
                                          ↑↑↑↑↑↑↑↑↑↑↑ information[shared-published-port]: app 'a' publishes port 7000 too; from outside the cluster only one of them can have it
        alone:
          image: example/alone:1.0
          environment:
            ITSELF: http://localhost:4000
            ELSEWHERE: localhost:5432
                       ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unopened-local-port]: no container of 'alone' listens on port 5432; app 'database' publishes it: write 'database:5432' fix*: replace 'localhost:5432' with 'database:5432'
        beside:
          image: example/beside:1.0
          sidecars:
            proxy:
              image: example/proxy:1.0
              ports: ["81:81"]
              environment: {UPSTREAM: "http://localhost:5432"}
        exporter:
          image: nginx:1.29
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9113:9113"]
              environment: {SCRAPE_URI: "http://localhost:8090/status"}
                                                ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unopened-local-port]: no container of 'exporter' listens on port 8090
        told:
          image: example/told:1.0
          ports: ["82:82"]
          environment: {LISTEN: "0.0.0.0:4000", URL: "http://localhost:4000"}
      """, fixes: true)
  }
}
