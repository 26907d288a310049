import KStackAnalysis
import LanguageServerProtocol
import TestSupport
import Testing
import YAMLSyntax

@testable import KStackLanguageServer

@Suite struct TranslationTests {
  private let uri = "file:///a.yaml"
  private let source = SourceText(Array("é😀: x\napps:\n".utf8))

  private func translation(
    encoding: PositionEncoding = .utf16, referencePage: String? = nil,
    _ announce: (inout LSP.ClientCapabilities) -> Void = { _ in }
  ) -> Translation {
    var client = LSP.ClientCapabilities()
    announce(&client)
    return Translation(client: client, encoding: encoding, referencePage: referencePage)
  }

  private func json(_ value: some Encodable & Sendable) throws -> JSONValue {
    let message = try JSONValue(OutgoingMessage.response(id: .number(1), result: value))
    return message["result"] ?? .null
  }

  @Test(arguments: [(PositionEncoding.utf8, 6), (.utf16, 3), (.utf32, 2)])
  func `places count in the negotiated encoding`(_ encoding: PositionEncoding, _ column: Int) {
    let translation = translation(encoding: encoding)
    let position = LSP.Position(line: 0, character: column)
    #expect(translation.position(6, in: source) == position)
    #expect(translation.offset(position, in: source) == 6)
  }

  // MARK: - Edits

  @Test(arguments: [
    ("a: 1\n", ["b: 2\n"], [Client.range(0, 4, 0, 4)], ["\nb: 2"]),
    (
      "a: 1\r\n", ["b: 2\r\n", "c: 3\r\n"], [Client.range(0, 4, 0, 4), Client.range(0, 4, 0, 4)],
      ["\r\nb: 2", "\r\nc: 3"]
    ),
    ("a: 1", ["\nb: 2"], [Client.range(0, 4, 0, 4)], ["\nb: 2"]),
    ("a: 1\n", ["b: 2"], [Client.range(1, 0, 1, 0)], ["b: 2"]),
    ("a: 1\r\n", ["b: 2\n"], [Client.range(1, 0, 1, 0)], ["b: 2\n"]),
    ("", ["b: 2\n"], [Client.range(0, 0, 0, 0)], ["b: 2\n"]),
    ("\n", ["b: 2\n"], [Client.range(0, 0, 0, 0)], ["\nb: 2"]),
  ])
  func `lines added at the end go in before the last line break`(
    _ text: String, _ added: [String], _ ranges: [JSONValue], _ expected: [String]
  ) throws {
    let text = SourceText(text)
    let end = text.bytes.count
    let edits = added.map { TextEdit(range: end..<end, replacement: $0) }
    let translated = try json(translation().edits(edits, in: text)).array ?? []
    #expect(translated.compactMap { $0["range"] } == ranges)
    #expect(translated.compactMap { $0["newText"]?.string } == expected)
  }

  @Test func `lines are added where they were said to be when another edit touches the last line break`() throws {
    let text = SourceText("a: 1\nb: 2\n")
    for other in [TextEdit(range: 5..<10, replacement: ""), TextEdit(range: 9..<9, replacement: "x")] {
      let added = TextEdit(range: 10..<10, replacement: "c: 3\n")
      let translated = try json(translation().edits([other, added], in: text)).array ?? []
      #expect(translated.last?["range"] == Client.range(2, 0, 2, 0))
    }
  }

  // MARK: - Diagnostics

  private let diagnostic = Diagnostic(
    code: "unknown-key", severity: .warning, range: 10..<14, message: "unknown key 'apps'",
    related: [Diagnostic.RelatedPlace(range: 0..<6, message: "here")], tags: [.deprecated, .unnecessary])

  @Test func `a diagnostic has only what the client can show`() throws {
    let translated = translation(referencePage: "file:///r.md").diagnostic(diagnostic, in: source, uri: uri)
    #expect(
      try json(translated) == [
        "range": Client.range(1, 0, 1, 4), "severity": 2, "code": "unknown-key", "source": "kstack",
        "message": "unknown key 'apps'",
      ])
  }

  @Test func `a diagnostic has all that the client can show`() throws {
    let translation = translation(referencePage: "file:///r.md") {
      $0.diagnosticTags = [1, 2, 7]
      $0.diagnosticRelatedInformation = true
      $0.diagnosticCodeDescription = true
    }
    let translated = try json(translation.diagnostic(diagnostic, in: source, uri: uri))
    #expect(translated["tags"] == [1, 2])
    #expect(translated["codeDescription"] == ["href": "file:///r.md#unknown-key"])
    let place: JSONValue = ["uri": "file:///a.yaml", "range": Client.range(0, 0, 0, 3)]
    #expect(translated["relatedInformation"] == [["location": place, "message": "here"]])
  }

  @Test func `a code has no link without a page`() {
    let translation = translation { $0.diagnosticCodeDescription = true }
    #expect(translation.diagnostic(diagnostic, in: source, uri: uri).codeDescription == nil)
  }

  // MARK: - Hover

  @Test(arguments: [
    ([], "plaintext"), (["markdown", "plaintext"], "markdown"), (["plaintext", "markdown"], "plaintext"),
    (["asciidoc", "markdown"], "markdown"), (["asciidoc"], "plaintext"),
  ])
  func `hover comes in the format that the client likes best`(_ formats: [String], _ kind: String) throws {
    let translation = translation { $0.hoverFormats = formats }
    let hover = try json(translation.hover(Hover(range: 10..<14, markdown: "apps"), in: source))
    #expect(hover["contents"]?["kind"]?.string == kind)
    #expect(hover["range"] == Client.range(1, 0, 1, 4))
  }

  // MARK: - Completion

  private func items(_ translation: Translation, _ items: [CompletionItem]) throws -> [JSONValue] {
    let file = StackFile(text: source)
    return try json(translation.completionList(CompletionList(items: items), in: file.text, file.context))["items"]?
      .array ?? []
  }

  private let item = CompletionItem(
    label: "apps", kind: .key, detail: "what runs", documentationID: "no such documentation", replace: 10..<14,
    newText: "apps:", isDeprecated: true, isPreselected: true)

  @Test func `a plain client gets a plain item`() throws {
    let plain = try items(translation(), [item])
    #expect(
      plain == [
        [
          "label": "apps", "kind": 10, "detail": "what runs", "sortText": "0", "filterText": "apps",
          "textEdit": ["range": Client.range(1, 0, 1, 4), "newText": "apps:"],
        ]
      ])
  }

  @Test func `a modern client gets more`() throws {
    let modern = translation {
      $0.insertTextModes = [1, 2]
      $0.completionTags = [1]
      $0.completionDeprecated = true
      $0.completionPreselect = true
      $0.completionResolveProperties = ["documentation"]
    }
    let translated = try items(modern, [item])[0]
    #expect(translated["insertTextMode"] == 1)
    #expect(translated["tags"] == [1])
    #expect(translated["deprecated"] == nil)
    #expect(translated["preselect"] == true)
    #expect(translated["data"] == "no such documentation")
    #expect(translated["documentation"] == nil)
    let older = translation { $0.completionDeprecated = true }
    #expect(try items(older, [item])[0]["deprecated"] == true)
  }

  @Test func `a client that can insert or replace is told both`() throws {
    let inside = CompletionItem(label: "apps", kind: .key, replace: 10..<14, insert: 10..<12, newText: "apps")
    let both = translation { $0.completionInsertReplace = true }
    #expect(
      try items(both, [inside])[0]["textEdit"] == [
        "insert": Client.range(1, 0, 1, 2), "replace": Client.range(1, 0, 1, 4), "newText": "apps",
      ])
    let one: JSONValue = ["range": Client.range(1, 0, 1, 4), "newText": "apps"]
    #expect(try items(translation(), [inside])[0]["textEdit"] == one)
    let atEnd = CompletionItem(label: "apps", kind: .key, replace: 10..<14, newText: "apps")
    #expect(try items(both, [atEnd])[0]["textEdit"] == one)
  }

  @Test func `what all items replace is said once to a client that takes it so`() throws {
    let context = AnalysisContext()
    let list = CompletionList(items: [
      CompletionItem(label: "apps", kind: .key, replace: 10..<14, newText: "apps"),
      CompletionItem(label: "nets", kind: .key, replace: 10..<14, newText: "nets: "),
      CompletionItem(label: "volumes", kind: .key, replace: 10..<12, newText: "volumes"),
    ])
    let shared = translation { $0.completionItemDefaults = ["editRange"] }
    let told = try json(shared.completionList(list, in: source, context))
    #expect(told["itemDefaults"] == ["editRange": Client.range(1, 0, 1, 4)])
    #expect(told["items"]?.array?.map { $0["textEditText"] } == ["apps", "nets: ", nil])
    #expect(
      told["items"]?.array?.map { $0["textEdit"] }
        == [nil, nil, ["range": Client.range(1, 0, 1, 2), "newText": "volumes"]])
    let inside = CompletionItem(label: "apps", kind: .key, replace: 10..<14, insert: 10..<12, newText: "apps")
    let both = translation {
      $0.completionItemDefaults = ["editRange"]
      $0.completionInsertReplace = true
    }
    #expect(
      try json(both.completionList(CompletionList(items: [inside]), in: source, context))["itemDefaults"]
        == ["editRange": ["insert": Client.range(1, 0, 1, 2), "replace": Client.range(1, 0, 1, 4)]])
  }

  @Test func `the order of the list survives sorting by text`() throws {
    let list = (0..<101).map { CompletionItem(label: "\($0)", kind: .value, replace: 0..<0, newText: "") }
    let keys = try items(translation(), list).compactMap { $0["sortText"]?.string }
    #expect(keys.count == 101)
    #expect(keys == keys.sorted())
    #expect(keys.first == "000")
  }

  @Test func `a snippet is marked as one and a kind that the client does not know is left out`() throws {
    let pattern = CompletionItem(label: "logger", kind: .pattern, replace: 0..<0, newText: "${1:x}", isSnippet: true)
    #expect(try items(translation(), [pattern])[0]["insertTextFormat"] == 2)
    #expect(try items(translation(), [pattern])[0]["kind"] == 15)
    #expect(try items(translation { $0.completionKinds = [1] }, [pattern])[0]["kind"] == nil)
  }

  @Test func `snippets are for clients that announced them`() throws {
    for supported in [true, false] {
      var session = Session(installedReferencePage: nil)
      session.client.snippets = supported
      #expect(session.context(uri: uri, languageID: "yaml").snippets == supported)
    }
  }

  @Test(arguments: [
    ("image:█", ":", true), ("image: █", " ", true), ("image:  █", " ", false), ("image: a █", " ", false),
    ("  - █", " ", true), ("- - █", " ", true), ("a - █", " ", false), ("  █", " ", false), (" █", " ", false),
    ("█", " ", true), ("image: a █", nil, true), ("a: \"█", "\"", true), ("# a: █b", " ", true),
  ])
  func `a space brings up a list only where a value or an item begins`(
    _ marked: String, _ character: String?, _ expected: Bool
  ) {
    let text = Array(marked.utf8)
    let cursor = Array("█".utf8)
    let offset = text.indices.first { text[$0...].starts(with: cursor) } ?? 0
    let source = SourceText(Array("x:\n".utf8) + text[..<offset] + text[(offset + cursor.count)...])
    #expect(CompletionTrigger.isWorthAnAnswer(character, before: offset + 3, in: source) == expected)
  }

  // MARK: - Code actions

  private func action(_ translation: Translation, shown: [LSP.Diagnostic] = []) throws -> JSONValue {
    let item: JSONValue = ["uri": "file:///a.yaml", "languageId": "yaml", "version": 7, "text": "é😀: x\napps:\n"]
    let content = try Client.message("textDocument/didOpen", ["textDocument": item]).json()
    guard case .notification(_, let payload) = IncomingMessage(content: content) else { return .null }
    let document = Document(
      try payload.decode(LSP.DidOpenTextDocumentParams.self).textDocument, context: AnalysisContext())
    let action = CodeAction(
      title: "remove it", kind: .quickFix, diagnostics: [diagnostic],
      edits: [TextEdit(range: 10..<15, replacement: "")], isPreferred: true)
    return try json(translation.codeAction(action, of: document, shown: shown))
  }

  @Test func `an edit names the version for clients that know document changes`() throws {
    let edits: JSONValue = [["range": Client.range(1, 0, 1, 5), "newText": ""]]
    let plain = try action(translation())
    #expect(plain["edit"] == ["changes": ["file:///a.yaml": edits]])
    #expect(plain["isPreferred"] == nil)
    #expect(plain["kind"] == "quickfix")
    let modern = try action(
      translation {
        $0.documentChanges = true
        $0.codeActionPreferred = true
      })
    let identifier: JSONValue = ["uri": "file:///a.yaml", "version": 7]
    #expect(modern["edit"] == ["documentChanges": [["textDocument": identifier, "edits": edits]]])
    #expect(modern["isPreferred"] == true)
  }

  @Test func `an action hands back the client's own diagnostic`() throws {
    let start = LSP.Position(line: 1, character: 0)
    let range = LSP.Range(start: start, end: LSP.Position(line: 1, character: 4))
    var shown = LSP.Diagnostic(range: range, code: .string("unknown-key"), message: "as the client shows it")
    shown.data = ["kept": true]
    var foreign = shown
    foreign.code = .number(3)
    let diagnostics = try action(translation(), shown: [foreign, shown])["diagnostics"]
    #expect(try diagnostics == json([shown]))
    #expect(try action(translation())["diagnostics"]?[0]?["source"] == "kstack")
  }

  @Test(arguments: [
    (nil, true), (["quickfix"], true), ([""], true), (["refactor", "quickfix"], true), ([], false),
    (["quickfix.kstack"], false), (["source"], false), (["quick"], false),
  ])
  func `only the wanted kinds are sent`(_ only: [String]?, _ expected: Bool) {
    #expect(Session.isWanted("quickfix", only: only) == expected)
    #expect(Session.isWanted("quickfix.kstack", only: ["quickfix"]))
  }
}
