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
    ["serve", "--clientProcessId", "x"], ["check", "--select", "no-such-code", "-"], ["check", "--format", "xml", "-"],
    ["check", "--watch", "-"], ["check", "--stdin-filename", "a.yaml", "b.yaml"], ["check", "--diff", "--fix", "-"],
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

  @Test func `patterns and ignore files say which files are meant`() throws {
    let bad = "apps:\n  web: {}\n"
    let files = [
      ".git/HEAD": "", ".gitignore": "build/\n", "build/a.kstack.yaml": bad, "deploy/x/a.kstack.yaml": bad,
      "deploy/b.yaml": bad,
    ]
    try withFolder(files) { folder in
      func checked(_ arguments: String...) throws -> [String] {
        let outcome = try ServerProcess.run(["check", "--format", "github"] + arguments, directory: folder)
        #expect(outcome.errors.isEmpty)
        return outcome.output.split(separator: "\n").map { line in
          String(line.drop { $0 != "=" }.dropFirst().prefix { $0 != "," })
        }
      }
      #expect(try checked(".") == ["deploy/b.yaml", "deploy/x/a.kstack.yaml"])
      #expect(try checked(folder.path) == ["deploy/b.yaml", "deploy/x/a.kstack.yaml"])
      #expect(try checked("./deploy//*.yaml") == ["deploy/b.yaml"])
      #expect(try checked("deploy/**/*.kstack.yaml") == ["deploy/x/a.kstack.yaml"])
      #expect(try checked("**/*.{yaml,yml}") == ["deploy/b.yaml", "deploy/x/a.kstack.yaml"])
      #expect(try checked("build/a.kstack.yaml") == ["build/a.kstack.yaml"])
      #expect(try checked("--no-gitignore", "*/a.kstack.yaml") == ["build/a.kstack.yaml"])
      // What only an ignored folder has is not found by a pattern.
      #expect(try ServerProcess.run(["check", "*/a.kstack.yaml"], directory: folder).status == 2)
      let outcome = try ServerProcess.run(["check", "none/*.yaml"], directory: folder)
      #expect(outcome.status == 2)
      #expect(outcome.errors == "none/*.yaml: no such file or directory\n")
    }
  }

  @Test func `codes and groups are chosen`() throws {
    let text = """
      apps:
        web:
          image: nginx:latest
          ports: [8080:50, "90000:1"]
          enviroment: {A: b}
          sidecars: {proxy: {image: "envoyproxy/envoy:v1.32.1"}}
      """
    func codes(_ arguments: String...) throws -> Set<String> {
      let outcome = try ServerProcess.run(["check", "--format", "json"] + arguments + ["-"], input: text)
      let findings = try JSONValue(json: outcome.output.utf8)["files"]?.array?.first?["diagnostics"]?.array ?? []
      return Set(findings.compactMap { $0["code"]?.string })
    }
    let all = try codes()
    #expect(all.isSuperset(of: ["unknown-key", "unquoted-port", "invalid-port"]))
    #expect(try codes("--select", "unknown-key") == ["unknown-key"])
    #expect(try codes("--ignore", "unknown-key") == all.subtracting(["unknown-key"]))
    #expect(
      try codes("--select", "network", "--ignore", "unquoted-port").isDisjoint(with: ["unknown-key", "unquoted-port"])
    )
    // What is off by default is on where it is asked for.
    #expect(try !codes("--select", "best-practices").isEmpty)
  }

  @Test func `standard input has the name that it is given`() throws {
    try withFolder(["deploy/.kstack-ls.yaml": "diagnostics: {severity: {missing-key: warning}}\n"]) { folder in
      let outcome = try ServerProcess.run(
        ["check", "--quiet", "--stdin-filename", "deploy/a.kstack.yaml", "-"], input: "apps:\n  web: {}\n",
        directory: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("deploy/a.kstack.yaml:2:3: warning[missing-key]"))
      // The last line is the finding's own: nothing is counted.
      #expect(!outcome.output.contains(" in 1 file"))
    }
  }

  @Test func `what lies there and cannot be read is trouble`() throws {
    try withFolder(["a.kstack.yaml": "apps: {web: {image: 'nginx:1.27'}}\n", ".kstack-ls.yaml/a": ""]) { folder in
      let settings = try ServerProcess.run(["check", "a.kstack.yaml"], directory: folder)
      #expect(settings.status == 2)
      #expect(settings.errors.hasSuffix("/.kstack-ls.yaml: cannot be read\n"))
      let nameless = try ServerProcess.run(["check", ""], directory: folder)
      #expect(nameless.status == 2)
      #expect(nameless.errors.hasSuffix("'': no such file or directory\n"))
    }
  }

  #if os(Linux)
    @Test func `a file whose name is no UTF-8 is not passed over`() throws {
      try withFolder(["a.kstack.yaml": "apps: {web: {image: 'nginx:1.27'}}\n"]) { folder in
        let path = Array(folder.path.utf8) + [UInt8(ascii: "/"), 0xFF] + Array(".kstack.yaml".utf8) + [0]
        let file = path.map(CChar.init(bitPattern:)).withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { creat($0, 0o600) } ?? -1
        }
        try #require(file >= 0)
        close(file)
        let outcome = try ServerProcess.run(["check", "."], directory: folder)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("\u{FFFD}.kstack.yaml: "))
      }
    }
  #endif

  @Test func `whoever watches is told of each change`() throws {
    let (bad, good) = ("apps:\n  web: {}\n", "apps:\n  web: {image: 'nginx:1.27'}\n")
    try withFolder(["a.kstack.yaml": bad]) { folder in
      let process = Process()
      process.executableURL = try ServerProcess.program()
      process.arguments = ["check", "--watch", "."]
      process.currentDirectoryURL = folder
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      // Gentler signals may be blocked here, and the child inherits that. Its end ends every wait for its output.
      let end: @Sendable () -> Void = { [number = process.processIdentifier] in kill(number, SIGKILL) }
      DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: end)
      defer { end() }
      func wait(for text: String) -> Bool {
        var seen = ""
        while !seen.contains(text) {
          let chunk = output.fileHandleForReading.availableData
          guard !chunk.isEmpty else { return false }
          seen += String(decoding: chunk, as: UTF8.self)
        }
        return true
      }
      #expect(wait(for: "1 error in 1 file\n"))
      try Data(good.utf8).write(to: folder.appendingPathComponent("a.kstack.yaml"))
      #expect(wait(for: "no problems in 1 file\n"))
      try Data(bad.utf8).write(to: folder.appendingPathComponent("b.kstack.yaml"))
      #expect(wait(for: "1 error in 2 files\n"))
      let reading = "apps:\n  web: {image: 'nginx:1.27', env_file: web.env}\n"
      try Data(reading.utf8).write(to: folder.appendingPathComponent("b.kstack.yaml"))
      #expect(wait(for: "1 warning in 2 files\n"))
      try Data().write(to: folder.appendingPathComponent("web.env"))
      #expect(wait(for: "no problems in 2 files\n"))
    }
  }

  /// A report that is lost must not look like one without findings.
  @Test(arguments: [
    ["schema"], ["check", "docs/example"], ["check", "--format", "sarif", "docs/example"], ["explain"],
  ])
  func `what cannot be written has status 2`(_ arguments: [String]) throws {
    let full = "/dev/full"
    guard let device = FileHandle(forWritingAtPath: full) else { return }
    let process = Process()
    process.executableURL = try ServerProcess.program()
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let errors = Pipe()
    (process.standardOutput, process.standardError) = (device, errors)
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text == "standard output: no space left on device\n")
  }

  @Test func `a slip in a command's name is pointed out`() throws {
    let outcome = try ServerProcess.run(["chek", "a.yaml"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("Error: unknown command 'chek'; did you mean 'check'?\n"))
    #expect(outcome.errors.contains("Usage:"))
  }

  @Test func `what containers end up with is printed`() throws {
    let stack = "apps:\n  web:\n    image: a\n    networks: [n]\n    sidecars: {log: {image: b}}\n"
    let inherited = "networks:  # inherited from app 'web'\n"
    try withFolder(["a.kstack.yaml": stack, "pod.yaml": "kind: Pod\n"]) { folder in
      let sidecar = try ServerProcess.run(["effective", "a.kstack.yaml", "web/log"], directory: folder)
      #expect(sidecar.status == 0 && sidecar.output.contains("\n\(inherited)  - n\n"))
      let all = try ServerProcess.run(["effective", "-"], input: stack, directory: folder)
      #expect(all.status == 0 && all.output.hasPrefix("apps:\n  web:\n    image: a\n"))
      #expect(all.output.contains("\n      log:\n        image: b\n        \(inherited)"))
      for (arguments, reason) in [
        (["a.kstack.yaml", "web/"], "a.kstack.yaml: no container 'web/'\n"),
        (["pod.yaml"], "pod.yaml: not a kstack file\n"), (["no.yaml"], "no.yaml: no such file or directory\n"),
      ] {
        let outcome = try ServerProcess.run(["effective"] + arguments, directory: folder)
        #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errors == reason)
      }
    }
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
