import KStackLanguageServer
import LanguageServerProtocol
import TestSupport
import Testing

/// Names and structure as a client sees them.
@Suite struct NavigationTests {
  private let text = "apps:\n  web:\n    image: 😀\n    volumes: [\"data:/x\"]\nvolumes:\n  data:\n"

  private func client(
    _ document: JSONValue = [:], workspace: JSONValue = [:], encoding: String = "utf-16", text: String? = nil,
    page: String? = nil
  ) throws -> Client {
    let capabilities: JSONValue = [
      "textDocument": document, "workspace": workspace, "general": ["positionEncodings": [.string(encoding)]],
    ]
    var client = try Client.initialized(capabilities, installedReferencePage: page)
    try client.open(text ?? self.text)
    return client
  }

  private static let document: JSONValue = ["textDocument": ["uri": Client.uri]]

  // MARK: Capabilities

  @Test func `a client that announces nothing is offered what LSP 2 had`() throws {
    var client = Client()
    let result = try client.request("initialize", ["capabilities": [:]])["result"]?["capabilities"]
    #expect(result?["definitionProvider"] == true)
    #expect(result?["referencesProvider"] == true)
    #expect(result?["documentHighlightProvider"] == true)
    #expect(result?["documentSymbolProvider"] == true)
    #expect(result?["renameProvider"] == true)
    #expect(result?["documentLinkProvider"] == ["resolveProvider": true])
    for name in ["declaration", "typeDefinition", "foldingRange", "selectionRange", "linkedEditingRange"] {
      #expect(result?[name + "Provider"] == nil)
    }
    #expect(result?["semanticTokensProvider"] == nil)
  }

  private static let tokens: JSONValue = [
    "requests": ["full": ["delta": true], "range": true], "formats": ["relative"],
    "tokenTypes": ["property", "class", "type", "strange"], "tokenModifiers": ["declaration", "static"],
  ]

  @Test func `a client that announces all is offered all`() throws {
    var client = Client()
    let document: JSONValue = [
      "declaration": [:], "typeDefinition": [:], "foldingRange": [:], "selectionRange": [:], "linkedEditingRange": [:],
      "rename": ["prepareSupport": true], "semanticTokens": Self.tokens,
    ]
    let result = try client.request("initialize", ["capabilities": ["textDocument": document]])["result"]
    let capabilities = result?["capabilities"]
    for name in ["declaration", "typeDefinition", "foldingRange", "selectionRange", "linkedEditingRange"] {
      #expect(capabilities?[name + "Provider"] == true)
    }
    #expect(capabilities?["renameProvider"] == ["prepareProvider": true])
    #expect(
      capabilities?["semanticTokensProvider"] == [
        "legend": ["tokenTypes": ["property", "class", "type"], "tokenModifiers": ["declaration"]], "range": true,
        "full": ["delta": true],
      ])
  }

  @Test(arguments: [
    ("textDocument/definition", Client.position(0, 0)), ("textDocument/declaration", Client.position(0, 0)),
    ("textDocument/typeDefinition", Client.position(0, 0)), ("textDocument/documentHighlight", Client.position(0, 0)),
    ("textDocument/prepareRename", Client.position(0, 0)), ("textDocument/linkedEditingRange", Client.position(0, 0)),
    ("textDocument/documentSymbol", document), ("textDocument/foldingRange", document),
    ("textDocument/documentLink", document), ("textDocument/semanticTokens/full", document),
  ])
  func `a document that was never opened has no answer`(_ method: String, _ params: JSONValue) throws {
    var client = try Client.initialized()
    #expect(try client.request(method, params)["result"] == .null)
    for wrong in [nil, .null, [], ["textDocument": 3]] as [JSONValue?] {
      #expect(try client.request(method, wrong)["error"]?["code"] == -32602)
    }
  }

  @Test(arguments: [
    "textDocument/references", "textDocument/rename", "textDocument/selectionRange", "documentLink/resolve",
    "textDocument/semanticTokens/full/delta", "textDocument/semanticTokens/range",
  ])
  func `wrong params are refused`(_ method: String) throws {
    var client = try Client.initialized()
    for wrong in [nil, .null, [], ["textDocument": 3]] as [JSONValue?] {
      #expect(try client.request(method, wrong)["error"]?["code"] == -32602)
    }
  }

  // MARK: Names

  @Test func `definitions come as locations or as links`() throws {
    var plain = try client()
    let name = Client.range(5, 2, 5, 6)
    #expect(
      try plain.request("textDocument/definition", Client.position(3, 15))["result"] == [
        ["uri": Client.uri, "range": name]
      ])
    var linking = try client(["definition": ["linkSupport": true]])
    #expect(
      try linking.request("textDocument/definition", Client.position(3, 15))["result"] == [
        [
          "originSelectionRange": Client.range(3, 15, 3, 19), "targetUri": Client.uri,
          "targetRange": Client.range(5, 2, 5, 6), "targetSelectionRange": name,
        ]
      ])
    #expect(
      try linking.request("textDocument/declaration", Client.position(3, 15))["result"] == [
        ["uri": Client.uri, "range": name]
      ])
    #expect(try plain.request("textDocument/definition", Client.position(2, 5))["result"] == .null)
  }

  @Test func `references and highlights`() throws {
    var client = try client()
    func references(_ declaration: Bool) throws -> JSONValue? {
      let params: JSONValue = [
        "textDocument": ["uri": Client.uri], "position": ["line": 5, "character": 3],
        "context": ["includeDeclaration": .bool(declaration)],
      ]
      return try client.request("textDocument/references", params)["result"]
    }
    let use: JSONValue = ["uri": Client.uri, "range": Client.range(3, 15, 3, 19)]
    #expect(try references(false) == [use])
    #expect(try references(true) == [use, ["uri": Client.uri, "range": Client.range(5, 2, 5, 6)]])
    #expect(
      try client.request("textDocument/documentHighlight", Client.position(5, 2))["result"] == [
        ["range": Client.range(3, 15, 3, 19), "kind": 3], ["range": Client.range(5, 2, 5, 6), "kind": 3],
      ])
  }

  private func rename(_ client: inout Client, _ line: Int, _ character: Int, _ name: String) throws -> JSONValue {
    try client.request(
      "textDocument/rename",
      [
        "textDocument": ["uri": Client.uri], "position": ["line": .integer(line), "character": .integer(character)],
        "newName": .string(name),
      ])
  }

  @Test func `renaming sends the edits in the form that the client takes`() throws {
    let edits: JSONValue = [
      ["range": Client.range(3, 15, 3, 19), "newText": "files"],
      ["range": Client.range(5, 2, 5, 6), "newText": "files"],
    ]
    var plain = try client()
    #expect(
      try rename(&plain, 5, 2, "files")["result"] == ["changes": ["file:///project/web.kstack.yaml": edits]])
    var versioned = try client(workspace: ["workspaceEdit": ["documentChanges": true]])
    #expect(
      try rename(&versioned, 5, 2, "files")["result"] == [
        "documentChanges": [["textDocument": ["uri": Client.uri, "version": 1], "edits": edits]]
      ])
  }

  @Test(arguments: [("utf-8", 30), ("utf-16", 27), ("utf-32", 26)], ["\n", "\r\n"])
  func `renaming counts in the negotiated encoding`(_ encoding: (name: String, column: Int), _ newline: String) throws {
    let text = "apps:\n  web: {environment: {\"é😀\": http://web:80}}\n".replacing("\n", with: newline)
    var client = try client(encoding: encoding.name, text: text)
    let edits = try rename(&client, 1, 3, "site")["result"]?["changes"]?["file:///project/web.kstack.yaml"]
    let start = encoding.column + 9
    #expect(edits?[0]?["range"] == Client.range(1, 2, 1, 5))
    #expect(edits?[1]?["range"] == Client.range(1, start, 1, start + 3))
  }

  @Test func `a renaming that fails says why`() throws {
    var client = try client(["rename": ["prepareSupport": true]])
    let invalid = try rename(&client, 5, 2, "Files")["error"]
    #expect(invalid?["code"] == -32602)
    #expect(
      invalid?["message"] == "'Files' is no name for a volume: capital letters are not allowed; 'files' would do")
    #expect(try rename(&client, 2, 5, "x")["error"]?["code"] == -32803)
    let params: JSONValue = [
      "textDocument": ["uri": "file:///other.yaml"], "position": ["line": 0, "character": 0], "newName": "x",
    ]
    #expect(try client.request("textDocument/rename", params)["result"] == .null)
    #expect(
      try client.request("textDocument/prepareRename", Client.position(3, 16))["result"] == [
        "range": Client.range(3, 15, 3, 19), "placeholder": "data",
      ])
    #expect(try client.request("textDocument/prepareRename", Client.position(2, 5))["result"] == .null)
  }

  @Test func `linked editing`() throws {
    var client = try client()
    let result = try client.request("textDocument/linkedEditingRange", Client.position(5, 4))["result"]
    #expect(result?["ranges"] == [Client.range(3, 15, 3, 19), Client.range(5, 2, 5, 6)])
    #expect(result?["wordPattern"] == "[-._a-zA-Z0-9]*")
    #expect(try client.request("textDocument/linkedEditingRange", Client.position(3, 16))["result"] == .null)
  }

  @Test func `a key leads to the reference page where that is a file`() throws {
    var client = try client(page: "file:///doc/reference.md")
    let result = try client.request("textDocument/typeDefinition", Client.position(0, 1))["result"]
    #expect(result?[0]?["uri"] == "file:///doc/reference.md")
    #expect(result?[0]?["range"]?["start"]?["line"]?.integer ?? 0 > 0)
    var linking = try self.client(["typeDefinition": ["linkSupport": true]], page: "file:///doc/reference.md")
    let link = try linking.request("textDocument/typeDefinition", Client.position(0, 1))["result"]?[0]
    #expect(link?["originSelectionRange"] == Client.range(0, 0, 0, 4))
    var remote = try self.client(page: "https://example.org/reference")
    #expect(try remote.request("textDocument/typeDefinition", Client.position(0, 1))["result"] == .null)
    var without = try self.client()
    #expect(try without.request("textDocument/typeDefinition", Client.position(0, 1))["result"] == .null)
  }

  // MARK: Structure

  @Test func `the outline is a tree for a client that takes one, else a list`() throws {
    var tree = try client(["documentSymbol": ["hierarchicalDocumentSymbolSupport": true]])
    let symbols = try tree.request("textDocument/documentSymbol", Self.document)["result"]
    #expect(symbols?[0]?["name"] == "apps")
    #expect(symbols?[0]?["kind"] == 3)
    #expect(symbols?[0]?["range"] == Client.range(0, 0, 3, 24))
    #expect(symbols?[0]?["children"]?[0]?["name"] == "web")
    #expect(symbols?[0]?["children"]?[0]?["detail"] == "😀")
    #expect(symbols?[1]?["children"]?[0]?["children"] == nil)
    var list = try client()
    let flat = try list.request("textDocument/documentSymbol", Self.document)["result"]?.array ?? []
    #expect(flat.map { $0["name"] } == ["apps", "web", "image", "volumes", "data", "volumes", "data"])
    #expect(flat.map { $0["containerName"] } == [nil, "apps", "web", "web", "volumes", nil, "volumes"])
    #expect(flat[1]["location"] == ["uri": Client.uri, "range": Client.range(1, 2, 3, 24)])
  }

  @Test func `kinds that the client does not know are not sent`() throws {
    let text = "apps: {}\nsecrets: {a: {external: true}}\n"
    var old = try client(text: text)
    let flat = try old.request("textDocument/documentSymbol", Self.document)["result"]?.array ?? []
    #expect(flat.allSatisfy { ($0["kind"]?.integer ?? 99) <= 18 })
    var new = try client(["documentSymbol": ["symbolKind": ["valueSet": [20]]]], text: text)
    let kinds = try new.request("textDocument/documentSymbol", Self.document)["result"]?.array ?? []
    #expect(kinds.map { $0["kind"] } == [7, 7, 20, 7])
  }

  @Test func `folding by lines or by characters, within the limit`() throws {
    var plain = try client()
    #expect(
      try plain.request("textDocument/foldingRange", Self.document)["result"] == [
        ["startLine": 0, "startCharacter": 5, "endLine": 3, "endCharacter": 24],
        ["startLine": 1, "startCharacter": 6, "endLine": 3, "endCharacter": 24],
        ["startLine": 4, "startCharacter": 8, "endLine": 5, "endCharacter": 7],
      ])
    var lines = try client(["foldingRange": ["lineFoldingOnly": true, "rangeLimit": 1]], text: "# a\n# b\n" + text)
    #expect(
      try lines.request("textDocument/foldingRange", Self.document)["result"] == [
        ["startLine": 0, "endLine": 1, "kind": "comment"]
      ])
  }

  @Test func `a selection grows by parents`() throws {
    var client = try client()
    let params: JSONValue = [
      "textDocument": ["uri": Client.uri], "positions": [["line": 1, "character": 3], ["line": 99, "character": 0]],
    ]
    let result = try client.request("textDocument/selectionRange", params)["result"]
    #expect(result?.array?.count == 2)
    #expect(result?[0]?["range"] == Client.range(1, 2, 1, 5))
    #expect(result?[0]?["parent"]?["range"] == Client.range(1, 2, 3, 24))
    #expect(result?[1]?["range"] == Client.range(0, 0, 6, 0))
    #expect(result?[1]?["parent"] == nil)
  }

  @Test func `links lead to pages and files`() throws {
    let text = "apps:\n  web:\n    image: nginx\n    env_file: [../a b.env, ../../../x]\n"
    var client = try client(["documentLink": ["tooltipSupport": true]], text: text)
    let links = try client.request("textDocument/documentLink", Self.document)["result"]?.array ?? []
    #expect(links.count == 2)
    #expect(links[0]["target"]?.string?.hasPrefix("https://") == true)
    #expect(links[1]["target"] == "file:///a%20b.env")
    #expect(links[1]["tooltip"] == "Open ../a b.env")
    #expect(links[1]["range"] == Client.range(3, 15, 3, 25))
    #expect(try client.request("documentLink/resolve", links[1])["result"] == links[1])
    var bare = links[1].object ?? [:]
    bare["target"] = nil
    bare["tooltip"] = nil
    #expect(try client.request("documentLink/resolve", .object(bare))["result"] == links[1])
    var simple = try self.client(text: text)
    let plain = try simple.request("textDocument/documentLink", Self.document)["result"]
    #expect(plain?[1]?["tooltip"] == nil)
    #expect(plain?[1]?["target"] == "file:///a%20b.env")
  }

  // MARK: Semantic tokens

  @Test(arguments: [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
  func `tokens count in the negotiated encoding`(_ encoding: String, _ width: Int) throws {
    let text = "apps: {\"😀\": {image: a}}\n"
    var client = try client(["semanticTokens": Self.tokens], encoding: encoding, text: text)
    let data = try client.request("textDocument/semanticTokens/full", Self.document)["result"]?["data"]
    #expect(
      data == [
        0, 0, 4, 0, 0, 0, 8, .integer(width), 1, 1, 0, .integer(width + 4), 5, 0, 0, 0, 7, 1, 2, 0,
      ])
  }

  @Test func `changes of tokens refer to the last result`() throws {
    var client = try client(["semanticTokens": Self.tokens], text: "apps:\n  web: {}\n")
    let first = try client.request("textDocument/semanticTokens/full", Self.document)["result"]
    #expect(first?["data"] == [0, 0, 4, 0, 0, 1, 2, 3, 1, 1])
    func delta(_ id: JSONValue?) throws -> JSONValue? {
      try client.request(
        "textDocument/semanticTokens/full/delta",
        ["textDocument": ["uri": Client.uri], "previousResultId": id ?? "none"])["result"]
    }
    try client.change(version: 2, ["range": Client.range(0, 0, 0, 0), "text": "\n"])
    let second = try delta(first?["resultId"])
    #expect(second?["edits"] == [["start": 0, "deleteCount": 1, "data": [1]]])
    #expect(second?["resultId"] != first?["resultId"])
    #expect(try delta(second?["resultId"])?["edits"] == [])
    #expect(try delta(first?["resultId"])?["data"] == [1, 0, 4, 0, 0, 1, 2, 3, 1, 1])
  }

  @Test func `tokens of a range`() throws {
    var client = try client(["semanticTokens": Self.tokens])
    let params: JSONValue = ["textDocument": ["uri": Client.uri], "range": Client.range(4, 0, 6, 0)]
    let result = try client.request("textDocument/semanticTokens/range", params)["result"]
    #expect(result?["data"] == [4, 0, 7, 0, 0, 1, 2, 4, 2, 1])
    #expect(result?["resultId"] == nil)
  }
}
