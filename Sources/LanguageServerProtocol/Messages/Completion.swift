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
    package var itemDefaults: CompletionItemDefaults?
    package var items: [CompletionItem]

    package init(isIncomplete: Bool, items: [CompletionItem]) {
      self.isIncomplete = isIncomplete
      self.items = items
    }
  }

  /// What holds for every item that says nothing else (LSP 3.17). Only for a client that announced it.
  package struct CompletionItemDefaults: Sendable, Hashable, Codable {
    package var editRange: CompletionEditRange?

    package init(editRange: CompletionEditRange) { self.editRange = editRange }
  }

  /// `Range | { insert: Range; replace: Range }`.
  package enum CompletionEditRange: Sendable, Hashable, Codable {
    case range(Range)
    case both(insert: Range, replace: Range)

    private enum CodingKeys: CodingKey { case insert, replace }

    package init(from decoder: any Decoder) throws {
      if let range = try? Range(from: decoder) {
        self = .range(range)
      } else {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self = .both(
          insert: try members.decode(Range.self, forKey: .insert),
          replace: try members.decode(Range.self, forKey: .replace))
      }
    }

    package func encode(to encoder: any Encoder) throws {
      switch self {
      case .range(let range): try range.encode(to: encoder)
      case .both(let insert, let replace):
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(insert, forKey: .insert)
        try members.encode(replace, forKey: .replace)
      }
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
    /// The new text for ``CompletionItemDefaults/editRange``; the label where it is left out.
    package var textEditText: String?
    package var data: JSONValue?

    package init(
      label: String, kind: CompletionItemKind? = nil, tags: [CompletionItemTag]? = nil, detail: String? = nil,
      documentation: MarkupContent? = nil, deprecated: Bool? = nil, preselect: Bool? = nil, sortText: String? = nil,
      filterText: String? = nil, insertTextFormat: InsertTextFormat? = nil, insertTextMode: InsertTextMode? = nil,
      textEdit: CompletionTextEdit? = nil, textEditText: String? = nil, data: JSONValue? = nil
    ) {
      self.label = label
      self.kind = kind
      self.tags = tags
      self.detail = detail
      self.documentation = documentation
      self.deprecated = deprecated
      self.preselect = preselect
      self.sortText = sortText
      self.filterText = filterText
      self.insertTextFormat = insertTextFormat
      self.insertTextMode = insertTextMode
      self.textEdit = textEdit
      self.textEditText = textEditText
      self.data = data
    }
  }

  /// `TextEdit | InsertReplaceEdit`: has either `range`, or both `insert` and `replace`, of which the first begins where
  /// the second does and ends no later.
  package struct CompletionTextEdit: Sendable, Hashable, Codable {
    package var newText: String
    package var range: Range?
    package var insert: Range?
    package var replace: Range?

    /// A `TextEdit`, or an `InsertReplaceEdit` for a client that announced `insertReplaceSupport`.
    package init(_ place: CompletionEditRange, newText: String) {
      switch place {
      case .range(let range): self.range = range
      case .both(let insert, let replace): (self.insert, self.replace) = (insert, replace)
      }
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

extension LSP.CompletionList: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    object.write("isIncomplete", isIncomplete)
    try object.write("itemDefaults", itemDefaults)
    try object.write("items", items)
    object.end()
  }
}

extension LSP.CompletionTextEdit: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    object.write("newText", newText)
    try object.write("range", range)
    try object.write("insert", insert)
    try object.write("replace", replace)
    object.end()
  }
}

extension LSP.CompletionItem: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    object.write("label", label)
    object.write("kind", kind?.rawValue)
    try object.write("tags", tags)
    object.write("detail", detail)
    try object.write("documentation", documentation)
    object.write("deprecated", deprecated)
    object.write("preselect", preselect)
    object.write("sortText", sortText)
    object.write("filterText", filterText)
    object.write("insertTextFormat", insertTextFormat?.rawValue)
    object.write("insertTextMode", insertTextMode?.rawValue)
    try object.write("textEdit", textEdit)
    object.write("textEditText", textEditText)
    try object.write("data", data)
    object.end()
  }
}
