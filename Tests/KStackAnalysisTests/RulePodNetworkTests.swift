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
              ↑↑↑↑↑↑↑↑↑ related[port-conflict]: app 'web' listens on it here
              ↑↑↑↑↑↑↑↑↑ related[port-conflict]: app 'web' listens on it here
            - target: 9000
                      ↑↑↑↑ related[port-conflict]: app 'web' listens on it here
              published: 9001
            - "53:53/udp"
          sidecars:
            proxy:
              image: example/proxy:1.0
              ports:
                - "80"
                  ↑↑↑↑ error[port-conflict]: port 80 is taken: app 'web' listens on it too, and the containers of an app share one network
                - {target: 9000}
                           ↑↑↑↑ error[port-conflict]: port 9000 is taken: app 'web' listens on it too, and the containers of an app share one network
                - "53:53"
            metrics:
              image: example/metrics:1.0
              ports: ["9100:9100", "81:80/tcp"]
                      ↑↑↑↑↑↑↑↑↑↑↑ related[port-conflict]: sidecar 'metrics' of 'web' listens on it here
                                   ↑↑↑↑↑↑↑↑↑↑↑ error[port-conflict]: port 80 is taken: app 'web' listens on it too, and the containers of an app share one network
            other:
              image: example/metrics:1.0
              ports: ["9100"]
                      ↑↑↑↑↑↑ error[port-conflict]: port 9100 is taken: sidecar 'metrics' of 'web' listens on it too, and the containers of an app share one network
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
                          ↑↑↑↑ error[invalid-port]: 'sctp' is no protocol; it must be 'tcp' or 'udp'
                                 ↑↑ error[unquoted-port]: a port must be text; put 80 in quotes
      """)
  }

  @Test func portConflictThroughAliases() {
    expectDiagnostics(
      """
      x-proxy: &proxy
        image: example/proxy:1.0
        ports:
          - "9090:80"
            ↑↑↑↑↑↑↑↑↑ related[port-conflict]: it is written here
      apps:
        web:
          image: nginx:1.27
          ports: &ports
            - "8080:80"
              ↑↑↑↑↑↑↑↑↑ related[port-conflict]: app 'api' listens on it here
              ↑↑↑↑↑↑↑↑↑ related[port-conflict]: app 'web' listens on it here
              ↑↑↑↑↑↑↑↑↑ related[port-conflict]: it is written here
          sidecars:
            proxy: *proxy
                   ↑↑↑↑↑↑ error[port-conflict]: port 80 is taken: app 'web' listens on it too, and the containers of an app share one network
        api:
          image: nginx:1.27
          ports: *ports
          sidecars:
            copy:
              image: example/copy:1.0
              ports: *ports
                     ↑↑↑↑↑↑ error[port-conflict]: port 80 is taken: app 'api' listens on it too, and the containers of an app share one network
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
              ↑↑↑↑↑↑↑↑↑ related[duplicate-port]: the first one is here
              ↑↑↑↑↑↑↑↑↑ related[duplicate-port]: the first one is here
            - "8080:80/tcp"
              ↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[duplicate-port]: published port 8080 is in this list twice; remove one fix*: remove this item
            - "8080:80/udp"
            - "8080:81"
              ↑↑↑↑↑↑↑↑↑ warning[duplicate-port]: published port 8080 is in this list twice; it can lead to one container port only
            - "8081:80"
              ↑↑↑↑↑↑↑↑↑ related[duplicate-port]: the first one is here
            - "90"
              ↑↑↑↑ related[duplicate-port]: the first one is here
            - "90"  # again
              ↑↑↑↑ warning[duplicate-port]: port 90 is in this list twice; remove one
            - target: 80
              published: 8081
                         ↑↑↑↑ warning[duplicate-port]: published port 8081 is in this list twice; remove one fix*: remove this item
        flow:
          image: nginx:1.27
          ports: ["82:80", '82:80' , {target: 80, published: 82}]
                  ↑↑↑↑↑↑↑ related[duplicate-port]: the first one is here
                  ↑↑↑↑↑↑↑ related[duplicate-port]: the first one is here
                           ↑↑↑↑↑↑↑ warning[duplicate-port]: published port 82 is in this list twice; remove one fix*: remove this item
                                                             ↑↑ warning[duplicate-port]: published port 82 is in this list twice; remove one fix*: remove this item
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
                  ↑↑↑↑↑↑↑↑↑ related[shared-published-port]: app 'web' publishes it here
        api:
          image: nginx:1.27
          ports: ["9090:80", "8080:81", "53:53"]
                             ↑↑↑↑↑↑↑↑↑ information[shared-published-port]: app 'web' publishes port 8080 too; from outside the cluster only one of them can have it
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
                                       ↑↑↑↑ warning[unpublished-first-port]: the first port of an app must be published, or kstack can't convert the file; write "80:80" fix: replace '80' with '80:80'
        b: {image: nginx:1.27, ports: ['81/udp', "80"]}
                                       ↑↑↑↑↑↑↑↑ warning[unpublished-first-port]: the first port of an app must be published, or kstack can't convert the file; write "81:81" fix: replace '81/udp' with '81:81/udp'
        c: {image: nginx:1.27, ports: [{target: 82}]}
                                                ↑↑ warning[unpublished-first-port]: the first port of an app must be published, or kstack can't convert the file; write "82:82" fix: add 'published: 82'
        d:
          image: nginx:1.27
          ports:
            - target: 83  # http
                      ↑↑ warning[unpublished-first-port]: the first port of an app must be published, or kstack can't convert the file; write "83:83" fix: add 'published: 83'
              protocol: tcp
        e: {image: nginx:1.27, ports: ["84:80", "85"]}
        f: {image: nginx:1.27, ports: [{target: 86, published: 0}]}
                                                               ↑ error[wrong-type]: 'published' must be a whole number from 1 to 65535; '0' is not
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
                  ↑↑↑↑↑↑↑↑↑ related[unopened-port]: the port is here
          healthcheck: {path: /, port: 8080}
                                       ↑↑↑↑ warning[unopened-port]: no container of this app opens port 8080, so the health check fails; the container listens on 80 fix*: replace '8080' with '80'
        other:
          image: example/a:1.0
          ports: ["8081:80"]
                  ↑↑↑↑↑↑↑↑↑ related[unopened-port]: the port is here
          healthcheck: {path: /, port: 99}
                                       ↑↑ warning[unopened-port]: no container of this app opens port 99, so the health check fails; the container listens on 80 fix*: replace '99' with '80'
        several:
          image: example/a:1.0
          ports: ["8082:80", "8083:81"]
          healthcheck: {path: /, port: 99}
                                       ↑↑ warning[unopened-port]: no container of this app opens port 99, so the health check fails
        sidecars:
          image: example/a:1.0
          ports: ["8084:80"]
          healthcheck: {path: /, port: 9100}
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9100:9100"]
                      ↑↑↑↑↑↑↑↑↑↑↑ related[unopened-port]: the port is here
              healthcheck: {path: /, port: 9101}
                                           ↑↑↑↑ warning[unopened-port]: no container of this app opens port 9101, so the health check fails; the container listens on 9100 fix*: replace '9101' with '9100'
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
          ↑↑↑↑ warning[unknown-key]: unknown key 'port'; did you mean 'ports'? fix*: replace 'port' with 'ports'
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
              ↑↑↑↑↑↑↑↑↑↑↑ related[unopened-port]: the port is here
              ↑↑↑↑↑↑↑↑↑↑↑ related[unopened-port]: the port is here
          expose:
            - a.example.org: {protocol: http, port: 8080}
            - b.example.org: {protocol: http, port: 8000}
            - c.example.org: {protocol: http, port: 81}
                                                    ↑↑ warning[unopened-port]: no container of this app opens port 81, so the domain does not answer; the app publishes 8080 fix*: replace '81' with '8080'
            - d.example.org:
              ↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unopened-port]: without 'port' the requests go to port 80, which no container of this app opens; the app publishes 8080 fix*: add 'port: 8080'
                protocol: https  # always
            - e.example.org: {protocol: http, prot: 8080}
                                              ↑↑↑↑ warning[unknown-key]: unknown key 'prot'; did you mean 'port'? fix*: replace 'prot' with 'port'
            - f.example.org: {protocol: http, port: http}
                                                    ↑↑↑↑ error[wrong-type]: 'port' must be a whole number from 1 to 65535, not the text 'http'
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
              ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value
          healthcheck:
            port: 81
                    ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }
}
