extension LSP {
  package struct CodeLensParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
  }

  package struct CodeLens: Sendable, Hashable, Codable {
    package var range: Range
    package var command: Command?

    package init(range: Range, command: Command?) {
      self.range = range
      self.command = command
    }
  }

  package struct Command: Sendable, Hashable, Codable {
    package var title: String
    /// Empty for a title on which nobody can click.
    package var command: String
    package var arguments: [JSONValue]?

    package init(title: String, command: String, arguments: [JSONValue]? = nil) {
      self.title = title
      self.command = command
      self.arguments = arguments
    }
  }
}
