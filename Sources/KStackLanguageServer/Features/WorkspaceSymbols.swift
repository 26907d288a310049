import KStackAnalysis
import LanguageServerProtocol

/// `workspace/symbol`: the apps, sidecars, volumes, configs and secrets of all stacks of the workspace whose name has the
/// query's letters in their order, whatever stands between them.
struct WorkspaceSymbols: WorkspaceWork {
  /// No list is read to its end; the client asks again when the query has another letter.
  static let limit = 1000

  let title = "Looking for names in the stacks of the workspace"
  private let query: [Character]
  private var symbols: [LSP.SymbolInformation] = []
  private var count = 0

  init(query: String) { self.query = Array(query.lowercased().filter { !$0.isWhitespace }) }

  var isComplete: Bool { count >= Self.limit }

  mutating func look(atDocument uri: LSP.DocumentUri, in session: inout Session) {
    guard let document = session.documents[uri], !document.settings.off.contains(.workspaceSymbols) else { return }
    let translation = session.translation
    add(session.withDocument(uri) { file, _ in translation.names(of: file, uri: uri) } ?? [])
  }

  mutating func look(atFile path: String, in session: inout Session) {
    add(session.summary(ofFileAt: path)?.names ?? [])
  }

  private mutating func add(_ names: [LSP.SymbolInformation]) {
    let found = names.filter { isMeant($0.name) }.prefix(max(0, Self.limit - count))
    symbols += found
    count += found.count
  }

  private func isMeant(_ name: String) -> Bool {
    var rest = query[...]
    for character in name.lowercased() where character == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  mutating func takePart() -> (any Encodable & Sendable)? {
    guard !symbols.isEmpty else { return nil }
    defer { symbols = [] }
    return symbols
  }

  func result() -> any Encodable & Sendable { symbols }
}

extension Session {
  @Sendable static func workspaceSymbol(_ session: inout Session, _ params: LSP.WorkspaceSymbolParams)
    -> WorkspaceRequest
  {
    WorkspaceRequest(
      work: WorkspaceSymbols(query: params.query), workDoneToken: params.workDoneToken,
      partialResultToken: params.partialResultToken)
  }
}

extension Translation {
  /// The names that other parts of the workspace may look for, where they are given.
  func names(of file: StackFile, uri: LSP.DocumentUri) -> [LSP.SymbolInformation] {
    file.nameOccurrences().compactMap { name -> LSP.SymbolInformation? in
      guard name.isDeclaration, !name.symbol.name.isEmpty, let kind = name.symbol.kind.outlineKind else { return nil }
      let container = name.symbol.scope.isEmpty ? DocumentURI.fileName(uri) : name.symbol.scope
      return LSP.SymbolInformation(
        name: name.symbol.name, kind: self.kind(kind, known: client.workspaceSymbolKinds),
        location: LSP.Location(uri: uri, range: range(name.range, in: file.text)), containerName: container)
    }
  }
}

extension NameOccurrence.Kind {
  /// What it is in an outline; nil for what is only of use in its own file.
  fileprivate var outlineKind: DocumentSymbol.Kind? {
    switch self {
    case .app: .app
    case .sidecar: .sidecar
    case .volume: .volume
    case .config: .config
    case .secret: .secret
    case .anchor: nil
    }
  }
}
