import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// An open document and what is known of its current version.
struct Document {
  let uri: LSP.DocumentUri
  let languageID: String
  private(set) var version: Int
  private(set) var text: SourceText
  /// What is known from outside but for ``unfinishedLine``. A new one makes everything known of the text out of date.
  var context: AnalysisContext {
    didSet {
      analysed = nil
      live = nil
    }
  }
  /// See ``AnalysisContext/unfinishedLine``.
  private(set) var unfinishedLine: Int?
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
  /// What was found when the diagnostics were last asked for, and all that was edited since then.
  private var live: LiveDiagnostics?
  private var edited: TextChange?
  /// What the last analysis of a whole version said. Where only a part is read after an edit, it still holds.
  private var referencedPaths: [String] = []

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
    var context = context
    context.unfinishedLine = unfinishedLine
    var file = StackFile(text: text, context: context)
    if let exists, let folder = DocumentURI.folder(ofFile: uri) { file = file.completed(in: folder, exists: exists) }
    analysed = file
    referencedPaths = file.referencedPaths
    return file
  }

  /// See ``StackFile/referencedPaths``. After an edit no more is read than has to be.
  mutating func referencedPaths(exists: PathExistence?) -> [String] {
    if analysed == nil, live == nil || edited != nil { _ = diagnostics(exists: exists) }
    return referencedPaths
  }

  /// The diagnostics of this version, without their fixes. After an edit no more is read than has to be.
  mutating func diagnostics(exists: PathExistence?) -> [Diagnostic] {
    defer { edited = nil }
    guard var live else {
      let live = LiveDiagnostics(stackFile(exists: exists))
      self.live = live
      return live.diagnostics
    }
    // Its only owner changes it in place.
    self.live = nil
    if let edited {
      live.update(edited, to: text, unfinishedLine: unfinishedLine) { stackFile(exists: exists) }
    } else if unfinishedLine == nil {
      live.finishLine(in: text)
    }
    self.live = live
    return live.diagnostics
  }

  /// See ``StackFile/hover(at:)``. After an edit no more is read than has to be.
  mutating func hover(at offset: Int, exists: PathExistence?) -> Hover? {
    answer(exists, { $0.hover(at: offset, in: $1) }) { $0.hover(at: offset) }
  }

  /// See ``StackFile/completion(at:)``. After an edit no more is read than has to be.
  mutating func completion(at offset: Int, exists: PathExistence?) -> CompletionList {
    answer(exists, { $0.completion(at: offset, in: $1) }) { $0.completion(at: offset) } ?? CompletionList()
  }

  private mutating func answer<Answer>(
    _ exists: PathExistence?, _ ask: (LiveDiagnostics, SourceText) -> LiveAnswer<Answer>,
    whole: (StackFile) -> Answer?
  ) -> Answer? {
    if analysed == nil, live?.hasParts == true {
      _ = diagnostics(exists: exists)
      if analysed == nil, let live, case .found(let answer) = ask(live, text) { return answer }
    }
    return whole(stackFile(exists: exists))
  }

  /// Makes the analysis look at the disk again when it has done so.
  ///
  /// - Returns: whether there is anything to look for.
  mutating func lookAgain() -> Bool {
    guard analysed.map({ !$0.referencedPaths.isEmpty }) ?? live?.refersToFiles ?? false else { return false }
    analysed = nil
    live = nil
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
      let count = text.bytes.count
      let range: Range<Int>
      if let places = change.range {
        let start = text.offset(at: TextPosition(places.start), in: encoding)
        let end = text.offset(at: TextPosition(places.end), in: encoding)
        range = min(start, end)..<max(start, end)
        replace(range, with: bytes[...])
      } else {
        range = text.rangeEdited(by: bytes)
        replace(range, with: bytes[range.lowerBound..<max(range.lowerBound, range.upperBound + bytes.count - count)])
      }
      lines.insert(text.line(at: range.upperBound + text.bytes.count - count))
    }
    // Edits of several lines at once are not typed: somebody renamed, formatted or fixed. But a completion that goes on
    // in a line of its own comes as an edit of either.
    unfinishedLine = lines.max().flatMap { last in lines.allSatisfy { last - $0 <= 1 } ? last : nil }
  }

  private mutating func replace(_ range: Range<Int>, with bytes: ArraySlice<UInt8>) {
    carry(range, growth: bytes.count - range.count)
    let change = TextChange(range: range, count: bytes.count)
    if let edited {
      self.edited = edited.followed(by: change)
    } else {
      live?.prepare(for: range, in: text)
      edited = change
    }
    text.replace(range, with: bytes)
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
    guard unfinishedLine != nil else { return false }
    unfinishedLine = nil
    analysed = nil
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
