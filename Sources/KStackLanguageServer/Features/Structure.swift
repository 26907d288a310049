import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

extension Session {
  @Sendable static func documentSymbol(_ session: inout Session, _ params: LSP.DocumentParams) -> LSP.DocumentSymbols? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, document in
      translation.documentSymbols(file.documentSymbols(), in: file.text, uri: document.uri)
    }
  }

  @Sendable static func foldingRange(_ session: inout Session, _ params: LSP.DocumentParams) -> [LSP.FoldingRange]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.foldingRanges(limit: translation.client.foldingRangeLimit)
        .map { translation.foldingRange($0, in: file.text) }
    }
  }

  /// One answer for each position, as LSP 3.17 asks.
  @Sendable static func selectionRange(
    _ session: inout Session, _ params: LSP.SelectionRangeParams
  ) -> [LSP.SelectionRange]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      params.positions.map { position in
        let ranges = file.selectionRanges(at: translation.offset(position, in: file.text))
        return translation.selectionRange(ranges, in: file.text)
      }
    }
  }

  @Sendable static func documentLink(_ session: inout Session, _ params: LSP.DocumentParams) -> [LSP.DocumentLink]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, document in
      file.documentLinks().compactMap { translation.documentLink($0, of: document) }
    }
  }

  /// A client may ask for what a link lacks; ours lack nothing, but one that it built from their data may.
  @Sendable static func resolveLink(_ session: inout Session, _ link: LSP.DocumentLink) -> LSP.DocumentLink {
    session.translation.resolved(link)
  }
}
