extension LSP {
  /// The parameters of a request about one document.
  package protocol TextDocumentRequestParams: Sendable, SendableMetatype, Decodable {
    var textDocument: TextDocumentIdentifier { get }
  }

  package struct TextDocumentIdentifier: Sendable, Hashable, Codable {
    package var uri: DocumentUri

    package init(uri: DocumentUri) { self.uri = uri }
  }

  package struct VersionedTextDocumentIdentifier: Sendable, Hashable, Codable {
    package var uri: DocumentUri
    package var version: Int

    package init(uri: DocumentUri, version: Int) {
      self.uri = uri
      self.version = version
    }
  }

  /// A document whose version is nil, which is sent as null, is not open.
  package struct OptionalVersionedTextDocumentIdentifier: Sendable, Hashable, Codable {
    package var uri: DocumentUri
    package var version: Int?

    package init(uri: DocumentUri, version: Int?) {
      self.uri = uri
      self.version = version
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(uri, forKey: .uri)
      try container.encode(version, forKey: .version)
    }
  }

  package struct TextDocumentItem: Sendable, Hashable, Codable {
    package var uri: DocumentUri
    package var languageId: String
    package var version: Int
    package var text: String
  }

  package struct DidOpenTextDocumentParams: Sendable, Hashable, Codable {
    package var textDocument: TextDocumentItem
  }

  package struct DidChangeTextDocumentParams: Sendable, Hashable, Codable {
    package var textDocument: VersionedTextDocumentIdentifier
    /// Each one changes the text that the one before it left.
    package var contentChanges: [TextDocumentContentChangeEvent]
  }

  /// Replaces the range, or the whole text when there is none.
  package struct TextDocumentContentChangeEvent: Sendable, Hashable, Codable {
    package var range: Range?
    package var text: String
  }

  package struct DidSaveTextDocumentParams: Sendable, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
  }

  package struct DidCloseTextDocumentParams: Sendable, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
  }

  package struct TextDocumentPositionParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
  }
}
