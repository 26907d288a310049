import KStackAnalysis
import LanguageServerProtocol

/// Diagnostics of open documents: a client that can asks for them, to all others they are pushed.
extension Session {
  /// A document is to be checked again, though its text may be the same. A client that pulls is told so when its list
  /// would be another one.
  mutating func markForDiagnostics(_ uri: LSP.DocumentUri) {
    guard let document = documents[uri] else { return }
    documents[uri]?.isCheckDue = true
    guard !client.pullsDiagnostics || (client.refreshesDiagnostics && document.published != nil) else { return }
    waiting.removeAll { $0 == uri }
    waiting.insert(uri, at: 0)
  }

  /// Checks the document that waits first. A list that the client already shows for this version is not sent again.
  mutating func checkNextDocument() {
    guard !waiting.isEmpty else { return }
    let uri = waiting.removeFirst()
    let shown = documents[uri]?.published
    guard let found = check(uri) else { return }
    if client.pullsDiagnostics {
      if shown?.diagnostics != found.diagnostics { isRefreshDue = true }
    } else if shown != found {
      publish(LSP.PublishDiagnosticsParams(uri: uri, version: found.version, diagnostics: found.diagnostics))
    }
  }

  mutating func publish(_ params: LSP.PublishDiagnosticsParams) {
    var params = params
    if !client.diagnosticVersion { params.version = nil }
    send(.notification(method: "textDocument/publishDiagnostics", params: params))
  }

  /// The list of a document as of the last time that it was to be checked; nil when it is not open.
  mutating func check(_ uri: LSP.DocumentUri) -> Document.Published? {
    guard let settings = documents[uri]?.settings else { return nil }
    let translation = translation(for: settings)
    if let document = documents[uri], !document.isCheckDue, var published = document.published {
      if published.version != document.version {
        published.diagnostics = document.found.map { translation.diagnostic($0, in: document.text, uri: uri) }
      }
      return published
    }
    let exists = disk.exists
    // Nobody else holds the document meanwhile: what is known of it is changed in place.
    guard let found = settings.off.contains(.diagnostics) ? [] : documents[uri]?.diagnostics(exists: exists),
      let document = documents[uri]
    else { return nil }
    documents[uri]?.found = found
    documents[uri]?.isCheckDue = false
    let diagnostics = found.map { translation.diagnostic($0, in: document.text, uri: uri) }
    if let published = document.published, published.version == document.version, published.diagnostics == diagnostics {
      return published
    }
    let published = Document.Published(
      version: document.version, diagnostics: diagnostics, resultID: nextResultID())
    documents[uri]?.published = published
    return published
  }

  /// `textDocument/diagnostic`: all diagnostics, or that they are those that the client has. A document that it never
  /// opened has none.
  @Sendable static func documentDiagnostic(
    _ session: inout Session, _ params: LSP.DocumentDiagnosticParams
  ) -> LSP.DocumentDiagnosticReport {
    guard let found = session.check(params.textDocument.uri) else { return .full(resultId: nil, items: []) }
    return .init(found.diagnostics, found.resultID, previous: params.previousResultId)
  }
}

extension LSP.DocumentDiagnosticReport {
  /// Says no more than that nothing changed to a client that has this result.
  init(_ diagnostics: [LSP.Diagnostic], _ resultID: String, previous: String?) {
    self = previous == resultID ? .unchanged(resultId: resultID) : .full(resultId: resultID, items: diagnostics)
  }
}
