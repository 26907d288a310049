import KStackAnalysis
import LanguageServerProtocol

/// `workspace/diagnostic`: one report for each stack of the workspace, as it is in the editor or on the disk.
struct WorkspaceDiagnostics: WorkspaceWork {
  let title = "Checking the stacks of the workspace"
  /// The results that the client has, without those that were reported on, by path: a client may spell a URI in another
  /// way than the server.
  private var previous: [String: LSP.PreviousResultId]
  private var reports: [LSP.WorkspaceDocumentDiagnosticReport] = []
  /// Whether one of the reports says more than that nothing changed. A client may ask every few seconds, and what it has
  /// need not be told it file by file.
  private var hasNews = false

  init(previous: [LSP.PreviousResultId]) {
    self.previous = Dictionary(previous.map { (Self.place($0.uri), $0) }) { _, last in last }
  }

  private static func place(_ uri: LSP.DocumentUri) -> String { DocumentURI.path(ofFile: uri) ?? uri }

  mutating func look(atDocument uri: LSP.DocumentUri, in session: inout Session) {
    let isStack = session.withDocument(uri) { file, _ in file.isStack } ?? false
    guard isStack, let found = session.check(uri), let version = session.documents[uri]?.version else { return }
    report(uri, version: version, found.diagnostics, found.resultID)
  }

  mutating func look(atFile path: String, in session: inout Session) {
    guard let summary = session.summary(ofFileAt: path) else { return }
    report(DocumentURI.uri(forPath: path), version: nil, summary.diagnostics, summary.resultID)
  }

  private mutating func report(
    _ uri: LSP.DocumentUri, version: Int?, _ diagnostics: [LSP.Diagnostic], _ resultID: String
  ) {
    let report = LSP.DocumentDiagnosticReport(
      diagnostics, resultID, previous: previous.removeValue(forKey: Self.place(uri))?.value)
    if case .full = report { hasNews = true }
    reports.append(LSP.WorkspaceDocumentDiagnosticReport(uri: uri, version: version, report: report))
  }

  /// What the client still shows of files that are gone, or no stacks any more, is taken away.
  mutating func finish() {
    for uri in previous.values.map(\.uri).sorted() {
      reports.append(
        LSP.WorkspaceDocumentDiagnosticReport(uri: uri, version: nil, report: .full(resultId: nil, items: [])))
    }
    previous = [:]
    hasNews = true
  }

  mutating func takePart() -> (any Encodable & Sendable)? {
    guard hasNews, !reports.isEmpty else { return nil }
    defer { (reports, hasNews) = ([], false) }
    return LSP.WorkspaceDiagnosticReport(items: reports)
  }

  func result() -> any Encodable & Sendable { LSP.WorkspaceDiagnosticReport(items: reports) }
}

extension Session {
  @Sendable static func workspaceDiagnostic(
    _ session: inout Session, _ params: LSP.WorkspaceDiagnosticParams
  ) -> WorkspaceRequest {
    session.workspace.hasReported = true
    return WorkspaceRequest(
      work: WorkspaceDiagnostics(previous: params.previousResultIds), workDoneToken: params.workDoneToken,
      partialResultToken: params.partialResultToken)
  }

  /// The diagnostics of files that are not open may have changed; a client that has asked for them is told so.
  mutating func refreshWorkspaceDiagnostics() {
    if client.pullsDiagnostics, client.refreshesDiagnostics, workspace.hasReported { isRefreshDue = true }
  }
}
