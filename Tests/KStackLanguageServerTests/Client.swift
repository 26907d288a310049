import KStackLanguageServer
import LanguageServerProtocol
import TestSupport
import Testing

/// A client that calls the reducer and sees what it sends as JSON.
struct Client {
  var server: Server
  private var lastID = 0

  static let uri: JSONValue = "file:///project/web.kstack.yaml"

  init(installedReferencePage: String? = nil, disk: Disk = Disk()) {
    server = Server(installedReferencePage: installedReferencePage, disk: disk)
  }

  /// A client that has shaken hands, and what the server sent meanwhile.
  static func initialized(
    _ capabilities: JSONValue = [:], options: JSONValue = nil, installedReferencePage: String? = nil,
    disk: Disk = Disk()
  ) throws -> Client {
    var client = Client(installedReferencePage: installedReferencePage, disk: disk)
    let params: JSONValue = ["processId": nil, "capabilities": capabilities, "initializationOptions": options]
    _ = try client.request("initialize", params)
    _ = try client.notify("initialized", [:])
    return client
  }

  // MARK: - Sending

  /// All that the server sends on account of one message, without idle work.
  mutating func send(_ message: JSONValue) throws -> [JSONValue] {
    try server.receive(IncomingMessage(content: message.json())).map { try JSONValue($0) }
  }

  mutating func request(_ method: String, _ params: JSONValue? = nil) throws -> JSONValue {
    try requestAll(method, params).first ?? .null
  }

  mutating func requestAll(_ method: String, _ params: JSONValue? = nil) throws -> [JSONValue] {
    lastID += 1
    let id = lastID
    let sent = try send(Self.message(method, params, id: .integer(id)))
    #expect(sent.first?["id"] == .integer(id))
    return sent
  }

  /// The id of the last request that is answered later.
  private(set) var lastBegun: JSONValue = nil

  /// What a request that is answered later gives rise to at once.
  mutating func begin(_ method: String, _ params: JSONValue? = nil) throws -> [JSONValue] {
    lastID += 1
    lastBegun = .integer(lastID)
    return try send(Self.message(method, params, id: lastBegun))
  }

  /// All that the server sends until such a request is answered, the answer last.
  mutating func later(_ method: String, _ params: JSONValue? = nil) throws -> [JSONValue] {
    let sent = try begin(method, params) + idle()
    #expect(sent.last?["id"] == lastBegun)
    return sent
  }

  mutating func notify(_ method: String, _ params: JSONValue? = nil) throws -> [JSONValue] {
    try send(Self.message(method, params))
  }

  /// Lets the server work off what could wait.
  mutating func idle() throws -> [JSONValue] {
    var sent: [JSONValue] = []
    while server.hasIdleWork { sent += try server.idle().map { try JSONValue($0) } }
    return sent
  }

  mutating func open(_ text: String, uri: JSONValue = Self.uri, version: Int = 1) throws {
    let item: JSONValue = [
      "uri": uri, "languageId": "yaml", "version": .integer(version), "text": .string(text),
    ]
    #expect(try notify("textDocument/didOpen", ["textDocument": item]) == [])
  }

  mutating func change(version: Int, _ changes: JSONValue...) throws {
    let document: JSONValue = ["uri": Self.uri, "version": .integer(version)]
    let params: JSONValue = ["textDocument": document, "contentChanges": .array(changes)]
    #expect(try notify("textDocument/didChange", params) == [])
  }

  static func message(_ method: String, _ params: JSONValue? = nil, id: JSONValue? = nil) -> JSONValue {
    var members: [String: JSONValue] = ["jsonrpc": "2.0", "method": .string(method)]
    members["id"] = id
    members["params"] = params
    return .object(members)
  }

  static func range(_ startLine: Int, _ start: Int, _ endLine: Int, _ end: Int) -> JSONValue {
    [
      "start": ["line": .integer(startLine), "character": .integer(start)],
      "end": ["line": .integer(endLine), "character": .integer(end)],
    ]
  }

  static func position(_ line: Int, _ character: Int) -> JSONValue {
    ["textDocument": ["uri": uri], "position": ["line": .integer(line), "character": .integer(character)]]
  }
}
