import KStackLanguageServer
import LanguageServerProtocol
import TestSupport
import Testing

@Suite struct LifecycleTests {
  private let capabilities: JSONValue = ["processId": nil, "capabilities": [:]]

  @Test func `initialize names the server and what it can do, and nothing the client cannot use`() throws {
    var client = Client()
    let result = try client.request("initialize", capabilities)["result"]
    #expect(result?["serverInfo"] == ["name": "kstack-language-server", "version": .string(programVersion)])
    #expect(
      result?["capabilities"] == [
        "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
        "hoverProvider": true,
        "completionProvider": ["triggerCharacters": [":", " ", "-", "\"", "'", "/"], "resolveProvider": false],
        "codeLensProvider": ["resolveProvider": false],
        "definitionProvider": true, "referencesProvider": true, "documentHighlightProvider": true,
        "renameProvider": true, "documentSymbolProvider": true, "documentLinkProvider": ["resolveProvider": true],
        "documentFormattingProvider": true,
        "documentRangeFormattingProvider": true,
        "workspaceSymbolProvider": ["workDoneProgress": true],
        "experimental": ["kstackEffectiveConfiguration": true],
      ])
  }

  @Test func `initialize announces more to a client that can do more`() throws {
    var client = Client()
    let completionItem: JSONValue = ["resolveSupport": ["properties": ["documentation", "detail"]]]
    let announced: JSONValue = [
      "general": ["positionEncodings": ["utf-16", "utf-8"]],
      "workspace": ["workspaceFolders": true],
      "textDocument": [
        "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]]],
        "completion": ["completionItem": completionItem],
        "onTypeFormatting": ["dynamicRegistration": false],
      ],
    ]
    let result = try client.request("initialize", ["processId": nil, "capabilities": announced])["result"]
    let capabilities = result?["capabilities"]
    #expect(capabilities?["positionEncoding"] == "utf-8")
    let kinds: JSONValue = ["quickfix", "source.fixAll.kstack", "refactor.extract", "refactor.rewrite"]
    #expect(capabilities?["codeActionProvider"] == ["codeActionKinds": kinds, "resolveProvider": false])
    #expect(capabilities?["completionProvider"]?["resolveProvider"] == true)
    #expect(capabilities?["documentOnTypeFormattingProvider"] == ["firstTriggerCharacter": "\n"])
    #expect(capabilities?["workspace"] == ["workspaceFolders": ["supported": true, "changeNotifications": true]])
  }

  @Test(arguments: [
    (["utf-16", "utf-8"], "utf-8"), (["utf-32", "utf-16"], "utf-16"), (["utf-16"], "utf-16"), (["utf-32"], "utf-32"),
    (["utf-7"], nil), ([], nil),
  ])
  func `the position encoding is one that the client offers`(_ offered: [String], _ chosen: String?) throws {
    var client = Client()
    let offer = JSONValue.array(offered.map { .string($0) })
    let announced: JSONValue = ["general": ["positionEncodings": offer]]
    let answer = try client.request("initialize", ["capabilities": announced])
    #expect(answer["result"]?["capabilities"]?["positionEncoding"] == chosen.map { .string($0) })
  }

  @Test func `requests wait for initialize and notifications before it are dropped`() throws {
    var client = Client()
    #expect(try client.request("textDocument/hover", Client.position(0, 0))["error"]?["code"] == -32002)
    #expect(try client.request("shutdown")["error"]?["code"] == -32002)
    #expect(try client.request("no/such")["error"]?["code"] == -32002)
    try client.open("apps:\n")
    #expect(try client.idle() == [])
    #expect(try client.request("initialize", capabilities)["error"] == nil)
  }

  @Test(arguments: [nil, .null, [], [:], ["processId": nil]] as [JSONValue?])
  func `initialize without capabilities is refused and may be tried again`(_ params: JSONValue?) throws {
    var client = Client()
    #expect(try client.request("initialize", params)["error"]?["code"] == -32602)
    #expect(try client.request("shutdown")["error"]?["code"] == -32002)
    #expect(try client.request("initialize", capabilities)["error"] == nil)
  }

  @Test func `initialize survives members of the wrong type`() throws {
    var client = Client()
    let params: JSONValue = [
      "processId": "7", "capabilities": [], "trace": "loud", "workspaceFolders": "none", "rootUri": 5,
      "initializationOptions": [1, 2],
    ]
    let sent = try client.requestAll("initialize", params)
    #expect(sent.first?["result"]?["capabilities"] != nil)
    #expect(sent.dropFirst().map { $0["params"]?["message"] } == ["kstack: settings must be an object"])
  }

  @Test func `a second initialize is an invalid request`() throws {
    var client = try Client.initialized()
    #expect(try client.request("initialize", capabilities)["error"]?["code"] == -32600)
    #expect(try client.request("textDocument/hover", Client.position(0, 0))["result"] == .null)
  }

  @Test func `unknown requests are refused and unknown notifications ignored`() throws {
    var client = try Client.initialized()
    #expect(try client.request("textDocument/moniker", [:])["error"]?["code"] == -32601)
    #expect(try client.request("$/no", [:])["error"]?["code"] == -32601)
    #expect(try client.notify("$/no", [:]) == [])
    #expect(try client.notify("notebookDocument/didOpen", [:]) == [])
  }

  @Test(arguments: [
    "textDocument/hover", "textDocument/completion", "textDocument/codeAction", "completionItem/resolve",
  ])
  func `wrong params are refused`(_ method: String) throws {
    var client = try Client.initialized()
    for params in [nil, .null, [], ["textDocument": 3]] as [JSONValue?] {
      #expect(try client.request(method, params)["error"]?["code"] == -32602)
    }
  }

  @Test func `a notification with wrong params is logged`() throws {
    var client = try Client.initialized()
    let sent = try client.notify("textDocument/didOpen", ["textDocument": ["uri": 3]])
    #expect(sent.map { $0["method"] } == ["window/logMessage"])
    #expect(sent[0]["params"]?["type"] == 1)
  }

  @Test func `malformed messages are answered and the session goes on`() throws {
    var client = try Client.initialized()
    let parseError = try client.server.receive(IncomingMessage(content: Array("{".utf8))).map { try JSONValue($0) }
    #expect(parseError.map { $0["id"] } == [.null])
    #expect(parseError.map { $0["error"]?["code"] } == [-32700])
    let batch = try client.send([Client.message("shutdown", id: 1)])
    #expect(batch.map { $0["error"]?["code"] } == [-32600])
    let framing = try client.server.receive(IncomingMessage(.missingLength)).map { try JSONValue($0) }
    #expect(framing.map { $0["error"]?["code"] } == [-32700])
    #expect(try client.request("textDocument/hover", Client.position(0, 0))["result"] == .null)
  }

  @Test func `shutdown ends all but exit`() throws {
    var client = try Client.initialized()
    try client.open("apps:\n")
    let answer = try client.request("shutdown")
    #expect(answer == ["jsonrpc": "2.0", "id": answer["id"] ?? 0, "result": nil])
    #expect(try client.idle() == [])
    #expect(try client.request("textDocument/hover", Client.position(0, 0))["error"]?["code"] == -32600)
    #expect(try client.request("shutdown")["error"]?["code"] == -32600)
    #expect(try client.request("initialize", capabilities)["error"]?["code"] == -32600)
    #expect(client.server.exitStatus == nil)
    #expect(client.server.statusOfLostClient == 0)
    #expect(try client.notify("exit") == [])
    #expect(client.server.exitStatus == 0)
  }

  @Test func `exit without shutdown is a failure`() throws {
    var client = try Client.initialized()
    #expect(client.server.statusOfLostClient == 1)
    #expect(try client.notify("exit") == [])
    #expect(client.server.exitStatus == 1)
    var early = Client()
    #expect(try early.notify("exit") == [])
    #expect(early.server.exitStatus == 1)
  }

  @Test func `a cancelled request is answered without being run`() throws {
    var client = try Client.initialized()
    let sent = try client.server.receive(.cancelled(id: .string("x"))).map { try JSONValue($0) }
    #expect(sent.map { $0["id"] } == ["x"])
    #expect(sent.map { $0["error"]?["code"] } == [-32800])
  }

  @Test func `trace messages come when they are asked for`() throws {
    var client = try Client.initialized()
    #expect(try client.requestAll("textDocument/hover", Client.position(0, 0)).count == 1)
    let on = try client.notify("$/setTrace", ["value": "verbose"])
    #expect(on.map { $0["method"] } == ["$/logTrace"])
    let sent = try client.requestAll("textDocument/hover", Client.position(0, 0))
    #expect(sent.map { $0["method"] } == [nil, "$/logTrace"])
    #expect(try client.notify("$/setTrace", ["value": "off"]) == [])
  }
}
