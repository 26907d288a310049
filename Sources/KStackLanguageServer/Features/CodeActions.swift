import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

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
      let range = translation.offsets(params.range, in: file.text)
      var actions = file.codeActions(in: range)
      // For the whole file: offered where there is something to choose from, and whenever it is asked for.
      if isWanted(LSP.CodeAction.fixAll, only: only), only != nil || !actions.isEmpty {
        actions += file.fixAllAction().map { [$0] } ?? []
      }
      actions = actions.filter { isWanted(translation.kind($0.kind), only: only) }
      return actions.map { translation.codeAction($0, of: document, shown: params.context.diagnostics) }
        + refactorings(in: range, of: file, document, besides: actions, params.context, translation)
    }
  }

  /// What no fault asks for: not unless the user does, for a light bulb at every cursor would say nothing.
  private static func refactorings(
    in range: Range<Int>, of file: StackFile, _ document: Document, besides actions: [CodeAction],
    _ context: LSP.CodeActionContext, _ translation: Translation
  ) -> [LSP.CodeAction] {
    guard context.only != nil || context.triggerKind != .automatic else { return [] }
    // Where the edit comes later, so can the look at what becomes of a large file.
    let isLarge = file.text.bytes.count > 100_000
    let found = file.refactorings(
      in: range, isWanted: { isWanted(translation.kind($0), only: context.only) },
      isChecked: !(isLarge && translation.client.resolvesCodeActionEdits))
    // A quick fix that does the same says why.
    return found.filter { refactoring in !actions.contains { $0.edits == refactoring.edits } }
      .map { translation.refactoring($0, in: range, of: document) }
  }

  /// The action comes back as it was sent, with its edit.
  @Sendable static func resolveCodeAction(
    _ session: inout Session, _ action: LSP.CodeAction
  ) throws(ResponseError) -> LSP.CodeAction {
    guard let place = RefactoringPlace(action.data) else { return action }
    let translation = session.translation
    guard session.documents[place.uri]?.version == place.version else {
      throw ResponseError(.contentModified, "the document has changed since this was offered")
    }
    let edit = session.withDocument(place.uri) { file, document in
      file.refactoring(titled: action.title, in: place.range).map { translation.workspaceEdit($0.edits, of: document) }
    }
    guard let edit else { throw ResponseError(.requestFailed, "the file would have a fault that it does not have now") }
    var action = action
    action.edit = edit
    return action
  }

  /// `refactor` stands for `refactor.extract` too, the empty kind for all (LSP 3.17, `CodeActionKind`).
  static func isWanted(_ kind: String, only: [String]?) -> Bool {
    guard let only else { return true }
    return only.contains { $0.isEmpty || kind == $0 || kind.hasPrefix("\($0).") }
  }
}
