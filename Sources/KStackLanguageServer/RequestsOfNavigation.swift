import LanguageServerProtocol

extension RequestRow {
  /// Requests about names.
  static let names: [RequestRow] = [
    RequestRow("textDocument/definition", Session.definition) { server, _ in
      server.definitionProvider = true
    },
    RequestRow("textDocument/declaration", Session.declaration) { server, client in
      server.declarationProvider = client.documentFeatures.contains(.declaration) ? true : nil
    },
    RequestRow("textDocument/typeDefinition", Session.typeDefinition) { server, client in
      server.typeDefinitionProvider = client.documentFeatures.contains(.typeDefinition) ? true : nil
    },
    RequestRow("textDocument/references", Session.references) { server, _ in
      server.referencesProvider = true
    },
    RequestRow("textDocument/documentHighlight", Session.documentHighlight) { server, _ in
      server.documentHighlightProvider = true
    },
    RequestRow("textDocument/rename", Session.rename) { server, client in
      server.renameProvider = client.preparesRename ? .withPrepare : .withoutPrepare
    },
    RequestRow("textDocument/prepareRename", Session.prepareRename) { _, _ in
      // Announced with renaming.
    },
    RequestRow("textDocument/linkedEditingRange", Session.linkedEditingRange) { server, client in
      server.linkedEditingRangeProvider = client.documentFeatures.contains(.linkedEditingRange) ? true : nil
    },
  ]

  /// Requests about the structure of a document.
  static let structure: [RequestRow] = [
    RequestRow("textDocument/documentSymbol", Session.documentSymbol) { server, _ in
      server.documentSymbolProvider = true
    },
    RequestRow("textDocument/foldingRange", Session.foldingRange) { server, client in
      server.foldingRangeProvider = client.documentFeatures.contains(.foldingRange) ? true : nil
    },
    RequestRow("textDocument/selectionRange", Session.selectionRange) { server, client in
      server.selectionRangeProvider = client.documentFeatures.contains(.selectionRange) ? true : nil
    },
    RequestRow("textDocument/documentLink", Session.documentLink) { server, _ in
      server.documentLinkProvider = LSP.DocumentLinkOptions(resolveProvider: true)
    },
    RequestRow("documentLink/resolve", Session.resolveLink) { _, _ in
      // Announced with the links.
    },
    RequestRow("textDocument/semanticTokens/full", Session.semanticTokens) { server, client in
      guard client.relativeTokens, client.fullTokens || client.rangeTokens else { return }
      server.semanticTokensProvider = LSP.SemanticTokensOptions(
        legend: Translation.tokenLegend(for: client), range: client.rangeTokens ? true : nil,
        full: client.fullTokens ? LSP.SemanticTokensOptions.Full(delta: client.tokenDeltas) : nil)
    },
    RequestRow("textDocument/semanticTokens/full/delta", Session.semanticTokensDelta) { _, _ in
      // Announced with the full tokens.
    },
    RequestRow("textDocument/semanticTokens/range", Session.semanticTokensRange) { _, _ in
      // Announced with the full tokens.
    },
  ]
}
