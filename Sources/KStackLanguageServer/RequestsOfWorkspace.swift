import LanguageServerProtocol

extension RequestRow {
  /// Diagnostics for clients that ask for them, and requests about the whole workspace.
  static let workspace: [RequestRow] = [
    // A report is never null: what is switched off has no diagnostics.
    RequestRow(completing: "textDocument/diagnostic", Session.documentDiagnostic) { server, client in
      guard client.pullsDiagnostics else { return }
      server.diagnosticProvider = LSP.DiagnosticOptions(
        identifier: Settings.section, interFileDependencies: false, workspaceDiagnostics: true, workDoneProgress: true)
    },
    RequestRow(workspace: "workspace/diagnostic", nil, Session.workspaceDiagnostic) { _, _ in
      // Announced with the diagnostics of documents.
    },
    RequestRow(workspace: "workspace/symbol", .workspaceSymbols, Session.workspaceSymbol) { server, _ in
      server.workspaceSymbolProvider = LSP.WorkspaceSymbolOptions(workDoneProgress: true)
    },
    RequestRow(workspace: "workspace/willRenameFiles", .fileRenames, Session.willRenameFiles) { _, _ in
      // Announced with all operations on files.
    },
  ]
}

extension LSP.FileOperationOptions {
  /// Any file may be one that a stack names, and any folder may hold one. Nil for a client that tells of none.
  init?(for client: LSP.ClientCapabilities) {
    guard !client.fileOperations.isEmpty else { return nil }
    let any = LSP.FileOperationFilters(scheme: "file", glob: "**/*")
    self.init()
    if client.fileOperations.contains(.didCreate) { didCreate = any }
    if client.fileOperations.contains(.didRename) { didRename = any }
    if client.fileOperations.contains(.willRename) { willRename = any }
    if client.fileOperations.contains(.didDelete) { didDelete = any }
  }
}
