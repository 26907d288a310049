import KStackAnalysis
import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

/// Inlay hints and code lenses as clients ask for them.
@Suite struct HintTests {
  private static let text = """
    apps:
      wéb:
        image: example/web:1.0
        environment: {É😀: yes, B: no}
        volumes: ["data:/data"]
    volumes:
      data:

    """

  private func client(
    _ document: JSONValue = ["inlayHint": [:]], workspace: JSONValue = [:], options: JSONValue = nil
  ) throws -> Client {
    var client = try Client.initialized(["textDocument": document, "workspace": workspace], options: options)
    try client.open(Self.text)
    return client
  }

  private func hints(_ client: inout Client, _ range: JSONValue = Client.range(0, 0, 9, 0)) throws -> [JSONValue] {
    let params: JSONValue = ["textDocument": ["uri": Client.uri], "range": range]
    return try client.request("textDocument/inlayHint", params)["result"]?.array ?? []
  }

  private func lenses(_ client: inout Client) throws -> JSONValue? {
    try client.request("textDocument/codeLens", ["textDocument": ["uri": Client.uri]])["result"]
  }

  private static let tooltip =
    "The container receives True, not yes, which YAML 1.1 reads as a boolean: put it in quotes to keep it"

  @Test func `hints have tooltips for a client that does not ask for them later`() throws {
    var client = try client()
    let found = try hints(&client)
    #expect(
      found.first == [
        "position": ["line": 3, "character": 26], "label": "→ True", "paddingLeft": true,
        "tooltip": ["kind": "plaintext", "value": .string(Self.tooltip)],
      ])
    #expect(found.compactMap { $0["label"]?.string } == ["→ True", "→ False"])
    #expect(try hints(&client, Client.range(3, 27, 3, 99)).compactMap { $0["label"]?.string } == ["→ False"])
    #expect(try hints(&client, Client.range(0, 0, 3, 25)) == [])
  }

  @Test func `tooltips come later for a client that asks for them`() throws {
    var client = try client(["inlayHint": ["resolveSupport": ["properties": ["tooltip", "textEdits"]]]])
    let hint = try #require(try hints(&client).first)
    #expect(hint["tooltip"] == nil)
    let resolved = try client.request("inlayHint/resolve", hint)["result"]
    #expect(resolved?["tooltip"]?["value"]?.string == Self.tooltip)
    #expect(resolved?["position"] == hint["position"])
    #expect(resolved?["label"] == hint["label"])
    try client.change(version: 2, ["text": "apps:\n"])
    #expect(try client.request("inlayHint/resolve", hint)["result"] == hint)
    #expect(
      try client.request("inlayHint/resolve", ["position": hint["position"] ?? nil, "label": "x"])["result"]
        == ["position": hint["position"] ?? nil, "label": "x"])
  }

  @Test func `only what the client can use is announced`() throws {
    func capabilities(_ document: JSONValue) throws -> JSONValue? {
      var client = Client()
      let params: JSONValue = ["processId": nil, "capabilities": ["textDocument": document]]
      return try client.request("initialize", params)["result"]?["capabilities"]
    }
    #expect(try capabilities([:])?["inlayHintProvider"] == nil)
    #expect(try capabilities(["inlayHint": [:]])?["inlayHintProvider"] == ["resolveProvider": false])
    let resolving = try capabilities(["inlayHint": ["resolveSupport": ["properties": ["tooltip"]]]])
    #expect(resolving?["inlayHintProvider"] == ["resolveProvider": true])
    #expect(resolving?["codeLensProvider"] == ["resolveProvider": false])
  }

  @Test func `a lens without a command of the client's runs nothing`() throws {
    var client = try client()
    #expect(
      try lenses(&client) == [
        [
          "range": Client.range(1, 2, 1, 5),
          "command": ["title": "pod: 1 container · no limits", "command": ""],
        ],
        ["range": Client.range(6, 2, 6, 6), "command": ["title": "used by 1 container", "command": ""]],
      ])
  }

  @Test(arguments: [
    (["editor.action.showReferences"], "editor.action.showReferences"),
    (["editor.action.showReferences", "kstack.showReferences"], "kstack.showReferences"),
    (["other"], ""),
  ])
  func `a lens runs the command that the client has`(_ commands: [String], _ expected: String) throws {
    let list = JSONValue.array(commands.map { .string($0) })
    for options: JSONValue in [["clientCommands": list], ["kstack": ["clientCommands": list]]] {
      var client = try client(options: options)
      let commands = try lenses(&client)?.array?.compactMap { $0["command"] } ?? []
      #expect(commands.count == 2)
      #expect(commands.first?["command"] == "")
      #expect(commands.last?["command"]?.string == expected)
      let place: JSONValue = ["uri": Client.uri, "range": Client.range(4, 15, 4, 19)]
      let arguments: JSONValue = [Client.uri, ["line": 6, "character": 2], [place]]
      #expect(commands.last?["arguments"] == (expected.isEmpty ? JSONValue?.none : arguments))
    }
  }

  @Test func `each kind can be switched off while the server runs`() throws {
    let workspace: JSONValue = ["inlayHint": ["refreshSupport": true], "codeLens": ["refreshSupport": true]]
    var client = try client(workspace: workspace)
    #expect(try hints(&client).count == 2)
    let settings: JSONValue = ["kstack": ["inlayHints": ["values": false], "codeLens": false]]
    let sent = try client.notify("workspace/didChangeConfiguration", ["settings": settings])
    #expect(
      sent.map { $0["method"]?.string } == ["workspace/inlayHint/refresh", "workspace/codeLens/refresh"])
    #expect(sent.allSatisfy { $0["params"] == nil && $0["id"] != nil })
    #expect(try hints(&client) == [])
    #expect(try lenses(&client) == .null)
  }

  @Test func `a client that cannot refresh is not told to`() throws {
    var client = try client()
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": ["codeLens": false]]) == [])
  }

  @Test func `every kind of hint has a setting`() {
    for kind in InlayHint.Kind.allCases {
      var settings = Settings()
      #expect(settings.apply(["inlayHints": .object([kind.rawValue: false])]) == [])
      #expect(settings.inlayHints == Set(InlayHint.Kind.allCases).subtracting([kind]))
      #expect(settings.apply(.object(["kstack.inlayHints.\(kind.rawValue)": true])) == [])
      #expect(settings == Settings())
    }
    var settings = Settings()
    #expect(settings.apply(["codeLens": "off"]) == ["kstack.codeLens: must be true or false"])
  }
}
