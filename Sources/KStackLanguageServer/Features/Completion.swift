import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

extension Session {
  @Sendable static func completion(
    _ session: inout Session, _ params: LSP.CompletionParams
  ) -> LSP.CompletionList? {
    let translation = session.translation
    session.cursorSeen(in: params.textDocument.uri, at: params.position.line)
    return session.changingDocument(params.textDocument.uri) { document, exists in
      let (text, context) = (document.text, document.context)
      let offset = translation.offset(params.position, in: text)
      guard CompletionTrigger.isWorthAnAnswer(params.context?.triggerCharacter, before: offset, in: text) else {
        return nil
      }
      return translation.completionList(document.completion(at: offset, exists: exists), in: text, context)
    }
  }

  /// The item comes back as it was sent, with its documentation.
  @Sendable static func resolve(_ session: inout Session, _ item: LSP.CompletionItem) -> LSP.CompletionItem {
    var item = item
    guard let id = item.data?.string else { return item }
    let context = session.context(uri: "", languageID: nil)
    var project = context
    project.language = .projectFile
    let translation = session.translation
    item.documentation =
      translation.documentation(for: id, in: context) ?? translation.documentation(for: id, in: project)
      ?? item.documentation
    return item
  }
}

/// Which typed characters bring up a list without being asked.
enum CompletionTrigger {
  /// `:` and the space behind it come before a value, `-` and its space before an item; quotes open a value; `/` goes
  /// on with an image reference or a path.
  static let characters = [":", " ", "-", "\"", "'", "/"]

  /// A space is typed for many reasons. It asks for a list only as the first one behind `key:` or an item's dash.
  static func isWorthAnAnswer(_ character: String?, before offset: Int, in text: SourceText) -> Bool {
    guard character == " " else { return true }
    let line = text.lineRange(text.line(at: offset))
    let typed = text.bytes[line.clamped(to: line.lowerBound..<max(line.lowerBound, offset))]
    guard typed.last == UInt8(ascii: " ") else { return true }
    let before = typed.dropLast()
    if before.last == UInt8(ascii: ":") { return true }
    // Dashes may follow one another: `- - x` is a list in a list.
    return before.last == UInt8(ascii: "-")
      && before.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
  }
}
