extension LSP {
  package struct WorkspaceFolder: Sendable, Hashable, Codable {
    package var uri: DocumentUri
    package var name: String
  }

  package struct DidChangeWorkspaceFoldersParams: Sendable, Hashable, Codable {
    package var event: WorkspaceFoldersChangeEvent
  }

  package struct WorkspaceFoldersChangeEvent: Sendable, Hashable, Codable {
    package var added: [WorkspaceFolder]
    package var removed: [WorkspaceFolder]
  }

  /// `settings` is whatever the client keeps; often null when it expects the server to pull.
  package struct DidChangeConfigurationParams: Sendable, Hashable, Codable {
    package var settings: JSONValue?
  }

  /// `workspace/didChangeWatchedFiles`. What happened to a file is told by reading it.
  package struct DidChangeWatchedFilesParams: Sendable, Hashable, Codable {
    package var changes: [FileEvent]
  }

  package struct FileEvent: Sendable, Hashable, Codable {
    package var uri: DocumentUri
  }

  /// `workspace/configuration`; the result is an array with one value for each item.
  package struct ConfigurationParams: Sendable, Hashable, Codable {
    package var items: [ConfigurationItem]

    package init(items: [ConfigurationItem]) { self.items = items }
  }

  package struct ConfigurationItem: Sendable, Hashable, Codable {
    package var section: String

    package init(section: String) { self.section = section }
  }

  /// `client/registerCapability`.
  package struct RegistrationParams: Sendable, Hashable, Codable {
    package var registrations: [Registration]

    package init(registrations: [Registration]) { self.registrations = registrations }
  }

  /// `client/unregisterCapability`. The member's name is the specification's, which keeps its slip.
  package struct UnregistrationParams: Sendable, Hashable, Codable {
    package var unregisterations: [Unregistration]

    package init(unregisterations: [Unregistration]) { self.unregisterations = unregisterations }
  }

  package struct Unregistration: Sendable, Hashable, Codable {
    package var id: String
    package var method: String

    package init(id: String, method: String) {
      self.id = id
      self.method = method
    }
  }

  package struct Registration: Sendable, Hashable, Codable {
    package var id: String
    package var method: String
    package var registerOptions: JSONValue?

    package init(id: String, method: String, registerOptions: JSONValue?) {
      self.id = id
      self.method = method
      self.registerOptions = registerOptions
    }
  }
}
