import LanguageServerProtocol

/// One request that the server answers.
struct RequestRow: Sendable {
  let method: String
  /// What a setting switches it off with; nil for what only completes an answer that was given.
  let feature: Feature?
  /// Announces the request, where the client can use it.
  let announce: @Sendable (inout LSP.ServerCapabilities, LSP.ClientCapabilities) -> Void
  let answer: @Sendable (Payload, inout Session) throws(ResponseError) -> Answer

  enum Answer: Sendable {
    case now(any Encodable & Sendable)
    /// The work is done while no message waits.
    case later(WorkspaceRequest)
  }

  typealias Announcement = @Sendable (inout LSP.ServerCapabilities, LSP.ClientCapabilities) -> Void

  /// Every request but `initialize` and `shutdown`. A feature is one row of a table and one file in `Features`.
  static let all = basics + names + structure + workspace + own

  private static let basics: [RequestRow] = [
    RequestRow("textDocument/hover", .hover, Session.hover) { server, _ in
      server.hoverProvider = true
    },
    RequestRow("textDocument/completion", .completion, Session.completion) { server, client in
      server.completionProvider = LSP.CompletionOptions(
        triggerCharacters: CompletionTrigger.characters,
        resolveProvider: client.completionResolveProperties.contains("documentation"))
    },
    // Announced with completion.
    RequestRow(completing: "completionItem/resolve", Session.resolve),
    RequestRow("textDocument/codeAction", .codeActions, Session.codeActions) { server, client in
      // Without literals only commands could be sent, and we have none.
      guard client.codeActionLiterals else { return }
      server.codeActionProvider = LSP.CodeActionOptions(
        codeActionKinds: Translation.codeActionKinds(for: client), resolveProvider: client.resolvesCodeActionEdits)
    },
    // Announced with the actions.
    RequestRow(completing: "codeAction/resolve", Session.resolveCodeAction),
    // Neovim 0.11 goes on showing hints when the next answer is null.
    RequestRow("textDocument/inlayHint", .inlayHints, off: [LSP.InlayHint](), Session.inlayHints) { server, client in
      guard client.inlayHints else { return }
      server.inlayHintProvider = LSP.InlayHintOptions(
        resolveProvider: client.inlayHintResolveProperties.contains("tooltip"))
    },
    // Announced with the hints.
    RequestRow(completing: "inlayHint/resolve", Session.resolveInlayHint),
    RequestRow("textDocument/codeLens", .codeLens, Session.codeLenses) { server, _ in
      server.codeLensProvider = LSP.CodeLensOptions(resolveProvider: false)
    },
    RequestRow("textDocument/formatting", .formatting, Session.formatting) { server, _ in
      server.documentFormattingProvider = true
    },
    RequestRow("textDocument/rangeFormatting", .formatting, Session.rangeFormatting) { server, _ in
      server.documentRangeFormattingProvider = true
    },
    RequestRow("textDocument/onTypeFormatting", .onTypeFormatting, Session.onTypeFormatting) { server, client in
      guard client.onTypeFormatting else { return }
      server.documentOnTypeFormattingProvider = LSP.DocumentOnTypeFormattingOptions(firstTriggerCharacter: "\n")
    },
  ]

  /// A request about a document. The answer is `off`, mostly null, when the feature is switched off for it.
  init<Params: LSP.TextDocumentRequestParams, Result: Encodable & Sendable>(
    _ method: String, _ feature: Feature, off: any Encodable & Sendable = Null(),
    _ handle: @escaping @Sendable (inout Session, Params) throws(ResponseError) -> Result,
    announce: @escaping Announcement
  ) {
    self.method = method
    self.feature = feature
    self.announce = announce
    answer = { (payload, session) throws(ResponseError) in
      let params = try payload.decode(Params.self)
      let isOff = session.documents[params.textDocument.uri]?.settings.off.contains(feature) ?? false
      return .now(isOff ? off : try handle(&session, params))
    }
  }

  /// A request that completes an answer, that is never null, or that no editor makes by itself: no setting switches it off.
  init<Params: Decodable & SendableMetatype, Result: Encodable & Sendable>(
    completing method: String, _ handle: @escaping @Sendable (inout Session, Params) throws(ResponseError) -> Result,
    announce: @escaping Announcement = { _, _ in }
  ) {
    self.method = method
    feature = nil
    self.announce = announce
    answer = { (payload, session) throws(ResponseError) in
      .now(try handle(&session, try payload.decode(Params.self)))
    }
  }

  /// A request about the whole workspace. The answer is null when the editor's settings switch it off.
  init<Params: Decodable & SendableMetatype>(
    workspace method: String, _ feature: Feature?,
    _ begin: @escaping @Sendable (inout Session, Params) -> WorkspaceRequest, announce: @escaping Announcement
  ) {
    self.method = method
    self.feature = feature
    self.announce = announce
    answer = { (payload, session) throws(ResponseError) in
      let params = try payload.decode(Params.self)
      if let feature, session.surroundings.editor.off.contains(feature) { return .now(Null()) }
      return .later(begin(&session, params))
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
      session.filesChanged(params.changes.map(\.uri))
    },
    NotificationRow("workspace/didCreateFiles") { (_: LSP.FilesParams, session) in session.filesMoved() },
    NotificationRow("workspace/didRenameFiles") { (_: LSP.RenameFilesParams, session) in session.filesMoved() },
    NotificationRow("workspace/didDeleteFiles") { (_: LSP.FilesParams, session) in session.filesMoved() },
    NotificationRow("window/workDoneProgress/cancel") { (params: LSP.WorkDoneProgressCancelParams, session) in
      session.cancelTasks("cancelled by hand") { $0.workDoneToken == params.token }
    },
    // The cancellation of a request that still waits does not come so far.
    NotificationRow("$/cancelRequest") { (params: LSP.CancelParams, session) in
      session.cancelTasks("cancelled on its way") { $0.id == params.id }
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
