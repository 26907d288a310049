import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

@Suite struct TypingTests {
  private func severities(_ messages: [JSONValue]) -> [[JSONValue]] {
    messages.map { ($0["params"]?["diagnostics"]?.array ?? []).compactMap { $0["severity"] } }
  }

  private static let start = "apps:\n  web:\n    image: nginx:1.27\n  db:\n"

  /// A client that has typed `    image:` on line 4.
  private func typing(_ capabilities: JSONValue = [:]) throws -> Client {
    var client = try Client.initialized(capabilities)
    try client.open(Self.start + "    image: redis:7\n")
    #expect(severities(try client.idle()) == [[]])
    try client.change(version: 2, ["range": Client.range(4, 10, 4, 18), "text": ""])
    #expect(severities(try client.idle()) == [[4]])
    return client
  }

  @Test func `an unfinished line is reported in full when it is saved`() throws {
    var client = try typing()
    #expect(try client.notify("textDocument/didSave", ["textDocument": ["uri": Client.uri]]) == [])
    #expect(severities(try client.idle()) == [[1]])
  }

  @Test func `an unfinished line is reported in full when another line is edited`() throws {
    var client = try typing()
    try client.change(version: 3, ["range": Client.range(0, 5, 0, 5), "text": " "])
    #expect(severities(try client.idle()) == [[1]])
  }

  @Test func `an unfinished line is reported in full when the cursor is seen elsewhere`() throws {
    var client = try typing(["textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]]])
    func look(_ line: Int) throws {
      let params: JSONValue = [
        "textDocument": ["uri": Client.uri], "range": Client.range(line, 0, line, 0), "context": ["diagnostics": []],
      ]
      _ = try client.request("textDocument/codeAction", params)
    }
    try look(4)
    #expect(!client.server.hasIdleWork)
    try look(1)
    #expect(severities(try client.idle()) == [[1]])
  }

  @Test func `a client that sends the whole text is understood`() throws {
    var client = try typing()
    try client.change(version: 3, ["text": .string(Self.start + "    image: \n")])
    #expect(severities(try client.idle()) == [[4]])
    try client.change(version: 4, ["text": .string("apps: \n" + Self.start.dropFirst(6) + "    image: \n")])
    #expect(severities(try client.idle()) == [[1]])
  }

  @Test func `edits of several lines are not typed`() throws {
    var client = try typing()
    try client.change(
      version: 3, ["range": Client.range(4, 10, 4, 10), "text": " "], ["range": Client.range(0, 5, 0, 5), "text": " "])
    #expect(severities(try client.idle()) == [[1]])
  }

  /// The longest example of the guide, key by key as an editor sends it.
  @Test func `typing a stack never shows an error on another line`() throws {
    let stack = try #require(try Corpus.guide.fixtures.max { $0.bytes.count < $1.bytes.count }).text
    var client = try Client.initialized()
    try client.open("")
    _ = try client.idle()
    var (line, column, version) = (0, 0, 1)
    for character in stack {
      version += 1
      let text = String(character)
      try client.change(version: version, ["range": Client.range(line, column, line, column), "text": .string(text)])
      (line, column) = character == "\n" ? (line + 1, 0) : (line, column + 1)
      for message in try client.idle() {
        for diagnostic in message["params"]?["diagnostics"]?.array ?? [] where diagnostic["severity"] == 1 {
          Issue.record("\(line + 1):\(column + 1): \(diagnostic)")
        }
      }
    }
    #expect(try client.notify("textDocument/didSave", ["textDocument": ["uri": Client.uri]]) == [])
  }

  @Test func `everything safe is fixed by one action that a client can ask for`() throws {
    var client = try Client.initialized(["textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]]])
    try client.open("apps:\n  web:\n    image: nginx:1.27\n    ports: [8080, 9090]\n")
    func actions(_ only: JSONValue) throws -> [JSONValue] {
      let params: JSONValue = [
        "textDocument": ["uri": Client.uri], "range": Client.range(0, 0, 0, 0),
        "context": ["diagnostics": [], "only": only],
      ]
      return try client.request("textDocument/codeAction", params)["result"]?.array ?? []
    }
    for only in ["source", "source.fixAll", "source.fixAll.kstack"] as [JSONValue] {
      let found = try actions([only])
      #expect(found.map { $0["kind"] } == ["source.fixAll.kstack"])
      #expect(
        found.first?["edit"]?["changes"]?["file:///project/web.kstack.yaml"]?[0]?["newText"]
          == "    ports: [\"8080\", \"9090\"]\n")
    }
    #expect(try actions(["quickfix"]).isEmpty)
    #expect(try actions(["source.fixAll.other"]).isEmpty)
  }
}
