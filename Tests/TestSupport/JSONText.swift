import Foundation
package import LanguageServerProtocol

extension JSONValue {
  /// Reads JSON text.
  package init(json: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(json))
  }

  /// What a message looks like on the other side.
  package init(_ message: OutgoingMessage) throws {
    try self.init(json: message.content)
  }

  /// The value as JSON text.
  package func json() throws -> [UInt8] {
    Array(try JSONEncoder().encode(self))
  }
}
