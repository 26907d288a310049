import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// The list of a completion request.
extension Translation {
  func completionList(
    _ list: CompletionList, in text: SourceText, _ context: AnalysisContext
  ) -> LSP.CompletionList {
    var items = CompletionItems(of: list, self, text, context)
    var translated = LSP.CompletionList(isIncomplete: list.isIncomplete, items: [])
    translated.itemDefaults = items.shared.map { LSP.CompletionItemDefaults(editRange: $0) }
    let digits = String(list.items.count).utf8.count
    translated.items.reserveCapacity(list.items.count)
    for index in list.items.indices {
      translated.items.append(items.translated(list.items[index], sortText: Self.padded(index, digits: digits)))
    }
    return translated
  }

  /// Clients sort by text: `007` comes before `010`.
  private static func padded(_ number: Int, digits: Int) -> String {
    String(unsafeUninitializedCapacity: digits) { buffer in
      var rest = number
      for index in (0..<digits).reversed() {
        buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return digits
    }
  }
}

/// Translates the items of one list. What the client can take is asked once, and what most items share is made once.
private struct CompletionItems {
  let translation: Translation
  let text: SourceText
  let context: AnalysisContext
  /// What the list says for all its items.
  private(set) var shared: LSP.CompletionEditRange?
  private let resolvesDocumentation: Bool
  private let deprecation: (tags: [LSP.CompletionItemTag]?, flag: Bool?)
  private let modes: (asIs: LSP.InsertTextMode?, adjusted: LSP.InsertTextMode?)
  /// Of the item before.
  private var last: (place: Place, range: LSP.CompletionEditRange)?
  private var lastKind: (kind: CompletionItem.Kind, translated: LSP.CompletionItemKind?)?

  /// The bytes that an item replaces.
  private struct Place: Equatable {
    var insert: Range<Int>
    var replace: Range<Int>

    init(_ item: CompletionItem) { (insert, replace) = (item.insert, item.replace) }
  }

  init(of list: CompletionList, _ translation: Translation, _ text: SourceText, _ context: AnalysisContext) {
    self.translation = translation
    self.text = text
    self.context = context
    let client = translation.client
    resolvesDocumentation = translation.resolvesDocumentation
    let hasTag = client.completionTags.contains(LSP.CompletionItemTag.deprecated.rawValue)
    deprecation = (hasTag ? [.deprecated] : nil, !hasTag && client.completionDeprecated ? true : nil)
    func known(_ mode: LSP.InsertTextMode) -> LSP.InsertTextMode? {
      client.insertTextModes.contains(mode.rawValue) ? mode : nil
    }
    modes = (known(.asIs), known(.adjustIndentation))
    if client.completionItemDefaults.contains("editRange") { shared = list.items.first.map { range(of: $0) } }
  }

  mutating func translated(_ item: CompletionItem, sortText: String) -> LSP.CompletionItem {
    let range = range(of: item)
    let isShared = range == shared
    let (tags, isDeprecated) = item.isDeprecated ? deprecation : (nil, nil)
    let id = item.documentationID
    // Neovim takes what has an edit and no text to filter by for filtered already, and 0.10 does not take the label
    // where the text to edit is missing.
    return LSP.CompletionItem(
      label: item.label, kind: kind(item.kind), tags: tags, detail: item.detail,
      documentation: resolvesDocumentation ? nil : id.flatMap { translation.documentation(for: $0, in: context) },
      deprecated: isDeprecated,
      preselect: item.isPreselected && translation.client.completionPreselect ? true : nil,
      sortText: sortText, filterText: item.filterText,
      insertTextFormat: item.isSnippet ? .snippet : nil,
      insertTextMode: item.isSnippet ? modes.adjusted : modes.asIs,
      textEdit: isShared ? nil : LSP.CompletionTextEdit(range, newText: item.newText),
      textEditText: isShared ? item.newText : nil,
      data: resolvesDocumentation ? id.map(JSONValue.string) : nil)
  }

  private mutating func range(of item: CompletionItem) -> LSP.CompletionEditRange {
    let place = Place(item)
    if let last, last.place == place { return last.range }
    let replaced = translation.range(place.replace, in: text)
    let range: LSP.CompletionEditRange =
      translation.client.completionInsertReplace && place.insert != place.replace
      ? .both(insert: translation.range(place.insert, in: text), replace: replaced) : .range(replaced)
    last = (place, range)
    return range
  }

  private mutating func kind(_ kind: CompletionItem.Kind) -> LSP.CompletionItemKind? {
    if let lastKind, lastKind.kind == kind { return lastKind.translated }
    let translated: LSP.CompletionItemKind =
      switch kind {
      case .key: .property
      case .name: .reference
      case .value, .port: .value
      case .image: .module
      case .path: .file
      case .variable: .variable
      case .pattern: .snippet
      }
    let known = translation.client.completionKinds ?? Translation.oldestKinds
    let result = known.contains(translated.rawValue) ? translated : nil
    lastKind = (kind, result)
    return result
  }
}
