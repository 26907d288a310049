internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// Collects the items for one cursor. Which they are follows from the shape of the place; each shape has its function
/// in one of the extensions.
struct CompletionCandidates {
  let site: CompletionSite
  let original: StackFile
  let offset: Int
  let style: FileStyle
  private(set) var items: [CompletionItem] = []
  /// Whether the items depend on more of the file than the entry around the cursor and ``Elsewhere``.
  var looksAround = false
  private var labels: Set<String> = []
  /// The line break and indentation that every item begins with, where the value goes below its key.
  private var lead: (text: String, column: Int)?
  /// Keys and texts are written in double quotes, as JSON has them: those around the cursor are.
  private let isJSON: Bool
  /// The other items of the list that the word is an item of.
  private let listedTexts: Set<String>

  init(site: CompletionSite, original: StackFile, offset: Int) {
    self.site = site
    self.original = original
    self.offset = offset
    style = original.style
    isJSON = site.word.isFlow && site.node.isAmongQuotedKeys
    let siblings = site.node.role == .item ? site.node.parent?.items ?? [] : []
    listedTexts = Set(siblings.filter { $0 != site.node && $0.kind == .scalar }.map(\.string))
  }

  var context: AnalysisContext { original.context }
  var binding: Binding { site.file.binding }

  mutating func collect() {
    if site.word.isAlias {
      aliases()
      return
    }
    let node = site.node
    if node.role == .root || node.role == .key && node.parent?.role == .root { looksAround = true }
    if (node.role == .item ? node.parent : node)?.partner?.isMergeKey ?? false, node.role != .key {
      let key = node.role == .value && !site.word.isFlow ? node.partner : nil
      // What is merged is written on the lines below.
      if let key, hasContent(below: site.file.text.column(of: key.wholeRange.lowerBound)) { return }
      aliases(toMappings: true)
      return
    }
    switch node.role {
    case .key:
      guard let mapping = node.parent, let bound = binding.bound(mapping) else { return }
      inMapping(bound, mapping)
    case .value:
      guard let bound = binding.bound(node) else { return }
      atValue(bound)
    case .item:
      guard let bound = binding.bound(node) else { return }
      atItem(bound)
    case .root:
      if let bound = binding.bound(node) { atValue(bound) }
    }
  }

  /// Only the single values of a list's item.
  mutating func collectTexts() {
    guard site.node.role == .item, let bound = binding.bound(site.node), bound.shape.scalar != nil else { return }
    values(of: bound)
  }

  // MARK: Places

  private mutating func inMapping(_ bound: Binding.Bound, _ mapping: YAMLNode) {
    switch bound.shape.mapping {
    case .record(let record):
      keys(of: record, in: mapping, container: container(of: bound, mapping))
    case .names(let kind, _):
      names(kind, in: mapping, container: bound.container)
    case nil:
      // The probe alone made this a mapping; the place takes something else.
      guard mapping.entries.dropFirst().first(where: { _ in true }) == nil, !site.word.hasColon else { return }
      if let items = bound.shape.items {
        item(of: items, bound: bound)
      } else if bound.shape.scalar != nil {
        values(of: bound)
      }
    }
  }

  private mutating func atValue(_ bound: Binding.Bound) {
    if bound.shape.scalar != nil { values(of: bound) } else { below(bound) }
  }

  /// Behind the colon of a key whose value is a collection: its beginning goes on the next line.
  private mutating func below(_ bound: Binding.Bound) {
    let text = site.file.text
    guard site.word.endsLine, site.word.quote == nil, !site.word.isFlow, let key = site.node.partner,
      key.range.upperBound <= site.node.range.lowerBound,
      text.line(at: key.range.upperBound) == text.line(at: site.node.range.lowerBound)
    else { return }
    let column = text.column(of: key.wholeRange.lowerBound)
    guard !hasContent(below: column) else { return }
    let inner = column + (bound.shape.items == nil ? style.step : style.listIndent)
    lead = (style.newline + style.indent(inner), inner)
    if let items = bound.shape.items {
      item(of: items, bound: bound)
    } else {
      switch bound.shape.mapping {
      case .record(let record): keys(of: record, in: nil, container: bound.container)
      case .names(let kind, _): names(kind, in: nil, container: bound.container)
      case nil: break
      }
    }
  }

  private mutating func atItem(_ bound: Binding.Bound) {
    if bound.shape.scalar != nil { values(of: bound) }
    guard site.word.quote == nil else { return }
    switch bound.shape.mapping {
    case .record(let record): keys(of: record, in: nil, container: bound.container)
    case .names(let kind, _): names(kind, in: nil, container: bound.container)
    case nil: break
    }
  }

  /// Where a list belongs but no dash is yet: the dash and the item's beginning.
  private mutating func item(of shape: Shape, bound: Binding.Bound) {
    guard site.word.quote == nil else { return }
    var inner = bound
    inner.shape = shape
    if shape.scalar != nil { values(of: inner, before: "- ") }
    switch shape.mapping {
    case .record(let record): keys(of: record, in: nil, container: bound.container, before: "- ")
    case .names(.domain, _): hosts(in: nil, before: "- ")
    case .names, nil: break
    }
  }

  /// The container whose body the mapping is, or the one around it.
  private func container(of bound: Binding.Bound, _ mapping: YAMLNode) -> Int? {
    binding.containers.firstIndex { $0.body == mapping } ?? bound.container
  }

  // MARK: Items

  /// The blanks that the cursor's line begins with.
  private var lineIndent: Int { original.text.indentation(ofLine: original.text.line(at: site.word.range.lowerBound)) }

  /// The column at which an item's text begins.
  var column: Int { lead?.column ?? original.text.column(of: site.word.range.lowerBound) }

  /// Whether the next line with content belongs to a key at this column: it is deeper, or an item as deep as the key.
  func hasContent(below column: Int) -> Bool {
    let text = original.text
    let line = text.line(at: site.word.range.lowerBound)
    guard line + 1 < text.lineCount,
      let below = (line + 1..<text.lineCount).first(where: { !text.isBlank(line: $0) })
    else { return false }
    let indent = text.indentation(ofLine: below)
    let first = text.lineStart(below) + indent
    return indent > column
      || indent == column && text.bytes[first...].starts(with: [UInt8(ascii: "-"), UInt8(ascii: " ")])
  }

  // MARK: Quotes

  /// The quote that an item must add behind its text: the one before the word, where nothing closes it and nothing
  /// follows on the line.
  private var missingQuote: String {
    guard let quote = site.word.quote, !site.word.isClosed, site.word.endsLine else { return "" }
    return quote == UInt8(ascii: "'") ? "'" : "\""
  }

  /// A key as it is written here, with its colon when `withColon` says so; and what it replaces besides the word: a
  /// closing quote that the colon must follow.
  func keyText(_ name: String, withColon: Bool) -> (text: Insertion, replace: Range<Int>) {
    let word = site.word
    guard let quote = word.quote else {
      let text = isJSON ? "\"" + name + "\"" : name
      return (Insertion(text + (withColon && !word.hasColon ? ":" : "")), word.range)
    }
    guard withColon, !word.hasColon else { return (Insertion(name + missingQuote), word.range) }
    let mark = quote == UInt8(ascii: "'") ? "'" : "\""
    guard word.isClosed || word.endsLine else { return (Insertion(name), word.range) }
    return (Insertion(name + mark + ":"), word.range.lowerBound..<word.wholeEnd)
  }

  mutating func add(
    _ label: String, kind: CompletionItem.Kind, detail: String? = nil, documentation: CompletionDocumentation? = nil,
    insert insertion: Insertion, replace: Range<Int>? = nil, filterText: String? = nil, whole: Bool = false,
    before prefix: String = "", isPreselected: Bool = false, isDeprecated: Bool = false
  ) {
    var text = Insertion(lead?.text ?? (site.word.needsSpace ? " " : ""))
    if !prefix.isEmpty { text.append(prefix) }
    text.append(insertion)
    let isSnippet = context.snippets && text.hasPlaces
    // Behind a closing quote or an alias the rest of the word cannot stay.
    let opens = site.word.quote == nil && insertion.plainWhole.utf8.first.map("\"'*".utf8.contains) ?? false
    labels.insert(label)
    items.append(
      CompletionItem(
        label: label, kind: kind, detail: detail, documentationID: documentation?.id, filterText: filterText,
        replace: replace ?? site.word.range, insert: opens ? replace ?? site.word.range : inserted(replace),
        newText: isSnippet ? text.snippet(relativeTo: lineIndent) : whole ? text.plainWhole : text.plainStart,
        isSnippet: isSnippet,
        isDeprecated: isDeprecated, isPreselected: isPreselected))
  }

  /// So many items will be added.
  mutating func reserveCapacity(_ count: Int) {
    items.reserveCapacity(count)
    labels.reserveCapacity(count)
  }

  /// Where the items go in another text; false when one has no place there.
  mutating func moveItems(_ moved: (Range<Int>) -> Range<Int>?) -> Bool {
    for index in items.indices {
      guard let replace = moved(items[index].replace), let insert = moved(items[index].insert) else { return false }
      (items[index].replace, items[index].insert) = (replace, insert)
    }
    return true
  }

  /// The part of what is replaced that stands before the cursor; all of it where a closing quote goes with it.
  private func inserted(_ replace: Range<Int>?) -> Range<Int> {
    let range = replace ?? site.word.range
    guard range.upperBound <= site.word.range.upperBound else { return range }
    return range.lowerBound..<min(max(offset, range.lowerBound), range.upperBound)
  }

  /// Adds a single value, written as it must be in its place. `replace` is the word unless given.
  mutating func addValue(
    _ value: String, kind: CompletionItem.Kind = .value, detail: String? = nil,
    documentation: CompletionDocumentation? = nil, asText: Bool = true, alwaysQuoted: Bool = false,
    label: String? = nil, replace: Range<Int>? = nil, before prefix: String = "", isPreselected: Bool = false,
    isDeprecated: Bool = false
  ) {
    let label = label ?? value
    guard !labels.contains(label), !listedTexts.contains(value) else { return }
    let written: String
    if let quote = site.word.quote {
      var own = style
      own.quote = quote == UInt8(ascii: "'") ? "'" : "\""
      written = String(own.quoted(value).dropFirst().dropLast()) + missingQuote
    } else if alwaysQuoted || isJSON && asText {
      var own = style
      if isJSON { own.quote = "\"" }
      written = own.quoted(value)
    } else {
      written = asText ? style.scalar(value) : value
    }
    add(
      label, kind: kind, detail: detail, documentation: documentation, insert: Insertion(written), replace: replace,
      filterText: value, before: prefix, isPreselected: isPreselected, isDeprecated: isDeprecated)
  }

  /// Anchors that an alias here can stand for.
  private mutating func aliases(toMappings: Bool = false) {
    looksAround = true
    let tree = site.file.tree
    // An anchor around the cursor would contain itself.
    let around = Set(sequence(first: site.node, next: \.parent))
    for node in tree.nodesWithProperties {
      guard let anchor = node.anchor, anchor.upperBound < site.word.range.lowerBound, !around.contains(node),
        !toMappings || node.kind == .mapping
      else { continue }
      let name = "*" + tree.text.string(in: anchor)
      guard !labels.contains(name) else { continue }
      add(
        name, kind: .name, detail: "anchor in line \(tree.text.line(at: anchor.lowerBound) + 1)",
        insert: Insertion(name))
    }
  }
}

extension YAMLNode {
  /// Whether the keys around this node, in brackets as it is, are in double quotes: another key of its mapping, else
  /// the key that the collection around it belongs to.
  fileprivate var isAmongQuotedKeys: Bool {
    var node = self
    while let parent = node.parent, parent.style == .flow {
      if parent.kind == .mapping {
        let own = node.role == .value ? node.partner : nil
        if let key = own ?? parent.entries.first(where: { $0.key != self })?.key { return key.style == .doubleQuoted }
      }
      node = parent
    }
    return false
  }
}
