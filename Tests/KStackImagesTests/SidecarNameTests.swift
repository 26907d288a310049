import KStackImages
import Testing

@Suite struct SidecarNameTests {
  @Test(arguments: [
    ("logger", ImageCategory.logging), ("logs", .logging), ("log-shipper", .logging), ("fluentd", .logging),
    ("fluent-bit", .logging), ("logshipper", .logging), ("logcollect", .logging),
    ("metrics", .metrics), ("exporter", .metrics), ("redis-exporter", .metrics), ("nginx-exporter", .metrics),
    ("web-metrics", .metrics), ("metrics2", .metrics), ("METRICS", .metrics), ("prometheus", .metrics),
    ("proxy", .proxy), ("envoy", .proxy), ("mesh", .serviceMesh), ("service-mesh", .serviceMesh),
    ("auth", .auth), ("oauth", .auth), ("oauth2", .auth), ("authentication", .auth),
    ("tls", .tls), ("ssl-termination", .tls), ("certs", .tls), ("policy", .policy),
    ("backup", .backup), ("db-backup", .backup), ("backups", .backup), ("cache", .cache), ("redis", .cache),
    ("otel", .telemetryCollector), ("otel-collector", .telemetryCollector), ("telemetry", .telemetryCollector),
    ("tracing", .tracing), ("jaeger-agent", .telemetryCollector), ("config-reloader", .configReload),
    ("git-sync", .sync), ("transformer", .dataTransformer), ("vault", .secrets), ("cloudflared", .tunnel),
  ])
  func firstCategory(name: String, expected: ImageCategory) {
    #expect(ImageCatalog.categories(forSidecarNamed: name).first == expected)
  }

  @Test func everyHintIsKept() {
    #expect(ImageCatalog.categories(forSidecarNamed: "redis-exporter") == [.metrics, .cache])
    #expect(ImageCatalog.categories(forSidecarNamed: "authproxy") == [.proxy, .serviceMesh, .auth])
    #expect(ImageCatalog.categories(forSidecarNamed: "auth-proxy") == [.proxy, .serviceMesh, .auth])
  }

  @Test(arguments: ["", "-", "x", "foo", "123", "sidecar", "a-b-c", "日本語", "🦀"])
  func saysNothing(name: String) {
    #expect(ImageCatalog.categories(forSidecarNamed: name) == [])
  }
}
