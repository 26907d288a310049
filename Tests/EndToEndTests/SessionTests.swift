import Foundation
import LanguageServerProtocol
import TestSupport
import Testing

@Suite struct SessionTests {
  private let uri = "file:///project/web.kstack.yaml"

  private func position(_ line: Int, _ character: Int) -> JSONValue {
    [
      "textDocument": ["uri": .string(uri)],
      "position": ["line": .integer(line), "character": .integer(character)],
    ]
  }

  @Test func `a session from handshake to exit`() throws {
    let server = try ServerProcess()
    let capabilities = try server.initialize()
    #expect(capabilities["textDocumentSync"]?["change"] == 2)
    try server.open(uri, "apps:\n  web:\n    image: nginx:1.27\n")
    #expect(try server.diagnostics(uri).isEmpty)
    let hover = try server.request("textDocument/hover", position(0, 1))
    #expect(hover["error"] == nil && hover["result"] != nil)
    let completion = try server.request("textDocument/completion", position(3, 0))
    #expect(completion["result"]?["items"]?.array != nil)
    #expect(try server.shutDown() == 0)
  }

  @Test func `exit without shutdown has status 1`() throws {
    let server = try ServerProcess(arguments: [])
    try server.initialize()
    try server.notify("exit")
    #expect(server.waitForExit() == 1)
  }

  @Test func `the end of the input ends the server`() throws {
    let server = try ServerProcess()
    try server.initialize()
    try server.closeInput()
    #expect(server.waitForExit() == 1)
    let orderly = try ServerProcess()
    try orderly.initialize()
    _ = try orderly.request("shutdown")
    try orderly.closeInput()
    #expect(orderly.waitForExit() == 0)
  }

  @Test func `a client that reads no more ends the server without a signal`() throws {
    let server = try ServerProcess()
    try server.initialize()
    try server.closeOutput()
    try server.notify("workspace/didChangeConfiguration", ["settings": "wrong"])
    #expect(server.waitForExit() == 1)
  }

  @Test func `the end of the parent process ends the server`() throws {
    let parent = Process()
    parent.executableURL = URL(fileURLWithPath: "/bin/cat")
    let parentInput = Pipe()
    parent.standardInput = parentInput
    try parent.run()
    let server = try ServerProcess()
    try server.initialize(processId: .integer(Int(parent.processIdentifier)))
    _ = try server.request("textDocument/hover", position(0, 0))
    try parentInput.fileHandleForWriting.close()
    parent.waitUntilExit()
    #expect(server.waitForExit() == 1)
  }

  @Test func `a parent that cannot be seen is not waited for`() throws {
    let parent = Process()
    parent.executableURL = URL(fileURLWithPath: "/bin/cat")
    parent.standardInput = FileHandle.nullDevice
    try parent.run()
    parent.waitUntilExit()
    let server = try ServerProcess()
    try server.initialize(processId: .integer(Int(parent.processIdentifier)))
    _ = try server.request("textDocument/hover", position(0, 0))
    #expect(try server.shutDown() == 0)
  }

  @Test(arguments: [
    "Content-Length: 1\r\n\r\n{", "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999\r\n\r\n",
    "garbage\r\n\r\n",
    "Content-Type: a/b\r\n\r\n", "Content-Length: 3\r\n\r\n\u{FEFF}",
  ])
  func `malformed input is answered and the session goes on`(_ garbage: String) throws {
    let server = try ServerProcess()
    try server.initialize()
    try server.send(raw: Array(garbage.utf8))
    let answer = try server.next { $0["error"] != nil }
    #expect(answer["id"] == .null)
    #expect(answer["error"]?["code"] == -32700)
    #expect(try server.request("textDocument/hover", position(0, 0))["result"] == .null)
    #expect(try server.shutDown() == 0)
  }

  @Test func `deep nesting does not end the server`() throws {
    let server = try ServerProcess()
    try server.initialize()
    for opening in ["[", "{\"a\":"] {
      try server.send(raw: MessageFramer.frame(Array(String(repeating: opening, count: 100_000).utf8)))
      #expect(try server.next { $0["error"] != nil }["error"]?["code"] == -32700)
    }
    #expect(try server.shutDown() == 0)
  }

  @Test func `a large document in small pieces arrives whole`() throws {
    let server = try ServerProcess()
    try server.initialize(["textDocument": ["publishDiagnostics": ["versionSupport": true]]])
    let text = JSONValue.string(String(repeating: "# 😀 comment\n", count: 20_000))
    let item: JSONValue = ["uri": .string(uri), "languageId": "yaml", "version": 3, "text": text]
    let message: JSONValue = [
      "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": ["textDocument": item],
    ]
    var rest = MessageFramer.frame(try message.json())[...]
    while !rest.isEmpty {
      try server.send(raw: Array(rest.prefix(10_007)))
      rest = rest.dropFirst(10_007)
    }
    let published = try server.next { $0["method"] == "textDocument/publishDiagnostics" }
    #expect(published["params"]?["version"] == 3)
    #expect(try server.shutDown() == 0)
  }
}
