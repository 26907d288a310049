import Foundation
import TestSupport
import Testing

/// `check --fix`, `check --diff`, project files and `explain`, as a person calls them.
@Suite struct FixTests {
  private static let broken = "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - 8080:50 # web\n    one: 1\n"
  private static let fixed = broken.replacing("8080:50", with: "\"8080:50\"")

  private func withFolder<Result>(_ files: [String: String], _ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try body(folder)
  }

  private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

  @Test func `safe fixes are written, through links and with the same permissions`() throws {
    try withFolder(["a/web.kstack.yaml": Self.broken]) { folder in
      let file = folder.appendingPathComponent("a/web.kstack.yaml")
      let link = folder.appendingPathComponent("link.kstack.yaml")
      try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "a/web.kstack.yaml")
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
      let outcome = try ServerProcess.run(["check", "--fix", "link.kstack.yaml"], directory: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("link.kstack.yaml: fixed 1 problem\nlink.kstack.yaml:6:5: warning[unknown-key]"))
      #expect(try text(file) == Self.fixed)
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "a/web.kstack.yaml")
      #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path).count == 1)
    }
  }

  @Test func `a difference is shown and nothing written`() throws {
    try withFolder(["web.kstack.yaml": Self.broken]) { folder in
      let outcome = try ServerProcess.run(["check", "--diff", "."], directory: folder)
      #expect(outcome.status == 1)
      expectText(
        outcome.output,
        equals: """
          --- web.kstack.yaml
          +++ web.kstack.yaml
          @@ -2,5 +2,5 @@
             web:
               image: nginx:1.27
               ports:
          -      - 8080:50 # web
          +      - "8080:50" # web
               one: 1

          """)
      #expect(try text(folder.appendingPathComponent("web.kstack.yaml")) == Self.broken)
      _ = try ServerProcess.run(["check", "--fix", "."], directory: folder)
      let again = try ServerProcess.run(["check", "--diff", "."], directory: folder)
      #expect(again.status == 0 && again.output.isEmpty)
    }
  }

  @Test(arguments: [(broken, fixed), ("kind: List\n", "kind: List\n"), ("", "")])
  func `standard input is printed with its fixes`(_ input: String, _ output: String) throws {
    let outcome = try ServerProcess.run(["check", "--fix", "-"], input: input)
    #expect(outcome.status == 0)
    #expect(outcome.output == output)
  }

  @Test func `both at once make no sense`() throws {
    #expect(try ServerProcess.run(["check", "--fix", "--diff", "-"]).status == 2)
  }

  @Test func `a project file sets severities for the files below it`() throws {
    let project = "diagnostics:\n  severity: {unquoted-port: off, unknown-key: error}\n"
    try withFolder([".kstack-ls.yaml": project, "deploy/web.kstack.yaml": Self.broken]) { folder in
      let outcome = try ServerProcess.run(["check", "deploy"], directory: folder)
      #expect(outcome.status == 1)
      #expect(outcome.output.hasPrefix("deploy/web.kstack.yaml:6:5: error[unknown-key]"))
      #expect(outcome.output.hasSuffix("\n1 error in 1 file\n"))
      #expect(outcome.errors.isEmpty)
      // Standard input belongs to the working directory.
      let input = try ServerProcess.run(["check", "-"], input: Self.broken, directory: folder)
      #expect(input.output.hasSuffix("\n1 error in 1 file\n"))
    }
  }

  @Test func `mistakes of a project file are said once, and it can be checked itself`() throws {
    let project = "diagnostics:\n  severty: {}\n  run: never\n"
    let files = [".kstack-ls.yaml": project, "a.kstack.yaml": "apps: {}\n", "b/b.kstack.yaml": "apps: {}\n"]
    try withFolder(files) { folder in
      let outcome = try ServerProcess.run(["check", "."], directory: folder)
      #expect(outcome.status == 2)
      #expect(outcome.errors.split(separator: "severty'; did you mean").count == 2)
      #expect(outcome.errors.contains("/.kstack-ls.yaml:3:8: error[invalid-value]"))
      let itself = try ServerProcess.run(["check", ".kstack-ls.yaml"], directory: folder)
      #expect(itself.status == 1)
      #expect(itself.output.hasSuffix("1 error, 1 warning in 1 file\n"))
    }
  }

  @Test func `a diagnostic is explained by its code`() throws {
    let outcome = try ServerProcess.run(["explain", "unquoted-port"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("unquoted-port\n\nError: a port that YAML reads as a number.\n"))
    #expect(outcome.output.contains("\n      - 8080:50\n") || outcome.output.contains("\n        - 8080:50\n"))
    let all = try ServerProcess.run(["explain"])
    #expect(all.status == 0)
    #expect(all.output.hasPrefix("syntax\n  ") && all.output.contains("\n  unquoted-port "))
    let network = try ServerProcess.run(["explain", "network"])
    #expect(network.output.hasPrefix("unquoted-port ") && !network.output.contains("unknown-key"))
    let unknown = try ServerProcess.run(["explain", "unqoted-port"])
    #expect(unknown.status == 2 && unknown.output.isEmpty)
    #expect(unknown.errors == "no diagnostic has the code 'unqoted-port'; did you mean 'unquoted-port'?\n")
    let strange = try ServerProcess.run(["explain", "yaml"])
    #expect(strange.status == 2)
    #expect(strange.errors == "no diagnostic has the code 'yaml'; 'explain' without a code lists all\n")
  }
}
