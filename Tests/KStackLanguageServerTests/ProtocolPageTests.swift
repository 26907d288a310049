import Foundation
import Testing

@testable import KStackLanguageServer

/// `docs/protocol.md` says of every message whether it is used: it is held against the tables of the server.
@Suite struct ProtocolPageTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The methods that a section of the page marks as used.
  private func used(_ section: String) throws -> Set<String> {
    let page = try String(contentsOf: Self.root.appendingPathComponent("docs/protocol.md"), encoding: .utf8)
    let start = try #require(page.range(of: "\n## \(section)\n"))
    let text = page[start.upperBound...].prefix { $0 != "#" }
    let rows = text.matches(of: /\| `([^`]+)` \| (yes|no) \|/)
    #expect(rows.count == text.split(separator: "\n").count { $0.hasPrefix("| `") })
    return Set(rows.filter { $0.2 == "yes" }.map { String($0.1) })
  }

  @Test func `requests`() throws {
    #expect(
      try used("Requests from the client") == Set(RequestRow.all.map(\.method)).union(["initialize", "shutdown"]))
  }

  @Test func `notifications`() throws {
    #expect(try used("Notifications from the client") == Set(NotificationRow.all.map(\.method)).union(["exit"]))
  }

  @Test func `what the server sends is what its sources name`() throws {
    let folder = Self.root.appendingPathComponent("Sources/KStackLanguageServer")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    var sent: Set<String> = []
    for name in names {
      let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      for match in source.matches(of: /(?:[^a-zA-Z]request\(|notification\(method: )"([^"]+)"/) {
        sent.insert(String(match.1))
      }
    }
    #expect(try used("To the client") == sent)
  }
}
