import LanguageServerProtocol
import TestSupport
import Testing

@Suite struct FormattingTests {
  private let document: JSONValue = ["uri": Client.uri]
  private let options: JSONValue = ["tabSize": 2, "insertSpaces": true, "custom": [1, "x"]]

  private func edit(_ line: Int, _ start: Int, _ end: Int, _ text: String) -> JSONValue {
    ["range": Client.range(line, start, line, end), "newText": .string(text)]
  }

  @Test func `a document is formatted by edits of its white space`() throws {
    var client = try Client.initialized()
    try client.open("apps:\n   web:\n      image:  é😀   # x\n")
    let answer = try client.request("textDocument/formatting", ["textDocument": document, "options": options])
    #expect(answer["result"] == [edit(1, 2, 3, ""), edit(2, 4, 6, ""), edit(2, 13, 14, "")])
  }

  @Test func `the editor's wishes for the ends of lines hold`() throws {
    var client = try Client.initialized()
    try client.open("apps:\n  web:\n    image: a  ")
    let options: JSONValue = [
      "tabSize": 4, "insertSpaces": false, "trimTrailingWhitespace": false, "insertFinalNewline": true,
    ]
    let answer = try client.request("textDocument/formatting", ["textDocument": document, "options": options])
    #expect(answer["result"] == [edit(1, 2, 2, "  "), edit(2, 4, 4, "    "), edit(2, 14, 14, "\n")])
  }

  @Test func `a range is formatted without the rest`() throws {
    var client = try Client.initialized()
    try client.open("apps:\n  web:\n    image:  a\n  db:\n    image:  b\n")
    let answer = try client.request(
      "textDocument/rangeFormatting",
      ["textDocument": document, "range": Client.range(3, 0, 5, 0), "options": options])
    #expect(answer["result"] == [edit(4, 11, 12, "")])
  }

  @Test func `Enter is answered with the next line`() throws {
    var client = try Client.initialized(["textDocument": ["onTypeFormatting": [:]]])
    try client.open("apps:\n  web:\n    ports:\n      - \"80:80\"\n      \n")
    let params: JSONValue = [
      "textDocument": document, "position": ["line": 4, "character": 6], "ch": "\n", "options": options,
    ]
    let answer = try client.request("textDocument/onTypeFormatting", params)
    #expect(answer["result"] == [edit(4, 0, 6, "      - ")])
  }

  @Test(arguments: ["textDocument/formatting", "textDocument/rangeFormatting", "textDocument/onTypeFormatting"])
  func `broken text has no edits and unknown documents no answer`(_ method: String) throws {
    var client = try Client.initialized()
    try client.open("apps:\n   web: [\n\n")
    var params: [String: JSONValue] = [
      "textDocument": document, "options": options, "range": Client.range(0, 0, 2, 0),
      "position": ["line": 2, "character": 0], "ch": "\n",
    ]
    #expect(try client.request(method, .object(params))["result"] == [])
    params["textDocument"] = ["uri": "file:///other.yaml"]
    #expect(try client.request(method, .object(params))["result"] == .null)
    params["options"] = nil
    #expect(try client.request(method, .object(params))["error"]?["code"] == -32602)
  }
}
