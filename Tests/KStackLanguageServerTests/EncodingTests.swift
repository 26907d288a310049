import LanguageServerProtocol
import TestSupport
import Testing

/// Whatever an editor counts in and however it ends its lines, the same texts come out.
@Suite struct EncodingTests {
  private static let options: JSONValue = ["tabSize": 2, "insertSpaces": true]

  private static let stack = """
    # 😀 é
    x-labels: &labels "😀"
    x-base: {"😀é": &base {image: "nginx:1.27"}}
    apps:
      web: # 😀
        annotations: {"é😀":   "😀","𝒳": *base}
        ports: ["80:80/tcp", 8080:50] # 😀 and 8080:50
        environment: {"😀": é, API: "😀 http://api:8080/"}
        volumes: ["data:/😀", "data:/é"]
        env_
      api: {labels: {"😀": é}, image: "nginx:1.27", ports: ["8080:80"]}
      cache: # é
        image: "redis:7.4"
        ports:
          - "6379:6379/tcp" # 😀
    volumes: {"😀": {}, data: {size: 1Gi}}
    """ + "\n"

  @Test func `all edits give the same text in every encoding and with either line end`() throws {
    var results: [String: [String]] = [:]
    for encoding in ["utf-8", "utf-16", "utf-32"] {
      results[encoding] = try Self.session(Self.stack, encoding: encoding)
      let windows = try Self.session(Self.stack.windows, encoding: encoding)
      results[encoding + " with CRLF"] = windows.map(\.withoutCarriageReturns)
      // Nothing that the server inserted ends a line in another way.
      #expect(windows.allSatisfy { $0.withoutCarriageReturns.windows.unicodeScalars.elementsEqual($0.unicodeScalars) })
    }
    for (name, texts) in results {
      for (text, expected) in zip(texts, results["utf-8"] ?? []) where text != expected {
        Issue.record("\(name): \(textDifference(expected: expected, found: text) ?? "")")
      }
    }
    expectText(
      results["utf-8"]?.last ?? "",
      equals: """
        # 😀 é
        x-labels: &labels "😀"
        x-base: {"😀é": &common {image: "nginx:1.27"}}
        apps:
          web: # 😀
            annotations: {"é😀": "😀", "𝒳": *common}
            ports: ["80:80/tcp", "8080:50"] # 😀 and 8080:50
            environment: {"😀": é, API: "😀 http://site:8080/"}
            volumes: ["files2:/😀", "files2:/é"]
            env_file:
          site: {labels: {"😀": é}, image: "nginx:1.27", ports: ["8080:80"]}
          cache: # é
            image: "redis:7.4"
            ports:
              - target: 6379 # 😀
                published: 6379
                protocol: tcp
              - "6380:6379"
        volumes: {"😀": {}, files2: {size: 1Gi}}

        """)
  }

  /// One person's edits; the text after each.
  private static func session(_ stack: String, encoding: String) throws -> [String] {
    var editor = try Editor(
      stack, encoding: encoding,
      capabilities: [
        "textDocument": [
          "codeAction": ["codeActionLiteralSupport": [:]], "linkedEditingRange": [:], "onTypeFormatting": [:],
          "completion": ["completionItem": ["insertReplaceSupport": true]],
        ]
      ])
    var texts: [String] = []
    try editor.applyWorkspaceEdit(editor.ask("textDocument/rename", at: "*ba█se", ["newName": "common"]))
    texts.append(editor.text)
    try editor.applyWorkspaceEdit(editor.ask("textDocument/rename", at: "http://a█pi", ["newName": "site"]))
    texts.append(editor.text)
    try editor.applyWorkspaceEdit(editor.ask("textDocument/rename", at: "da█ta:/é", ["newName": "files"]))
    texts.append(editor.text)
    let linked = try editor.ask("textDocument/linkedEditingRange", at: "fil█es: {size")
    try editor.type("2", behind: linked["ranges"])
    texts.append(editor.text)
    let actions = try editor.ask("textDocument/codeAction", at: "808█0:50", ["context": ["diagnostics": []]])
    let quote = actions.array?.first { $0["title"]?.string?.contains("quotes") == true }
    try editor.applyWorkspaceEdit(quote?["edit"])
    texts.append(editor.text)
    let items = try editor.ask("textDocument/completion", at: "    env_█")["items"]?.array
    try editor.apply([try #require(items?.first { $0["label"] == "env_file" }?["textEdit"])])
    texts.append(editor.text)
    let newline = stack.contains("\r\n") ? "\r\n" : "\n"
    try editor.type(newline, at: "6379/tcp\" # 😀█")
    try editor.apply(
      editor.ask("textDocument/onTypeFormatting", at: "6379/tcp\" # 😀\(newline)█", ["ch": "\n", "options": options]))
    try editor.type("\"6380:6379\"", at: "6379/tcp\" # 😀\(newline)      - █")
    texts.append(editor.text)
    let changes = try editor.ask("textDocument/codeAction", at: "63█79:6379", ["context": ["diagnostics": []]])
    let rewriting = changes.array?.first { $0["title"] == "write the port as a mapping" }
    try editor.applyWorkspaceEdit(rewriting?["edit"])
    texts.append(editor.text)
    try editor.apply(
      editor.ask(
        "textDocument/rangeFormatting", at: "  █  annotations", to: "    por█ts", ["options": options]))
    texts.append(editor.text)
    try editor.apply(editor.ask("textDocument/formatting", at: "█", ["options": options]))
    texts.append(editor.text)
    return texts
  }
}

extension String {
  fileprivate var windows: String { replacing("\n", with: "\r\n") }
  fileprivate var withoutCarriageReturns: String { replacing("\r\n", with: "\n") }
}
