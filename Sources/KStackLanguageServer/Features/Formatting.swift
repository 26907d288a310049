import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func formatting(
    _ session: inout Session, _ params: LSP.DocumentFormattingParams
  ) -> [LSP.TextEdit]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      file.formatting(translation.formattingOptions(params.options)).map { translation.edit($0, in: file.text) }
    }
  }

  @Sendable static func rangeFormatting(
    _ session: inout Session, _ params: LSP.DocumentRangeFormattingParams
  ) -> [LSP.TextEdit]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      let range = translation.offsets(params.range, in: file.text)
      return file.formatting(translation.formattingOptions(params.options), in: range)
        .map { translation.edit($0, in: file.text) }
    }
  }

  @Sendable static func onTypeFormatting(
    _ session: inout Session, _ params: LSP.DocumentOnTypeFormattingParams
  ) -> [LSP.TextEdit]? {
    guard params.ch == "\n" else { return nil }
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, _ in
      let offset = translation.offset(params.position, in: file.text)
      return file.formattingOfNewLine(at: offset, translation.formattingOptions(params.options))
        .map { translation.edit($0, in: file.text) }
    }
  }
}
