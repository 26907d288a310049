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
                        "completionItemKind": {"valueSet": [1, 10]}},
         "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}},
         "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
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
    expected.completionKinds = [1, 10]
    expected.codeActionLiterals = true
    expected.inlayHints = true
    expected.inlayHintResolveProperties = ["tooltip"]
    expected.refreshesInlayHints = true
    expected.refreshesCodeLenses = true
    #expect(capabilities == expected)
  }

  @Test(arguments: [
    "{}", "[]", #"{"general": null, "textDocument": []}"#,
    #"{"textDocument": {"hover": {"contentFormat": 3}, "completion": {"completionItem": {"snippetSupport": "yes"}}}}"#,
  ])
  func `what has the wrong type is not announced`(_ capabilities: String) throws {
    #expect(try read(capabilities) == LSP.ClientCapabilities())
  }
}
