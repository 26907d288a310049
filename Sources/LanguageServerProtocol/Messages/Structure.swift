extension LSP {
  package struct DocumentParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
  }

  /// The answer to `textDocument/documentSymbol`: a tree for a client that takes it, else a list.
  package enum DocumentSymbols: Sendable, Hashable, Encodable {
    case tree([DocumentSymbol])
    case list([SymbolInformation])

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .tree(let symbols): try container.encode(symbols)
      case .list(let symbols): try container.encode(symbols)
      }
    }
  }

  package struct DocumentSymbol: Sendable, Hashable, Codable {
    package var name: String
    package var detail: String?
    package var kind: SymbolKind
    package var range: Range
    /// Inside ``range``.
    package var selectionRange: Range
    package var children: [DocumentSymbol]?

    package init(
      name: String, detail: String?, kind: SymbolKind, range: Range, selectionRange: Range, children: [DocumentSymbol]?
    ) {
      self.name = name
      self.detail = detail
      self.kind = kind
      self.range = range
      self.selectionRange = selectionRange
      self.children = children
    }
  }

  package struct SymbolInformation: Sendable, Hashable, Codable {
    package var name: String
    package var kind: SymbolKind
    package var location: Location
    package var containerName: String?

    package init(name: String, kind: SymbolKind, location: Location, containerName: String?) {
      self.name = name
      self.kind = kind
      self.location = location
      self.containerName = containerName
    }
  }

  package enum SymbolKind: Int, Sendable, Hashable, Codable {
    case file = 1
    case module, namespace, package, `class`, method, property, field, constructor, `enum`, interface, function
    case variable, constant, string, number, boolean, array, object, key, null, enumMember, `struct`, event, `operator`
    case typeParameter
  }

  package struct FoldingRange: Sendable, Hashable, Codable {
    package var startLine: Int
    package var startCharacter: Int?
    package var endLine: Int
    package var endCharacter: Int?
    /// `comment` or `region`.
    package var kind: String?

    package init(startLine: Int, startCharacter: Int?, endLine: Int, endCharacter: Int?, kind: String?) {
      self.startLine = startLine
      self.startCharacter = startCharacter
      self.endLine = endLine
      self.endCharacter = endCharacter
      self.kind = kind
    }
  }

  package struct SelectionRangeParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var positions: [Position]
  }

  /// A range with those around it, each in the `parent` of the one before.
  package struct SelectionRange: Sendable, Hashable, Encodable {
    /// From the smallest; never empty.
    package var ranges: [Range]

    private enum CodingKeys: String, CodingKey { case range, parent }

    package init(ranges: [Range]) { self.ranges = ranges }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      for (index, range) in ranges.enumerated() {
        try container.encode(range, forKey: .range)
        guard index + 1 < ranges.count else { break }
        container = container.nestedContainer(keyedBy: CodingKeys.self, forKey: .parent)
      }
    }
  }

  package struct DocumentLink: Sendable, Hashable, Codable {
    package var range: Range
    package var target: String?
    package var tooltip: String?
    package var data: JSONValue?

    package init(range: Range, target: String?, tooltip: String?, data: JSONValue?) {
      self.range = range
      self.target = target
      self.tooltip = tooltip
      self.data = data
    }
  }

  package struct DocumentLinkOptions: Sendable, Hashable, Codable {
    package var resolveProvider: Bool

    package init(resolveProvider: Bool) { self.resolveProvider = resolveProvider }
  }
}
