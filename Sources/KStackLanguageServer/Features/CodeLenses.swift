import KStackAnalysis
import LanguageServerProtocol

extension Session {
  @Sendable static func codeLenses(_ session: inout Session, _ params: LSP.CodeLensParams) -> [LSP.CodeLens]? {
    let translation = session.translation
    return session.withDocument(params.textDocument.uri) { file, document in
      file.codeLenses().map { translation.codeLens($0, of: document) }
    }
  }
}

/// Commands that the client runs itself; `initializationOptions.clientCommands` lists those that it has.
enum ClientCommand {
  /// Shows places in a list. The arguments are a document's URI, the position that the list belongs to, and the
  /// places, all in the types of LSP. An earlier name is used rather than a later one.
  static let showReferences = ["kstack.showReferences", "editor.action.showReferences"]

  /// What a client lists in its options, which may stand in the section's own name.
  static func announced(in options: JSONValue) -> Set<String> {
    let list = options["clientCommands"] ?? options[Settings.section]?["clientCommands"]
    return Set(list?.array?.compactMap(\.string) ?? [])
  }
}
