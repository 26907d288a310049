import KStackLanguageServer
import LanguageServerProtocol
import TestSupport
import Testing

/// Which files the server looks for, and when.
@Suite struct ReferencedPathTests {
  private static let text = "apps:\n  a: {image: \"example/a:1.0\", env_file: [a.env, /etc/b.env]}\n"

  private func client(_ exists: @escaping PathExistence) throws -> Client {
    var client = Client(disk: Disk(exists: exists))
    _ = try client.request("initialize", ["processId": nil, "capabilities": [:]])
    _ = try client.notify("initialized", [:])
    return client
  }

  private func codes(_ messages: [JSONValue]) -> [[JSONValue]] {
    messages.map { ($0["params"]?["diagnostics"]?.array ?? []).map { $0["code"] ?? .null } }
  }

  @Test func pathsAreBesideTheDocument() throws {
    var client = try client { ["/my project/a.env"].contains($0) }
    try client.open(Self.text, uri: "file:///my%20project/web.kstack.yaml")
    #expect(codes(try client.idle()) == [["missing-env-file"]])
  }

  @Test func aDocumentElsewhereIsNotLookedFor() throws {
    var client = try client { _ in
      Issue.record("nothing is to be asked")
      return false
    }
    try client.open(Self.text, uri: "vscode-remote://host/project/web.kstack.yaml")
    #expect(codes(try client.idle()) == [[]])
    try client.open("apps:\n  a: {image: \"example/a:1.0\"}\n", uri: "file:///project/web.kstack.yaml")
    #expect(codes(try client.idle()) == [[]])
  }

  @Test func besideADocumentInTheRoot() throws {
    var client = try client { $0 == "/a.env" }
    try client.open(Self.text, uri: "file:///web.kstack.yaml")
    #expect(codes(try client.idle()) == [["missing-env-file"]])
  }

  /// Where the client watches the files, the names of all that are to be watched are asked for after every edit.
  @Test(arguments: [true, false])
  func typingElsewhereDoesNotLookAgain(_ pulls: Bool) throws {
    let asked = Asked()
    var client = Client(
      disk: Disk(exists: { _ in
        asked.count += 1
        return true
      }))
    let document: JSONValue = pulls ? ["diagnostic": [:]] : [:]
    let workspace: JSONValue = ["didChangeWatchedFiles": ["dynamicRegistration": true]]
    _ = try client.request("initialize", ["capabilities": ["workspace": workspace, "textDocument": document]])
    _ = try client.notify("initialized", [:])
    let text = Self.text.replacing("a: {", with: "b: {image: \"example/b:1.0\"}\n  a: {")
    try client.open(text)
    #expect(try client.idle().map { $0["method"] }.contains("client/registerCapability"))
    #expect(asked.count == 2)
    for (version, tag) in ["1.0.", "1.0.1", "1.0.12"].enumerated() {
      try client.change(version: version + 2, ["text": .string(text.replacing("b:1.0", with: "b:\(tag)"))])
      #expect(!(try client.idle().map { $0["method"] }.contains("client/registerCapability")))
    }
    #expect(asked.count == 2)
    try client.change(version: 5, ["text": .string(text.replacing("[a.env", with: "[c.env, a.env"))])
    #expect(try client.idle().map { $0["method"] }.contains("client/registerCapability"))
    #expect(asked.count == 5)
  }

  private final class Asked: @unchecked Sendable {
    var count = 0
  }

  @Test func savingLooksAgain() throws {
    let answers = Answers()
    var client = try client { _ in answers.next() }
    try client.open(Self.text)
    #expect(codes(try client.idle()) == [["missing-env-file", "missing-env-file"]])
    answers.exists = true
    _ = try client.notify("textDocument/didSave", ["textDocument": ["uri": Client.uri]])
    #expect(codes(try client.idle()) == [[]])
  }

  /// A disk whose content changes. Tests of one client run on one thread.
  private final class Answers: @unchecked Sendable {
    var exists = false
    func next() -> Bool { exists }
  }
}
