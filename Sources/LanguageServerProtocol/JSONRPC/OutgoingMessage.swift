/// A message to the other side.
package enum OutgoingMessage: Sendable {
  /// A nil result is sent as null, as LSP asks.
  case response(id: RequestID, result: any Encodable & Sendable)
  /// `id` is sent as null when it is nil: no request could be recognised.
  case failure(id: RequestID?, ResponseError)
  /// A request whose method has no parameters has nil.
  case request(id: RequestID, method: String, params: (any Encodable & Sendable)?)
  case notification(method: String, params: any Encodable & Sendable)

  /// The message as JSON, without a header.
  package var content: [UInt8] {
    if let bytes = try? JSONBytes.written(write) { return bytes }
    let error = ResponseError(.internalError, "the answer cannot be written as JSON")
    let fallback: OutgoingMessage? =
      switch self {
      case .response(let id, _): .failure(id: id, error)
      case .failure, .request, .notification: nil
      }
    return fallback.flatMap { try? JSONBytes.written($0.write) } ?? []
  }

  private func write(to output: JSONOutput) throws {
    var envelope = output.object()
    envelope.write("jsonrpc", "2.0")
    switch self {
    case .response(let id, let result):
      try envelope.write("id", id)
      try envelope.write("result", any: result)
    case .failure(let id, let error):
      try envelope.write("id", any: id)
      try envelope.write("error", error)
    case .request(let id, let method, let params):
      try envelope.write("id", id)
      envelope.write("method", method)
      if let params { try envelope.write("params", any: params) }
    case .notification(let method, let params):
      envelope.write("method", method)
      try envelope.write("params", any: params)
    }
    envelope.end()
  }

  /// The message with its header, ready for the stream; empty when it cannot be written.
  package var framed: [UInt8] {
    let content = content
    return content.isEmpty ? [] : MessageFramer.frame(content)
  }
}

/// A result or parameter that is JSON null.
package struct Null: Sendable, Hashable, Codable {
  package init() {}

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard container.decodeNil() else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected null")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encodeNil()
  }
}
