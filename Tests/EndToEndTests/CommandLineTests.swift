import Foundation
import LanguageServerProtocol
import TestSupport
import Testing

@Suite struct CommandLineTests {
  /// A new folder with these files, removed afterwards.
  private func withFolder<Result>(_ files: [String: String], _ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try body(folder)
  }

  @Test func `the version goes to standard output`() throws {
    let outcome = try ServerProcess.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("kstack-language-server "))
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [
    ["check"], ["check", "--fail-on", "fatal", "-"], ["check", "--no-such", "-"], ["--no-such"], ["no-such-command"],
    ["serve", "--clientProcessId", "x"],
  ])
  func `wrong arguments have status 2 and are explained`(_ arguments: [String]) throws {
    let outcome = try ServerProcess.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Usage:"))
  }

  @Test(arguments: [["--help"], ["check", "--help"], ["help", "schema"]])
  func `help goes to standard output`(_ arguments: [String]) throws {
    let outcome = try ServerProcess.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: kstack-language-server"))
  }

  @Test(arguments: [["--stdio"], ["serve"], ["--clientProcessId=1"], ["serve", "--stdio", "--clientProcessId", "1"]])
  func `the usual arguments of editors are taken`(_ arguments: [String]) throws {
    let outcome = try ServerProcess.run(arguments)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test(arguments: [
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n", "services:\n  web:\n    image: nginx\n",
    "on: push\njobs:\n  a:\n    steps: []\n", "", "{", "\u{0}",
  ])
  func `what is no stack is passed over without a word`(_ text: String) throws {
    let outcome = try ServerProcess.run(["check", "-"], input: text)
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test func `what cannot be read has status 2, and the rest is checked`() throws {
    try withFolder(["other.yaml": "kind: List\n"]) { folder in
      let outcome = try ServerProcess.run(["check", "missing.yaml", "other.yaml"], directory: folder)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors == "missing.yaml: no such file or directory\n")
    }
  }

  @Test func `folders are walked, links that lead in circles and hidden folders left out`() throws {
    let files = [
      "a/b/c.yml": "kind: List\n", ".git/d.yaml": "apps: {}\n", "e.txt": "apps: {}\n",
      "a/node_modules/f.yaml": "apps: {}\n",
    ]
    try withFolder(files) { folder in
      let link = folder.appendingPathComponent("a/loop")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
      let outcome = try ServerProcess.run(["check", "."], directory: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    }
  }

  @Test func `a file that is named twice is checked once`() throws {
    try withFolder(["d/sub/bad.kstack.yaml": "apps:\n  web: {}\n"]) { folder in
      let outcome = try ServerProcess.run(
        ["check", "d", "d/sub/bad.kstack.yaml", "./d/sub/bad.kstack.yaml"], directory: folder)
      #expect(outcome.status == 1)
      #expect(outcome.output.hasSuffix("1 error in 1 file\n"))
    }
  }

  @Test func `a slip in a command's name is pointed out`() throws {
    let outcome = try ServerProcess.run(["chek", "a.yaml"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("Error: unknown command 'chek'; did you mean 'check'?\n"))
    #expect(outcome.errors.contains("Usage:"))
  }

  @Test func `the settings are printed for editors`() throws {
    let outcome = try ServerProcess.run(["settings"])
    #expect(outcome.status == 0)
    let settings = try JSONValue(json: outcome.output.utf8)
    #expect(settings["kstack.diagnostics.run"]?["default"] == "onType")
  }

  @Test func `the schema and the reference page are written into a folder`() throws {
    try withFolder([:]) { folder in
      let schemas = folder.appendingPathComponent("new/schemas")
      let outcome = try ServerProcess.run(["schema", "--write", schemas.path])
      #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
      let schema = try String(contentsOf: schemas.appendingPathComponent("kstack.schema.json"), encoding: .utf8)
      #expect(try ServerProcess.run(["schema"]).output == schema)
      let page = try String(contentsOf: schemas.appendingPathComponent("reference.md"), encoding: .utf8)
      #expect(try ServerProcess.run(["schema", "--reference"]).output == page)
    }
  }
}
