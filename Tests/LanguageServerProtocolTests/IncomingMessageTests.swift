import LanguageServerProtocol
import Testing

@Suite struct IncomingMessageTests {
  private func read(_ json: String) -> String { describe(IncomingMessage(content: Array(json.utf8))) }

  private func describe(_ message: IncomingMessage) -> String {
    func value(_ payload: Payload) -> String {
      do { return "\(try payload.decode(JSONValue.self))" } catch { return "no params" }
    }
    func name(_ id: RequestID?) -> String {
      switch id {
      case .number(let number)?: "\(number)"
      case .string(let string)?: "'\(string)'"
      case nil: "null"
      }
    }
    switch message {
    case .request(let id, let method, let params): return "request \(name(id)) \(method) \(value(params))"
    case .notification(let method, let params): return "notification \(method) \(value(params))"
    case .response(let id, .success(let result)): return "result \(name(id)) \(value(result))"
    case .response(let id, .failure(let error)): return "error \(name(id)) \(error.code.rawValue) \(error.message)"
    case .invalid(let id, let error): return "invalid \(name(id)) \(error.code.rawValue)"
    case .cancelled(let id): return "cancelled \(name(id))"
    }
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"method":"a","params":"x"}"#, #"request 1 a string("x")"#),
    (#"{"jsonrpc":"2.0","id":"1","method":"a","params":null}"#, "request '1' a null"),
    (#"{"jsonrpc":"2.0","id":-7,"method":"a"}"#, "request -7 a no params"),
    (#" {"method":"$/x","jsonrpc":"2.0","params":3} "#, "notification $/x integer(3)"),
    (#"{"jsonrpc":"2.0","id":2,"result":null}"#, "result 2 null"),
    (#"{"jsonrpc":"2.0","id":2,"result":true,"error":null}"#, "result 2 bool(true)"),
    (#"{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"no"}}"#, "error 2 -32601 no"),
    (#"{"jsonrpc":"2.0","id":null,"error":{"code":5,"message":"no"}}"#, "error null 5 no"),
    (#"{"jsonrpc":"2.0","id":2,"error":"no"}"#, "error 2 -32001 the error cannot be read"),
  ])
  func `tells messages apart`(_ json: String, _ expected: String) {
    #expect(read(json) == expected)
  }

  @Test(arguments: [
    ("", "invalid null -32700"),
    ("{", "invalid null -32700"),
    ("{}}", "invalid null -32700"),
    ("{'a':1}", "invalid null -32700"),
    ("nul", "invalid null -32700"),
    ("{\"jsonrpc\":\"2.0\"\u{0}}", "invalid null -32700"),
    ("[]", "invalid null -32600"),
    (#" [{"jsonrpc":"2.0","id":1,"method":"a"}]"#, "invalid null -32600"),
    ("7", "invalid null -32600"),
    ("null", "invalid null -32600"),
    ("{}", "invalid null -32600"),
    (#"{"id":1,"method":"a"}"#, "invalid 1 -32600"),
    (#"{"jsonrpc":"1.0","id":1,"method":"a"}"#, "invalid 1 -32600"),
    (#"{"jsonrpc":"2.0","id":1,"method":5}"#, "invalid 1 -32600"),
    (#"{"jsonrpc":"2.0","id":1}"#, "invalid 1 -32600"),
    (#"{"jsonrpc":"2.0","id":null,"method":"a"}"#, "invalid null -32600"),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#, "invalid null -32600"),
    (#"{"jsonrpc":"2.0","id":[1],"method":"a"}"#, "invalid null -32600"),
    (#"{"jsonrpc":"2.0","id":99999999999999999999,"method":"a"}"#, "invalid null -32600"),
    (#"{"jsonrpc":"2.0","result":1}"#, "invalid null -32600"),
  ])
  func `answers what is no message as JSON-RPC asks`(_ json: String, _ expected: String) {
    #expect(read(json) == expected)
  }

  @Test func `invalid UTF-8 is a parse error`() {
    let bytes = Array(#"{"jsonrpc":"2.0","method":""#.utf8) + [0xFF, 0xC3] + Array("\"}".utf8)
    #expect(describe(IncomingMessage(content: bytes)) == "invalid null -32700")
  }

  @Test(arguments: ["[", "{\"a\":", "[[{\"b\":["])
  func `nesting without end is a parse error`(_ opening: String) {
    #expect(read(String(repeating: opening, count: 100_000)) == "invalid null -32700")
    let deep = String(repeating: opening, count: 100_000)
    #expect(read(#"{"jsonrpc":"2.0","id":1,"method":"a","params":"# + deep) == "invalid null -32700")
  }

  @Test func `brackets in strings do not nest`() {
    let text = String(repeating: "[{", count: 1000)
    let json = #"{"jsonrpc":"2.0","id":1,"method":"a","params":"\"\\"# + text + #""}"#
    #expect(read(json) == #"request 1 a string(""# + #"\"\\"# + text + #"")"#)
  }

  @Test(arguments: [
    (#"\ud83d"#, "\u{FFFD}"), (#"\uDE00x"#, "\u{FFFD}x"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
    (#"\ud83d\ude00"#, "😀"),
    (#"\\ud83d"#, #"\ud83d"#), (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\u00e9"#, "é"),
  ])
  func `half a surrogate pair becomes a replacement character`(_ escaped: String, _ expected: String) throws {
    let json = #"{"jsonrpc":"2.0","method":"a","params":""# + escaped + #""}"#
    guard case .notification(_, let params) = IncomingMessage(content: Array(json.utf8)) else {
      Issue.record("no notification: \(read(json))")
      return
    }
    #expect(try params.decode(String.self) == expected)
  }

  @Test(arguments: [
    ("{}", "textDocument is missing"),
    (#"{"textDocument":{"uri":"a"},"position":{"line":"1","character":0}}"#, "params.position.line has the wrong type"),
    (#"{"textDocument":{"uri":null},"position":{"line":1,"character":0}}"#, "params.textDocument.uri must not be null"),
    ("[]", "params has the wrong type"),
  ])
  func `wrong params name the member at fault`(_ params: String, _ message: String) {
    let json = #"{"jsonrpc":"2.0","id":1,"method":"a","params":"# + params + "}"
    guard case .request(_, _, let payload) = IncomingMessage(content: Array(json.utf8)) else {
      Issue.record("no request")
      return
    }
    let error = #expect(throws: ResponseError.self) { try payload.decode(LSP.TextDocumentPositionParams.self) }
    #expect(error?.code == .invalidParams)
    #expect(error?.message.hasSuffix(message) == true, "\(error?.message ?? "")")
  }
}
