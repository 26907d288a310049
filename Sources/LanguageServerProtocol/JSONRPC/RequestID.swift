/// What ties a response to its request (JSON-RPC 2.0, section 4; LSP 3.17 allows whole numbers and strings).
package enum RequestID: Sendable, Hashable, Codable {
  case number(Int)
  case string(String)

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .string(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .string(let string): try container.encode(string)
    }
  }
}

extension RequestID: JSONListItem {
  func write(to output: JSONOutput) throws {
    if case .string(let text) = self { output.write(text) } else { try output.encode(self) }
  }
}
