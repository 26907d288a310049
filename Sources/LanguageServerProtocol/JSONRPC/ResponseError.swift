/// Why a request has no result (LSP 3.17, `ResponseError`).
package struct ResponseError: Error, Sendable, Hashable, Codable {
  package var code: Code
  /// One sentence for a log.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The codes of JSON-RPC 2.0 and LSP 3.17, `ErrorCodes` and `LSPErrorCodes`; clients may send others.
  package struct Code: RawRepresentable, Sendable, Hashable, Codable {
    package var rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let parseError = Code(rawValue: -32700)
    package static let invalidRequest = Code(rawValue: -32600)
    package static let methodNotFound = Code(rawValue: -32601)
    package static let invalidParams = Code(rawValue: -32602)
    package static let internalError = Code(rawValue: -32603)
    package static let serverNotInitialized = Code(rawValue: -32002)
    package static let unknownErrorCode = Code(rawValue: -32001)
    package static let requestFailed = Code(rawValue: -32803)
    package static let serverCancelled = Code(rawValue: -32802)
    package static let contentModified = Code(rawValue: -32801)
    package static let requestCancelled = Code(rawValue: -32800)
  }
}
