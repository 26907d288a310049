extension LSP {
  package struct CodeActionParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var range: Range
    package var context: CodeActionContext
  }

  package struct CodeActionContext: Sendable, Hashable, Codable {
    /// What the client shows in the range, ours and others'. One that cannot be read is left out.
    package var diagnostics: [Diagnostic]
    /// Kinds that are wanted, each standing for its sub-kinds too; nil for all.
    package var only: [String]?
    /// Why the client asks; nil where it does not say.
    package var triggerKind: CodeActionTriggerKind?

    private enum CodingKeys: String, CodingKey { case diagnostics, only, triggerKind }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      diagnostics = try container.decode([Readable<Diagnostic>].self, forKey: .diagnostics).compactMap(\.value)
      only = try container.decodeIfPresent([String].self, forKey: .only)
      triggerKind = try container.decodeIfPresent(Int.self, forKey: .triggerKind).flatMap(CodeActionTriggerKind.init)
    }
  }

  package enum CodeActionTriggerKind: Int, Sendable, Hashable, Codable {
    /// The user asked for actions.
    case invoked = 1
    /// The cursor moved or the text changed.
    case automatic
  }

  package struct CodeAction: Sendable, Hashable, Codable {
    package var title: String
    package var kind: String
    package var diagnostics: [Diagnostic]?
    package var isPreferred: Bool?
    package var edit: WorkspaceEdit?
    /// Comes back with `codeAction/resolve`.
    package var data: JSONValue?

    package init(
      title: String, kind: String, diagnostics: [Diagnostic]? = nil, isPreferred: Bool? = nil,
      edit: WorkspaceEdit? = nil, data: JSONValue? = nil
    ) {
      self.title = title
      self.kind = kind
      self.diagnostics = diagnostics
      self.isPreferred = isPreferred
      self.edit = edit
      self.data = data
    }

    /// Sub-kinds follow behind a dot.
    package static let quickFix = "quickfix"
    package static let refactorExtract = "refactor.extract"
    package static let refactorRewrite = "refactor.rewrite"
    /// Of LSP 3.18, for clients that name it.
    package static let refactorMove = "refactor.move"
    /// `source.fixAll` with the server's own name behind it, so that a user can run it on saving.
    package static let fixAll = "source.fixAll.kstack"
  }

  /// Exactly one of the two is set.
  package struct WorkspaceEdit: Sendable, Hashable, Codable {
    package var changes: [DocumentUri: [TextEdit]]?
    package var documentChanges: [TextDocumentEdit]?

    package init(changes: [DocumentUri: [TextEdit]]) { self.changes = changes }
    package init(documentChanges: [TextDocumentEdit]) { self.documentChanges = documentChanges }
  }

  package struct TextDocumentEdit: Sendable, Hashable, Codable {
    package var textDocument: OptionalVersionedTextDocumentIdentifier
    package var edits: [TextEdit]

    package init(textDocument: OptionalVersionedTextDocumentIdentifier, edits: [TextEdit]) {
      self.textDocument = textDocument
      self.edits = edits
    }
  }
}

/// A value, or nil where one of its members has an unknown form.
private struct Readable<Value: Decodable>: Decodable {
  let value: Value?

  init(from decoder: any Decoder) throws {
    value = try? Value(from: decoder)
  }
}
