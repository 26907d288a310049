extension LSP {
  /// The answer to `textDocument/definition` and its kin: links for a client that takes them, else locations.
  package enum Definition: Sendable, Hashable, Encodable {
    case locations([Location])
    case links([LocationLink])

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .locations(let locations): try container.encode(locations)
      case .links(let links): try container.encode(links)
      }
    }
  }

  package struct ReferenceParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
    package var context: ReferenceContext
  }

  package struct ReferenceContext: Sendable, Hashable, Codable {
    package var includeDeclaration: Bool
  }

  package struct DocumentHighlight: Sendable, Hashable, Codable {
    package var range: Range
    package var kind: DocumentHighlightKind

    package init(range: Range, kind: DocumentHighlightKind) {
      self.range = range
      self.kind = kind
    }
  }

  package enum DocumentHighlightKind: Int, Sendable, Hashable, Codable {
    case text = 1
    case read, write
  }

  package struct RenameParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
    package var newName: String
  }

  package struct PrepareRenameResult: Sendable, Hashable, Codable {
    package var range: Range
    package var placeholder: String

    package init(range: Range, placeholder: String) {
      self.range = range
      self.placeholder = placeholder
    }
  }

  /// `renameProvider`: options may only be sent to a client with `prepareSupport`.
  package enum RenameProvider: Sendable, Hashable, Codable {
    case withoutPrepare
    case withPrepare

    private enum CodingKeys: String, CodingKey { case prepareProvider }

    package init(from decoder: any Decoder) throws {
      self = (try? decoder.container(keyedBy: CodingKeys.self)) == nil ? .withoutPrepare : .withPrepare
    }

    package func encode(to encoder: any Encoder) throws {
      switch self {
      case .withoutPrepare:
        var container = encoder.singleValueContainer()
        try container.encode(true)
      case .withPrepare:
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(true, forKey: .prepareProvider)
      }
    }
  }

  /// All ranges have the same text.
  package struct LinkedEditingRanges: Sendable, Hashable, Codable {
    package var ranges: [Range]
    /// A regular expression of what may be typed; what does not match ends the linked editing.
    package var wordPattern: String?

    package init(ranges: [Range], wordPattern: String?) {
      self.ranges = ranges
      self.wordPattern = wordPattern
    }
  }
}
