import Foundation
import LanguageServerProtocol
import TestSupport
import Testing

/// What a client pulls, over real pipes and from a real folder.
@Suite struct WorkspaceSessionTests {
  private static let stack = "apps:\n  web:\n    image: nginx:1.27\n    one: 1\n"

  /// A server and its workspace: a new folder with stacks, `stack0.yaml` and so on, and something that is none.
  private final class Folder {
    let url: URL
    /// For a client that pulls.
    let server: ServerProcess

    init(stacks: Int) throws {
      server = try ServerProcess()
      url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appendingPathComponent("kstack-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for number in 0..<stacks { try write(WorkspaceSessionTests.stack, "stack\(number).yaml") }
      try write("kind: List\n", "list.yaml")
      let capabilities: JSONValue = [
        "textDocument": ["diagnostic": [:]], "workspace": ["workspaceFolders": true, "symbol": [:]],
      ]
      let folders: JSONValue = [["uri": .string(url.absoluteString), "name": "folder"]]
      let provided = try server.initialize(capabilities, folders: folders)
      #expect(provided["diagnosticProvider"]?["workspaceDiagnostics"] == true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func uri(_ name: String) -> JSONValue { .string(url.appendingPathComponent(name).absoluteString) }

    func write(_ text: String, _ name: String) throws {
      try text.write(to: url.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
  }

  @Test func `diagnostics are pulled and never pushed`() throws {
    let folder = try Folder(stacks: 1)
    let uri = folder.uri("stack0.yaml")
    try folder.server.open(uri.string ?? "", Self.stack)
    let first = try folder.server.request("textDocument/diagnostic", ["textDocument": ["uri": uri]])["result"]
    #expect(first?["items"]?.array?.map { $0["code"] } == ["unknown-key"])
    let id = try #require(first?["resultId"])
    let again: JSONValue = ["textDocument": ["uri": uri], "previousResultId": id]
    #expect(
      try folder.server.request("textDocument/diagnostic", again)["result"] == ["kind": "unchanged", "resultId": id])
    try folder.server.notify("textDocument/didClose", ["textDocument": ["uri": uri]])
    // All that came before the answer is there.
    _ = try folder.server.request("workspace/symbol", ["query": ""])
    #expect(folder.server.waiting.allSatisfy { $0["method"] != "textDocument/publishDiagnostics" })
    #expect(try folder.server.shutDown() == 0)
  }

  @Test func `the whole folder is reported, in parts where they are asked for`() throws {
    let folder = try Folder(stacks: 3)
    let answer = try folder.server.request("workspace/diagnostic", ["previousResultIds": []])
    let whole = Self.reports(answer["result"])
    #expect(whole.map { $0["version"] } == [.null, .null, .null])
    #expect(whole.last?["uri"] == folder.uri("stack2.yaml"))
    let params: JSONValue = ["previousResultIds": [], "partialResultToken": "p", "workDoneToken": "w"]
    let empty: JSONValue = ["items": []]
    #expect(try folder.server.request("workspace/diagnostic", params)["result"] == empty)
    let values = folder.server.waiting.compactMap { $0["params"]?["value"] }
    #expect(values.flatMap(Self.reports) == whole)
    let kinds = values.compactMap { $0["kind"]?.string }
    #expect(kinds.first == "begin" && kinds.last == "end")
    #expect(try folder.server.shutDown() == 0)
  }

  private static func reports(_ result: JSONValue?) -> [JSONValue] { result?["items"]?.array ?? [] }

  @Test func `a long request is cancelled on its way, and others are answered meanwhile`() throws {
    // More than a pipe holds, so that the server cannot have come to its end before this side has read.
    let folder = try Folder(stacks: 1000)
    let params: JSONValue = ["previousResultIds": [], "partialResultToken": "p"]
    let id = try folder.server.begin("workspace/diagnostic", params)
    _ = try folder.server.next { $0["method"] == "$/progress" }
    let place: JSONValue = ["textDocument": ["uri": "file:///x"], "position": ["line": 0, "character": 0]]
    let hover = try folder.server.request("textDocument/hover", place)
    #expect(hover["result"] == .null)
    try folder.server.notify("$/cancelRequest", ["id": id])
    let answer = try folder.server.next { $0["id"] == id }
    #expect(answer["error"]?["code"] == -32800)
    #expect(try folder.server.shutDown() == 0)
  }

  @Test func `names are found in files that nobody opened`() throws {
    let folder = try Folder(stacks: 2)
    let found = try folder.server.request("workspace/symbol", ["query": "wb"])["result"]?.array
    #expect(found?.map { $0["containerName"] } == ["stack0.yaml", "stack1.yaml"])
    #expect(found?.first?["location"]?["uri"] == folder.uri("stack0.yaml"))
    try folder.write("apps:\n  other: {image: \"nginx:1.27\"}\n", "stack1.yaml")
    let later = try folder.server.request("workspace/symbol", ["query": ""])["result"]?.array
    #expect(later?.map { $0["name"] } == ["web", "other"])
    #expect(try folder.server.shutDown() == 0)
  }
}
