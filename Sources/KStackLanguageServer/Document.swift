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
  /// The editor's settings and the project's.
  var settings: Settings
  /// The last list that was made for the client, whether pushed or pulled.
  var published: Published?
  /// What was found when the document was last checked, carried along with the text since then.
  var found: [Diagnostic] = []
  /// Whether something has changed since the last check that asks for another one.
  var isCheckDue = true

  /// The semantic tokens that the client was sent last.
  var tokens: Tokens?

  struct Tokens {
    let id: String
    let data: [Int]
  }

  struct Published: Equatable {
    let version: Int
    var diagnostics: [LSP.Diagnostic]
    /// What a client that pulls names it by.
    let resultID: String
  }

  private var analysed: StackFile?

  init(_ item: LSP.TextDocumentItem, context: AnalysisContext, settings: Settings = Settings()) {
    self.settings = settings
    uri = item.uri
    languageID = item.languageId
    version = item.version
    text = SourceText(Array(item.text.utf8))
    self.context = context
  }

  /// The analysis of this version, built when someone first asks. Where the document lies on this machine, it is told
  /// which of the files that it refers to exist.
  mutating func stackFile(exists: PathExistence?) -> StackFile {
    if let analysed { return analysed }
    var file = StackFile(text: text, context: context)
    if let exists, let folder = DocumentURI.folder(ofFile: uri) { file = file.completed(in: folder, exists: exists) }
    analysed = file
    return file
  }

  /// Makes the analysis look at the disk again when it has done so.
  ///
  /// - Returns: whether there is anything to look for.
  mutating func lookAgain() -> Bool {
    guard let analysed, !analysed.referencedPaths.isEmpty else { return false }
    self.analysed = nil
    return true
  }

  /// Ranges outside the text are clamped to it; one that ends before it begins is taken the other way round.
  mutating func apply(
    _ changes: [LSP.TextDocumentContentChangeEvent], version: Int, encoding: PositionEncoding
  ) {
    analysed = nil
    self.version = version
    var lines: Set<Int> = []
    for change in changes {
      let bytes = Array(change.text.utf8)
      guard let range = change.range else {
        let edited = text.rangeEdited(by: bytes)
        carry(edited, growth: bytes.count - text.bytes.count)
        lines.insert(bytes[..<(edited.upperBound + bytes.count - text.bytes.count)].count { $0 == UInt8(ascii: "\n") })
        text = SourceText(bytes)
        continue
      }
      let start = text.offset(at: TextPosition(range.start), in: encoding)
      let end = text.offset(at: TextPosition(range.end), in: encoding)
      let edited = min(start, end)..<max(start, end)
      carry(edited, growth: bytes.count - edited.count)
      text.replace(edited, with: bytes)
      lines.insert(text.line(at: edited.lowerBound + bytes.count))
    }
    // Edits of several lines at once are not typed: somebody renamed, formatted or fixed.
    context.unfinishedLine = lines.count == 1 ? lines.first : nil
  }

  /// Moves what was found with the text, as an editor moves its marks: a document that is checked on saving has a list
  /// between two saves too.
  private mutating func carry(_ edited: Range<Int>, growth: Int) {
    guard settings.diagnosticsRun == .onSave, !found.isEmpty else { return }
    func moved(_ range: Range<Int>) -> Range<Int> {
      let start =
        range.lowerBound < edited.upperBound ? min(range.lowerBound, edited.lowerBound) : range.lowerBound + growth
      let end =
        range.upperBound <= edited.lowerBound ? range.upperBound : max(range.upperBound, edited.upperBound) + growth
      return start..<max(start, end)
    }
    for index in found.indices {
      found[index].range = moved(found[index].range)
      for place in found[index].related.indices {
        found[index].related[place].range = moved(found[index].related[place].range)
      }
    }
  }

  /// Nobody is typing on the line any more.
  ///
  /// - Returns: whether that may change what is to be reported.
  mutating func finishLine() -> Bool {
    guard context.unfinishedLine != nil else { return false }
    context.unfinishedLine = nil
    return true
  }
}

extension SourceText {
  /// What a new text has in another form, for clients that send the whole text.
  fileprivate func rangeEdited(by new: [UInt8]) -> Range<Int> {
    let same = zip(bytes, new).prefix { $0 == $1 }.count
    let limit = min(bytes.count, new.count) - same
    let behind = zip(bytes.reversed(), new.reversed()).prefix { $0 == $1 }.prefix(max(0, limit)).count
    return same..<max(same, bytes.count - behind)
  }
}
