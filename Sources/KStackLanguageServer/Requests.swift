import LanguageServerProtocol

/// One request that the server answers.
struct RequestRow: Sendable {
  let method: String
  /// Announces the request, where the client can use it.
  let announce: @Sendable (inout LSP.ServerCapabilities, LSP.ClientCapabilities) -> Void
  let handle: @Sendable (Payload, inout Session) throws(ResponseError) -> any Encodable & Sendable

  /// Every request but `initialize` and `shutdown`. A feature is one row of a table and one file in `Features`.
  static let all = basics + names + structure

  private static let basics: [RequestRow] = [
    RequestRow("textDocument/hover", Session.hover) { server, _ in
      server.hoverProvider = true
    },
    RequestRow("textDocument/completion", Session.completion) { server, client in
      server.completionProvider = LSP.CompletionOptions(
        triggerCharacters: CompletionTrigger.characters,
        resolveProvider: client.completionResolveProperties.contains("documentation"))
    },
    RequestRow("completionItem/resolve", Session.resolve) { _, _ in
      // Announced with completion.
    },
    RequestRow("textDocument/codeAction", Session.codeActions) { server, client in
      // Without literals only commands could be sent, and we have none.
      guard client.codeActionLiterals else { return }
      server.codeActionProvider = LSP.CodeActionOptions(
        codeActionKinds: Translation.codeActionKinds(for: client), resolveProvider: client.resolvesCodeActionEdits)
    },
    RequestRow("codeAction/resolve", Session.resolveCodeAction) { _, _ in
      // Announced with the actions.
    },
    RequestRow("textDocument/inlayHint", Session.inlayHints) { server, client in
      guard client.inlayHints else { return }
      server.inlayHintProvider = LSP.InlayHintOptions(
        resolveProvider: client.inlayHintResolveProperties.contains("tooltip"))
    },
    RequestRow("inlayHint/resolve", Session.resolveInlayHint) { _, _ in
      // Announced with the hints.
    },
    RequestRow("textDocument/codeLens", Session.codeLenses) { server, _ in
      server.codeLensProvider = LSP.CodeLensOptions(resolveProvider: false)
    },
    RequestRow("textDocument/formatting", Session.formatting) { server, _ in
      server.documentFormattingProvider = true
    },
    RequestRow("textDocument/rangeFormatting", Session.rangeFormatting) { server, _ in
      server.documentRangeFormattingProvider = true
    },
    RequestRow("textDocument/onTypeFormatting", Session.onTypeFormatting) { server, client in
      guard client.onTypeFormatting else { return }
      server.documentOnTypeFormattingProvider = LSP.DocumentOnTypeFormattingOptions(firstTriggerCharacter: "\n")
    },
  ]

  init<Params: Decodable & SendableMetatype, Answer: Encodable & Sendable>(
    _ method: String, _ feature: @escaping @Sendable (inout Session, Params) throws(ResponseError) -> Answer,
    announce: @escaping @Sendable (inout LSP.ServerCapabilities, LSP.ClientCapabilities) -> Void
  ) {
    self.method = method
    self.announce = announce
    handle = { (payload, session) throws(ResponseError) -> any Encodable & Sendable in
      try feature(&session, try payload.decode(Params.self))
    }
  }
}

/// One notification that the server heeds; all others are ignored.
struct NotificationRow: Sendable {
  let method: String
  let handle: @Sendable (Payload, inout Session) throws(ResponseError) -> Void

  /// Every notification but `exit`.
  static let all: [NotificationRow] = [
    NotificationRow(method: "initialized") { _, session in session.start() },
    NotificationRow("textDocument/didOpen") { (params: LSP.DidOpenTextDocumentParams, session) in
      session.open(params.textDocument)
    },
    NotificationRow("textDocument/didChange") { (params: LSP.DidChangeTextDocumentParams, session) in
      session.change(params)
    },
    NotificationRow("textDocument/didSave") { (params: LSP.DidSaveTextDocumentParams, session) in
      session.saved(params.textDocument.uri)
    },
    NotificationRow("textDocument/didClose") { (params: LSP.DidCloseTextDocumentParams, session) in
      session.close(params.textDocument.uri)
    },
    NotificationRow("workspace/didChangeConfiguration") { (params: LSP.DidChangeConfigurationParams, session) in
      session.configurationChanged(params)
    },
    NotificationRow("workspace/didChangeWorkspaceFolders") { (params: LSP.DidChangeWorkspaceFoldersParams, session) in
      session.changeFolders(added: params.event.added.map(\.uri), removed: params.event.removed.map(\.uri))
    },
    NotificationRow("workspace/didChangeWatchedFiles") { (params: LSP.DidChangeWatchedFilesParams, session) in
      if params.changes.contains(where: { ProjectFile.isNamed($0.uri) }) { session.projectFilesChanged() }
    },
    NotificationRow("$/setTrace") { (params: LSP.SetTraceParams, session) in session.trace = params.value },
  ]

  private init(method: String, _ handle: @escaping @Sendable (Payload, inout Session) -> Void) {
    self.method = method
    self.handle = handle
  }

  private init<Params: Decodable & SendableMetatype>(
    _ method: String, _ handle: @escaping @Sendable (Params, inout Session) -> Void
  ) {
    self.method = method
    self.handle = { (payload, session) throws(ResponseError) in
      handle(try payload.decode(Params.self), &session)
    }
  }
}
