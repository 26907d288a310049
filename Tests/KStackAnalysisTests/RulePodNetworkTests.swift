import TestSupport
import Testing

/// Ports of the containers that share a pod, and of apps that share a cluster.
@Suite struct RulePodNetworkTests {
  // MARK: PortConflict

  @Test func portConflictEveryForm() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - "8080:80"
            - target: 9000
              published: 9001
            - "53:53/udp"
          sidecars:
            proxy:
              image: example/proxy:1.0
              ports:
                - "80"
                - {target: 9000}
                - "53:53"
            metrics:
              image: example/metrics:1.0
              ports: ["9100:9100", "81:80/tcp"]
            other:
              image: example/metrics:1.0
              ports: ["9100"]
      """, fixes: true)
  }

  @Test func portConflictOfOtherPodsAndFaultyPortsIsNone() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports: ["8080:80"]
        api:
          image: nginx:1.27
          ports: ["8081:80"]
          sidecars:
            proxy:
              image: example/proxy:1.0
              ports: ["80/sctp", 80]
      """)
  }

  @Test func portConflictThroughAliases() {
    expectDiagnostics(
      """
      x-proxy: &proxy
        image: example/proxy:1.0
        ports:
          - "9090:80"
      apps:
        web:
          image: nginx:1.27
          ports: &ports
            - "8080:80"
          sidecars:
            proxy: *proxy
        api:
          image: nginx:1.27
          ports: *ports
          sidecars:
            copy:
              image: example/copy:1.0
              ports: *ports
      """, fixes: true)
  }

  // MARK: DuplicatePort

  @Test func duplicatePort() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - "8080:80"
            - "8080:80/tcp"
            - "8080:80/udp"
            - "8080:81"
            - "8081:80"
            - "90"
            - "90"  # again
            - target: 80
              published: 8081
        flow:
          image: nginx:1.27
          ports: ["82:80", '82:80' , {target: 80, published: 82}]
      """, fixes: true)
  }

  // MARK: SharedPublishedPort

  @Test func sharedPublishedPort() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports: ["8080:80", "53:53/udp"]
        api:
          image: nginx:1.27
          ports: ["9090:80", "8080:81", "53:53"]
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["8080:9100"]
      """)
  }

  @Test func sharedPublishedPortOfOneListIsMeant() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports: &ports ["8080:80"]
        api:
          image: nginx:1.27
          ports: *ports
      """)
  }

  // MARK: UnpublishedFirstPort

  @Test func unpublishedFirstPort() {
    expectDiagnostics(
      """
      apps:
        a: {image: nginx:1.27, ports: ["80"]}
        b: {image: nginx:1.27, ports: ['81/udp', "80"]}
        c: {image: nginx:1.27, ports: [{target: 82}]}
        d:
          image: nginx:1.27
          ports:
            - target: 83  # http
              protocol: tcp
        e: {image: nginx:1.27, ports: ["84:80", "85"]}
        f: {image: nginx:1.27, ports: [{target: 86, published: 0}]}
        g:
          image: nginx:1.27
          ports: ["87:80"]
          sidecars:
            s: {image: example/s:1.0, ports: ["88"]}
      """, fixes: true)
  }

  // MARK: UnopenedPort

  @Test func unopenedPortOfHealthChecks() {
    expectDiagnostics(
      """
      apps:
        published:
          image: example/a:1.0
          ports: ["8080:80"]
          healthcheck: {path: /, port: 8080}
        other:
          image: example/a:1.0
          ports: ["8081:80"]
          healthcheck: {path: /, port: 99}
        several:
          image: example/a:1.0
          ports: ["8082:80", "8083:81"]
          healthcheck: {path: /, port: 99}
        sidecars:
          image: example/a:1.0
          ports: ["8084:80"]
          healthcheck: {path: /, port: 9100}
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9100:9100"]
              healthcheck: {path: /, port: 9101}
        unknown:
          image: example/a:1.0
          healthcheck: {path: /, port: 99}
        command:
          image: example/a:1.0
          ports: ["8085:80"]
          command: [serve, --health=:99]
          healthcheck: {path: /, port: 99}
        variable:
          image: example/a:1.0
          ports: ["8086:80"]
          environment: {HEALTH_PORT: 99}
          healthcheck: {path: /, port: 99}
        image:
          image: redis:7.4
          healthcheck: {port: 6379}
        slip:
          image: example/a:1.0
          port: ["8087:80"]
          healthcheck: {path: /, port: 80}
      """, fixes: true)
  }

  @Test func unopenedPortOfDomains() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/a:1.0
          ports:
            - "8080:8000"
          expose:
            - a.example.org: {protocol: http, port: 8080}
            - b.example.org: {protocol: http, port: 8000}
            - c.example.org: {protocol: http, port: 81}
            - d.example.org:
                protocol: https  # always
            - e.example.org: {protocol: http, prot: 8080}
            - f.example.org: {protocol: http, port: http}
        none:
          image: example/a:1.0
          expose:
            - g.example.org: {protocol: http}
      """, fixes: true)
  }

  @Test func unopenedPortIsSilentWhereALineIsLost() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/a:1.0
          ports:
            - "8080:80"
            - "81:81
          healthcheck:
            port: 81
      """)
  }
}
