import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

/// `workspace/symbol`.
@Suite struct WorkspaceSymbolTests {
  private let disk = FakeDisk([
    "/project/shop.yaml":
      "apps:\n  web-shop:\n    image: nginx:1.27\n    sidecars:\n      log-shipper: {image: \"fluent/fluent-bit:3.1\"}\nvolumes:\n  data:\n",
    "/project/more.yaml":
      "apps:\n  Web: {image: \"nginx:1.27\"}\nconfigs:\n  web.conf: {}\nsecrets:\n  wallet: {external: true}\n",
    "/project/other.yaml": "kind: List\napps: {web: {}}\n",
  ])

  private func client(_ symbol: JSONValue = [:]) throws -> Client {
    var client = Client(disk: disk.disk)
    let capabilities: JSONValue = ["workspace": ["symbol": symbol]]
    let answer = try client.request("initialize", ["capabilities": capabilities, "rootUri": "file:///project"])
    #expect(answer["result"]?["capabilities"]?["workspaceSymbolProvider"] == ["workDoneProgress": true])
    _ = try client.notify("initialized", [:])
    return client
  }

  private func found(_ client: inout Client, _ query: String) throws -> [JSONValue] {
    try client.later("workspace/symbol", ["query": .string(query)]).last?["result"]?.array ?? []
  }

  private func names(_ symbols: [JSONValue]) -> [String] { symbols.compactMap { $0["name"]?.string } }

  @Test func `every name that a stack gives is found, and where it is`() throws {
    let kinds: JSONValue = ["symbolKind": ["valueSet": .array((1...26).map { .integer($0) })]]
    var client = try client(kinds)
    let all = try found(&client, "")
    #expect(names(all) == ["Web", "web.conf", "wallet", "web-shop", "log-shipper", "data"])
    #expect(
      all[4] == [
        "name": "log-shipper", "kind": 4, "containerName": "web-shop",
        "location": ["uri": "file:///project/shop.yaml", "range": Client.range(4, 6, 4, 17)],
      ])
    #expect(all[2]["kind"] == 20 && all[2]["containerName"] == "more.yaml")
  }

  @Test(arguments: [
    ("web", ["Web", "web.conf", "web-shop"]), ("WS", ["web-shop"]), ("lsh", ["log-shipper"]),
    ("w b", ["Web", "web.conf", "web-shop"]),
    ("data", ["data"]), ("wtt", []), ("webb", []),
  ])
  func `the letters of the query are looked for in their order`(_ query: String, _ expected: [String]) throws {
    var client = try client()
    #expect(names(try found(&client, query)) == expected)
  }

  @Test func `kinds are those that the client knows`() throws {
    var client = try client()
    #expect(try found(&client, "wallet").first?["kind"] == 7)
  }

  @Test func `an open document counts as it is in the editor`() throws {
    var client = try client()
    try client.open("apps:\n  fresh: {image: \"nginx:1.27\"}\n", uri: "file:///project/shop.yaml")
    #expect(names(try found(&client, "")) == ["fresh", "Web", "web.conf", "wallet"])
    try client.open("apps:\n  away: {image: \"nginx:1.27\"}\n", uri: "untitled:Untitled-1")
    #expect(names(try found(&client, "away")) == ["away"])
  }

  @Test func `parts come as they are found`() throws {
    var client = try client()
    let sent = try client.later("workspace/symbol", ["query": "w", "partialResultToken": 1])
    #expect(
      sent.map { names($0["params"]?["value"]?.array ?? []) } == [["Web", "web.conf", "wallet"], ["web-shop"], []])
    #expect(sent.last?["result"] == [])
  }

  @Test func `a project can leave itself out, and an editor all`() throws {
    disk.write("workspaceSymbols: false\n", at: "/project/.kstack-ls.yaml")
    var client = try client()
    #expect(try found(&client, "") == [])
    disk.write(nil, at: "/project/.kstack-ls.yaml")
    _ = try client.notify("workspace/didChangeWatchedFiles", ["changes": [["uri": "file:///project/.kstack-ls.yaml"]]])
    #expect(try found(&client, "").count == 6)
    _ = try client.notify("workspace/didChangeConfiguration", ["settings": ["workspaceSymbols": false]])
    #expect(try client.request("workspace/symbol", ["query": ""])["result"] == .null)
  }

  @Test func `no list is longer than anybody reads`() throws {
    let apps = (0..<1500).map { "  app\($0): {image: \"nginx:1.27\"}\n" }.joined()
    disk.write("apps:\n" + apps, at: "/project/large.yaml")
    var client = try client()
    #expect(try found(&client, "app").count == WorkspaceSymbols.limit)
  }
}
