import LanguageServerProtocol
import Testing

@Suite struct OutgoingMessageTests {
  /// Members of an object have no order: compares as values.
  private func value(_ content: [UInt8]) throws -> JSONValue {
    let envelope = Array(#"{"jsonrpc":"2.0","method":"x","params":"#.utf8) + content + Array("}".utf8)
    guard case .notification(_, let payload) = IncomingMessage(content: envelope) else { return .null }
    return try payload.decode(JSONValue.self)
  }

  @Test func `a nil result is sent as null`() throws {
    let message = OutgoingMessage.response(id: .number(1), result: LSP.Hover?.none)
    #expect(try value(message.content) == ["jsonrpc": "2.0", "id": 1, "result": nil])
    let null = OutgoingMessage.response(id: .string("a"), result: Null())
    #expect(try value(null.content) == ["jsonrpc": "2.0", "id": "a", "result": nil])
  }

  @Test func `an error without a request has the id null`() throws {
    let message = OutgoingMessage.failure(id: nil, ResponseError(.parseError, "no"))
    let error: JSONValue = ["code": -32700, "message": "no"]
    #expect(try value(message.content) == ["jsonrpc": "2.0", "id": nil, "error": error])
  }

  @Test func `optional members are left out and slashes are not escaped`() throws {
    let params = LSP.PublishDiagnosticsParams(uri: "file:///a/b.yaml", version: nil, diagnostics: [])
    let message = OutgoingMessage.notification(method: "textDocument/publishDiagnostics", params: params)
    let text = String(decoding: message.content, as: UTF8.self)
    #expect(text.contains("file:///a/b.yaml") && text.contains("textDocument/publishDiagnostics"))
    let expected: JSONValue = ["uri": "file:///a/b.yaml", "diagnostics": []]
    #expect(try value(message.content)["params"] == expected)
  }

  @Test func `what cannot be written becomes an internal error`() throws {
    let message = OutgoingMessage.response(id: .number(3), result: Double.infinity)
    #expect(try value(message.content)["error"]?["code"] == -32603)
    #expect(OutgoingMessage.notification(method: "a", params: Double.nan).framed.isEmpty)
  }

  @Test func `a message can be read back`() {
    let message = OutgoingMessage.request(id: .number(1), method: "a", params: Null())
    var framer = MessageFramer()
    let frames = framer.consume(message.framed)
    guard case .content(let content)? = frames.first, frames.count == 1,
      case .request(.number(1), "a", _) = IncomingMessage(content: content)
    else {
      Issue.record("\(frames)")
      return
    }
  }
}
