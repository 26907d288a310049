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
