extension LSP {
  package struct InitializeParams: Sendable, Decodable {
    /// The process whose end should end the server too; nil for none.
    package var processId: Int?
    package var capabilities: ClientCapabilities
    package var initializationOptions: JSONValue?
    package var trace: TraceValue?
    /// Newest first in the specification's history: the folders, else the root they replaced.
    package var workspaceFolders: [WorkspaceFolder]?
    package var rootUri: DocumentUri?

    private enum CodingKeys: String, CodingKey {
      case processId, capabilities, initializationOptions, trace, workspaceFolders, rootUri
    }

    /// Only `capabilities` is needed to go on; the rest is dropped when it has the wrong type.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      func optional<Value: Decodable>(_ key: CodingKeys) -> Value? {
        (try? container.decodeIfPresent(Value.self, forKey: key)) ?? nil
      }
      capabilities = try container.decode(ClientCapabilities.self, forKey: .capabilities)
      processId = optional(.processId)
      initializationOptions = optional(.initializationOptions)
      trace = optional(.trace)
      workspaceFolders = optional(.workspaceFolders)
      rootUri = optional(.rootUri)
    }
  }

  package struct InitializeResult: Sendable, Hashable, Codable {
    package var capabilities: ServerCapabilities
    package var serverInfo: ServerInfo

    package init(capabilities: ServerCapabilities, serverInfo: ServerInfo) {
      self.capabilities = capabilities
      self.serverInfo = serverInfo
    }
  }

  package struct ServerInfo: Sendable, Hashable, Codable {
    package var name: String
    package var version: String

    package init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  package enum TraceValue: String, Sendable, Hashable, Codable {
    case off, messages, verbose
  }

  package struct SetTraceParams: Sendable, Hashable, Codable {
    package var value: TraceValue
  }

  package struct LogTraceParams: Sendable, Hashable, Codable {
    package var message: String
    package var verbose: String?

    package init(message: String, verbose: String?) {
      self.message = message
      self.verbose = verbose
    }
  }

  /// `window/logMessage`.
  package struct LogMessageParams: Sendable, Hashable, Codable {
    package var type: MessageType
    package var message: String

    package init(type: MessageType, message: String) {
      self.type = type
      self.message = message
    }
  }

  package enum MessageType: Int, Sendable, Hashable, Codable {
    case error = 1
    case warning, info, log
  }

  /// `$/cancelRequest`.
  package struct CancelParams: Sendable, Hashable, Codable {
    package var id: RequestID
  }
}
