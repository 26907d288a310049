import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

/// Every feature has a switch.
@Suite struct FeatureTests {
  /// What any request about a document or the workspace may want to know.
  private static let params: JSONValue = [
    "textDocument": ["uri": Client.uri], "position": ["line": 1, "character": 3], "range": Client.range(0, 0, 9, 0),
    "positions": [["line": 1, "character": 3]],
    "context": ["diagnostics": [], "includeDeclaration": true, "triggerKind": 1],
    "newName": "site", "options": ["tabSize": 2, "insertSpaces": true], "ch": "\n", "previousResultId": "0",
    "query": "", "files": [],
  ]

  private func client(_ settings: JSONValue) throws -> Client {
    let capabilities: JSONValue = [
      "textDocument": [
        "codeAction": ["codeActionLiteralSupport": [:]], "inlayHint": [:],
        "semanticTokens": ["formats": ["relative"], "requests": ["full": true], "tokenTypes": ["property"]],
      ]
    ]
    var client = try Client.initialized(capabilities, options: settings)
    try client.open("apps:\n  web:\n    image: nginx:1.27\n    one: 1\n")
    return client
  }

  @Test func `every feature is that of a request or is diagnostics`() {
    #expect(Set(RequestRow.all.compactMap(\.feature)).union([.diagnostics]) == Set(Feature.allCases))
  }

  @Test(arguments: RequestRow.all.filter { $0.feature != nil }.map(\.method))
  func `what is switched off is answered with nothing`(_ method: String) throws {
    let feature = try #require(RequestRow.all.first { $0.method == method }?.feature)
    var client = try client(.object([feature.setting: false]))
    let answer = try client.request(method, Self.params)
    #expect(answer["result"] == (feature == .inlayHints ? [] : .null) && answer["error"] == nil)
  }

  @Test(arguments: ["hover", "completion", "codeAction", "codeLens", "documentSymbol", "semanticTokens/full"])
  func `what is not switched off is answered`(_ method: String) throws {
    var client = try client(["rename": false])
    let answer = try client.request("textDocument/\(method)", Self.params)["result"]
    #expect(answer != nil && answer != .null)
  }

  @Test func `without diagnostics an empty list is pushed`() throws {
    var client = try client(["diagnostics": ["enabled": false]])
    #expect(try client.idle().map { $0["params"]?["diagnostics"] } == [[]])
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": ["diagnostics.enabled": true]]) == [])
    #expect(try client.idle().compactMap { $0["params"]?["diagnostics"]?.array?.count } == [1])
  }

  @Test func `the tokens of a client that can are asked for again`() throws {
    var client = try Client.initialized(["workspace": ["semanticTokens": ["refreshSupport": true]]])
    try client.open("apps:\n")
    let sent = try client.notify("workspace/didChangeConfiguration", ["settings": ["semanticTokens": false]])
    #expect(sent.map { $0["method"] } == ["workspace/semanticTokens/refresh"])
  }
}
