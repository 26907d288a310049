extension LSP {
  package struct DocumentFormattingParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var options: FormattingOptions
  }

  package struct DocumentRangeFormattingParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var range: Range
    package var options: FormattingOptions
  }

  package struct DocumentOnTypeFormattingParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    /// Where the cursor is after the character, and what the editor inserted of its own accord, came in.
    package var position: Position
    package var ch: String
    package var options: FormattingOptions
  }

  /// What the editor would do itself; further members are allowed and not looked at.
  package struct FormattingOptions: Sendable, Hashable, Codable {
    package var tabSize: Int
    package var insertSpaces: Bool
    package var trimTrailingWhitespace: Bool?
    package var insertFinalNewline: Bool?
    package var trimFinalNewlines: Bool?

    package init(tabSize: Int, insertSpaces: Bool) {
      self.tabSize = tabSize
      self.insertSpaces = insertSpaces
    }
  }

  package struct DocumentOnTypeFormattingOptions: Sendable, Hashable, Codable {
    package var firstTriggerCharacter: String

    package init(firstTriggerCharacter: String) { self.firstTriggerCharacter = firstTriggerCharacter }
  }
}
