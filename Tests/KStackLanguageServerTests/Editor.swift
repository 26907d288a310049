import LanguageServerProtocol
import TestSupport
import Testing

/// An editor as simple as can be: one text, and places in it counted in one encoding by code of its own.
struct Editor {
  private var client: Client
  private var version = 1
  private let encoding: String
  private(set) var text: String
  private var places: Places { Places(text, encoding: encoding) }

  /// Opens the text in a client that prefers an encoding: `utf-8`, `utf-16` or `utf-32`.
  init(_ text: String, encoding: String, capabilities: JSONValue = [:]) throws {
    var announced = capabilities.object ?? [:]
    announced["general"] = ["positionEncodings": [.string(encoding)]]
    client = try Client.initialized(.object(announced))
    self.encoding = encoding
    self.text = text
    try client.open(text)
  }

  // MARK: - Asking

  /// The result of a request about the document, at the `█` in a piece of its text or between two of them.
  mutating func ask(_ method: String, at mark: String, to end: String? = nil, _ more: [String: JSONValue] = [:])
    throws -> JSONValue
  {
    let start = places.position(of: try offset(of: mark))
    let range: JSONValue = ["start": start, "end": try end.map { places.position(of: try offset(of: $0)) } ?? start]
    var params: [String: JSONValue] = ["textDocument": ["uri": Client.uri], "position": start, "range": range]
    params.merge(more) { _, new in new }
    let answer = try client.request(method, .object(params))
    #expect(answer["error"] == nil)
    return answer["result"] ?? .null
  }

  // MARK: - Editing

  /// Makes the edits of an answer, and tells the server.
  mutating func apply(_ edits: JSONValue?) throws {
    let edits = try #require(edits?.array).map { edit in
      (range: try range(of: try #require(edit["range"] ?? edit["replace"])), text: edit["newText"]?.string ?? "")
    }
    try replace(edits)
  }

  /// Makes the edits of a `WorkspaceEdit`.
  mutating func applyWorkspaceEdit(_ edit: JSONValue?) throws {
    try apply(edit?["changes"]?[try #require(Client.uri.string)])
  }

  /// Types the same at the end of each range.
  mutating func type(_ typed: String, behind ranges: JSONValue?) throws {
    let ends = try #require(ranges?.array).map { try range(of: $0).upperBound }
    try replace(ends.map { ($0..<$0, typed) })
  }

  mutating func type(_ typed: String, at mark: String) throws {
    let offset = try offset(of: mark)
    try replace([(offset..<offset, typed)])
  }

  private mutating func replace(_ edits: [(range: Range<Int>, text: String)]) throws {
    // From the last to the first, so that no edit shifts another.
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      let places = places
      let range: JSONValue = [
        "start": places.position(of: edit.range.lowerBound), "end": places.position(of: edit.range.upperBound),
      ]
      version += 1
      try client.change(version: version, ["range": range, "text": .string(edit.text)])
      var scalars = places.scalars
      scalars.replaceSubrange(edit.range, with: edit.text.unicodeScalars)
      text = ""
      text.unicodeScalars.append(contentsOf: scalars)
    }
  }

  // MARK: - Places

  /// Where the `█` of a piece of the text is, in Unicode scalars.
  private func offset(of mark: String) throws -> Int {
    let piece = try MarkedText(mark)
    let before = piece.text.utf8.prefix(try piece.cursor)
    let scalars = places.scalars
    let start = scalars.indices.first { scalars[$0...].starts(with: piece.text.unicodeScalars) }
    return try #require(start, "'\(mark)' is not in:\n\(text)")
      + String(decoding: before, as: UTF8.self).unicodeScalars.count
  }

  private func range(of range: JSONValue) throws -> Range<Int> {
    let start = try #require(places.offset(at: range["start"]))
    return start..<(try #require(places.offset(at: range["end"])))
  }
}
