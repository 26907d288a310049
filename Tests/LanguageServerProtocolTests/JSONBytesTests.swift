import Foundation
import Testing

@testable import LanguageServerProtocol

/// What is written reads back as what it was, by another reader.
@Suite struct JSONBytesTests {
  private func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONBytes.encode(value), as: UTF8.self)
  }

  @Test(arguments: [
    "", "plain", "\"quoted\" \\ /", "\u{0}\u{1F}\n\r\t\u{8}\u{7F}", "é 😀 \u{2028}\u{85}\u{FEFF}", "e\u{301}\r\n",
  ])
  func texts(_ value: String) throws {
    let read = try JSONSerialization.jsonObject(
      with: Data(JSONBytes.encode(value)), options: [.fragmentsAllowed])
    #expect((read as? String).map { Array($0.utf8) } == Array(value.utf8))
  }

  @Test func numbersAndWords() throws {
    #expect(try text([0, -1, Int.max, Int.min]) == "[0,-1,9223372036854775807,-9223372036854775808]")
    #expect(try text([1.5, -0.25, 1e300]) == "[1.5,-0.25,1e+300]")
    #expect(try text([true, false, nil]) == "[true,false,null]")
    #expect(throws: EncodingError.self) { try JSONBytes.encode([Double.nan]) }
    #expect(throws: EncodingError.self) { try JSONBytes.encode(Double.infinity) }
  }

  private struct Odd: Encodable {
    enum Key: String, CodingKey { case first, second, third, nothing, number }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      var items = container.nestedUnkeyedContainer(forKey: .first)
      try items.encode(UInt8(7))
      var inner = items.nestedContainer(keyedBy: Key.self)
      try inner.encode("x", forKey: .first)
      try items.encodeNil()
      _ = items.nestedUnkeyedContainer()
      // The one that was begun before has ended.
      try container.encode([String: Int](), forKey: .second)
      try "s".encode(to: container.superEncoder(forKey: .third))
      var again = encoder.container(keyedBy: Key.self)
      try again.encodeNil(forKey: .nothing)
      try again.encode(Float(0.5), forKey: .number)
    }
  }

  @Test func containersInContainers() throws {
    #expect(
      try text([Odd()]) == #"[{"first":[7,{"first":"x"},null,[]],"second":{},"third":"s","nothing":null,"number":0.5}]"#
    )
    #expect(try text([String: JSONValue]()) == "{}")
    #expect(try text([[Int]]()) == "[]")
    #expect(try text(String?.none) == "null")
  }

  @Test func membersAreInTheirOrder() throws {
    let position = LSP.Range(
      start: LSP.Position(line: 1, character: 2), end: LSP.Position(line: 3, character: 4))
    #expect(try text(position) == #"{"start":{"line":1,"character":2},"end":{"line":3,"character":4}}"#)
  }

  /// What a list has by the hundred is written as its type says.
  @Test func itemsOfLists() throws {
    let place = LSP.Range(start: LSP.Position(line: 1, character: 2), end: LSP.Position(line: 3, character: 4))
    var full = LSP.CompletionItem(label: "a\"b")
    full.kind = .property
    full.tags = [.deprecated]
    full.detail = "é"
    full.documentation = LSP.MarkupContent(kind: .markdown, value: "# x")
    (full.deprecated, full.preselect) = (true, false)
    (full.sortText, full.filterText) = ("01", "ab")
    (full.insertTextFormat, full.insertTextMode) = (.snippet, .adjustIndentation)
    full.textEdit = LSP.CompletionTextEdit(.both(insert: place, replace: place), newText: "n")
    (full.textEditText, full.data) = ("t", "d")
    var other = LSP.CompletionItem(label: "")
    other.textEdit = LSP.CompletionTextEdit(.range(place), newText: "")
    other.data = ["x": [1, nil]]
    try expectWrittenWhole(full)
    try expectAlike(other, LSP.CompletionItem(label: "x"))

    var diagnostic = LSP.Diagnostic(
      range: place, severity: .hint, code: .string("c"), codeDescription: LSP.CodeDescription(href: "h"), source: "s",
      message: "m", tags: [.unnecessary, .deprecated],
      relatedInformation: [
        LSP.DiagnosticRelatedInformation(location: LSP.Location(uri: "u", range: place), message: "r")
      ])
    diagnostic.data = [1, "x"]
    try expectWrittenWhole(diagnostic)
    try expectAlike(LSP.Diagnostic(range: place, code: .number(7), message: ""))
    try expectAlike(place, place)
    try expectAlike(place.end)
  }

  private func expectWrittenWhole(_ item: some Encodable) throws {
    #expect(Mirror(reflecting: item).children.allSatisfy { "\($0.value)" != "nil" }, "every member is tried")
    try expectAlike(item)
  }

  private func expectAlike<Item: Encodable>(_ items: Item...) throws {
    let written = try JSONSerialization.jsonObject(with: Data(JSONBytes.encode(items))) as? NSArray
    let expected = try JSONSerialization.jsonObject(with: JSONEncoder().encode(items)) as? NSArray
    #expect(written == expected)
  }

  @Test func nestedAsDeepAsSelectionRangesGet() throws {
    let one = LSP.Range(start: LSP.Position(line: 0, character: 0), end: LSP.Position(line: 0, character: 1))
    let range = LSP.SelectionRange(ranges: Array(repeating: one, count: 20_000))
    let bytes = try JSONBytes.encode(range)
    #expect(bytes.count { $0 == UInt8(ascii: "{") } == bytes.count { $0 == UInt8(ascii: "}") })
    #expect(bytes.count { $0 == UInt8(ascii: "{") } == 80_000)
  }
}
