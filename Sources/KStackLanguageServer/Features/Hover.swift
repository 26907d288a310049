import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func hover(_ session: inout Session, _ params: LSP.TextDocumentPositionParams) -> LSP.Hover? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.hover(at: translation.offset(params.position, in: file.text)).map { translation.hover($0, in: file.text) }
    }
  }
}
