import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func hover(_ session: inout Session, _ params: LSP.TextDocumentPositionParams) -> LSP.Hover? {
    let translation = session.translation
    return session.changingDocument(params.textDocument.uri) { document, exists in
      let offset = translation.offset(params.position, in: document.text)
      return document.hover(at: offset, exists: exists).map { translation.hover($0, in: document.text) }
    }
  }
}
