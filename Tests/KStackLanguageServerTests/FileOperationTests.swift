import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

/// Files that are renamed, made and removed in the editor, and files that change on the disk.
@Suite struct FileOperationTests {
  private static let stack = """
    apps:
      web:
        image: nginx:1.27
        env_file: [env/web.env, './env/b.env', "/etc/c.env", "../up.env"]
    configs:
      site:
        file: env/site.conf

    """

  private let disk = FakeDisk([
    "/project/web.kstack.yaml": stack, "/project/env/web.env": "", "/project/env/b.env": "", "/etc/c.env": "",
    "/up.env": "", "/project/env/site.conf": "",
  ])

  private func client(_ workspace: JSONValue = [:], document: JSONValue = [:]) throws -> Client {
    var client = Client(disk: disk.disk)
    let capabilities: JSONValue = ["workspace": workspace, "textDocument": document]
    _ = try client.request("initialize", ["capabilities": capabilities, "rootUri": "file:///project"])
    _ = try client.notify("initialized", [:])
    return client
  }

  /// The stack after a rename, as the edits make it; nil when there are none.
  private func renamed(_ client: inout Client, _ moves: [(String, String)]) throws -> String? {
    let files = moves.map { from, to -> JSONValue in
      ["oldUri": .string("file://\(from)"), "newUri": .string("file://\(to)")]
    }
    let sent = try client.later("workspace/willRenameFiles", ["files": .array(files)])
    guard let edits = sent.last?["result"]?["changes"]?["file:///project/web.kstack.yaml"]?.array else { return nil }
    var lines = Self.stack.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
    for edit in edits.reversed() {
      let start = edit["range"]?["start"]
      let line = try #require(start?["line"]?.integer)
      let range = try #require(start?["character"]?.integer)..<#require(edit["range"]?["end"]?["character"]?.integer)
      lines[line].replaceSubrange(range, with: Array(try #require(edit["newText"]?.string)))
    }
    return lines.map { String($0) }.joined(separator: "\n")
  }

  @Test(arguments: [
    ([("/project/env/web.env", "/project/env/site.env")], "env/web.env", "env/site.env"),
    ([("/project/env/b.env", "/project/b.env")], "'./env/b.env'", "'./b.env'"),
    ([("/project/env/b.env", "/b.env")], "'./env/b.env'", "'../b.env'"),
    ([("/etc/c.env", "/etc/d/c.env")], "\"/etc/c.env\"", "\"/etc/d/c.env\""),
    ([("/up.env", "/project/it's: up.env")], "\"../up.env\"", "\"it's: up.env\""),
    ([("/project/env/web.env", "/project/env/a, b.env")], "env/web.env", "'env/a, b.env'"),
    ([("/project/env/site.conf", "/project/site.conf")], "env/site.conf", "site.conf"),
  ])
  func `a path follows the file that it names`(_ moves: [(String, String)], _ old: String, _ new: String) throws {
    var client = try client()
    #expect(try renamed(&client, moves) == Self.stack.replacing(old, with: new))
  }

  @Test func `a folder takes its files along`() throws {
    var client = try client()
    let expected = Self.stack.replacing("env/web", with: "conf.d/web").replacing("./env/b", with: "./conf.d/b")
      .replacing("env/site", with: "conf.d/site")
    #expect(try renamed(&client, [("/project/env", "/project/conf.d")]) == expected)
    #expect(try renamed(&client, [("/project/env/", "/project/conf.d/")]) == expected)
  }

  @Test func `a stack that moves still finds its files`() throws {
    var client = try client()
    let expected = Self.stack.replacing("[env/web", with: "[../env/web").replacing("'./env/b", with: "'../env/b")
      .replacing("\"../up", with: "\"../../up").replacing("env/site", with: "../env/site")
    #expect(try renamed(&client, [("/project/web.kstack.yaml", "/project/deploy/web.kstack.yaml")]) == expected)
  }

  @Test func `what moves together stays as it is written`() throws {
    var client = try client()
    let moves = [("/project/web.kstack.yaml", "/project/d/web.kstack.yaml"), ("/project/env", "/project/d/env")]
    let expected = Self.stack.replacing("\"../up", with: "\"../../up")
    #expect(try renamed(&client, moves) == expected)
    #expect(try renamed(&client, [("/project/a.txt", "/project/b.txt")]) == nil)
    #expect(try renamed(&client, [("/project/env/web", "/project/env/other")]) == nil)
  }

  @Test func `an open document is edited at its version, and a file at none`() throws {
    disk.write(Self.stack, at: "/project/other.yaml")
    var client = try client(["workspaceEdit": ["documentChanges": true]])
    try client.open(Self.stack, version: 4)
    let move: JSONValue = ["oldUri": "file:///project/env/b.env", "newUri": "file:///project/env/z.env"]
    let edit = try client.later("workspace/willRenameFiles", ["files": [move]]).last?["result"]
    #expect(
      edit?["documentChanges"]?.array?.map { $0["textDocument"] } == [
        ["uri": Client.uri, "version": 4], ["uri": "file:///project/other.yaml", "version": nil],
      ])
  }

  @Test func `it can be switched off`() throws {
    var client = try client()
    _ = try client.notify("workspace/didChangeConfiguration", ["settings": ["fileRenames": false]])
    let move: JSONValue = ["oldUri": "file:///project/env/b.env", "newUri": "file:///project/env/z.env"]
    #expect(try client.request("workspace/willRenameFiles", ["files": [move]])["result"] == .null)
    disk.write("fileRenames: false\n", at: "/project/.kstack-ls.yaml")
    var other = try self.client()
    #expect(try renamed(&other, [("/project/env", "/project/conf.d")]) == nil)
  }

  @Test func `operations are announced to a client that tells of them`() throws {
    var client = Client()
    let operations: JSONValue = ["didCreate": true, "didRename": true, "willRename": true, "didDelete": false]
    let announced: JSONValue = ["workspace": ["fileOperations": operations]]
    let answer = try client.request("initialize", ["capabilities": announced])
    let filters: JSONValue = ["filters": [["scheme": "file", "pattern": ["glob": "**/*"]]]]
    #expect(
      answer["result"]?["capabilities"]?["workspace"]?["fileOperations"]
        == ["didCreate": filters, "didRename": filters, "willRename": filters])
  }

  /// How many paths are reported as missing in each list that is pushed.
  private func missing(_ messages: [JSONValue]) -> [Int] {
    messages.filter { $0["method"] == "textDocument/publishDiagnostics" }
      .map { ($0["params"]?["diagnostics"]?.array ?? []).count { $0["code"] == "missing-env-file" } }
  }

  @Test func `after an operation open documents are checked again`() throws {
    var client = try client()
    try client.open(Self.stack)
    #expect(missing(try client.idle()) == [0])
    disk.write(nil, at: "/project/env/b.env")
    #expect(try client.notify("workspace/didDeleteFiles", ["files": [["uri": "file:///project/env/b.env"]]]) == [])
    #expect(missing(try client.idle()) == [1])
    disk.write("", at: "/project/env/b.env")
    #expect(try client.notify("workspace/didCreateFiles", ["files": [["uri": "file:///project/env/b.env"]]]) == [])
    #expect(missing(try client.idle()) == [0])
    disk.write("diagnostics.severity: {missing-env-file: off}\n", at: "/project/.kstack-ls.yaml")
    disk.write(nil, at: "/project/env/b.env")
    let move: JSONValue = ["oldUri": "file:///x", "newUri": "file:///project/.kstack-ls.yaml"]
    #expect(try client.notify("workspace/didRenameFiles", ["files": [move]]) == [])
    #expect(missing(try client.idle()) == [])
  }

  // MARK: - Watched files

  private let watching: JSONValue = ["didChangeWatchedFiles": ["dynamicRegistration": true]]

  private func watchers(_ messages: [JSONValue]) -> [JSONValue] {
    messages.filter { $0["method"] == "client/registerCapability" }.flatMap {
      $0["params"]?["registrations"]?[0]?["registerOptions"]?["watchers"]?.array ?? []
    }
  }

  @Test func `the environment files of open stacks are watched`() throws {
    var client = try client(watching)
    try client.open("apps: {a: {image: \"x/a:1\", env_file: [env/web.env, 'odd[1].env']}}\n")
    let first = try client.idle()
    #expect(watchers(first) == [["globPattern": "**/web.env"], ["globPattern": "**/odd?1?.env"]])
    try client.change(version: 2, ["range": Client.range(0, 0, 0, 0), "text": "# typed\n"])
    #expect(watchers(try client.idle()) == [])
    _ = try client.notify("textDocument/didClose", ["textDocument": ["uri": Client.uri]])
    let last = try client.idle()
    #expect(last.map { $0["method"] } == ["client/unregisterCapability"])
    #expect(
      last.first?["params"] == [
        "unregisterations": [["id": "kstack-environment-files", "method": "workspace/didChangeWatchedFiles"]]
      ])
  }

  @Test func `where a client can, they are watched in their folder`() throws {
    var client = try client(["didChangeWatchedFiles": ["dynamicRegistration": true, "relativePatternSupport": true]])
    try client.open("apps: {a: {image: \"x/a:1\", env_file: ../my env/web.env}}\n")
    #expect(
      watchers(try client.idle())
        == [["globPattern": ["baseUri": "file:///my%20env", "pattern": "web.env"]]])
  }

  @Test func `a client that cannot watch is not asked to`() throws {
    var client = try client()
    try client.open(Self.stack)
    #expect(watchers(try client.idle()) == [])
  }

  @Test func `a watched file that comes or goes is noticed`() throws {
    var client = try client(watching)
    try client.open(Self.stack)
    #expect(missing(try client.idle()) == [0])
    disk.write(nil, at: "/project/env/web.env")
    func tell(_ uri: JSONValue) throws {
      #expect(try client.notify("workspace/didChangeWatchedFiles", ["changes": [["uri": uri, "type": 3]]]) == [])
    }
    try tell("file:///project/env/other.env")
    #expect(!client.server.hasIdleWork)
    try tell("file:///project/env/web.env")
    #expect(missing(try client.idle()) == [1])
  }
}
