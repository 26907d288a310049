internal import KStackImages
internal import KStackSchema

/// What is known of a key, an image, a variable or a pattern as such, wherever it stands: hover shows it with what it
/// knows of the place, completion shows it beside an item.
enum Documentation {
  /// A key of the language: name and summary, what it does, its type, default, fate in Kubernetes and an example.
  ///
  /// - Parameters:
  ///   - container: the kind of container that the key is written in, for its words on sidecars.
  ///   - facts: what is to be said of this very place; it stands before the type.
  static func markdown(of key: Key, in container: ContainerKind? = nil, facts: [String] = []) -> String {
    var items = ["Type: \(key.shape.inWords)"]
    if case .enumeration(let choices) = key.shape.scalar, choices.count > 1 {
      items[0] += "\n" + choices.map { "  - \(Markdown.code($0.value)): \($0.summary)" }.joined(separator: "\n")
    }
    if key.isRequired { items.append("Required") }
    if let value = key.defaultValue { items.append("Default: \(Markdown.code(value))") }
    items.append("In Kubernetes: \(key.becomes)")
    if let inheritance = inheritance(of: key, in: container) { items.append("Sidecars: \(inheritance)") }
    if let note = key.deprecation { items.append("Deprecated: \(note)") }
    return Markdown.blocks([
      "**\(Markdown.code(key.name))**: \(key.summary)", key.documentation, Markdown.list(facts + items),
      Markdown.yaml(key.example.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)),
    ])
  }

  /// A key in two lines: for its values, where the whole page would be in the way.
  static func brief(of key: Key) -> String {
    "**\(Markdown.code(key.name))**: \(key.summary)"
  }

  private static func inheritance(of key: Key, in container: ContainerKind?) -> String? {
    switch (key.inheritance, container) {
    case (.none, _): nil
    case (.whole, .sidecar):
      "what is written here replaces the app's \(Markdown.code(key.name)) as a whole; without this key the sidecar has "
        + "the app's"
    case (.whole, _): "a sidecar without this key takes the app's value as a whole; the two are never merged"
    case (.shared, _): "it counts for all containers of the app"
    }
  }

  /// A known image: what it is for, its ports, paths, user and probe, whether it has had its day, and where to read on.
  static func markdown(of image: KnownImage, facts: [String] = []) -> String {
    var items: [String] = facts
    if !image.summary.isEmpty { items.append("Category: \(image.category.inWords)") }
    if !image.ports.isEmpty {
      items.append("Ports: " + image.ports.prefix(8).map(markdown).joined(separator: "; "))
    }
    if let path = image.configPath { items.append("Configuration: " + markdown(of: path)) }
    for path in image.dataPaths.prefix(4) {
      let purpose = path.purpose.map { ": " + Markdown.escape($0) } ?? ""
      items.append("Data: \(Markdown.code(path.path))\(purpose)")
    }
    let required = image.environment.filter(\.isRequired)
    if !required.isEmpty {
      items.append("Needs: " + required.prefix(8).map { Markdown.code($0.name) }.joined(separator: ", "))
    }
    if let health = image.health { items.append("Health: " + markdown(of: health)) }
    if let user = image.user { items.append("User: \(Markdown.escape(user))") }
    if let docs = image.docs { items.append("Documentation: \(Markdown.link(docs))") }
    let summary = image.summary.isEmpty ? "" : ": " + Markdown.escape(image.summary)
    return Markdown.blocks([
      "**\(Markdown.code(image.reference))**\(summary)", image.deprecation.map(markdown) ?? "", Markdown.list(items),
    ])
  }

  /// An environment variable that an image reads.
  static func markdown(of variable: KnownImage.Variable, in image: KnownImage, facts: [String] = []) -> String {
    var items = facts
    if variable.isRequired { items.append("Required: \(Markdown.code(image.reference)) does not start without it") }
    if let value = variable.defaultValue { items.append("Default: \(Markdown.code(value))") }
    if variable.isSecret { items.append("A secret: keep it out of the file, with `envFrom` and a `secret`") }
    if let example = variable.example { items.append("Example: \(Markdown.code(example))") }
    items.append("Read by \(Markdown.code(image.reference))")
    return Markdown.blocks([
      "**\(Markdown.code(variable.name))**: \(Markdown.escape(variable.description))", Markdown.list(items),
    ])
  }

  /// A ready sidecar.
  static func markdown(of pattern: SidecarPattern) -> String {
    Markdown.blocks([
      "**\(Markdown.code(pattern.name))**: \(pattern.summary)", pattern.documentation,
      Markdown.yaml(
        pattern.plainBody.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), limit: .max),
    ])
  }

  /// `9113` Prometheus metrics.
  static func markdown(of port: KnownImage.Port) -> String {
    let transport = port.protocol == "tcp" ? "" : "/\(port.protocol)"
    return "\(Markdown.code("\(port.port)\(transport)")) \(Markdown.escape(port.purpose))"
  }

  /// A directory or a file, and what is looked for in it.
  static func markdown(of path: KnownImage.ConfigPath) -> String {
    switch (path.kind, path.file) {
    case (.file, _): "the file \(Markdown.code(path.path))"
    case (.directory, let file?): "\(Markdown.code(file)) in the directory \(Markdown.code(path.path))"
    case (.directory, nil): "the directory \(Markdown.code(path.path))"
    }
  }

  private static func markdown(of health: KnownImage.Health) -> String {
    let note = health.note.map { " (\(Markdown.escape($0)))" } ?? ""
    switch health.probe {
    case .http(let path, let port?): return "`GET` \(Markdown.code(path)) on port \(port)\(note)"
    case .http(let path, nil): return "`GET` \(Markdown.code(path))\(note)"
    case .command(let command): return "\(Markdown.code(command))\(note)"
    }
  }

  private static func markdown(of deprecation: KnownImage.Deprecation) -> String {
    let successor = deprecation.successor.map { "; use \(Markdown.code($0)) instead" } ?? ""
    return "**Deprecated**: \(Markdown.escape(deprecation.note))\(successor)"
  }
}

extension ImageCategory {
  /// The role of an image of this category, as a person says it.
  var inWords: String {
    switch self {
    case .auth: "authentication and authorization"
    case .backup: "backup"
    case .cache: "cache"
    case .configReload: "reloading of configuration"
    case .dashboard: "dashboard"
    case .dataTransformer: "transformation of data"
    case .database: "database"
    case .logging: "logging"
    case .metrics: "metrics"
    case .objectStore: "object store"
    case .policy: "policy"
    case .proxy: "proxy"
    case .queue: "queue"
    case .runtime: "runtime of a language"
    case .search: "search"
    case .secrets: "secrets"
    case .serviceMesh: "service mesh"
    case .sync: "synchronization of files"
    case .telemetryCollector: "telemetry collector"
    case .tls: "TLS"
    case .tracing: "tracing"
    case .tunnel: "tunnel"
    case .utility: "utility"
    case .waf: "web application firewall"
    case .web: "web server or site"
    }
  }
}
