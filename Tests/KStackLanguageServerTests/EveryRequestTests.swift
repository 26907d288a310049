import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

/// Every row of the table of requests, on every file, whole and broken off: each is answered, and each place in an
/// answer is one that an editor can go to. A row that is added is tested here without a further word.
@Suite struct EveryRequestTests {
  private static let files: [Fixture] = (try? Corpus.all + Corpus.examples) ?? []

  @Test func filesAreThere() { #expect(Self.files.count > 150) }

  /// What each place asks for is tested offset by offset in the analysis. Here a few stand for all, other ones in each
  /// file: some place and the end of the whole file, and the end of what is left when it breaks off.
  @Test(arguments: files)
  func everyRequestIsAnswered(_ fixture: Fixture) throws {
    let scalars = Array(fixture.text.unicodeScalars)
    let encodings = ["utf-8", "utf-16", "utf-32"]
    let count = scalars.count
    let some = count * (fixture.bytes.count % 7) / 7
    for (number, (end, offsets)) in [(count, [some, count]), (some, [some])].enumerated() {
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars.prefix(end))
      var session = try Session(text, encoding: encodings[(count + number) % 3])
      for offset in Set(offsets) {
        for row in RequestRow.all { try session.ask(row.method, at: offset) }
      }
    }
  }
}

/// A client with one document, that checks what it is answered.
private struct Session {
  private var client: Client
  private let places: Places
  private let text: String
  private let encoding: String

  init(_ text: String, encoding: String) throws {
    let everything: JSONValue = [
      "general": ["positionEncodings": [.string(encoding)]],
      "textDocument": [
        "completion": [
          "completionItem": [
            "snippetSupport": true, "insertReplaceSupport": true, "resolveSupport": ["properties": ["documentation"]],
          ]
        ],
        "codeAction": [
          "codeActionLiteralSupport": [:], "dataSupport": true, "resolveSupport": ["properties": ["edit"]],
        ],
        "inlayHint": [:], "onTypeFormatting": [:],
        "definition": ["linkSupport": true], "declaration": [:], "typeDefinition": ["linkSupport": true],
        "documentSymbol": ["hierarchicalDocumentSymbolSupport": true], "foldingRange": [:], "selectionRange": [:],
        "rename": ["prepareSupport": true], "linkedEditingRange": [:],
        "semanticTokens": [
          "requests": ["full": ["delta": true], "range": true], "formats": ["relative"],
          "tokenTypes": ["property", "class", "type", "variable", "string", "number"], "tokenModifiers": [],
        ],
      ],
    ]
    client = try Client.initialized(everything, installedReferencePage: "file:///reference.md")
    try client.open(text)
    self.text = text
    self.encoding = encoding
    places = Places(text, encoding: encoding)
  }

  /// Sends a request with all that any of them may want, and checks the answer.
  mutating func ask(_ method: String, at offset: Int) throws {
    if let items = try itemsToResolve(by: method, at: offset) {
      for item in items.prefix(2) { try check(client.request(method, item), method, at: offset) }
    } else {
      let params = params(at: offset)
      // What is about all files is answered when nothing else is to do.
      let answer =
        method.hasPrefix("workspace/")
        ? try client.later(method, params).last ?? .null : try client.request(method, params)
      try check(answer, method, at: offset)
      if method == "textDocument/semanticTokens/full" { checkTokens(answer["result"]?["data"], at: offset) }
    }
  }

  private func params(at offset: Int) -> JSONValue {
    let position = places.position(of: offset)
    return [
      "textDocument": ["uri": Client.uri], "position": position, "positions": [position],
      "range": ["start": places.position(of: offset / 2), "end": position], "ch": "\n", "newName": "zz",
      "context": ["diagnostics": [], "includeDeclaration": true, "triggerKind": 1],
      "options": ["tabSize": 2, "insertSpaces": true], "previousResultId": "1", "previousResultIds": [], "query": "",
      "files": [],
    ]
  }

  /// What `…/resolve` is asked about: what another request gave.
  private mutating func itemsToResolve(by method: String, at offset: Int) throws -> [JSONValue]? {
    let lists = [
      "completionItem/resolve": "textDocument/completion", "inlayHint/resolve": "textDocument/inlayHint",
      "documentLink/resolve": "textDocument/documentLink", "codeAction/resolve": "textDocument/codeAction",
      "codeLens/resolve": "textDocument/codeLens", "workspaceSymbol/resolve": "workspace/symbol",
    ]
    guard let list = lists[method] else { return nil }
    let params = params(at: offset)
    let answer =
      list.hasPrefix("workspace/") ? try client.later(list, params).last : try client.request(list, params)
    let result = answer?["result"]
    return result?["items"]?.array ?? result?.array ?? []
  }

  // MARK: - Checking

  private func check(_ answer: JSONValue, _ method: String, at offset: Int) throws {
    if let error = answer["error"] {
      // Not every place has a name that may be `zz`.
      #expect(method == "textDocument/rename" && error["message"]?.string?.isEmpty == false, "\(method): \(error)")
    }
    #expect(answer["result"] != nil || answer["error"] != nil)
    for fault in faults(in: answer["result"] ?? .null) {
      Issue.record("\(method) at \(offset), \(encoding): \(fault) in:\n\(text)")
    }
  }

  /// Walks an answer and names the places in it that are none, and those that do not lie in what they must lie in.
  private func faults(in value: JSONValue, of uri: JSONValue = Client.uri) -> [String] {
    switch value {
    case .array(let items): return items.flatMap { faults(in: $0, of: uri) }
    case .object(let members):
      let uri = members["targetUri"] ?? members["uri"] ?? uri
      guard uri == Client.uri else { return [] }
      var found = members.values.flatMap { faults(in: $0, of: uri) }
      if members["line"] != nil, members["character"] != nil, places.offset(at: value) == nil {
        found.append("no place: \(value)")
      }
      if let start = members["start"], let end = members["end"], order(end) < order(start) {
        found.append("turned around: \(value)")
      }
      for (inner, outer) in [
        (members["selectionRange"], members["range"]), (members["targetSelectionRange"], members["targetRange"]),
        (members["range"], members["parent"]?["range"]), (members["insert"], members["replace"]),
      ] {
        guard let inner, let outer else { continue }
        if order(inner["start"]) < order(outer["start"]) || order(outer["end"]) < order(inner["end"]) {
          found.append("not inside: \(inner), \(outer)")
        }
      }
      if let start = members["startLine"]?.integer, let end = members["endLine"]?.integer {
        if start < 0 || end < start || end >= places.lineCount { found.append("no lines: \(value)") }
      }
      return found
    default: return []
    }
  }

  private func checkTokens(_ data: JSONValue?, at offset: Int) {
    let numbers = data?.array?.compactMap(\.integer) ?? []
    var (line, column) = (0, 0)
    for start in stride(from: 0, to: numbers.count - 4, by: 5) {
      (line, column) = (line + numbers[start], (numbers[start] == 0 ? column : 0) + numbers[start + 1])
      for character in [column, column + numbers[start + 2]] {
        let place: JSONValue = ["line": .integer(line), "character": .integer(character)]
        #expect(places.offset(at: place) != nil, "a token at \(place), \(encoding), in:\n\(text)")
      }
    }
  }

  private func order(_ position: JSONValue?) -> (Int, Int) {
    (position?["line"]?.integer ?? -1, position?["character"]?.integer ?? -1)
  }
}
