import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

/// `textDocument/diagnostic`.
@Suite struct PullDiagnosticsTests {
  private static let faulty = "apps:\n  web:\n    image: nginx:1.27\n    one: 1\n"

  private func capabilities(refreshes: Bool = true) -> JSONValue {
    [
      "textDocument": [
        "diagnostic": [:], "publishDiagnostics": ["relatedInformation": true, "codeDescriptionSupport": true],
        "codeAction": ["codeActionLiteralSupport": [:]],
      ],
      "workspace": ["diagnostics": ["refreshSupport": .bool(refreshes)]],
    ]
  }

  private func client(refreshes: Bool = true, options: JSONValue = nil, disk: FakeDisk = FakeDisk()) throws -> Client {
    try Client.initialized(capabilities(refreshes: refreshes), options: options, disk: disk.disk)
  }

  private func pull(_ client: inout Client, previous: JSONValue? = nil, uri: JSONValue = Client.uri) throws -> JSONValue
  {
    var params: [String: JSONValue] = ["textDocument": ["uri": uri]]
    params["previousResultId"] = previous
    return try client.request("textDocument/diagnostic", .object(params))["result"] ?? .null
  }

  private func severities(_ report: JSONValue) -> [JSONValue]? { report["items"]?.array?.compactMap { $0["severity"] } }

  /// What the server asks of the client, by method.
  private func methods(_ messages: [JSONValue]) -> [JSONValue?] { messages.map { $0["method"] } }

  private func save(_ client: inout Client) throws {
    #expect(try client.notify("textDocument/didSave", ["textDocument": ["uri": Client.uri]]) == [])
  }

  @Test func `it is announced to a client that can ask`() throws {
    var client = Client()
    let answer = try client.request("initialize", ["capabilities": capabilities()])
    #expect(
      answer["result"]?["capabilities"]?["diagnosticProvider"] == [
        "identifier": "kstack", "interFileDependencies": false, "workspaceDiagnostics": true, "workDoneProgress": true,
      ])
  }

  @Test func `nothing is pushed to a client that pulls`() throws {
    var client = try client(refreshes: false)
    try client.open(Self.faulty)
    try client.change(version: 2, ["text": "apps:\n  web:\n"])
    try save(&client)
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": ["files": ["a"]]]) == [])
    #expect(try client.idle() == [])
    #expect(try client.notify("textDocument/didClose", ["textDocument": ["uri": Client.uri]]) == [])
    #expect(try client.idle() == [])
  }

  @Test func `what is pulled is what would be pushed`() throws {
    let text = "apps:\n  web:\n    image: nginx:1.27\n    image: nginx:1.28\n    ports: [8080:50]\n    enviroment: {}\n"
    var pulling = Client(installedReferencePage: "file:///page.md")
    _ = try pulling.request("initialize", ["capabilities": capabilities()])
    try pulling.open(text)
    var announced = capabilities().object ?? [:]
    announced["textDocument"] = ["publishDiagnostics": ["relatedInformation": true, "codeDescriptionSupport": true]]
    var pushed = Client(installedReferencePage: "file:///page.md")
    _ = try pushed.request("initialize", ["capabilities": .object(announced)])
    try pushed.open(text)
    let list = try pushed.idle().first?["params"]?["diagnostics"]
    #expect(list?.array?.isEmpty == false)
    #expect(try pull(&pulling)["items"] == list)
  }

  @Test func `a result that the client has is not sent again`() throws {
    var client = try client()
    try client.open(Self.faulty)
    let first = try pull(&client)
    #expect(first["kind"] == "full" && severities(first) == [2])
    let id = try #require(first["resultId"])
    #expect(try pull(&client, previous: id) == ["kind": "unchanged", "resultId": id])
    #expect(try pull(&client) == first)
    try client.change(version: 2, ["text": .string(Self.faulty + "    two: 2\n")])
    let second = try pull(&client, previous: id)
    #expect(severities(second)?.count == 2)
    #expect(second["resultId"] != id)
    #expect(try client.idle() == [])
  }

  @Test func `a document that is not open has none`() throws {
    var client = try client()
    #expect(try pull(&client) == ["kind": "full", "items": []])
  }

  @Test func `a saved line is no longer unfinished, and the client is told to ask`() throws {
    var client = try client()
    try client.open("apps:\n  web:\n    image: nginx:1.27\n  db:\n    image: redis:7\n")
    #expect(severities(try pull(&client)) == [])
    try client.change(version: 2, ["range": Client.range(4, 10, 4, 18), "text": ""])
    #expect(severities(try pull(&client)) == [4])
    #expect(try client.idle() == [])
    try save(&client)
    #expect(methods(try client.idle()) == ["workspace/diagnostic/refresh"])
    #expect(severities(try pull(&client)) == [1])
    try save(&client)
    #expect(try client.idle() == [])
  }

  @Test func `a cursor seen on another line ends the quiet too`() throws {
    var client = try client()
    try client.open("apps:\n  db:\n    image: redis:7\n")
    try client.change(version: 2, ["range": Client.range(2, 10, 2, 18), "text": ""])
    #expect(severities(try pull(&client)) == [4])
    let params: JSONValue = [
      "textDocument": ["uri": Client.uri], "range": Client.range(0, 0, 0, 0), "context": ["diagnostics": []],
    ]
    _ = try client.request("textDocument/codeAction", params)
    #expect(methods(try client.idle()) == ["workspace/diagnostic/refresh"])
    #expect(severities(try pull(&client)) == [1])
  }

  @Test func `a client that cannot be told gets the right answer when it asks`() throws {
    var client = try client(refreshes: false)
    try client.open("apps:\n  db:\n    image: redis:7\n")
    try client.change(version: 2, ["range": Client.range(2, 10, 2, 18), "text": ""])
    #expect(severities(try pull(&client)) == [4])
    try save(&client)
    #expect(try client.idle() == [])
    #expect(severities(try pull(&client)) == [1])
  }

  @Test func `settings make the client ask where they matter`() throws {
    var client = try client()
    try client.open(Self.faulty)
    #expect(severities(try pull(&client)) == [2])
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": ["images": ["a"]]]) == [])
    #expect(try client.idle() == [])
    let settings: JSONValue = ["diagnostics": ["severity": ["unknown-key": "error"]]]
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": settings]) == [])
    #expect(methods(try client.idle()) == ["workspace/diagnostic/refresh"])
    #expect(severities(try pull(&client)) == [1])
    #expect(
      try client.notify("workspace/didChangeConfiguration", ["settings": ["diagnostics": ["enabled": false]]]) == [])
    #expect(methods(try client.idle()) == ["workspace/diagnostic/refresh"])
    #expect(severities(try pull(&client)) == [])
  }

  @Test func `pushed settings hold until they are pulled`() throws {
    var announced = capabilities().object ?? [:]
    announced["workspace"] = ["configuration": true]
    var client = try Client.initialized(.object(announced))
    let settings: JSONValue = ["kstack": ["diagnostics": ["severity": ["unknown-key": "error"]], "files": 3]]
    let sent = try client.notify("workspace/didChangeConfiguration", ["settings": settings])
    #expect(methods(sent) == ["workspace/configuration"])
    try client.open(Self.faulty)
    #expect(severities(try pull(&client)) == [1])
  }

  @Test func `on save means the last list in between`() throws {
    var client = try client(options: ["diagnostics": ["run": "onSave"]])
    try client.open(Self.faulty)
    let first = try pull(&client)
    let id = try #require(first["resultId"])
    // A line above, and a fault more below.
    try client.change(
      version: 2, ["range": Client.range(0, 0, 0, 0), "text": "# é\n"],
      ["range": Client.range(5, 0, 5, 0), "text": "    two: 2\n"])
    #expect(try pull(&client, previous: id) == ["kind": "unchanged", "resultId": id])
    let carried = try pull(&client)
    #expect(carried["items"]?.array?.map { $0["range"] } == [Client.range(4, 4, 4, 7)])
    #expect(carried["resultId"] == id)
    try save(&client)
    #expect(methods(try client.idle()) == ["workspace/diagnostic/refresh"])
    #expect(
      try pull(&client, previous: id)["items"]?.array?.map { $0["range"] }
        == [Client.range(4, 4, 4, 7), Client.range(5, 4, 5, 7)])
  }

  @Test func `on save a whole new text carries the list along`() throws {
    var client = try client(options: ["diagnostics": ["run": "onSave"]])
    try client.open(Self.faulty)
    _ = try pull(&client)
    try client.change(version: 2, ["text": .string("# a\n# b\n" + Self.faulty)])
    #expect(try pull(&client)["items"]?.array?.map { $0["range"] } == [Client.range(5, 4, 5, 7)])
    try client.change(version: 3, ["text": ""])
    #expect(try pull(&client)["items"]?.array?.map { $0["range"] } == [Client.range(0, 0, 0, 0)])
  }
}
