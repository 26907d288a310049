extension LSP {
  /// What the client said it can take, reduced to what this server asks about.
  ///
  /// Read leniently: a capability of another type than the specification's (some clients send `[]` for an empty
  /// object) counts as not announced.
  package struct ClientCapabilities: Sendable, Hashable, Decodable {
    /// `general.positionEncodings`; empty when the client offers none, which means UTF-16. Unknown ones are left out.
    package var positionEncodings: [PositionEncodingKind] = []

    /// `workspace.configuration`: the server may pull settings.
    package var pullsConfiguration = false
    /// `workspace.didChangeConfiguration.dynamicRegistration`.
    package var registersConfigurationChange = false
    /// `workspace.didChangeWatchedFiles.dynamicRegistration`.
    package var registersWatchedFiles = false
    /// `workspace.didChangeWatchedFiles.relativePatternSupport`: a pattern may count from a folder of the server's choice.
    package var relativePatterns = false
    /// `workspace.workspaceFolders`.
    package var workspaceFolders = false
    /// `workspace.workspaceEdit.documentChanges`: edits may name a document version.
    package var documentChanges = false
    /// The members of `workspace.fileOperations` that are true.
    package var fileOperations: Set<FileOperation> = []

    /// `textDocument.diagnostic`: the client asks for diagnostics; nothing is pushed to it then.
    package var pullsDiagnostics = false
    /// `workspace.diagnostics.refreshSupport`: the server may say that diagnostics changed.
    package var refreshesDiagnostics = false
    /// `textDocument.publishDiagnostics.versionSupport`.
    package var diagnosticVersion = false
    /// `textDocument.publishDiagnostics.relatedInformation`.
    package var diagnosticRelatedInformation = false
    /// `textDocument.publishDiagnostics.codeDescriptionSupport`.
    package var diagnosticCodeDescription = false
    /// `textDocument.publishDiagnostics.tagSupport.valueSet`.
    package var diagnosticTags: Set<Int> = []

    /// `workspace.symbol.symbolKind.valueSet`; nil stands for the kinds of LSP 1.0, 1 to 18.
    package var workspaceSymbolKinds: Set<Int>?

    /// `textDocument.hover.contentFormat`, in the client's order of preference.
    package var hoverFormats: [String] = []

    /// `textDocument.completion.completionItem.snippetSupport`.
    package var snippets = false
    /// `…completionItem.insertReplaceSupport`: an item may say what it replaces when a person inserts.
    package var completionInsertReplace = false
    /// `textDocument.completion.completionList.itemDefaults`: what a list may say once for all its items.
    package var completionItemDefaults: Set<String> = []
    /// `…completionItem.documentationFormat`, in the client's order of preference.
    package var completionDocumentationFormats: [String] = []
    /// `…completionItem.resolveSupport.properties`.
    package var completionResolveProperties: Set<String> = []
    /// `…completionItem.insertTextModeSupport.valueSet`.
    package var insertTextModes: Set<Int> = []
    /// `…completionItem.tagSupport.valueSet`.
    package var completionTags: Set<Int> = []
    /// `…completionItem.deprecatedSupport`, the older way to strike an item through.
    package var completionDeprecated = false
    /// `…completionItem.preselectSupport`.
    package var completionPreselect = false
    /// `textDocument.completion.completionItemKind.valueSet`; nil stands for the kinds of LSP 1.0, 1 to 18.
    package var completionKinds: Set<Int>?

    /// `textDocument.codeAction.codeActionLiteralSupport`: without it only commands may be sent.
    package var codeActionLiterals = false
    /// `textDocument.codeAction.isPreferredSupport`.
    package var codeActionPreferred = false
    /// `…codeActionLiteralSupport.codeActionKind.valueSet`: the kinds that the client knows; it takes others too.
    package var codeActionKinds: Set<String> = []
    /// An action's edit may come later: `…codeAction.resolveSupport.properties` has `edit`, and `…dataSupport` keeps what
    /// tells the actions apart.
    package var resolvesCodeActionEdits = false

    /// `textDocument.inlayHint`: the client can show hints.
    package var inlayHints = false
    /// `textDocument.inlayHint.resolveSupport.properties`.
    package var inlayHintResolveProperties: Set<String> = []
    /// `workspace.inlayHint.refreshSupport`: the server may say that hints changed.
    package var refreshesInlayHints = false
    /// `workspace.codeLens.refreshSupport`: the server may say that lenses changed.
    package var refreshesCodeLenses = false
    /// `workspace.semanticTokens.refreshSupport`: the server may say that tokens changed.
    package var refreshesSemanticTokens = false
    /// The methods of `textDocument` that the client says something about, by the name of their capability.
    package var documentFeatures: Set<DocumentFeature> = []
    /// Those of them with `linkSupport`.
    package var linkFeatures: Set<DocumentFeature> = []

    /// `textDocument.documentSymbol.hierarchicalDocumentSymbolSupport`.
    package var symbolHierarchy = false
    /// `…documentSymbol.symbolKind.valueSet`; nil stands for the kinds of LSP 1.0, 1 to 18.
    package var symbolKinds: Set<Int>?
    /// `textDocument.foldingRange.lineFoldingOnly`.
    package var foldsWholeLines = false
    /// `…foldingRange.rangeLimit`.
    package var foldingRangeLimit: Int?
    /// `textDocument.rename.prepareSupport`.
    package var preparesRename = false
    /// `textDocument.documentLink.tooltipSupport`.
    package var linkTooltips = false

    /// `textDocument.semanticTokens.tokenTypes`.
    package var tokenTypes: Set<String> = []
    /// `…semanticTokens.tokenModifiers`.
    package var tokenModifiers: Set<String> = []
    /// `…semanticTokens.formats` has `relative`, the only one.
    package var relativeTokens = false
    /// `…semanticTokens.requests.full`, as a flag or as an object.
    package var fullTokens = false
    /// `…semanticTokens.requests.full.delta`.
    package var tokenDeltas = false
    /// `…semanticTokens.requests.range`.
    package var rangeTokens = false

    /// Features that are younger than LSP 2 and only of use to a client that announces them.
    package enum DocumentFeature: String, Sendable, Hashable, CaseIterable {
      case definition, declaration, typeDefinition, foldingRange, selectionRange, linkedEditingRange, semanticTokens
    }
    /// What happens to files by the client's doing, by the name of its capability.
    package enum FileOperation: String, Sendable, Hashable, CaseIterable {
      case didCreate, didRename, willRename, didDelete
    }
    /// `textDocument.onTypeFormatting`: the client may ask after what was typed.
    package var onTypeFormatting = false

    /// A client that announced nothing.
    package init() {}

    package init(from decoder: any Decoder) throws {
      let root = Capability(try? decoder.container(keyedBy: Capability.Key.self))
      let encodings = root["general"].strings("positionEncodings")
      positionEncodings = encodings.compactMap(PositionEncodingKind.init(rawValue:))

      let workspace = root["workspace"]
      pullsConfiguration = workspace.flag("configuration")
      registersConfigurationChange = workspace["didChangeConfiguration"].flag("dynamicRegistration")
      registersWatchedFiles = workspace["didChangeWatchedFiles"].flag("dynamicRegistration")
      relativePatterns = workspace["didChangeWatchedFiles"].flag("relativePatternSupport")
      workspaceFolders = workspace.flag("workspaceFolders")
      documentChanges = workspace["workspaceEdit"].flag("documentChanges")

      fileOperations = Set(FileOperation.allCases.filter { workspace["fileOperations"].flag($0.rawValue) })
      workspaceSymbolKinds = workspace["symbol"]["symbolKind"].integers("valueSet").map(Set.init)

      let document = root["textDocument"]
      let push = document["publishDiagnostics"]
      let pull = document["diagnostic"]
      pullsDiagnostics = pull.exists
      refreshesDiagnostics = workspace["diagnostics"].flag("refreshSupport")
      diagnosticVersion = push.flag("versionSupport")
      // Clients say beside either of the two what a diagnostic may have.
      diagnosticRelatedInformation = push.flag("relatedInformation") || pull.flag("relatedInformation")
      diagnosticCodeDescription = push.flag("codeDescriptionSupport") || pull.flag("codeDescriptionSupport")
      diagnosticTags = Set([push, pull].flatMap { $0["tagSupport"].integers("valueSet") ?? [] })

      hoverFormats = document["hover"].strings("contentFormat")

      let item = document["completion"]["completionItem"]
      snippets = item.flag("snippetSupport")
      completionInsertReplace = item.flag("insertReplaceSupport")
      completionItemDefaults = Set(document["completion"]["completionList"].strings("itemDefaults"))
      completionDocumentationFormats = item.strings("documentationFormat")
      completionResolveProperties = Set(item["resolveSupport"].strings("properties"))
      insertTextModes = Set(item["insertTextModeSupport"].integers("valueSet") ?? [])
      completionTags = Set(item["tagSupport"].integers("valueSet") ?? [])
      completionDeprecated = item.flag("deprecatedSupport")
      completionPreselect = item.flag("preselectSupport")
      completionKinds = document["completion"]["completionItemKind"].integers("valueSet").map(Set.init)

      documentFeatures = Set(DocumentFeature.allCases.filter { document[$0.rawValue].exists })
      linkFeatures = documentFeatures.filter { document[$0.rawValue].flag("linkSupport") }
      let symbols = document["documentSymbol"]
      symbolHierarchy = symbols.flag("hierarchicalDocumentSymbolSupport")
      symbolKinds = symbols["symbolKind"].integers("valueSet").map(Set.init)
      foldsWholeLines = document["foldingRange"].flag("lineFoldingOnly")
      foldingRangeLimit = document["foldingRange"].integer("rangeLimit")
      preparesRename = document["rename"].flag("prepareSupport")
      linkTooltips = document["documentLink"].flag("tooltipSupport")

      let tokens = document["semanticTokens"]
      tokenTypes = Set(tokens.strings("tokenTypes"))
      tokenModifiers = Set(tokens.strings("tokenModifiers"))
      relativeTokens = tokens.strings("formats").contains("relative")
      fullTokens = tokens["requests"].flag("full") || tokens["requests"]["full"].exists
      tokenDeltas = tokens["requests"]["full"].flag("delta")
      rangeTokens = tokens["requests"].flag("range") || tokens["requests"]["range"].exists

      let action = document["codeAction"]
      codeActionLiterals = action["codeActionLiteralSupport"].exists
      codeActionPreferred = action.flag("isPreferredSupport")
      codeActionKinds = Set(action["codeActionLiteralSupport"]["codeActionKind"].strings("valueSet"))
      resolvesCodeActionEdits =
        action["resolveSupport"].strings("properties").contains("edit") && action.flag("dataSupport")

      let hint = document["inlayHint"]
      inlayHints = hint.exists
      inlayHintResolveProperties = Set(hint["resolveSupport"].strings("properties"))
      refreshesInlayHints = workspace["inlayHint"].flag("refreshSupport")
      refreshesSemanticTokens = workspace["semanticTokens"].flag("refreshSupport")
      refreshesCodeLenses = workspace["codeLens"].flag("refreshSupport")
      onTypeFormatting = document["onTypeFormatting"].exists
    }
  }
}

/// An object among the capabilities, or nothing where the client sent none.
private struct Capability {
  struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Key>?

  init(_ container: KeyedDecodingContainer<Key>?) { self.container = container }

  var exists: Bool { container != nil }

  subscript(name: String) -> Capability {
    Capability(try? container?.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: name)))
  }

  func flag(_ name: String) -> Bool { value(name) ?? false }
  func strings(_ name: String) -> [String] { value(name) ?? [] }
  func integer(_ name: String) -> Int? { value(name) }
  func integers(_ name: String) -> [Int]? { value(name) }

  private func value<Value: Decodable>(_ name: String) -> Value? {
    (try? container?.decodeIfPresent(Value.self, forKey: Key(stringValue: name))) ?? nil
  }
}
