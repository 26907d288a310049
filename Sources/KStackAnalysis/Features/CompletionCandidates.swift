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
  private var labels: Set<String> = []

  init(site: CompletionSite, original: StackFile, offset: Int) {
    self.site = site
    self.original = original
    self.offset = offset
    style = FileStyle(original.tree)
  }

  var context: AnalysisContext { original.context }
  var binding: Binding { site.file.binding }

  mutating func collect() {
    if site.word.isAlias {
      aliases()
      return
    }
    let node = site.node
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
    case .names(let kind, let shape):
      names(kind, shape: shape, in: mapping, container: bound.container)
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
    if bound.shape.scalar != nil { values(of: bound) }
  }

  private mutating func atItem(_ bound: Binding.Bound) {
    if bound.shape.scalar != nil { values(of: bound) }
    if case .record(let record) = bound.shape.mapping, site.word.quote == nil {
      keys(of: record, in: nil, container: bound.container)
    }
  }

  /// Where a list belongs but no dash is yet: the dash and the item's beginning.
  private mutating func item(of shape: Shape, bound: Binding.Bound) {
    guard site.word.quote == nil else { return }
    var inner = bound
    inner.shape = shape
    if shape.scalar != nil { values(of: inner, before: "- ") }
    if case .record(let record) = shape.mapping { keys(of: record, in: nil, container: bound.container, before: "- ") }
  }

  /// The container whose body the mapping is, or the one around it.
  private func container(of bound: Binding.Bound, _ mapping: YAMLNode) -> Int? {
    binding.containers.firstIndex { $0.body == mapping } ?? bound.container
  }

  // MARK: Items

  /// The blanks that the cursor's line begins with.
  private var lineIndent: Int { original.text.indentation(ofLine: original.text.line(at: site.word.range.lowerBound)) }

  /// The column at which the word begins.
  var column: Int { original.text.column(of: site.word.range.lowerBound) }

  mutating func add(
    _ label: String, kind: CompletionItem.Kind, detail: String? = nil, documentation: CompletionDocumentation? = nil,
    insert insertion: Insertion, whole: Bool = false, before prefix: String = "", isPreselected: Bool = false,
    isDeprecated: Bool = false
  ) {
    var text = Insertion(site.word.needsSpace ? " " : "")
    text.append(prefix)
    text.append(insertion)
    let isSnippet = context.snippets && text.hasPlaces
    labels.insert(label)
    items.append(
      CompletionItem(
        label: label, kind: kind, detail: detail, documentationID: documentation?.id, filterText: label,
        replace: site.word.range,
        newText: isSnippet ? text.snippet(relativeTo: lineIndent) : whole ? text.plainWhole : text.plainStart,
        isSnippet: isSnippet,
        isDeprecated: isDeprecated, isPreselected: isPreselected))
  }

  /// Adds a single value, written as it must be in its place.
  mutating func addValue(
    _ value: String, kind: CompletionItem.Kind = .value, detail: String? = nil,
    documentation: CompletionDocumentation? = nil, asText: Bool = true, alwaysQuoted: Bool = false,
    before prefix: String = "", isPreselected: Bool = false, isDeprecated: Bool = false
  ) {
    let written: String
    if let quote = site.word.quote {
      var own = style
      own.quote = quote == UInt8(ascii: "'") ? "'" : "\""
      written = String(own.quoted(value).dropFirst().dropLast())
    } else if alwaysQuoted {
      written = style.quoted(value)
    } else {
      written = asText ? style.scalar(value) : value
    }
    guard !labels.contains(value) else { return }
    add(
      value, kind: kind, detail: detail, documentation: documentation, insert: Insertion(written), before: prefix,
      isPreselected: isPreselected, isDeprecated: isDeprecated)
  }

  /// Anchors that an alias here can stand for.
  private mutating func aliases() {
    for node in original.tree.nodesWithProperties {
      guard let anchor = node.anchor, anchor.upperBound < site.word.range.lowerBound else { continue }
      let name = "*" + original.text.string(in: anchor)
      guard !labels.contains(name) else { continue }
      add(
        name, kind: .name, detail: "anchor in line \(original.text.line(at: anchor.lowerBound) + 1)",
        insert: Insertion(name))
    }
  }
}
