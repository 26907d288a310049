internal import YAMLSyntax

/// The answer to a completion request.
public struct CompletionList: Sendable, Hashable {
  /// Best first.
  public var items: [CompletionItem]
  /// True when typing on may bring items that are not in this list.
  public var isIncomplete: Bool

  /// A list of items; an empty one where nothing can be offered.
  public init(items: [CompletionItem] = [], isIncomplete: Bool = false) {
    self.items = items
    self.isIncomplete = isIncomplete
  }
}

/// One thing to insert at the cursor.
public struct CompletionItem: Sendable, Hashable {
  /// What the list shows.
  public var label: String
  /// What sort of thing it is, for its icon.
  public var kind: Kind
  /// A few words shown beside the label.
  public var detail: String?
  /// Identifies the documentation; see ``StackFile/completionDocumentation(for:)``.
  public var documentationID: String?
  /// What the client matches the typed text against; the text in ``replace`` must be a prefix or subsequence of it.
  public var filterText: String
  /// Replaces these bytes of the text. On one line, and contains the cursor.
  public var replace: Range<Int>
  /// What of ``replace`` a person who inserts rather than overwrites has replaced: from its begin to the cursor.
  public var insert: Range<Int>
  /// Follows the file's style. Lines behind the first are indented absolutely (LSP `insertTextMode` asIs) in a plain
  /// text, and relative to the line of the cursor (adjustIndentation) in a snippet, for that is what clients make of
  /// either, whatever the mode they are told.
  public var newText: String
  /// ``newText`` has `${1:…}` placeholders. Only when the context allows snippets.
  public var isSnippet: Bool
  /// Drawn with a line through it: there is a successor.
  public var isDeprecated: Bool
  /// The item a person most likely wants.
  public var isPreselected: Bool

  /// What an item stands for.
  public enum Kind: Sendable, Hashable {
    /// A key of the language, a name of the author's, a fixed word, an image, a path, a port, a whole pattern …
    case key, name, value, image, path, port, variable, pattern
  }

  /// An item; it is matched by its label unless ``filterText`` is given, and replaces the same however it is inserted
  /// unless ``insert`` is.
  public init(
    label: String, kind: Kind, detail: String? = nil, documentationID: String? = nil, filterText: String? = nil,
    replace: Range<Int>, insert: Range<Int>? = nil, newText: String, isSnippet: Bool = false,
    isDeprecated: Bool = false, isPreselected: Bool = false
  ) {
    self.label = label
    self.kind = kind
    self.detail = detail
    self.documentationID = documentationID
    self.filterText = filterText ?? label
    self.replace = replace
    self.insert = insert ?? replace
    self.newText = newText
    self.isSnippet = isSnippet
    self.isDeprecated = isDeprecated
    self.isPreselected = isPreselected
  }
}

extension StackFile {
  /// What can be inserted at a cursor, best first; empty where the language has nothing to offer.
  ///
  /// `offset` is a byte offset, clamped to the text. Every item replaces the word under the cursor, on one line, and
  /// leaves valid YAML behind in the file's own style (indentation, list style, quotes, line ends).
  public func completion(at offset: Int) -> CompletionList {
    CompletionList(items: completionCandidates(at: offset)?.items ?? [])
  }

  /// Nil where nothing can be completed.
  func completionCandidates(at offset: Int) -> CompletionCandidates? {
    guard isStack else { return nil }
    let offset = min(max(offset, 0), text.bytes.count)
    // A document's `---` is no word that gives way.
    guard !tree.documents.contains(where: { !$0.marker.isEmpty && $0.marker.contains(orEndsAt: offset) }),
      let site = CompletionSite(at: offset, in: self)
    else { return nil }
    var candidates = CompletionCandidates(site: site, original: self, offset: offset)
    candidates.collect()
    if candidates.items.isEmpty, let site = CompletionSite(behindColonAt: offset, in: self) {
      candidates = CompletionCandidates(site: site, original: self, offset: offset)
      candidates.collectTexts()
    }
    return candidates
  }

  /// The markdown behind an item's ``CompletionItem/documentationID``; nil for one that is not known.
  public static func completionDocumentation(for id: String, in context: AnalysisContext) -> String? {
    CompletionDocumentation(id: id)?.markdown(in: context)
  }
}
