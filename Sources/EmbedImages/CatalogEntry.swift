/// One entry of images.json as it is written: a key that would only repeat a default is left out.
struct CatalogEntry: Decodable {
  var reference: String
  var aliases: [String]?
  var category: String
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
    var kind: String
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
