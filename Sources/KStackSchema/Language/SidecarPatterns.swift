extension SidecarPattern {
  /// Those of the guide first.
  static let all = [logger, metrics, proxy, telemetry, auth, backup, cache]

  static let logger = SidecarPattern(
    name: "logger", summary: "Ships the app's logs with Fluentd",
    documentation: """
      Fluentd reads its configuration from the mounted config, here the file `custom.conf`, and forwards what it \
      collects. Declare the config under the top-level `configs`. To read log files, let app and sidecar mount the \
      same volume.
      """,
    body: """
      ${1:logger}:
        image: fluent/fluentd:${2:latest}
        volumesFrom:
          - config:
              name: ${3:fluentd-config}
              mountPath: /fluentd/etc
        environment:
          FLUENTD_CONF: ${4:custom.conf}
      """)

  static let metrics = SidecarPattern(
    name: "metrics", summary: "Exports the metrics of NGINX for Prometheus",
    documentation: """
      The exporter reads NGINX's status page on `localhost` and offers its figures under port 9113 and the path \
      `/metrics`. NGINX must serve `stub_status` at the address in `SCRAPE_URI`.
      """,
    body: """
      ${1:metrics}:
        image: nginx/nginx-prometheus-exporter:${2:latest}
        ports:
          - "${3:9113}:9113"
        environment:
          SCRAPE_URI: "${4:http://localhost/stub_status}"
      """)

  static let proxy = SidecarPattern(
    name: "proxy", summary: "Puts Envoy in front of the app as service mesh proxy",
    documentation: """
      Envoy reads `envoy.yaml` from the mounted config and speaks to the app on `localhost`. The published port must \
      be one on which a listener of that file listens. Declare the config under the top-level `configs`.
      """,
    body: """
      ${1:proxy}:
        image: envoyproxy/envoy:${2:latest}
        ports:
          - "${3:15000}:${4:15000}"
        volumesFrom:
          - config:
              name: ${5:envoy-config}
              mountPath: /etc/envoy
      """)

  static let telemetry = SidecarPattern(
    name: "collector", summary: "Collects traces, metrics and logs with OpenTelemetry",
    documentation: """
      The app sends its telemetry to `localhost:4317` (gRPC) or `localhost:4318` (HTTP), which needs no `ports`; the \
      collector passes it on as `config.yaml` in the mounted config says. Declare the config under the top-level \
      `configs`.
      """,
    body: """
      ${1:collector}:
        image: otel/opentelemetry-collector-contrib:${2:latest}
        volumesFrom:
          - config:
              name: ${3:otel-config}
              mountPath: /etc/otelcol-contrib
      """)

  static let auth = SidecarPattern(
    name: "auth", summary: "Asks for a login before requests reach the app",
    documentation: """
      OAuth2 Proxy sends visitors to an identity provider and passes their requests on to the app on `localhost`. The \
      secret must have `OAUTH2_PROXY_CLIENT_ID`, `OAUTH2_PROXY_CLIENT_SECRET` and `OAUTH2_PROXY_COOKIE_SECRET`; \
      declare it under the top-level `secrets` with `external: true`. Publish the proxy's port and no longer the app's \
      own.
      """,
    body: """
      ${1:auth}:
        image: quay.io/oauth2-proxy/oauth2-proxy:${2:latest}
        ports:
          - "${3:4180}:4180"
        envFrom:
          - secret:
              name: ${4:oauth2-proxy}
        environment:
          OAUTH2_PROXY_PROVIDER: ${5:oidc}
          OAUTH2_PROXY_OIDC_ISSUER_URL: "${6:https://login.example.org}"
          OAUTH2_PROXY_HTTP_ADDRESS: "0.0.0.0:4180"
          OAUTH2_PROXY_UPSTREAMS: "http://localhost:${7:8080}"
          OAUTH2_PROXY_EMAIL_DOMAINS: "${8:*}"
      """)

  static let backup = SidecarPattern(
    name: "backup", summary: "Backs up a volume of the app on a schedule",
    documentation: """
      Mounts the app's volume read-only under `/backup` and writes an archive of it to a second volume under \
      `/archive` whenever the schedule says so. The first volume must have the name that the app mounts; declare both \
      under the top-level `volumes`.
      """,
    body: """
      ${1:backup}:
        image: offen/docker-volume-backup:${2:latest}
        volumes:
          - ${3:data}:/backup/${3:data}:ro
          - ${4:backups}:/archive
        environment:
          BACKUP_CRON_EXPRESSION: "${5:@daily}"
          BACKUP_RETENTION_DAYS: "${6:7}"
      """)

  static let cache = SidecarPattern(
    name: "cache", summary: "A Redis of its own beside the app, on localhost",
    documentation: """
      The app reaches it at `localhost:6379`; without `ports` nobody else does. Every pod of the app has a cache of \
      its own, and its content is gone when the pod is replaced.
      """,
    body: """
      ${1:cache}:
        image: redis:${2:7}
        args:
          - --maxmemory
          - ${3:100mb}
          - --maxmemory-policy
          - ${4:allkeys-lru}
        resources:
          limits:
            memory: ${5:128Mi}
      """)
}
