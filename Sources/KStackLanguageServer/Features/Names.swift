import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

extension Session {
  @Sendable static func definition(
    _ session: inout Session, _ params: LSP.TextDocumentPositionParams
  ) -> LSP.Definition? {
    session.definition(params, for: .definition)
  }

  @Sendable static func declaration(
    _ session: inout Session, _ params: LSP.TextDocumentPositionParams
  ) -> LSP.Definition? {
    session.definition(params, for: .declaration)
  }

  private mutating func definition(
    _ params: LSP.TextDocumentPositionParams, for feature: LSP.ClientCapabilities.DocumentFeature
  ) -> LSP.Definition? {
    let translation = translation
    return withDocument(params.textDocument.uri) { file, document in
      file.definition(at: translation.offset(params.position, in: file.text)).map {
        translation.definition($0, for: feature, in: file.text, uri: document.uri)
      }
    }
  }

  @Sendable static func typeDefinition(
    _ session: inout Session, _ params: LSP.TextDocumentPositionParams
  ) -> LSP.Definition? {
    let translation = session.translation
    guard translation.referencePage != nil else { return nil }
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.referenceSection(at: translation.offset(params.position, in: file.text)).flatMap {
        translation.definition($0, in: file.text)
      }
    }
  }

  @Sendable static func references(_ session: inout Session, _ params: LSP.ReferenceParams) -> [LSP.Location]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, document in
      file.references(
        at: translation.offset(params.position, in: file.text), includingDeclaration: params.context.includeDeclaration
      ).map { LSP.Location(uri: document.uri, range: translation.range($0, in: file.text)) }
    }
  }

  @Sendable static func documentHighlight(
    _ session: inout Session, _ params: LSP.TextDocumentPositionParams
  ) -> [LSP.DocumentHighlight]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.highlights(at: translation.offset(params.position, in: file.text))
        .map { translation.highlight($0, in: file.text) }
    }
  }

  @Sendable static func prepareRename(
    _ session: inout Session, _ params: LSP.TextDocumentPositionParams
  ) -> LSP.PrepareRenameResult? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.renamePlace(at: translation.offset(params.position, in: file.text))
        .map { translation.renamePlace($0, in: file.text) }
    }
  }

  @Sendable static func rename(
    _ session: inout Session, _ params: LSP.RenameParams
  ) throws(ResponseError) -> LSP.WorkspaceEdit? {
    let translation = session.translation
    let result = session.withDocument(params.textDocument.uri) {
      file, document -> Result<LSP.WorkspaceEdit, RenameFailure>? in
      do throws(RenameFailure) {
        let edits = try file.rename(at: translation.offset(params.position, in: file.text), to: params.newName)
        return .success(translation.workspaceEdit(edits, of: document))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let edit): return edit
    case .failure(let failure): throw translation.error(failure)
    case nil: return nil
    }
  }

  @Sendable static func linkedEditingRange(
    _ session: inout Session, _ params: LSP.TextDocumentPositionParams
  ) -> LSP.LinkedEditingRanges? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.linkedRanges(at: translation.offset(params.position, in: file.text))
        .map { translation.linkedRanges($0, in: file.text) }
    }
  }
}
