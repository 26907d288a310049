import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// An open document and what is known of its current version.
struct Document {
  let uri: LSP.DocumentUri
  let languageID: String
  private(set) var version: Int
  private(set) var text: SourceText
  /// A new one makes everything known of the text out of date.
  var context: AnalysisContext {
    didSet { analysed = nil }
  }
  /// What the client shows at present.
  var published: Published?

  /// The semantic tokens that the client was sent last.
  var tokens: Tokens?

  struct Tokens {
    let id: String
    let data: [Int]
  }

  struct Published: Equatable {
    let version: Int
    let diagnostics: [LSP.Diagnostic]
  }

  private var analysed: StackFile?

  init(_ item: LSP.TextDocumentItem, context: AnalysisContext) {
    uri = item.uri
    languageID = item.languageId
    version = item.version
    text = SourceText(Array(item.text.utf8))
    self.context = context
  }

  /// The analysis of this version, built when someone first asks.
  mutating func stackFile() -> StackFile {
    if let analysed { return analysed }
    let file = StackFile(text: text, context: context)
    analysed = file
    return file
  }

  /// Ranges outside the text are clamped to it; one that ends before it begins is taken the other way round.
  mutating func apply(
    _ changes: [LSP.TextDocumentContentChangeEvent], version: Int, encoding: PositionEncoding
  ) {
    analysed = nil
    self.version = version
    for change in changes {
      guard let range = change.range else {
        text = SourceText(Array(change.text.utf8))
        continue
      }
      let start = text.offset(at: TextPosition(range.start), in: encoding)
      let end = text.offset(at: TextPosition(range.end), in: encoding)
      text.replace(min(start, end)..<max(start, end), with: Array(change.text.utf8))
    }
  }
}
