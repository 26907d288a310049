import LanguageServerProtocol
import TestSupport
import Testing

/// Code actions as clients ask for them.
@Suite struct CodeActionTests {
  private static let text = """
    # 😀
    apps:
      wéb:
        image: example/web:1.0  # 😀
        ports: ["80:80"]
        environment: {É😀: a}
      side:
        image: example/side:1.0  # é

    """

  private static func client(
    _ action: JSONValue = [:], kinds: JSONValue = [], encodings: JSONValue = [], text: String = Self.text
  ) throws -> Client {
    var members = action.object ?? [:]
    members["codeActionLiteralSupport"] = ["codeActionKind": ["valueSet": kinds]]
    var client = try Client.initialized([
      "general": ["positionEncodings": encodings], "textDocument": ["codeAction": .object(members)],
    ])
    try client.open(text)
    return client
  }

  private static let resolving: JSONValue = ["dataSupport": true, "resolveSupport": ["properties": ["edit"]]]

  private static func actions(
    _ client: inout Client, _ range: JSONValue, _ context: [String: JSONValue] = [:]
  ) throws -> [JSONValue] {
    let context = JSONValue.object(context.merging(["diagnostics": []]) { first, _ in first })
    let params: JSONValue = ["textDocument": ["uri": Client.uri], "range": range, "context": context]
    return try client.request("textDocument/codeAction", params)["result"]?.array ?? []
  }

  private static let side = Client.range(6, 3, 6, 3)
  private static let move = "move app 'side' into 'wéb' as a sidecar"

  @Test func `a refactoring has its edit for a client that does not ask for it later`() throws {
    for capabilities: JSONValue in [[:], ["dataSupport": true], ["resolveSupport": ["properties": ["edit"]]]] {
      var client = try Self.client(capabilities)
      let action = try #require(try Self.actions(&client, Self.side).first { $0["title"]?.string == Self.move })
      #expect(action["kind"] == "refactor.rewrite")
      #expect(action["edit"]?["changes"] != nil)
      #expect(action["data"] == nil)
    }
  }

  @Test func `an edit comes later for a client that asks for it`() throws {
    var plain = try Self.client()
    let whole = try #require(try Self.actions(&plain, Self.side).first { $0["title"]?.string == Self.move })
    var client = try Self.client(Self.resolving)
    let action = try #require(try Self.actions(&client, Self.side).first { $0["title"]?.string == Self.move })
    #expect(action["edit"] == nil)
    let resolved = try client.request("codeAction/resolve", action)["result"]
    #expect(resolved?["edit"] == whole["edit"])
    #expect(resolved?["title"] == action["title"])
    #expect(resolved?["data"] == action["data"])
  }

  @Test func `an edit for another text than the one that was asked about is refused`() throws {
    var client = try Self.client(Self.resolving)
    let action = try #require(try Self.actions(&client, Self.side).first { $0["title"]?.string == Self.move })
    try client.change(version: 2, ["text": .string(Self.text + "\n")])
    #expect(try client.request("codeAction/resolve", action)["error"]?["code"] == -32801)
    var other = action.object ?? [:]
    other["title"] = "move nothing"
    var fresh = try Self.client(Self.resolving)
    #expect(try fresh.request("codeAction/resolve", .object(other))["error"]?["code"] == -32803)
    other["data"] = nil
    #expect(try fresh.request("codeAction/resolve", .object(other))["result"] == .object(other))
  }

  @Test func `refactorings come when the user asks, and of the kinds that are wanted`() throws {
    var client = try Self.client()
    func titles(_ context: [String: JSONValue]) throws -> [String] {
      try Self.actions(&client, Self.side, context).compactMap { $0["title"]?.string }.filter { $0.hasPrefix("move") }
    }
    #expect(try titles([:]) == [Self.move])
    #expect(try titles(["triggerKind": 1]) == [Self.move])
    #expect(try titles(["triggerKind": 2]) == [])
    #expect(try titles(["triggerKind": 2, "only": ["refactor"]]) == [Self.move])
    #expect(try titles(["only": ["refactor.rewrite"]]) == [Self.move])
    #expect(try titles(["only": ["refactor.extract"]]) == [])
    #expect(try titles(["only": ["refactor.re"]]) == [])
    #expect(try titles(["only": ["quickfix"]]) == [])
    #expect(try titles(["triggerKind": 7]) == [Self.move])
  }

  @Test func `a move is called so for a client that knows the kind`() throws {
    var client = try Self.client(kinds: ["refactor.move"])
    #expect(try Self.actions(&client, Self.side).map { $0["kind"] } == ["refactor.move"])
    #expect(try Self.actions(&client, Self.side, ["only": ["refactor.rewrite"]]) == [])
  }

  @Test func `kinds and resolving are announced as the client can use them`() throws {
    func provider(_ action: JSONValue) throws -> JSONValue? {
      var client = Client()
      let params: JSONValue = ["processId": nil, "capabilities": ["textDocument": ["codeAction": action]]]
      return try client.request("initialize", params)["result"]?["capabilities"]?["codeActionProvider"]
    }
    #expect(try provider([:]) == nil)
    let kinds: [JSONValue] = ["quickfix", "source.fixAll.kstack", "refactor.extract", "refactor.rewrite"]
    #expect(
      try provider(["codeActionLiteralSupport": [:]])
        == ["codeActionKinds": .array(kinds), "resolveProvider": false])
    let literal: JSONValue = ["codeActionKind": ["valueSet": ["refactor.move"]]]
    #expect(
      try provider([
        "codeActionLiteralSupport": literal, "dataSupport": true,
        "resolveSupport": ["properties": ["edit", "command"]],
      ]) == ["codeActionKinds": .array(kinds + ["refactor.move"]), "resolveProvider": true])
  }

  @Test func `a quick fix that does the same stands for the refactoring`() throws {
    let list = "apps:\n  a:\n    image: example/a:1.0\n    environment:\n      - A=b\n"
    var client = try Self.client(text: list)
    let key = Client.range(3, 6, 3, 6)
    let both = try Self.actions(&client, key).compactMap { $0["title"]?.string }
    #expect(both.filter { $0.contains("mapping") } == ["write it as a mapping"])
    let asked = try Self.actions(&client, key, ["only": ["refactor"]]).compactMap { $0["title"]?.string }
    #expect(asked == ["write 'environment' as a mapping"])
  }

  /// The text that a client makes of the edits, in the positions of its encoding.
  private static func texts(_ encoding: PositionEncodingCase, _ text: String) throws -> [String] {
    var client = try client(encodings: [.string(encoding.name)], text: text)
    var texts: [String] = []
    for line in 0..<text.unicodeScalars.count(where: { $0 == "\n" }) {
      for action in try actions(&client, Client.range(line, 4, line, 4)) {
        let edits = action["edit"]?["changes"]?[Client.uri.string ?? ""]?.array ?? []
        texts.append(try (action["title"]?.string ?? "") + "\n" + encoding.applying(edits, to: text))
      }
    }
    return texts
  }

  @Test func `the text is the same in all encodings and line ends`() throws {
    let expected = try Self.texts(.utf8, Self.text)
    #expect(expected.contains { $0.hasPrefix(Self.move) })
    #expect(expected.count > 3)
    for encoding in PositionEncodingCase.allCases {
      #expect(try Self.texts(encoding, Self.text) == expected)
      let windows = try Self.texts(encoding, Self.text.replacing("\n", with: "\r\n"))
      #expect(windows.map { $0.replacing("\r\n", with: "\n") } == expected)
    }
  }

  enum PositionEncodingCase: CaseIterable {
    case utf8, utf16, utf32

    var name: String { self == .utf8 ? "utf-8" : self == .utf16 ? "utf-16" : "utf-32" }

    private func units(_ scalar: Unicode.Scalar) -> Int {
      switch self {
      case .utf8: UTF8.width(scalar)
      case .utf16: UTF16.width(scalar)
      case .utf32: 1
      }
    }

    /// As an editor does: from the last edit to the first.
    func applying(_ edits: [JSONValue], to text: String) throws -> String {
      var scalars = Array(text.unicodeScalars)
      for edit in edits.reversed() {
        let start = try #require(index(edit["range"]?["start"], in: Array(text.unicodeScalars)))
        let end = try #require(index(edit["range"]?["end"], in: Array(text.unicodeScalars)))
        scalars.replaceSubrange(start..<end, with: (edit["newText"]?.string ?? "").unicodeScalars)
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }

    private func index(_ position: JSONValue?, in scalars: [Unicode.Scalar]) -> Int? {
      guard var line = position?["line"]?.integer, var left = position?["character"]?.integer else { return nil }
      var index = 0
      while line > 0, index < scalars.count {
        if scalars[index] == "\n" { line -= 1 }
        index += 1
      }
      while left > 0, index < scalars.count {
        left -= units(scalars[index])
        index += 1
      }
      return left == 0 && line == 0 ? index : nil
    }
  }
}
