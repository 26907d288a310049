import Foundation
import Testing
import YAMLSyntax

@Suite struct ScalarResolutionTests {
  @Test func everyRowOfPyYAMLsTableHolds() throws {
    let rows = try Self.table()
    #expect(rows.count > 3_000)
    var differences: [String] = []
    for row in rows {
      let loaded: LoadedScalar
      if row.form == "plain" {
        loaded = LoadedScalar(plain: row.text)
        let kind = String(describing: ScalarResolution.kind(ofPlain: row.text))
        if kind != row.kind { differences.append("\(row.text): kind \(kind), PyYAML \(row.kind)") }
      } else {
        loaded = LoadedScalar(text: row.text, tag: row.form)
      }
      // Both say nothing of numbers that are too long to convert, but for different lengths.
      let isLong = loaded == .integer(decimal: nil, value: nil) && row.text.utf8.count > 1_000
      if loaded.typeName != row.loaded || (loaded.pythonText != row.python && !isLong) {
        differences.append(
          "\(row.form) \(row.text): \(loaded.typeName) \(loaded.pythonText ?? "-"), PyYAML \(row.loaded) \(row.python ?? "-")"
        )
      }
    }
    #expect(differences.isEmpty, "\(differences.count) rows differ:\n\(differences.prefix(40).joined(separator: "\n"))")
  }

  @Test func aScalarMayLieAnywhereInItsBytes() {
    let bytes = Array("key: 0400 # comment".utf8)
    #expect(ScalarResolution.kind(ofPlain: bytes, in: 5..<9) == .integer)
    #expect(LoadedScalar(plain: bytes, in: 5..<9) == .integer(decimal: "256", value: 256))
    #expect(ScalarResolution.kind(ofPlain: bytes, in: 5..<5) == .null)
    #expect(ScalarResolution.kind(ofPlain: bytes, in: 500..<600) == .null, "clamped")
    #expect(ScalarResolution.kind(ofPlain: bytes, in: -4..<3) == .string, "clamped")
  }

  @Test func integersTellWhetherTheyFit() {
    #expect(LoadedScalar(plain: "8080:50") == .integer(decimal: "484850", value: 484_850))
    #expect(
      LoadedScalar(plain: "-9223372036854775808") == .integer(decimal: "-9223372036854775808", value: Int(Int64.min)))
    #expect(LoadedScalar(plain: "9223372036854775808") == .integer(decimal: "9223372036854775808", value: nil))
    #expect(
      LoadedScalar(plain: "0x10000000000000000") == .integer(decimal: "18446744073709551616", value: nil))
  }

  @Test func hugeNumbersCostNoQuadraticTime() {
    let hex = "0x" + String(repeating: "f", count: 1_000_000)
    #expect(LoadedScalar(plain: hex) == .integer(decimal: nil, value: nil))
    let sixty = "1" + String(repeating: ":59", count: 300_000)
    #expect(LoadedScalar(plain: sixty) == .integer(decimal: nil, value: nil))
    #expect(LoadedScalar(plain: sixty + ".5").typeName == "failure")
    #expect(LoadedScalar(plain: String(repeating: "9", count: 1_000_000)).typeName == "failure")
    #expect(LoadedScalar(plain: "0x" + String(repeating: "0", count: 1_000_000) + "1f").pythonText == "31")
  }

  @Test func failuresSayWhy() {
    let reasons = [
      ("2024-13-45", "there is no month 13"), ("2023-02-29", "there is no day 29 in 2023-02"),
      ("2024-01-01 25:00:00", "there is no hour 25"), ("0b_", "'0b_' is not an integer"),
      ("<<", "'<<' merges mappings and can only be a key"),
    ]
    for (text, reason) in reasons { #expect(LoadedScalar(plain: text) == .failure(reason)) }
    #expect(LoadedScalar(text: "1", tag: "!env") == .failure("the tag '!env' is not known"))
  }

  @Test func anExplicitTagIsWrittenInTwoWays() {
    #expect(LoadedScalar(text: "1", tag: "tag:yaml.org,2002:str") == .string("1"))
    #expect(LoadedScalar(text: "1", tag: "!!str") == .string("1"))
    #expect(LoadedScalar(text: "12", tag: "!") == .integer(decimal: "12", value: 12))
  }

  private struct Row {
    var form: String
    var text: String
    var kind: String
    var loaded: String
    var python: String?
  }

  private static func table() throws -> [Row] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/scalars.tsv")
    let decoder = JSONDecoder()
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      let columns = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(columns.count == 5, "\($0)")
      return Row(
        form: columns[0], text: try decoder.decode(String.self, from: Data(columns[1].utf8)), kind: columns[2],
        loaded: columns[3],
        python: columns[4].isEmpty ? nil : try decoder.decode(String.self, from: Data(columns[4].utf8)))
    }
  }
}

extension LoadedScalar {
  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .integer: "integer"
    case .float: "float"
    case .date: "date"
    case .dateTime: "dateTime"
    case .binary: "binary"
    case .string: "string"
    case .failure: "failure"
    }
  }
}
