#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A message as it came from the other side (JSON-RPC 2.0; LSP 3.17, "Base Protocol").
package enum IncomingMessage: Sendable {
  case request(id: RequestID, method: String, params: Payload)
  case notification(method: String, params: Payload)
  /// `id` is nil when the other side could not tell which request failed.
  case response(id: RequestID?, Result<Payload, ResponseError>)
  /// No message. The error is the answer that JSON-RPC 2.0 section 5.1 asks for, with `id` null when it is nil.
  case invalid(id: RequestID?, ResponseError)
  /// A request that was withdrawn by `$/cancelRequest` before anyone looked at it.
  case cancelled(id: RequestID)

  /// Reads the content of a frame. Total: what is no message becomes ``invalid(id:_:)``.
  package init(content: [UInt8]) {
    var json = content
    guard JSONGuard.repair(&json) else {
      self = .invalid(id: nil, ResponseError(.parseError, "the message nests deeper than \(JSONGuard.maximumDepth)"))
      return
    }
    // The decoder looks at a string only when someone asks for it.
    guard String(validating: json, as: UTF8.self) != nil else {
      self = .invalid(id: nil, ResponseError(.parseError, "the message is not UTF-8"))
      return
    }
    do {
      let envelope = try JSONDecoder().decode(Envelope.self, from: Data(json))
      self = envelope.message(json)
    } catch DecodingError.typeMismatch, DecodingError.keyNotFound, DecodingError.valueNotFound {
      let isBatch = json.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "[")
      let reason = isBatch ? "LSP has no batches" : "a message is an object"
      self = .invalid(id: nil, ResponseError(.invalidRequest, reason))
    } catch {
      self = .invalid(id: nil, ResponseError(.parseError, "the message is not JSON"))
    }
  }

  /// Reports bytes that are no frame.
  package init(_ fault: MessageFramer.Fault) {
    let reason =
      switch fault {
      case .notAHeader: "expected a header line"
      case .headerTooLong: "a header line is too long"
      case .missingLength: "the header lacks Content-Length"
      case .invalidLength: "Content-Length is not a whole number"
      case .contentTooLong: "Content-Length is too large"
      case .unsupportedEncoding: "the content is not UTF-8"
      }
    self = .invalid(id: nil, ResponseError(.parseError, reason))
  }
}

/// The `params` or the `result` of a message, kept as JSON until someone knows their type.
package struct Payload: Sendable {
  private let message: [UInt8]
  private let member: Member

  enum Member: Sendable { case params, result }

  init(message: [UInt8], member: Member) {
    self.message = message
    self.member = member
  }

  /// A missing member, or one of another type, is `InvalidParams` with the member's name.
  package func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws(ResponseError) -> Value {
    do {
      let decoder = JSONDecoder()
      switch member {
      case .params: return try decoder.decode(Params<Value>.self, from: Data(message)).params
      case .result: return try decoder.decode(Outcome<Value>.self, from: Data(message)).result
      }
    } catch let error as DecodingError {
      throw ResponseError(.invalidParams, error.explanation)
    } catch {
      throw ResponseError(.invalidParams, "the parameters cannot be read")
    }
  }

  private struct Params<Value: Decodable>: Decodable { let params: Value }
  private struct Outcome<Value: Decodable>: Decodable { let result: Value }
}

extension DecodingError {
  /// Names the member at fault, without the decoder's own wording.
  fileprivate var explanation: String {
    let (path, fault): ([any CodingKey], String) =
      switch self {
      case .typeMismatch(_, let context): (context.codingPath, "has the wrong type")
      case .valueNotFound(_, let context): (context.codingPath, "must not be null")
      case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
      case .dataCorrupted(let context): (context.codingPath, "is not valid")
      @unknown default: ([], "cannot be read")
      }
    let place = path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return "\(place.isEmpty ? "params" : place) \(fault)"
  }
}

/// The members that tell the kinds of message apart. Reads what is there and never fails on an object.
private struct Envelope: Decodable {
  private enum Key: String, CodingKey { case jsonrpc, id, method, params, result, error }

  private enum Identifier {
    case none, null, invalid
    case some(RequestID)
  }

  private var isVersion2: Bool
  private var identifier: Identifier
  private var method: String?
  private var hasMethod: Bool
  private var hasResult: Bool
  private var error: ResponseError?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    isVersion2 = (try? container.decode(String.self, forKey: .jsonrpc)) == "2.0"
    hasMethod = container.contains(.method)
    method = try? container.decode(String.self, forKey: .method)
    hasResult = container.contains(.result)
    if !container.contains(.id) {
      identifier = .none
    } else if let id = try? container.decode(RequestID.self, forKey: .id) {
      identifier = .some(id)
    } else {
      identifier = (try? container.decodeNil(forKey: .id)) == true ? .null : .invalid
    }
    if container.contains(.error) {
      let unreadable = ResponseError(.unknownErrorCode, "the error cannot be read")
      error = (try? container.decodeIfPresent(ResponseError.self, forKey: .error)) ?? unreadable
      if hasResult, (try? container.decodeNil(forKey: .error)) == true { error = nil }
    }
  }

  private var id: RequestID? { if case .some(let id) = identifier { id } else { nil } }

  func message(_ json: [UInt8]) -> IncomingMessage {
    func invalid(_ reason: String) -> IncomingMessage { .invalid(id: id, ResponseError(.invalidRequest, reason)) }
    guard isVersion2 else { return invalid("jsonrpc must be \"2.0\"") }
    if hasMethod {
      guard let method else { return invalid("method must be a string") }
      let params = Payload(message: json, member: .params)
      switch identifier {
      case .none: return .notification(method: method, params: params)
      case .some(let id): return .request(id: id, method: method, params: params)
      case .null, .invalid: return invalid("id must be a whole number or a string")
      }
    }
    if let error { return .response(id: id, .failure(error)) }
    if hasResult, let id { return .response(id: id, .success(Payload(message: json, member: .result))) }
    return invalid("a message has a method, a result or an error")
  }
}
