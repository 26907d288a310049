import KStackAnalysis
import LanguageServerProtocol
import TestSupport
import Testing
import YAMLSyntax

@testable import KStackLanguageServer

@Suite struct DocumentTests {
  private func document(_ text: String) throws -> Document {
    let item: JSONValue = ["uri": Client.uri, "languageId": "yaml", "version": 1, "text": .string(text)]
    let params: JSONValue = ["textDocument": item]
    guard case .notification(_, let payload) = IncomingMessage(content: try Client.message("x", params).json()) else {
      throw ResponseError(.invalidParams, text)
    }
    return Document(try payload.decode(LSP.DidOpenTextDocumentParams.self).textDocument, context: AnalysisContext())
  }

  private func changes(_ changes: JSONValue...) throws -> [LSP.TextDocumentContentChangeEvent] {
    let params: JSONValue = ["textDocument": ["uri": "", "version": 2], "contentChanges": .array(changes)]
    guard case .notification(_, let payload) = IncomingMessage(content: try Client.message("x", params).json()) else {
      throw ResponseError(.invalidParams, "\(params)")
    }
    return try payload.decode(LSP.DidChangeTextDocumentParams.self).contentChanges
  }

  private func text(_ document: Document) -> String { String(decoding: document.text.bytes, as: UTF8.self) }

  @Test(arguments: [(PositionEncoding.utf8, 7), (.utf16, 5), (.utf32, 4)])
  func `a change counts in the negotiated encoding`(_ encoding: PositionEncoding, _ end: Int) throws {
    var document = try document("a: é😀x\r\nb: 1\r\n")
    // From behind the é to behind the emoji.
    let start = encoding == .utf8 ? 5 : 4
    let width = [PositionEncoding.utf8: 4, .utf16: 2, .utf32: 1][encoding] ?? 0
    document.apply(
      try changes(["range": Client.range(0, start, 0, start + width), "text": "ß"]), version: 2, encoding: encoding)
    #expect(text(document) == "a: éßx\r\nb: 1\r\n")
    #expect(document.version == 2)
  }

  @Test func `changes of one message build on each other`() throws {
    var document = try document("apps:\n")
    document.apply(
      try changes(
        ["range": Client.range(1, 0, 1, 0), "text": "  web:\n"],
        ["range": Client.range(2, 0, 2, 0), "text": "    image: nginx\n"],
        ["range": Client.range(1, 2, 1, 5), "text": "site"]),
      version: 2, encoding: .utf16)
    #expect(text(document) == "apps:\n  site:\n    image: nginx\n")
    document.apply(
      try changes(["text": "x"], ["range": Client.range(0, 1, 0, 1), "text": "y"]), version: 3, encoding: .utf16)
    #expect(text(document) == "xy")
  }

  @Test(arguments: [
    (Client.range(0, 99, 0, 99), "ab!\ncd"), (Client.range(9, 0, 9, 9), "ab\ncd!"), (Client.range(1, 1, 0, 1), "a!d"),
    (Client.range(-1, -1, 0, 1), "!b\ncd"), (Client.range(0, 2, 99, 0), "ab!"),
    (Client.range(0, 9_000_000_000_000_000_000, 1, 0), "ab!cd"),
  ])
  func `ranges outside the text are clamped`(_ range: JSONValue, _ expected: String) throws {
    var document = try document("ab\ncd")
    document.apply(try changes(["range": range, "text": "!"]), version: 2, encoding: .utf16)
    #expect(text(document) == expected)
  }
}

@Suite struct DiagnosticsTests {
  private let versions: JSONValue = ["textDocument": ["publishDiagnostics": ["versionSupport": true]]]

  private func published(_ messages: [JSONValue]) -> [JSONValue] {
    messages.map { message in
      #expect(message["method"] == "textDocument/publishDiagnostics")
      return message["params"]?["version"] ?? nil
    }
  }

  @Test func `a burst of changes costs one list, of the last version`() throws {
    var client = try Client.initialized(versions)
    try client.open("apps:\n")
    #expect(published(try client.idle()) == [1])
    for version in 2...9 { try client.change(version: version, ["text": .string("apps: \(version)\n")]) }
    #expect(published(try client.idle()) == [9])
    #expect(try client.idle() == [])
  }

  @Test func `the version is left out for clients that do not know it`() throws {
    var client = try Client.initialized()
    try client.open("kind: List\n", uri: "file:///list.yaml")
    let sent = try client.idle()
    #expect(sent.map { $0["params"] } == [["uri": "file:///list.yaml", "diagnostics": []]])
  }

  @Test func `an unchanged list of the same version is not sent again`() throws {
    var client = try Client.initialized(versions)
    try client.open("apps:\n")
    #expect(try client.idle().count == 1)
    #expect(try client.notify("textDocument/didSave", ["textDocument": ["uri": Client.uri]]) == [])
    #expect(try client.idle() == [])
    let settings: JSONValue = ["kstack": ["images": ["a"]]]
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": settings]) == [])
    #expect(client.server.hasIdleWork)
    #expect(try client.idle() == [])
  }

  @Test func `on save means opened and saved`() throws {
    var client = try Client.initialized(versions, options: ["diagnostics": ["run": "onSave"]])
    try client.open("apps:\n")
    #expect(published(try client.idle()) == [1])
    try client.change(version: 2, ["text": "apps: {}\n"])
    #expect(try client.idle() == [])
    #expect(try client.notify("textDocument/didSave", ["textDocument": ["uri": Client.uri]]) == [])
    #expect(published(try client.idle()) == [2])
  }

  @Test func `closing empties the list and forgets the document`() throws {
    var client = try Client.initialized(versions)
    try client.open("apps:\n")
    let sent = try client.notify("textDocument/didClose", ["textDocument": ["uri": Client.uri]])
    #expect(sent.map { $0["params"] } == [["uri": Client.uri, "diagnostics": []]])
    #expect(try client.idle() == [])
    #expect(try client.notify("textDocument/didClose", ["textDocument": ["uri": Client.uri]]) == [])
    try client.change(version: 2, ["text": "x"])
    #expect(try client.idle() == [])
    try client.open("apps:\n", version: 1)
    #expect(published(try client.idle()) == [1])
  }

  @Test func `documents that were never opened have no answers`() throws {
    var client = try Client.initialized(["textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]]])
    #expect(try client.request("textDocument/hover", Client.position(0, 0))["result"] == .null)
    #expect(try client.request("textDocument/completion", Client.position(0, 0))["result"] == .null)
    let params: JSONValue = [
      "textDocument": ["uri": Client.uri], "range": Client.range(0, 0, 0, 0), "context": ["diagnostics": []],
    ]
    #expect(try client.request("textDocument/codeAction", params)["result"] == .null)
  }

  @Test func `the document that changed last is checked first`() throws {
    var client = try Client.initialized(versions)
    try client.open("a", uri: "file:///a.yaml")
    try client.open("b", uri: "file:///b.yaml")
    #expect(try client.idle().map { $0["params"]?["uri"] } == ["file:///b.yaml", "file:///a.yaml"])
  }
}
