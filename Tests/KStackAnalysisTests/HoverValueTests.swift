import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Scalars behind keys and in lists.
@Suite struct HoverValueTests {
  @Test func anImageOfTheAuthorsOwnIsKnown() throws {
    let text = "apps:\n  web:\n    image: ngnix:1.0\n"
    let context = AnalysisContext(extraImages: ["ngnix"], languageID: "kstack")
    let file = StackFile(text: SourceText(text), context: context)
    let own = try #require(file.hover(at: text.utf8.count - 3))
    #expect(own.markdown.hasPrefix("**`ngnix`**"))
    #expect(!own.markdown.contains("did you mean"))
  }

  @Test func theFirstPortOfAnApp() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          ports: [⟦"8080█:80"⟧]

      """,
      says: """
        Port `8080` of the Service `web` → container port `80`, TCP

        - The other apps of this stack reach it at `web:8080`
        - `nginx` uses it for: HTTP
        """)
  }

  @Test func theSecondPortOfAnApp() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - "8080:80"
            - ⟦'█8443:443/tcp'⟧

      """,
      says: """
        Port `8443` of the Service `web-lb` → container port `443`, TCP (LoadBalancer)

        - `nginx` is not known to listen there; its default port is `80`
        """)
  }

  @Test func thePortOfASidecar() throws {
    try expectHover(
      """
      apps:
        webapp:
          image: nginx:latest
          sidecars:
            metrics:
              image: prom/nginx-prometheus-exporter:latest
              ports:
                - ⟦"9113:9113"█⟧

      """,
      says: """
        Port `9113` of the Service `webapp-metrics` → container port `9113`, TCP

        - Published, so there is the LoadBalancer `webapp-metrics-lb` too
        - `prom/nginx-prometheus-exporter` uses it for: Prometheus metrics
        """)
  }

  @Test func aPortAsAMapping() throws {
    try expectHover(
      """
      apps:
        dns:
          image: coredns/coredns
          ports:
            - target: 53
              published: ⟦5█353⟧
              protocol: udp

      """,
      says: """
        **`published`**: The port of the Service, by which others reach the container

        - Port `5353` of the Service `dns` → container port `53`, UDP
        - The other apps of this stack reach it at `dns:5353`
        """)
  }

  @Test func aPortInBaseSixty() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - ⟦8080:5█0⟧

      """,
      says: """
        **`8080:50`** is read as the number `484850` (base 60 in YAML 1.1), and kstack rejects it: a port must be text, so put it in quotes

        - In quotes: Port `8080` of the Service `web` → container port `50`, TCP
        """)
  }

  @Test func aProtocol() throws {
    try expectHover(
      """
      apps:
        dns: {image: coredns/coredns, ports: [{target: 53, protocol: ⟦u█dp⟧}]}

      """,
      says: """
        **`udp`**: Datagrams: DNS, syslog, StatsD

        `protocol`: The transport protocol of the port

        - The container port `53`, UDP
        - The first port of an app must be a pair, `"PUBLISHED:CONTAINER"`, or the conversion fails

        Instead of it:

        - `tcp`: Connections: HTTP and nearly everything else
        """)
  }

  @Test func anEnumerationsWord() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx
          service:
            externalTrafficPolicy: ⟦Local█⟧

      """,
      says: """
        **`Local`**: Only nodes with a pod answer; the client's address is kept

        `externalTrafficPolicy`: Whether traffic from outside may be passed on to other nodes

        Instead of it:

        - `Cluster`: Any node passes traffic on to any pod; the client's address is lost
        """)
  }

  @Test func aVariableThatTheImageReads() throws {
    try expectHover(
      """
      apps:
        api:
          image: api:1.0
          sidecars:
            logger:
              image: fluent/fluentd:latest
              environment:
                FLUENTD_CONF: ⟦cus█tom.conf⟧

      """,
      says: """
        **`FLUENTD_CONF`**: Name of the configuration file to load from /fluentd/etc.

        - Default: `fluent.conf`
        - Example: `custom.conf`
        - Read by `fluent/fluentd`
        """)
  }

  @Test func aVariableThatArrivesChanged() throws {
    try expectHover(
      """
      apps:
        web:
          image: example/web
          environment: {⟦MO█DE⟧: 0400, DEBUG: true}

      """,
      says: """
        **`MODE`**: environment variable of the app `web`

        - The container receives `256`, not `0400`, which YAML 1.1 reads as a number: put it in quotes to keep it
        """)
  }

  @Test func aBooleanVariable() throws {
    try expectHover(
      """
      apps:
        web:
          image: example/web
          environment:
            DEBUG: ⟦tr█ue⟧

      """,
      says: """
        **`DEBUG`**: environment variable of the app `web`

        - The container receives `True`, not `true`, which YAML 1.1 reads as a boolean: put it in quotes to keep it
        """)
  }

  @Test func aVariableThatArrivesAsWritten() throws {
    try expectHover(
      """
      apps:
        web:
          image: example/web
          environment:
            GRÜSSE: ⟦"Grüße, █東京"⟧

      """.windows,
      says: """
        **`GRÜSSE`**: environment variable of the app `web`
        """)
  }

  @Test func anImage() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          sidecars:
            metrics:
              image: ⟦prom/node-█exporter⟧

      """,
      says: """
        **`prom/node-exporter`**: Publishes hardware and kernel metrics of the host for Prometheus.

        - Registry `docker.io`, no tag, so `latest`, whatever is newest
        - Category: metrics
        - Ports: `9100` Prometheus metrics
        - Data: `/host`: Host root, bind-mounted with rslave propagation and paired with --path.rootfs=/host
        - User: nobody
        - Documentation: <https://github.com/prometheus/node_exporter>
        """)
  }

  @Test func aDeprecatedImage() throws {
    try expectHover(
      """
      apps:
        web: {image: ⟦"jaegertracing/█all-in-one:1.57"⟧}

      """,
      says: """
        **`jaegertracing/all-in-one`**: Jaeger v1 in one container: UI, collector and query with in-memory storage by default.

        **Deprecated**: Jaeger v1 reached end of life on 31 December 2025; no further v1 releases; use `jaegertracing/jaeger` instead

        - Registry `docker.io`, tag `1.57`
        - Category: tracing
        - Ports: `16686` Web UI and query API; `4317` OTLP over gRPC; `4318` OTLP over HTTP; `14268` Jaeger Thrift spans over HTTP; `14250` Jaeger spans over gRPC; `14269` Health check and metrics; `5778` Sampling configuration; `9411` Zipkin spans; off until COLLECTOR_ZIPKIN_HOST_PORT is set
        - Configuration: `sampling_strategies.json` in the directory `/etc/jaeger`
        - Data: `/tmp`: Volume declared by the image
        - Data: `/badger`: Conventional mount for the Badger directories
        - Health: `GET` `/` on port 14269
        - Documentation: <https://www.jaegertracing.io/docs/1.76/deployment/>
        """)
  }

  @Test func anUnknownImage() throws {
    try expectHover(
      """
      apps:
        web:
          image: ⟦registry.example.org:5000/team/█app:2.1⟧

      """,
      says: """
        **Image** `registry.example.org:5000/team/app`

        - Registry `registry.example.org:5000`, tag `2.1`
        """)
  }

  @Test func anImageWithASlip() throws {
    try expectHover(
      """
      apps:
        web:
          image: ⟦ngnix█⟧

      """,
      says: """
        **Image** `ngnix`

        - Registry `docker.io`, no tag, so `latest`, whatever is newest
        - Not in the catalog of known images; did you mean `nginx`?
        """)
  }

  @Test func aBoolean() throws {
    try expectHover(
      """
      apps: {web: {image: nginx}}
      configs:
        site:
          external: ⟦ye█s⟧

      """,
      says: """
        **`yes`**, which YAML 1.1 reads as `true`. `external`: Whether the ConfigMap is already in the cluster: yes

        - Default: `false`
        """)
  }

  @Test func textWithMarkdownInIt() throws {
    try expectHover(
      """
      apps:
        web:
          image: example/web
          environment:
            ⟦"**a`b``c** [x](y) <b>█"⟧: 1_000

      """,
      says: """
        **```**a`b``c** [x](y) <b>```**: environment variable of the app `web`

        - The container receives `1000`, not `1_000`, which YAML 1.1 reads as a number: put it in quotes to keep it
        """)
  }

  @Test func anAlmostEmptyName() throws {
    try expectHover(
      """
      apps:
        web:
          image: ⟦" █`"⟧

      """,
      says: """
        **Image** ``  ` ``: not an image reference
        """)
  }
}
