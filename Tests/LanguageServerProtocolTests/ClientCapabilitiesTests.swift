import LanguageServerProtocol
import Testing

@Suite struct ClientCapabilitiesTests {
  private func read(_ capabilities: String) throws -> LSP.ClientCapabilities {
    let params = #"{"processId":null,"capabilities":"# + capabilities + "}"
    let json = #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":"# + params + "}"
    guard case .request(_, _, let payload) = IncomingMessage(content: Array(json.utf8)) else {
      throw ResponseError(.invalidRequest, json)
    }
    return try payload.decode(LSP.InitializeParams.self).capabilities
  }

  @Test func `reads what is announced`() throws {
    let capabilities = try read(
      """
      {"general": {"positionEncodings": ["utf-32", "ebcdic", "utf-8"]},
       "workspace": {"configuration": true, "workspaceEdit": {"documentChanges": true},
                     "didChangeConfiguration": {"dynamicRegistration": true},
                     "inlayHint": {"refreshSupport": true}, "codeLens": {"refreshSupport": true}},
       "textDocument": {
         "publishDiagnostics": {"versionSupport": true, "tagSupport": {"valueSet": [1, 2]}},
         "hover": {"contentFormat": ["plaintext", "markdown"]},
         "completion": {"completionItem": {"snippetSupport": true, "insertReplaceSupport": true,
                                           "resolveSupport": {"properties": ["documentation"]}},
                        "completionList": {"itemDefaults": ["editRange", "data"]},
                        "completionItemKind": {"valueSet": [1, 10]}},
         "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}},
         "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["refactor"]}},
                        "dataSupport": true, "resolveSupport": {"properties": ["edit"]}}}}
      """)
    var expected = LSP.ClientCapabilities()
    expected.positionEncodings = [.utf32, .utf8]
    expected.pullsConfiguration = true
    expected.completionInsertReplace = true
    expected.registersConfigurationChange = true
    expected.documentChanges = true
    expected.diagnosticVersion = true
    expected.diagnosticTags = [1, 2]
    expected.hoverFormats = ["plaintext", "markdown"]
    expected.snippets = true
    expected.completionResolveProperties = ["documentation"]
    expected.completionItemDefaults = ["editRange", "data"]
    expected.completionKinds = [1, 10]
    expected.codeActionLiterals = true
    expected.codeActionKinds = ["refactor"]
    expected.resolvesCodeActionEdits = true
    expected.inlayHints = true
    expected.inlayHintResolveProperties = ["tooltip"]
    expected.refreshesInlayHints = true
    expected.refreshesCodeLenses = true
    #expect(capabilities == expected)
  }

  @Test func `reads what is announced for names and structure`() throws {
    let capabilities = try read(
      """
      {"textDocument": {
         "definition": {"linkSupport": true}, "declaration": {}, "rename": {"prepareSupport": true},
         "documentSymbol": {"hierarchicalDocumentSymbolSupport": true, "symbolKind": {"valueSet": [5]}},
         "foldingRange": {"lineFoldingOnly": true, "rangeLimit": 9}, "documentLink": {"tooltipSupport": true},
         "semanticTokens": {"requests": {"full": {"delta": true}, "range": {}}, "formats": ["relative"],
                            "tokenTypes": ["type"], "tokenModifiers": ["readonly"]}}}
      """)
    var expected = LSP.ClientCapabilities()
    expected.documentFeatures = [.definition, .declaration, .foldingRange, .semanticTokens]
    expected.linkFeatures = [.definition]
    expected.preparesRename = true
    expected.symbolHierarchy = true
    expected.symbolKinds = [5]
    expected.foldsWholeLines = true
    expected.foldingRangeLimit = 9
    expected.linkTooltips = true
    expected.relativeTokens = true
    expected.fullTokens = true
    expected.tokenDeltas = true
    expected.rangeTokens = true
    expected.tokenTypes = ["type"]
    expected.tokenModifiers = ["readonly"]
    #expect(capabilities == expected)
  }

  @Test func `reads what is announced for the workspace`() throws {
    let capabilities = try read(
      """
      {"workspace": {
         "workspaceFolders": true, "symbol": {"symbolKind": {"valueSet": [2]}},
         "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
         "diagnostics": {"refreshSupport": true}, "semanticTokens": {"refreshSupport": true},
         "fileOperations": {"didCreate": true, "willRename": true, "didDelete": false, "willCreate": true}},
       "textDocument": {
         "diagnostic": {"relatedInformation": true, "tagSupport": {"valueSet": [2]}},
         "publishDiagnostics": {"tagSupport": {"valueSet": [1]}, "codeDescriptionSupport": true}}}
      """)
    var expected = LSP.ClientCapabilities()
    expected.workspaceFolders = true
    expected.workspaceSymbolKinds = [2]
    expected.registersWatchedFiles = true
    expected.relativePatterns = true
    expected.pullsDiagnostics = true
    expected.refreshesDiagnostics = true
    expected.refreshesSemanticTokens = true
    expected.fileOperations = [.didCreate, .willRename]
    expected.diagnosticRelatedInformation = true
    expected.diagnosticCodeDescription = true
    expected.diagnosticTags = [1, 2]
    #expect(capabilities == expected)
  }

  @Test(arguments: [true, false]) func `full tokens may be announced by a flag`(_ flag: Bool) throws {
    let capabilities = try read(#"{"textDocument": {"semanticTokens": {"requests": {"full": \#(flag)}}}}"#)
    #expect(capabilities.fullTokens == flag)
    #expect(!capabilities.tokenDeltas && !capabilities.rangeTokens && !capabilities.relativeTokens)
  }

  @Test(arguments: [
    "{}", "[]", #"{"general": null, "textDocument": []}"#,
    #"{"textDocument": {"hover": {"contentFormat": 3}, "completion": {"completionItem": {"snippetSupport": "yes"}}}}"#,
  ])
  func `what has the wrong type is not announced`(_ capabilities: String) throws {
    #expect(try read(capabilities) == LSP.ClientCapabilities())
  }
}
