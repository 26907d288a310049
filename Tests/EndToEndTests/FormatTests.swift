import Foundation
import TestSupport
import Testing

@Suite struct FormatTests {
  private let messy = "apps:\n  web:\n    image:   nginx:1.27  \n"
  private let tidy = "apps:\n  web:\n    image: nginx:1.27\n"

  /// A new folder with these files, removed afterwards.
  private func withFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try body(folder)
  }

  private func text(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func `files are rewritten in place, with their permissions and through links`() throws {
    try withFolder(["a.yaml": messy, "b.yaml": tidy, "c.yaml": "kind:   List\n"]) { folder in
      let manager = FileManager.default
      let path = folder.appendingPathComponent("a.yaml").path
      try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      let link = folder.appendingPathComponent("link.yml")
      try manager.createSymbolicLink(atPath: link.path, withDestinationPath: "a.yaml")
      let outcome = try ServerProcess.run(["format", "link.yml", "b.yaml", "c.yaml"], directory: folder)
      #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
      #expect(try text("a.yaml", in: folder) == tidy)
      #expect(try text("c.yaml", in: folder) == "kind:   List\n")
      #expect(try manager.destinationOfSymbolicLink(atPath: link.path) == "a.yaml")
      #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
      #expect(try manager.contentsOfDirectory(atPath: folder.path).count == 4)
    }
  }

  @Test func `check lists what would change and changes nothing`() throws {
    try withFolder(["a.yaml": messy, "b.yaml": tidy]) { folder in
      let outcome = try ServerProcess.run(["format", "--check", "."], directory: folder)
      #expect(outcome.status == 1 && outcome.output == "a.yaml\n" && outcome.errors.isEmpty)
      #expect(try text("a.yaml", in: folder) == messy)
      #expect(try ServerProcess.run(["format", "--check", "b.yaml"], directory: folder).status == 0)
    }
  }

  @Test func `standard input is printed formatted`() throws {
    #expect(try ServerProcess.run(["format", "-"], input: messy).output == tidy)
    let wide = try ServerProcess.run(["format", "--indent", "4", "-"], input: messy)
    #expect(wide.output == "apps:\n    web:\n        image: nginx:1.27\n")
    let check = try ServerProcess.run(["format", "--check", "-"], input: messy)
    #expect(check.status == 1 && check.output == "<stdin>\n")
    let foreign = try ServerProcess.run(["format", "-"], input: "kind:   List\n")
    #expect(foreign.status == 0 && foreign.output == "kind:   List\n")
  }

  @Test func `what cannot be formatted is left as it is and has status 2`() throws {
    let broken = "apps:\n   web: [\n"
    let filter = try ServerProcess.run(["format", "-"], input: broken)
    #expect(filter.status == 2 && filter.output == broken)
    try withFolder(["a.yaml": broken, "b.yaml": messy]) { folder in
      let outcome = try ServerProcess.run(["format", "a.yaml", "none.yaml", "b.yaml"], directory: folder)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "a.yaml: not formatted: it has syntax errors\nnone.yaml: no such file or directory\n")
      #expect(try text("a.yaml", in: folder) == broken)
      #expect(try text("b.yaml", in: folder) == tidy)
    }
  }

  @Test(arguments: [["format"], ["format", "--indent", "0", "-"], ["format", "--indent", "x", "-"]])
  func `wrong arguments have status 2`(_ arguments: [String]) throws {
    let outcome = try ServerProcess.run(arguments)
    #expect(outcome.status == 2 && outcome.errors.contains("Usage:"))
  }
}
