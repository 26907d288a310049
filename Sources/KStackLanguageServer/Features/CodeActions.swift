import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func codeActions(
    _ session: inout Session, _ params: LSP.CodeActionParams
  ) -> [LSP.CodeAction]? {
    let translation = session.translation
    guard translation.client.codeActionLiterals else { return nil }
    let only = params.context.only
    // A selection may begin anywhere; a cursor is one place. What runs on saving is asked about the whole file.
    if params.range.start == params.range.end {
      session.cursorSeen(in: params.textDocument.uri, at: params.range.start.line)
    }
    return session.withDocument(params.textDocument.uri) { file, document in
      var actions = file.codeActions(in: translation.offsets(params.range, in: file.text))
      // For the whole file: offered where there is something to choose from, and whenever it is asked for.
      if isWanted(LSP.CodeAction.fixAll, only: only), only != nil || !actions.isEmpty {
        actions += file.fixAllAction().map { [$0] } ?? []
      }
      return actions.filter { isWanted(translation.kind($0.kind), only: only) }
        .map { translation.codeAction($0, of: document, shown: params.context.diagnostics) }
    }
  }

  /// `refactor` stands for `refactor.extract` too, the empty kind for all (LSP 3.17, `CodeActionKind`).
  static func isWanted(_ kind: String, only: [String]?) -> Bool {
    guard let only else { return true }
    return only.contains { $0.isEmpty || kind == $0 || kind.hasPrefix("\($0).") }
  }
}
