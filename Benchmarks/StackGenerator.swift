/// Writes valid stacks of any length for measurements: the same text for the same length, on every machine.
///
/// The text is ASCII, so that a column is the same number in every encoding that a server may choose.
struct StackGenerator {
  /// The least number of lines that hold a whole stack.
  static let leastLines = 40

  private var body: [String] = []
  private var volumes: [String] = []
  private var apps = 0

  /// The text of a stack of exactly this many lines, or of ``leastLines`` when that is more.
  static func text(lines: Int) -> String {
    var generator = StackGenerator()
    return generator.write(max(leastLines, lines)).joined(separator: "\n") + "\n"
  }

  private mutating func write(_ lines: Int) -> [String] {
    body = Self.head
    while true {
      let app = app(apps)
      // A volume that an app declares takes two lines at the end.
      let needed = body.count + app.lines.count + (volumes.count + app.volumes.count) * 2 + Self.tail.count + 1
      guard needed <= lines else { break }
      body += app.lines
      volumes += app.volumes
      apps += 1
    }
    fill(lines - body.count - volumes.count * 2 - Self.tail.count - 1)
    body.append("volumes:")
    for volume in volumes { body += ["  \(volume):", "    size: 10Gi"] }
    return body + Self.tail
  }

  /// Exactly this many lines: one more app whose environment is as long as needed.
  private mutating func fill(_ count: Int) {
    guard count > 3 else {
      body += Array(repeating: "  # ", count: max(0, count)).map { $0 + "more apps follow the same pattern" }
      return
    }
    body += ["  job-\(apps):", "    image: busybox:1.37", "    environment:"]
    for number in 0..<count - 3 { body.append("      SETTING_\(number): value-\(number)") }
  }

  private static let head = [
    "# A stack for measurements, written by a program.",
    "x-environment: &environment",
    "  LOG_LEVEL: info",
    "  TZ: Etc/UTC",
    "x-limits: &limits",
    "  limits:",
    "    cpu: 500m",
    "    memory: 256Mi",
    "apps:",
  ]

  private static let tail = [
    "configs:",
    "  fluentd-config:",
    "    external: true",
    "  envoy-config:",
    "    external: true",
    "  app-config:",
    "    data:",
    "      app.toml: |",
    "        workers = 4",
    "        listen = \"0.0.0.0\"",
    "secrets:",
    "  app-secrets:",
    "    external: true",
  ]

  private func app(_ index: Int) -> (lines: [String], volumes: [String]) {
    switch index % 4 {
    case 0: (web(index), ["logs-\(index)"])
    case 1: (api(index), [])
    case 2: (worker(index), ["data-\(index)"])
    default: (service(index), [])
    }
  }

  private func web(_ index: Int) -> [String] {
    [
      "  web-\(index):",
      "    image: nginx:1.29",
      "    ports:",
      "      - \"\(10000 + index % 50000):80\"",
      "    environment:",
      "      SERVER_NAME: web-\(index).example.com",
      "      LOG_FORMAT: json",
      "    volumes:",
      "      - logs-\(index):/var/log/nginx",
      "    resources:",
      "      limits:",
      "        cpu: 500m",
      "        memory: 256Mi",
      "    sidecars:",
      "      logger: # ships what the app writes",
      "        image: fluent/fluentd:v1.18-1",
      "        volumes:",
      "          - logs-\(index):/var/log/nginx:ro",
      "        volumesFrom:",
      "          - config:",
      "              name: fluentd-config",
      "              mountPath: /fluentd/etc",
      "        environment:",
      "          FLUENTD_CONF: custom.conf",
    ]
  }

  private func api(_ index: Int) -> [String] {
    [
      "",
      "  # The API of team \(index % 17); its settings are in the wiki.",
      "  api-\(index):",
      "    image: registry.example.com/team/api:2.\(index % 40)",
      "    ports:",
      "      - \"\(10000 + index % 50000):8080\"",
      "    environment:",
      "      # Shared settings first.",
      "      <<: *environment",
      "      DATABASE_URL: \"postgres://db-\(index):5432/app\"",
      "      LOG_FORMAT: json",
      "    envFrom:",
      "      - secret:",
      "          name: app-secrets",
      "    resources: *limits",
      "    sidecars:",
      "      metrics:",
      "        image: nginx/nginx-prometheus-exporter:1.4",
      "        ports:",
      "          - \"9113:9113\"",
      "        environment:",
      "          SCRAPE_URI: \"http://localhost:8080/stub_status\"",
    ]
  }

  private func worker(_ index: Int) -> [String] {
    [
      "  worker-\(index):",
      "    image: 'registry.example.com/team/worker:1.\(index % 30)'",
      "    command: [\"/bin/worker\", \"--queue\", \"jobs-\(index)\"]",
      "    environment: { LOG_FORMAT: json, QUEUE: jobs-\(index) }",
      "    volumes:",
      "      - data-\(index):/var/lib/worker",
      "    volumesFrom:",
      "      - config:",
      "          name: app-config",
      "          mountPath: /etc/worker",
      "    deploy:",
      "      replicas: \(1 + index % 5)",
      "    sidecars:",
      "      backup:",
      "        image: registry.example.com/team/backup:3.1",
      "        volumes:",
      "          - data-\(index):/var/lib/worker:ro  # Read-only access",
      "        environment:",
      "          SCHEDULE: \"0 3 * * *\"",
      "          TARGET: s3://backups/worker-\(index)",
    ]
  }

  private func service(_ index: Int) -> [String] {
    [
      "  service-\(index):",
      "    image: registry.example.com/team/service:5.\(index % 20)",
      "    ports:",
      "      - \"\(10000 + index % 50000):3000\"",
      "    environment:",
      "      APP_PORT: 3000",
      "      LOG_FORMAT: json",
      "    healthcheck:",
      "      path: /healthz",
      "      port: 3000",
      "      periodSeconds: 10",
      "    labels:",
      "      team: team-\(index % 17)",
      "    sidecars:",
      "      proxy:",
      "        image: envoyproxy/envoy:v1.34.1",
      "        ports:",
      "          - \"15000:15000\"",
      "        volumesFrom:",
      "          - config:",
      "              name: envoy-config",
      "              mountPath: /etc/envoy",
    ]
  }
}
