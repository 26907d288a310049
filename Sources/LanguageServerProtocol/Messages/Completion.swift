extension LSP {
  package struct CompletionParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
    package var context: CompletionContext?
  }

  package struct CompletionContext: Sendable, Hashable, Codable {
    package var triggerKind: Int
    /// Only when a trigger character asked for the list.
    package var triggerCharacter: String?
  }

  package struct CompletionList: Sendable, Hashable, Codable {
    package var isIncomplete: Bool
    package var items: [CompletionItem]

    package init(isIncomplete: Bool, items: [CompletionItem]) {
      self.isIncomplete = isIncomplete
      self.items = items
    }
  }

  package struct CompletionItem: Sendable, Hashable, Codable {
    package var label: String
    package var kind: CompletionItemKind?
    package var tags: [CompletionItemTag]?
    package var detail: String?
    package var documentation: MarkupContent?
    package var deprecated: Bool?
    package var preselect: Bool?
    package var sortText: String?
    package var filterText: String?
    package var insertTextFormat: InsertTextFormat?
    package var insertTextMode: InsertTextMode?
    package var textEdit: CompletionTextEdit?
    package var data: JSONValue?

    package init(label: String) { self.label = label }
  }

  /// `TextEdit | InsertReplaceEdit`: has either `range`, or both `insert` and `replace`, of which the first begins where
  /// the second does and ends no later.
  package struct CompletionTextEdit: Sendable, Hashable, Codable {
    package var newText: String
    package var range: Range?
    package var insert: Range?
    package var replace: Range?

    /// A `TextEdit`.
    package init(range: Range, newText: String) {
      self.range = range
      self.newText = newText
    }

    /// An `InsertReplaceEdit`, for a client that announced `insertReplaceSupport`.
    package init(insert: Range, replace: Range, newText: String) {
      self.insert = insert
      self.replace = replace
      self.newText = newText
    }
  }

  package enum CompletionItemKind: Int, Sendable, Hashable, Codable {
    case text = 1
    case method, function, constructor, field, variable, `class`, interface, module, property, unit, value, `enum`
    case keyword, snippet, color, file, reference, folder, enumMember, constant, `struct`, event, `operator`
    case typeParameter
  }

  package enum CompletionItemTag: Int, Sendable, Hashable, Codable {
    case deprecated = 1
  }

  package enum InsertTextFormat: Int, Sendable, Hashable, Codable {
    case plainText = 1
    case snippet
  }

  package enum InsertTextMode: Int, Sendable, Hashable, Codable {
    case asIs = 1
    case adjustIndentation
  }
}
