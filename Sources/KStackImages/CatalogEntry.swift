/// One entry of images.json as it is written: a key that would only repeat a default is left out.
struct CatalogEntry: Decodable {
  var reference: String
  var aliases: [String]?
  var category: ImageCategory
  var summary: String
  var docs: String?
  var deprecation: Deprecation?
  var user: String?
  var health: Health?
  var configPath: ConfigPath?
  var ports: [Port]?
  var environment: [Variable]?
  var dataPaths: [DataPath]?
  var sources: [String]

  struct Deprecation: Decodable {
    var note: String
    var successor: String?
  }

  /// Either `http`, and `port` where it is fixed, or `command`.
  struct Health: Decodable {
    var http: String?
    var port: Int?
    var command: String?
    var note: String?
  }

  struct ConfigPath: Decodable {
    var path: String
    var kind: KnownImage.ConfigPath.Kind
    var file: String?
    var readOnly: Bool?
  }

  struct Port: Decodable {
    var port: Int
    var `protocol`: String?
    var name: String?
    var purpose: String
  }

  struct Variable: Decodable {
    var name: String
    var description: String
    var required: Bool?
    var secret: Bool?
    var `default`: String?
    var example: String?
    var alternatives: [String]?
  }

  struct DataPath: Decodable {
    var path: String
    var purpose: String?
    var readOnly: Bool?
  }
}

extension KnownImage {
  init(_ entry: CatalogEntry) {
    self.init(
      reference: entry.reference,
      aliases: entry.aliases ?? [],
      category: entry.category,
      summary: entry.summary,
      docs: entry.docs,
      ports: (entry.ports ?? []).map {
        Port(port: $0.port, protocol: $0.protocol ?? "tcp", name: $0.name, purpose: $0.purpose)
      },
      environment: (entry.environment ?? []).map {
        Variable(
          name: $0.name, description: $0.description, isRequired: $0.required ?? false,
          isSecret: $0.secret ?? false, defaultValue: $0.default, example: $0.example,
          alternatives: $0.alternatives ?? [])
      },
      configPath: entry.configPath.map {
        ConfigPath(path: $0.path, kind: $0.kind, file: $0.file, isReadOnly: $0.readOnly ?? false)
      },
      dataPaths: (entry.dataPaths ?? []).map {
        DataPath(path: $0.path, purpose: $0.purpose, isReadOnly: $0.readOnly ?? false)
      },
      health: entry.health.flatMap(Health.init),
      user: entry.user,
      deprecation: entry.deprecation.map { Deprecation(note: $0.note, successor: $0.successor) },
      sources: entry.sources)
  }
}

extension KnownImage.Health {
  init?(_ entry: CatalogEntry.Health) {
    if let path = entry.http {
      self.init(probe: .http(path: path, port: entry.port), note: entry.note)
    } else if let command = entry.command {
      self.init(probe: .command(command), note: entry.note)
    } else {
      return nil
    }
  }
}
