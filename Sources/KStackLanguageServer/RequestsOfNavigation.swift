import LanguageServerProtocol

extension RequestRow {
  /// Requests about names.
  static let names: [RequestRow] = [
    RequestRow("textDocument/definition", .definition, Session.definition) { server, _ in
      server.definitionProvider = true
    },
    RequestRow("textDocument/declaration", .definition, Session.declaration) { server, client in
      server.declarationProvider = client.documentFeatures.contains(.declaration) ? true : nil
    },
    RequestRow("textDocument/typeDefinition", .definition, Session.typeDefinition) { server, client in
      server.typeDefinitionProvider = client.documentFeatures.contains(.typeDefinition) ? true : nil
    },
    RequestRow("textDocument/references", .references, Session.references) { server, _ in
      server.referencesProvider = true
    },
    RequestRow("textDocument/documentHighlight", .documentHighlights, Session.documentHighlight) { server, _ in
      server.documentHighlightProvider = true
    },
    RequestRow("textDocument/rename", .rename, Session.rename) { server, client in
      server.renameProvider = client.preparesRename ? .withPrepare : .withoutPrepare
    },
    RequestRow("textDocument/prepareRename", .rename, Session.prepareRename) { _, _ in
      // Announced with renaming.
    },
    RequestRow("textDocument/linkedEditingRange", .linkedEditing, Session.linkedEditingRange) { server, client in
      server.linkedEditingRangeProvider = client.documentFeatures.contains(.linkedEditingRange) ? true : nil
    },
  ]

  /// Requests about the structure of a document.
  static let structure: [RequestRow] = [
    RequestRow("textDocument/documentSymbol", .documentSymbols, Session.documentSymbol) { server, _ in
      server.documentSymbolProvider = true
    },
    RequestRow("textDocument/foldingRange", .foldingRanges, Session.foldingRange) { server, client in
      server.foldingRangeProvider = client.documentFeatures.contains(.foldingRange) ? true : nil
    },
    RequestRow("textDocument/selectionRange", .selectionRanges, Session.selectionRange) { server, client in
      server.selectionRangeProvider = client.documentFeatures.contains(.selectionRange) ? true : nil
    },
    RequestRow("textDocument/documentLink", .documentLinks, Session.documentLink) { server, _ in
      server.documentLinkProvider = LSP.DocumentLinkOptions(resolveProvider: true)
    },
    // Announced with the links.
    RequestRow(completing: "documentLink/resolve", Session.resolveLink),
    RequestRow("textDocument/semanticTokens/full", .semanticTokens, Session.semanticTokens) { server, client in
      guard client.relativeTokens, client.fullTokens || client.rangeTokens else { return }
      server.semanticTokensProvider = LSP.SemanticTokensOptions(
        legend: Translation.tokenLegend(for: client), range: client.rangeTokens ? true : nil,
        full: client.fullTokens ? LSP.SemanticTokensOptions.Full(delta: client.tokenDeltas) : nil)
    },
    RequestRow("textDocument/semanticTokens/full/delta", .semanticTokens, Session.semanticTokensDelta) { _, _ in
      // Announced with the full tokens.
    },
    RequestRow("textDocument/semanticTokens/range", .semanticTokens, Session.semanticTokensRange) { _, _ in
      // Announced with the full tokens.
    },
  ]
  /// What is no part of LSP; `docs/protocol.md` describes it.
  static let own: [RequestRow] = [
    RequestRow(completing: "kstack/effectiveConfiguration", Session.effectiveConfiguration) { server, _ in
      server.announce { $0.kstackEffectiveConfiguration = true }
    }
  ]
}
