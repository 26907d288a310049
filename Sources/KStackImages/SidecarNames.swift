extension ImageCatalog {
  /// What a sidecar's name says it is for, most telling first (`logger` → logging, `redis-exporter` → metrics, cache);
  /// empty when the name says nothing. The last word counts most, as in any compound. The cost is linear in the name.
  public static func categories(forSidecarNamed name: String) -> [ImageCategory] {
    var found: [ImageCategory] = []
    for word in name.lowercased().split(whereSeparator: { !$0.isLetter }).reversed() {
      for category in categories(forWord: String(word)) where !found.contains(category) {
        found.append(category)
      }
    }
    return found
  }

  private static func categories(forWord word: String) -> [ImageCategory] {
    if let categories = categoriesByWord[word] { return categories }
    if word.hasSuffix("s"), let categories = categoriesByWord[String(word.dropLast())] { return categories }
    // Words that are run together (`logshipper`, `authproxy`): the end is the head, the beginning what it is for.
    var found: [ImageCategory] = []
    for length in stride(from: word.count - 1, through: 3, by: -1) where length <= longestWord {
      for part in [word.suffix(length), word.prefix(length)] {
        for category in categoriesByWord[String(part)] ?? [] where length > 3 || part.startIndex == word.startIndex {
          if !found.contains(category) { found.append(category) }
        }
      }
    }
    return found
  }

  private static let longestWord = categoriesByWord.keys.map(\.count).max() ?? 0

  private static let categoriesByWord: [String: [ImageCategory]] = {
    var categories: [String: [ImageCategory]] = [:]
    for (list, words) in words {
      for word in words.split(whereSeparator: \.isWhitespace) { categories[String(word)] = list }
    }
    return categories
  }()

  /// The words people name sidecars with, and products that stand for their kind.
  private static let words: [([ImageCategory], String)] = [
    ([.logging], "log logger logging logshipper shipper fluentd fluentbit fluent filebeat promtail loki logstash"),
    ([.logging, .telemetryCollector], "forwarder vector"),
    ([.metrics], "metric metrics exporter prometheus prom monitor monitoring stats statsd scrape scraper telegraf"),
    ([.metrics], "cadvisor alertmanager pushgateway metricbeat thanos"),
    ([.telemetryCollector, .tracing], "otel opentelemetry otelcol telemetry collector observability apm"),
    ([.telemetryCollector, .metrics], "agent datadog alloy"),
    ([.tracing, .telemetryCollector], "trace tracer tracing jaeger zipkin tempo xray span"),
    ([.proxy, .serviceMesh], "proxy envoy"),
    ([.proxy], "gateway ingress router nginx haproxy traefik caddy lb loadbalancer balancer reverse"),
    ([.serviceMesh, .proxy], "mesh servicemesh istio linkerd consul sidecarproxy"),
    ([.auth], "auth oauth oidc sso login authn authz idp saml keycloak authelia oathkeeper pomerium authentication"),
    ([.auth, .policy], "authorization access"),
    ([.tls, .proxy], "tls ssl cert certs certificate certbot acme mtls terminator termination ghostunnel"),
    ([.policy], "policy opa guard admission enforcement"),
    ([.waf], "waf firewall modsecurity crowdsec security"),
    ([.backup], "backup restic snapshot dump velero archive archiver restore"),
    ([.backup, .database], "litestream replication replica"),
    ([.cache], "cache caching redis memcached valkey keydb varnish"),
    ([.configReload], "reload reloader configreload config watcher configmap"),
    ([.sync], "sync syncer gitsync git rsync rclone mirror puller pull"),
    ([.dataTransformer], "transform transformer etl pipeline processor benthos nifi converter"),
    ([.database], "db database sql postgres postgresql mysql mariadb mongo mongodb cassandra pgbouncer pooler"),
    ([.queue], "queue broker kafka rabbitmq nats mq amqp redpanda"),
    ([.search], "search elasticsearch opensearch elastic index"),
    ([.secrets], "secret secrets vault credential credentials"),
    ([.objectStore], "minio objectstore bucket blob"),
    ([.tunnel], "tunnel cloudflared vpn"),
    ([.dashboard], "dashboard grafana"),
    ([.web], "web webserver httpd apache frontend static"),
    ([.utility], "debug toolbox tools init wait util busybox curl shell"),
  ]
}
