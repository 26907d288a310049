import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func codeActions(
    _ session: inout Session, _ params: LSP.CodeActionParams
  ) -> [LSP.CodeAction]? {
    let translation = session.translation
    guard translation.client.codeActionLiterals else { return nil }
    return session.withDocument(params.textDocument.uri) { file, document in
      file.codeActions(in: translation.offsets(params.range, in: file.text))
        .filter { isWanted(translation.kind($0.kind), only: params.context.only) }
        .map { translation.codeAction($0, of: document, shown: params.context.diagnostics) }
    }
  }

  /// `refactor` stands for `refactor.extract` too, the empty kind for all (LSP 3.17, `CodeActionKind`).
  static func isWanted(_ kind: String, only: [String]?) -> Bool {
    guard let only else { return true }
    return only.contains { $0.isEmpty || kind == $0 || kind.hasPrefix("\($0).") }
  }
}
