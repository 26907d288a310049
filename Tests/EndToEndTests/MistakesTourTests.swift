import Foundation
import TestSupport
import Testing

/// The bundled tours: `check` reports each planted mistake once, on the line that is marked `# mistake: CODE`, and
/// nothing else above a hint.
@Suite struct MistakesTourTests {
  @Test(arguments: ["mistakes.kstack.yaml", "broken.kstack.yaml"])
  func `each mistake is reported once, where it is marked`(_ name: String) throws {
    let path = Self.folder + name
    let marks = try Self.marks(path)
    let outcome = try ServerProcess.run(["check", "--color", "never", path])
    #expect(outcome.status == 1)

    let reports = try Self.reports(outcome.output, path)
    let expected = marks.map(\.text)
    let found = reports.filter { report in !report.isHint || marks.contains { $0.text == report.text } }.map(\.text)
    expectText(found.joined(separator: "\n"), equals: expected.joined(separator: "\n"))
  }

  @Test func `the tours show many different mistakes`() throws {
    let marks = try Self.marks(Self.folder + "mistakes.kstack.yaml") + Self.marks(Self.folder + "broken.kstack.yaml")
    #expect(marks.count >= 100)
    #expect(Set(marks.map(\.code)).count >= 60)
  }

  private struct Place {
    var line: Int
    var code: String
    var isHint = false

    var text: String { "\(line): \(code)" }
  }

  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/docs/example/"

  /// By line, then code.
  private static func marks(_ path: String) throws -> [Place] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { index, line in
      line.matches(of: /# mistake: ([-a-z]+)/).map { Place(line: index + 1, code: String($0.1)) }
    }.sorted { ($0.line, $0.code) < ($1.line, $1.code) }
  }

  /// The first lines of the reports, by line, then code.
  private static func reports(_ output: String, _ path: String) throws -> [Place] {
    let head = /:([0-9]+):[0-9]+: (error|warning|information|hint)\[([-a-z]+)\]:/
    return try output.split(separator: "\n").filter { $0.hasPrefix(path) }.map { line -> Place in
      let match = try #require(line.dropFirst(path.count).prefixMatch(of: head))
      let number = try #require(Int(match.1))
      return Place(line: number, code: String(match.3), isHint: match.2 == "hint")
    }.sorted { ($0.line, $0.code) < ($1.line, $1.code) }
  }
}
