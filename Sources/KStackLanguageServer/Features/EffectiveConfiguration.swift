import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func effectiveConfiguration(
    _ session: inout Session, _ params: LSP.TextDocumentPositionParams
  ) -> LSP.EffectiveConfiguration? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.effectiveText(at: translation.offset(params.position, in: file.text)).map {
        LSP.EffectiveConfiguration(title: $0.title, languageId: "yaml", text: $0.text)
      }
    }
  }
}
