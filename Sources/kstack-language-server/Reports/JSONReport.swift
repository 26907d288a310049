import KStackAnalysis

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// For programs: one JSON document, described in `docs/check-report.md`. What is there stays as it is within a
/// ``version``; new members may come.
struct JSONReport: Report {
  static let version = 1
  private var files: [File] = []

  struct Document: Encodable {
    let version: Int
    let files: [File]
  }

  struct File: Encodable {
    let path: String
    let diagnostics: [Finding]
  }

  struct Finding: Encodable {
    let code: String
    let severity: String
    let message: String
    let range: PlaceRange
    let related: [Related]
    let fixes: [Cure]
  }

  struct Related: Encodable {
    let range: PlaceRange
    let message: String
  }

  struct Cure: Encodable {
    let title: String
    let isPreferred: Bool
    let edits: [Edit]
  }

  struct Edit: Encodable {
    let range: PlaceRange
    let newText: String
  }

  struct PlaceRange: Encodable {
    let start: Place
    let end: Place
  }

  struct Place: Encodable {
    let line: Int
    let column: Int
    let offset: Int
  }

  mutating func add(_ file: CheckedFile) -> String {
    func place(_ offset: Int) -> Place {
      let (line, column) = file.place(offset)
      return Place(line: line, column: column, offset: offset)
    }
    func range(_ range: Range<Int>) -> PlaceRange {
      PlaceRange(start: place(range.lowerBound), end: place(range.upperBound))
    }
    let findings = file.diagnostics.map { diagnostic in
      Finding(
        code: diagnostic.code, severity: diagnostic.severity.noun, message: diagnostic.message,
        range: range(diagnostic.range),
        related: diagnostic.related.map { Related(range: range($0.range), message: $0.message) },
        fixes: diagnostic.fixes.map { fix in
          let edits = fix.edits.map { Edit(range: range($0.range), newText: $0.replacement) }
          return Cure(title: fix.title, isPreferred: fix.isPreferred, edits: edits)
        })
    }
    files.append(File(path: file.name, diagnostics: findings))
    return ""
  }

  func end() throws -> String { try Self.encoded(Document(version: Self.version, files: files)) }

  /// As all that this program prints as JSON is written, with a final line break.
  static func encoded(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }
}
