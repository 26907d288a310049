extension LSP {
  /// What this server can do. A member that is nil is not announced.
  package struct ServerCapabilities: Sendable, Hashable, Codable {
    package var positionEncoding: PositionEncodingKind?
    package var textDocumentSync: TextDocumentSyncOptions?
    package var completionProvider: CompletionOptions?
    package var hoverProvider: Bool?
    package var codeActionProvider: CodeActionOptions?
    package var inlayHintProvider: InlayHintOptions?
    package var codeLensProvider: CodeLensOptions?
    package var definitionProvider: Bool?
    package var declarationProvider: Bool?
    package var typeDefinitionProvider: Bool?
    package var referencesProvider: Bool?
    package var documentHighlightProvider: Bool?
    package var documentSymbolProvider: Bool?
    package var foldingRangeProvider: Bool?
    package var selectionRangeProvider: Bool?
    package var linkedEditingRangeProvider: Bool?
    package var renameProvider: RenameProvider?
    package var documentLinkProvider: DocumentLinkOptions?
    package var semanticTokensProvider: SemanticTokensOptions?
    package var documentFormattingProvider: Bool?
    package var documentRangeFormattingProvider: Bool?
    package var documentOnTypeFormattingProvider: DocumentOnTypeFormattingOptions?
    package var diagnosticProvider: DiagnosticOptions?
    package var workspaceSymbolProvider: WorkspaceSymbolOptions?
    package var workspace: Workspace?
    package var experimental: Experimental?

    package init() {}

    /// Announces what is no part of LSP.
    package mutating func announce(_ change: (inout Experimental) -> Void) {
      var all = experimental ?? Experimental()
      change(&all)
      experimental = all
    }

    /// What this server does beyond LSP.
    package struct Experimental: Sendable, Hashable, Codable {
      package var kstackEffectiveConfiguration: Bool?

      package init() {}
    }

    package struct Workspace: Sendable, Hashable, Codable {
      package var workspaceFolders: WorkspaceFolders?
      package var fileOperations: FileOperationOptions?

      package init() {}
    }

    package struct WorkspaceFolders: Sendable, Hashable, Codable {
      package var supported: Bool
      package var changeNotifications: Bool

      package init(supported: Bool, changeNotifications: Bool) {
        self.supported = supported
        self.changeNotifications = changeNotifications
      }
    }
  }

  package struct TextDocumentSyncOptions: Sendable, Hashable, Codable {
    package var openClose: Bool
    package var change: TextDocumentSyncKind
    package var save: SaveOptions

    package init(openClose: Bool, change: TextDocumentSyncKind, save: SaveOptions) {
      self.openClose = openClose
      self.change = change
      self.save = save
    }
  }

  package enum TextDocumentSyncKind: Int, Sendable, Hashable, Codable {
    case none = 0
    case full, incremental
  }

  package struct SaveOptions: Sendable, Hashable, Codable {
    package var includeText: Bool

    package init(includeText: Bool) { self.includeText = includeText }
  }

  package struct CompletionOptions: Sendable, Hashable, Codable {
    package var triggerCharacters: [String]
    package var resolveProvider: Bool

    package init(triggerCharacters: [String], resolveProvider: Bool) {
      self.triggerCharacters = triggerCharacters
      self.resolveProvider = resolveProvider
    }
  }

  package struct CodeActionOptions: Sendable, Hashable, Codable {
    package var codeActionKinds: [String]
    package var resolveProvider: Bool

    package init(codeActionKinds: [String], resolveProvider: Bool) {
      self.codeActionKinds = codeActionKinds
      self.resolveProvider = resolveProvider
    }
  }

  package struct InlayHintOptions: Sendable, Hashable, Codable {
    package var resolveProvider: Bool

    package init(resolveProvider: Bool) { self.resolveProvider = resolveProvider }
  }

  package struct CodeLensOptions: Sendable, Hashable, Codable {
    package var resolveProvider: Bool

    package init(resolveProvider: Bool) { self.resolveProvider = resolveProvider }
  }
}
