import KStackAnalysis
import LanguageServerProtocol

extension Translation {
  func kind(_ kind: CodeAction.Kind) -> String { Self.kind(kind, for: client) }

  private static func kind(_ kind: CodeAction.Kind, for client: LSP.ClientCapabilities) -> String {
    switch kind {
    case .quickFix: LSP.CodeAction.quickFix
    case .fixAll: LSP.CodeAction.fixAll
    case .extract: LSP.CodeAction.refactorExtract
    case .rewrite: LSP.CodeAction.refactorRewrite
    case .move:
      client.codeActionKinds.contains(LSP.CodeAction.refactorMove)
        ? LSP.CodeAction.refactorMove : LSP.CodeAction.refactorRewrite
    }
  }

  /// The kinds that a client may be sent, each once.
  static func codeActionKinds(for client: LSP.ClientCapabilities) -> [String] {
    CodeAction.Kind.allCases.map { kind($0, for: client) }.reduce(into: []) { kinds, kind in
      if !kinds.contains(kind) { kinds.append(kind) }
    }
  }

  /// `shown` are the diagnostics that the client sent along: where one of them is the action's, it goes back as it
  /// came, so that the client recognises it.
  func codeAction(_ action: CodeAction, of document: Document, shown: [LSP.Diagnostic]) -> LSP.CodeAction {
    let diagnostics = action.diagnostics.map { diagnostic in
      let own = self.diagnostic(diagnostic, in: document.text, uri: document.uri)
      return shown.first { $0.code == own.code && $0.range == own.range } ?? own
    }
    return LSP.CodeAction(
      title: action.title, kind: kind(action.kind), diagnostics: diagnostics.isEmpty ? nil : diagnostics,
      isPreferred: client.codeActionPreferred && action.isPreferred ? true : nil,
      edit: workspaceEdit(action.edits, of: document))
  }

  /// A refactoring that was offered in a range of bytes; its edit comes later where the client asks for it then.
  func refactoring(_ action: CodeAction, in range: Range<Int>, of document: Document) -> LSP.CodeAction {
    var translated = codeAction(action, of: document, shown: [])
    guard client.resolvesCodeActionEdits else { return translated }
    translated.edit = nil
    translated.data = RefactoringPlace(uri: document.uri, version: document.version, range: range).data
    return translated
  }
}

/// Where a refactoring was offered: with its title all that is needed to find it again.
struct RefactoringPlace {
  let uri: LSP.DocumentUri
  let version: Int
  /// In bytes.
  let range: Range<Int>

  init(uri: LSP.DocumentUri, version: Int, range: Range<Int>) {
    (self.uri, self.version, self.range) = (uri, version, range)
  }

  /// Nil for data that is not ours.
  init?(_ data: JSONValue?) {
    guard let uri = data?["uri"]?.string, let version = data?["version"]?.integer,
      let start = data?["start"]?.integer, let end = data?["end"]?.integer, start <= end
    else { return nil }
    self.init(uri: uri, version: version, range: start..<end)
  }

  var data: JSONValue {
    [
      "uri": .string(uri), "version": .integer(version), "start": .integer(range.lowerBound),
      "end": .integer(range.upperBound),
    ]
  }
}
