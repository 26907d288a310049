import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

extension Session {
  @Sendable static func semanticTokens(_ session: inout Session, _ params: LSP.DocumentParams) -> LSP.SemanticTokens? {
    session.tokens(of: params.textDocument.uri).map { LSP.SemanticTokens(resultId: $0.id, data: $0.data) }
  }

  /// What changed since a result that the client still has; everything when that is not the last one.
  @Sendable static func semanticTokensDelta(
    _ session: inout Session, _ params: LSP.SemanticTokensDeltaParams
  ) -> LSP.SemanticTokensChange? {
    let uri = params.textDocument.uri
    let previous = session.documents[uri]?.tokens
    guard let tokens = session.tokens(of: uri) else { return nil }
    guard let previous, previous.id == params.previousResultId else {
      return .full(LSP.SemanticTokens(resultId: tokens.id, data: tokens.data))
    }
    let edits = Translation.tokenEdits(from: previous.data, to: tokens.data)
    return .delta(LSP.SemanticTokensDelta(resultId: tokens.id, edits: edits))
  }

  /// The tokens that the range touches.
  @Sendable static func semanticTokensRange(
    _ session: inout Session, _ params: LSP.SemanticTokensRangeParams
  ) -> LSP.SemanticTokens? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      let wanted = translation.offsets(params.range, in: file.text)
      let tokens = file.semanticTokens().filter {
        $0.range.lowerBound < wanted.upperBound && wanted.lowerBound < $0.range.upperBound
      }
      return LSP.SemanticTokens(resultId: nil, data: translation.tokenData(tokens, in: file.text))
    }
  }

  /// All tokens of a document under a new result id, which is remembered for a client that asks for changes.
  private mutating func tokens(of uri: LSP.DocumentUri) -> Document.Tokens? {
    let translation = translation
    let data = withDocument(uri) { file, _ in translation.tokenData(file.semanticTokens(), in: file.text) }
    guard let data else { return nil }
    let tokens = Document.Tokens(id: nextResultID(), data: data)
    if client.tokenDeltas { remember(tokens, of: uri) }
    return tokens
  }
}
