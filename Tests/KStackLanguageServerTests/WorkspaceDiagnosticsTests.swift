import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

/// `workspace/diagnostic`, and what all requests about the whole workspace have in common.
@Suite struct WorkspaceDiagnosticsTests {
  private static let good = "apps:\n  web: {image: \"nginx:1.27\"}\n"
  private static let bad = "apps:\n  web: {image: \"nginx:1.27\", one: 1}\n"

  private let disk = FakeDisk([
    "/project/a.yaml": bad, "/project/deep/er/b.yml": good, "/project/list.yaml": "kind: List\napps: {}\n",
    "/project/values.yaml": "a: 1\n", "/project/.git/c.yaml": bad, "/project/node_modules/x/d.yaml": bad,
    "/project/.kstack-ls.yaml": "diagnostics: {severity: {unknown-key: hint}}\n", "/elsewhere/e.yaml": bad,
    "/project/f.txt": bad,
  ])

  private func client(watches: Bool = false) throws -> Client {
    var client = Client(disk: disk.disk)
    let capabilities: JSONValue = [
      "textDocument": ["diagnostic": [:]],
      "workspace": [
        "workspaceFolders": true, "diagnostics": ["refreshSupport": true],
        "didChangeWatchedFiles": ["dynamicRegistration": .bool(watches)],
      ],
    ]
    let folders: JSONValue = [
      ["uri": "file:///project", "name": "project"], ["uri": "file:///project/deep/", "name": "deep"],
    ]
    _ = try client.request("initialize", ["capabilities": capabilities, "workspaceFolders": folders])
    _ = try client.notify("initialized", [:])
    return client
  }

  /// What comes until the request is answered, the answer last.
  private func pull(
    _ client: inout Client, previous: [JSONValue] = [], _ tokens: [String: JSONValue] = [:]
  ) throws -> [JSONValue] {
    let params = tokens.merging(["previousResultIds": .array(previous)]) { $1 }
    return try client.later("workspace/diagnostic", .object(params))
  }

  private func reports(_ messages: [JSONValue]) -> [JSONValue] { messages.last?["result"]?["items"]?.array ?? [] }

  private func ids(_ reports: [JSONValue]) -> [JSONValue] {
    reports.map { ["uri": $0["uri"] ?? .null, "value": $0["resultId"] ?? .null] }
  }

  /// One line for each report: name, version, kind and severities.
  private func lines(_ reports: [JSONValue]) -> [String] {
    reports.map { report in
      let name = report["uri"]?.string?.dropFirst("file:///project/".count) ?? ""
      let version = report["version"].map { $0.integer.map(String.init) ?? "\($0 == .null ? "null" : "?")" } ?? "none"
      let items = report["items"]?.array?.compactMap { $0["severity"]?.integer }
      return "\(name) \(version) \(report["kind"]?.string ?? "") \(items.map { "\($0)" } ?? "")"
    }
  }

  @Test func `stacks on the disk are reported, with the settings of their folder`() throws {
    var client = try client()
    #expect(lines(reports(try pull(&client))) == ["a.yaml null full [4]", "deep/er/b.yml null full []"])
  }

  @Test func `what is open counts as it is in the editor`() throws {
    var client = try client()
    try client.open("apps: {}\nthree: 3\nfour: 4\n", uri: "file:///project/a.yaml", version: 7)
    try client.open("a: 1\n", uri: "file:///project/deep/er/b.yml")
    let pulled = try client.request("textDocument/diagnostic", ["textDocument": ["uri": "file:///project/a.yaml"]])
    let found = reports(try pull(&client))
    #expect(lines(found).map { $0.prefix(13) } == ["a.yaml 7 full"])
    #expect(found.first?["resultId"] == pulled["result"]?["resultId"])
    #expect(!disk.asked.contains("/project/a.yaml"))
  }

  @Test func `what the client has is not sent again, and what is gone is taken away`() throws {
    var client = try client()
    let first = reports(try pull(&client))
    let again = reports(try pull(&client, previous: ids(first)))
    #expect(lines(again) == ["a.yaml null unchanged ", "deep/er/b.yml null unchanged "])
    disk.write("kind: List\n", at: "/project/deep/er/b.yml")
    disk.write(Self.bad + "# more\n", at: "/project/a.yaml")
    disk.write(Self.bad, at: "/project/new.yaml")
    let third = reports(try pull(&client, previous: ids(again)))
    // The faults of `a.yaml` are what they were.
    #expect(lines(third) == ["a.yaml null unchanged ", "new.yaml null full [4]", "deep/er/b.yml null full []"])
    #expect(third.last?["resultId"] == nil)
    disk.write(nil, at: "/project/a.yaml")
    #expect(lines(reports(try pull(&client, previous: ids([third[0]])))).last == "a.yaml null full []")
  }

  @Test func `a client may spell a name in its own way`() throws {
    disk.write(Self.bad, at: "/project/a(1).yaml")
    var client = try client()
    let first = reports(try pull(&client))
    #expect(first.first?["uri"] == "file:///project/a%281%29.yaml")
    let id = first.first?["resultId"] ?? .null
    let again = reports(try pull(&client, previous: [["uri": "FILE:///project/a(1).yaml", "value": id]]))
    #expect(again.first?["kind"] == "unchanged" && again.count == first.count)
  }

  @Test func `a file that is closed counts as it is on the disk, and the client is told to ask`() throws {
    var client = try client()
    try client.open(Self.good, uri: "file:///project/a.yaml", version: 2)
    #expect(lines(reports(try pull(&client))).first == "a.yaml 2 full []")
    #expect(try client.notify("textDocument/didClose", ["textDocument": ["uri": "file:///project/a.yaml"]]) == [])
    #expect(try client.idle().map { $0["method"] } == ["workspace/diagnostic/refresh"])
    #expect(lines(reports(try pull(&client))).first == "a.yaml null full [4]")
  }

  @Test func `a file is read once, and where it is watched not even looked at`() throws {
    var client = try client(watches: true)
    let first = reports(try pull(&client))
    let read = disk.asked.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".kstack-ls.yaml") }
    #expect(read.sorted() == ["/project/a.yaml", "/project/list.yaml", "/project/values.yaml"])
    disk.write(Self.good, at: "/project/a.yaml")
    disk.write(Self.bad, at: "/project/new.yaml")
    #expect(lines(reports(try pull(&client, previous: ids(first)))).first == "a.yaml null unchanged ")
    let changes: [JSONValue] = ["a.yaml", "new.yaml", ".git/c.yaml"].map { ["uri": .string("file:///project/\($0)")] }
    let sent = try client.notify("workspace/didChangeWatchedFiles", ["changes": .array(changes)])
    #expect(sent == [])
    #expect(try client.idle().map { $0["method"] } == ["workspace/diagnostic/refresh"])
    let found = lines(reports(try pull(&client, previous: ids(first))))
    #expect(found == ["a.yaml null full []", "deep/er/b.yml null unchanged ", "new.yaml null full [4]"])
    disk.write(nil, at: "/project/new.yaml")
    _ = try client.notify("workspace/didChangeWatchedFiles", ["changes": [["uri": "file:///project/new.yaml"]]])
    #expect(lines(reports(try pull(&client))).count == 2)
  }

  @Test func `a client that refuses to watch is not relied on`() throws {
    var client = try client(watches: true)
    let refusal: JSONValue = ["jsonrpc": "2.0", "id": "kstack-1", "error": ["code": -32601, "message": "no"]]
    #expect(try client.send(refusal) == [])
    #expect(lines(reports(try pull(&client))).count == 2)
    disk.write(Self.bad, at: "/project/new.yaml")
    #expect(lines(reports(try pull(&client))).count == 3)
  }

  @Test(arguments: [true, false])
  func `a file that a stack names makes it be looked at again`(_ isWatched: Bool) throws {
    disk.write("apps:\n  web: {image: \"nginx:1.27\", env_file: [../web.env]}\n", at: "/project/deep/er/b.yml")
    var client = try client(watches: isWatched)
    let first = reports(try pull(&client))
    #expect(lines(first).last?.hasSuffix("full [2]") == true)
    disk.write("A=1\n", at: "/project/deep/web.env")
    #expect(lines(reports(try pull(&client, previous: ids(first)))).last == "deep/er/b.yml null full []")
  }

  @Test func `other settings and other folders are heeded`() throws {
    var client = try client()
    let first = reports(try pull(&client))
    #expect(
      try client.notify("workspace/didChangeConfiguration", ["settings": ["diagnostics": ["enabled": false]]]) == [])
    #expect(try client.idle().map { $0["method"] } == ["workspace/diagnostic/refresh"])
    #expect(
      lines(reports(try pull(&client, previous: ids(first))))
        == ["a.yaml null full []", "deep/er/b.yml null unchanged "])
    let event: JSONValue = ["added": [], "removed": [["uri": "file:///project", "name": "project"]]]
    _ = try client.notify("workspace/didChangeWorkspaceFolders", ["event": event])
    #expect(lines(reports(try pull(&client))) == ["deep/er/b.yml null full []"])
  }

  // MARK: - On the way

  @Test func `parts come as they are found`() throws {
    var client = try client()
    let sent = try pull(&client, ["partialResultToken": "part"])
    #expect(sent.map { $0["method"] } == ["$/progress", "$/progress", nil])
    #expect(sent.allSatisfy { $0["method"] == nil || $0["params"]?["token"] == "part" })
    let parts = sent.flatMap { $0["params"]?["value"]?["items"]?.array ?? [] }
    #expect(lines(parts) == ["a.yaml null full [4]", "deep/er/b.yml null full []"])
    #expect(sent.last?["result"] == ["items": []])
  }

  @Test func `that nothing changed is said of all files at once`() throws {
    disk.write(Self.good, at: "/project/z.yaml")
    var client = try client()
    let first = reports(try pull(&client))
    disk.write("apps: {}\ntwo: 2\n", at: "/project/z.yaml")
    let sent = try pull(&client, previous: ids(first), ["partialResultToken": "part"])
    let parts = sent.map { lines($0["params"]?["value"]?["items"]?.array ?? []) }
    #expect(parts == [["a.yaml null unchanged ", "z.yaml null full [4]"], ["deep/er/b.yml null unchanged "], []])
    #expect(sent.last?["result"] == ["items": []])
  }

  @Test func `progress begins, goes up and ends before the answer`() throws {
    var client = try client()
    let sent = try pull(&client, ["workDoneToken": 5])
    let values = sent.compactMap { $0["params"]?["value"] }
    #expect(
      values.first == [
        "kind": "begin", "title": "Checking the stacks of the workspace", "cancellable": true, "percentage": 0,
      ])
    let percentages = values.compactMap { $0["percentage"]?.integer }
    #expect(percentages == percentages.sorted() && percentages.last == 100)
    #expect(sent.suffix(2).first?["params"] == ["token": 5, "value": ["kind": "end"]])
  }

  @Test(arguments: [true, false])
  func `it can be cancelled on its way`(_ byHand: Bool) throws {
    var client = try client()
    #expect(try client.begin("workspace/diagnostic", ["previousResultIds": [], "workDoneToken": "w"]).count == 1)
    #expect(try client.server.idle().map { try JSONValue($0) } == [])
    #expect(client.server.hasIdleWork)
    // Other requests are answered meanwhile, and other cancellations concern others.
    #expect(try client.request("textDocument/hover", Client.position(0, 0))["result"] == .null)
    #expect(try client.notify("$/cancelRequest", ["id": 999]) == [])
    #expect(try client.notify("window/workDoneProgress/cancel", ["token": "other"]) == [])
    let sent =
      byHand
      ? try client.notify("window/workDoneProgress/cancel", ["token": "w"])
      : try client.notify("$/cancelRequest", ["id": client.lastBegun])
    #expect(sent.map { $0["params"]?["value"] } == [["kind": "end"], nil])
    #expect(sent.last?["id"] == client.lastBegun)
    #expect(sent.last?["error"]?["code"] == -32800)
    #expect(!client.server.hasIdleWork)
  }

  @Test func `shutdown answers what is under way`() throws {
    var client = try client()
    #expect(try client.begin("workspace/diagnostic", ["previousResultIds": []]) == [])
    let sent = try client.requestAll("shutdown")
    #expect(sent.map { $0["result"] ?? $0["error"]?["code"] } == [.null, -32800])
    #expect(!client.server.hasIdleWork)
  }

  @Test func `documents may be opened and closed on the way`() throws {
    var client = try client()
    let a: JSONValue = "file:///project/a.yaml"
    try client.open(Self.good, uri: "file:///project/deep/er/b.yml", version: 2)
    _ = try client.begin("workspace/diagnostic", ["previousResultIds": []])
    // The files are listed now, and nothing of them was looked at.
    for _ in 0..<3 { #expect(try client.server.idle().map { try JSONValue($0) } == []) }
    _ = try client.notify("textDocument/didClose", ["textDocument": ["uri": "file:///project/deep/er/b.yml"]])
    try client.open(Self.good, uri: a, version: 3)
    #expect(lines(reports(try client.idle())).sorted() == ["a.yaml 3 full []", "deep/er/b.yml null full []"])
  }

  @Test func `a file that is made while the folders are listed is not missed`() throws {
    var client = try client(watches: true)
    _ = try client.begin("workspace/diagnostic", ["previousResultIds": []])
    // The folder of the project is listed now.
    #expect(try client.server.idle().map { try JSONValue($0) } == [])
    disk.write(Self.bad, at: "/project/new.yaml")
    _ = try client.notify("workspace/didChangeWatchedFiles", ["changes": [["uri": "file:///project/new.yaml"]]])
    let expected = ["a.yaml null full [4]", "deep/er/b.yml null full []", "new.yaml null full [4]"]
    #expect(lines(reports(try client.idle())) == expected)
    #expect(lines(reports(try pull(&client))) == expected)
  }

  @Test func `a folder that is removed takes its files along`() throws {
    disk.write(Self.bad, at: "/project/deep/c.yaml")
    var client = try client(watches: true)
    #expect(lines(reports(try pull(&client))).count == 3)
    disk.write(nil, at: "/project/deep/c.yaml")
    disk.write(nil, at: "/project/deep/er/b.yml")
    _ = try client.notify("workspace/didChangeWatchedFiles", ["changes": [["uri": "file:///project/deep/"]]])
    #expect(lines(reports(try pull(&client))) == ["a.yaml null full [4]"])
  }

  @Test func `a folder of the workspace may lie where no walk leads`() throws {
    var client = Client(disk: disk.disk)
    let folders: JSONValue = ["file:///project", "file:///project/.git", "file:///project/deep"]
    _ = try client.request(
      "initialize",
      [
        "capabilities": ["textDocument": ["diagnostic": [:]]],
        "workspaceFolders": .array((folders.array ?? []).map { ["uri": $0, "name": "folder"] }),
      ])
    let found = lines(reports(try pull(&client)))
    #expect(found == ["a.yaml null full [4]", "deep/er/b.yml null full []", ".git/c.yaml null full [4]"])
  }

  @Test func `two requests go on side by side`() throws {
    var client = try client()
    _ = try client.begin("workspace/diagnostic", ["previousResultIds": []])
    let first = client.lastBegun
    _ = try client.begin("workspace/symbol", ["query": ""])
    let sent = try client.idle()
    #expect(Set(sent.compactMap { $0["id"] }) == [first, client.lastBegun])
    #expect(sent.allSatisfy { $0["error"] == nil })
  }

  @Test func `a folder without end is cut, and that is said once`() throws {
    let names = (0...Workspace.maximumFiles).map { Disk.Entry(name: "\($0).yaml", isFolder: false) }
    var client = Client(disk: Disk(list: { $0 == "/big" ? names : nil }))
    _ = try client.request(
      "initialize", ["capabilities": ["textDocument": ["diagnostic": [:]]], "rootUri": "file:///big"])
    let sent = try pull(&client)
    #expect(sent.map { $0["method"] } == ["window/logMessage", nil])
    #expect(try pull(&client).count == 1)
  }

  @Test func `a stack that is too large to be written by hand is left out`() throws {
    disk.write(Self.bad + "#" + String(repeating: "x", count: Disk.maximumFileSize), at: "/project/a.yaml")
    var client = try client()
    #expect(lines(reports(try pull(&client))) == ["deep/er/b.yml null full []"])
  }
}
