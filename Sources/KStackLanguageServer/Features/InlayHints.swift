import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func inlayHints(_ session: inout Session, _ params: LSP.InlayHintParams) -> [LSP.InlayHint]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, document in
      let range = translation.offsets(params.range, in: file.text)
      return file.inlayHints(in: range, kinds: document.settings.inlayHints, tooltips: !translation.resolvesTooltips)
        .map { translation.inlayHint($0, of: document) }
    }
  }

  /// The hint comes back as it was sent, with its tooltip unless the document has changed.
  @Sendable static func resolveInlayHint(_ session: inout Session, _ hint: LSP.InlayHint) -> LSP.InlayHint {
    var hint = hint
    guard let uri = hint.data?["uri"]?.string,
      let kind = hint.data?["kind"]?.string.flatMap(InlayHint.Kind.init(rawValue:)),
      let version = hint.data?["version"]?.integer
    else { return hint }
    let translation = session.translation
    let position = hint.position
    let tooltip = session.withDocument(uri) { file, document -> LSP.MarkupContent? in
      guard document.version == version else { return nil }
      let offset = translation.offset(position, in: file.text)
      return file.inlayHints(in: offset..<offset, kinds: [kind]).first.flatMap { translation.tooltip(of: $0) }
    }
    hint.tooltip = tooltip ?? hint.tooltip
    return hint
  }
}
