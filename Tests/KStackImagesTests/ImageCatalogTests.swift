import KStackImages
import Testing

@Suite struct ImageCatalogTests {
  @Test(arguments: [
    "nginx", "nginx:latest", "library/nginx", "docker.io/nginx", "docker.io/library/nginx:1.29-alpine",
    "index.docker.io/library/nginx", "nginx@sha256:0123456789abcdef", "nginx:1.29@sha256:0123456789abcdef",
  ])
  func spellingsOfADockerHubName(reference: String) {
    #expect(ImageCatalog.bundled.image(named: reference)?.reference == "nginx")
  }

  @Test(arguments: [
    ("quay.io/prometheus/node-exporter:v1.8.2", "prom/node-exporter"),
    ("docker.io/fluent/fluentd", "fluent/fluentd"),
    ("bitnamilegacy/redis", "bitnami/redis"),
    ("elasticsearch:8", "docker.elastic.co/elasticsearch/elasticsearch"),
  ])
  func aliases(reference: String, expected: String) {
    #expect(ImageCatalog.bundled.image(named: reference)?.reference == expected)
  }

  @Test(arguments: [
    "", ":", "@", "/", "//", "nginx/", "/nginx", "localhost/nginx", "registry.example:5000/nginx",
    "example.com/nginx:1",
    "Nginx", "nginx nginx", "\u{FEFF}nginx", "ünïcode", "a:b:c@d@e", "docker.io/", "docker.io",
  ])
  func unknownOrMalformed(reference: String) {
    #expect(ImageCatalog.bundled.image(named: reference) == nil)
  }

  @Test func factsOfOneImage() throws {
    let image = try #require(ImageCatalog.bundled.image(named: "fluent/fluentd:latest"))
    #expect(image.category == .logging)
    #expect(image.configPath == .init(path: "/fluentd/etc", kind: .directory, file: "fluent.conf", isReadOnly: true))
    #expect(image.ports.contains { $0.port == 24224 && $0.protocol == "tcp" })
    #expect(image.environment.contains { $0.name == "FLUENTD_CONF" })
  }

  @Test func secretsAndDefaults() throws {
    let postgres = try #require(ImageCatalog.bundled.image(named: "postgres:17"))
    let password = try #require(postgres.environment.first { $0.name == "POSTGRES_PASSWORD" })
    #expect(password.isRequired && password.isSecret)
    #expect(postgres.health?.probe == .command("pg_isready"))
    let envoy = try #require(ImageCatalog.bundled.image(named: "envoyproxy/envoy"))
    #expect(envoy.health?.probe == .http(path: "/ready", port: 9901))
  }

  @Test func usersOwnImages() throws {
    let catalog = ImageCatalog.bundled.adding([
      "registry.example/team/api:1.2", "nginx:latest", "registry.example/team/api", "", ":1", "docker.io/team/web",
    ])
    #expect(catalog.images.count == ImageCatalog.bundled.images.count + 2)
    let own = try #require(catalog.image(named: "registry.example/team/api:2.0"))
    #expect(own == KnownImage(reference: "registry.example/team/api", category: .utility))
    #expect(catalog.image(named: "team/web")?.reference == "team/web")
    #expect(catalog.image(named: "nginx") == ImageCatalog.bundled.image(named: "nginx"))
    #expect(catalog.nearMiss(of: "registry.example/team/apo")?.reference == "registry.example/team/api")
  }

  @Test func firstOfTwoEqualNamesWins() {
    let catalog = ImageCatalog(images: [
      KnownImage(reference: "a/b", aliases: ["c/d"], category: .web), KnownImage(reference: "c/d", category: .proxy),
      KnownImage(reference: "docker.io/a/b", category: .cache),
    ])
    #expect(catalog.image(named: "a/b")?.category == .web)
    #expect(catalog.image(named: "c/d")?.category == .proxy, "a reference goes before another image's alias")
  }

  @Test(arguments: [
    ("ngnix:latest", "nginx"), ("postgress", "postgres"), ("fluent/fluend", "fluent/fluentd"),
    ("envoyproxy/envoi:v1", "envoyproxy/envoy"), ("prom/node_exporter", "prom/node-exporter"),
    ("docker.io/prom/nginx-prometheus-exportor", "prom/nginx-prometheus-exporter"), ("rediss", "redis"),
  ])
  func nearMisses(reference: String, expected: String) {
    #expect(ImageCatalog.bundled.nearMiss(of: reference)?.reference == expected)
  }

  /// Names of people's own images that must not be taken for a slip.
  @Test(arguments: [
    "api:latest", "app:latest", "metrics:latest", "backup:latest", "myservice:latest", "web", "db", "worker", "note",
    "registry.example/nginx", "myorg/nginx", "", ":", "@", "/", "//", "docker.io/", "a:b:c@d@e", "server", "frontend",
    "backend",
  ])
  func noNearMiss(reference: String) {
    #expect(ImageCatalog.bundled.nearMiss(of: reference) == nil)
  }

  @Test func hugeNamesAreNotCompared() {
    let huge = "n" + String(repeating: "/x", count: 200_000)
    #expect(ImageCatalog.bundled.image(named: huge) == nil)
    #expect(ImageCatalog.bundled.nearMiss(of: huge) == nil)
    #expect(ImageCatalog.categories(forSidecarNamed: String(repeating: "x", count: 20_000)) == [])
  }
}
