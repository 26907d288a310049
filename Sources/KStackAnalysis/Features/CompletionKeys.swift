internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// Keys of the language and names that the author chooses.
extension CompletionCandidates {
  /// Keys that are not written yet, the required ones first.
  mutating func keys(of record: Record, in mapping: YAMLNode?, container: Int?, before prefix: String = "") {
    var written: [ArraySlice<UInt8>] = []
    if let mapping {
      for entry in mapping.entries where entry.key != site.node { written.append(entry.key.value) }
    }
    let open = record.keys.filter { key in
      key.isOffered && key.deprecation == nil && !written.contains { $0.elementsEqual(key.utf8) }
    }
    for key in open.filter(\.isRequired) + open.filter({ !$0.isRequired }) {
      let entry = entry(key, column: column + prefix.utf8.count)
      add(
        key.name, kind: .key, detail: key.isRequired ? "required" : key.summary,
        documentation: .key(record: record.noun, name: key.name), insert: entry.text, replace: entry.replace,
        before: prefix, isPreselected: key.isRequired && written.isEmpty)
    }
  }

  /// The key with its colon and the beginning of its value; only the name where a colon is there.
  private func entry(_ key: Key, column: Int) -> (text: Insertion, replace: Range<Int>) {
    var (result, replace) = keyText(key.name, withColon: true)
    guard !site.word.hasColon else { return (result, replace) }
    if site.word.isFlow || site.word.quote != nil || !site.word.endsLine {
      // A quote that text follows is left as it is.
      if site.word.quote == nil || site.word.isClosed || site.word.endsLine { result.append(" ") }
    } else if !hasValueBelow {
      result.append(value(of: key.shape, under: column))
    }
    return (result, replace)
  }

  /// The key's value is written already.
  private var hasValueBelow: Bool {
    !site.word.range.isEmpty && hasContent(below: column)
  }

  /// What follows a key's colon: a space and a place for a single value; the next line, indented, for a collection.
  private func value(of shape: Shape, under column: Int) -> Insertion {
    var result = Insertion()
    if case .enumeration(let choices) = shape.scalar {
      result.append(" ")
      result.appendChoice(choices.map(\.value))
    } else if shape.scalar == .boolean {
      result.append(" ")
      result.appendChoice(["true", "false"])
    } else if shape.scalar != nil || (shape.items == nil && shape.mapping == nil) {
      result.append(" ")
      result.appendPlace()
    } else if let items = shape.items {
      let dash = column + style.listIndent
      result.append(style.newline + style.indent(dash) + "- ")
      if items.scalar == .portMapping {
        result.append(style.quote)
        result.appendPlace()
        result.append(style.quote)
      } else if case .record(let record) = items.mapping {
        result.append(required(of: record, column: dash + 2))
      } else {
        result.appendPlace()
      }
    } else {
      let inner = column + style.step
      result.append(style.newline + style.indent(inner))
      switch shape.mapping {
      case .record(let record): result.append(required(of: record, column: inner))
      case .names(_, let value) where value.mapping != nil:
        if case .record(let record) = value.mapping, record.container != nil {
          // A sidecar's name has suggestions of its own, whole patterns among them.
          result.appendPlace()
        } else {
          result.appendPlace("name")
          result.append(":")
        }
      default: result.appendPlace()
      }
    }
    return result
  }

  /// The keys that a mapping must have, each with a place for its value.
  private func required(of record: Record, column: Int) -> Insertion {
    var result = Insertion()
    let keys = record.keys.filter(\.isRequired)
    for (index, key) in keys.enumerated() {
      if index > 0 { result.append(style.newline + style.indent(column)) }
      result.append(key.name + ":")
      result.append(value(of: key.shape, under: column))
    }
    if keys.isEmpty { result.appendPlace() }
    return result
  }

  // MARK: Names

  /// Names for an entry of a mapping, or for the first entry of one that is not there yet.
  mutating func names(_ kind: NameKind, in mapping: YAMLNode?, container: Int?) {
    let written = Set(mapping?.entries.filter { $0.key != site.node }.map(\.key.string) ?? [])
    switch kind {
    case .sidecar: sidecars(besides: written)
    case .app:
      looksAround = true
      app(besides: written)
    case .variable: variables(besides: written, container: container)
    case .config, .secret, .volume: undeclared(kind, besides: written)
    case .domain: hosts(in: mapping)
    case .free: break
    }
  }

  /// An item of `expose`: a host with what it must say. A host stands alone in its item.
  mutating func hosts(in mapping: YAMLNode?, before prefix: String = "") {
    guard isBare, mapping?.entries.contains(where: { $0.key != site.node }) != true else { return }
    var insertion = Insertion()
    insertion.appendPlace("example.com")
    insertion.append(
      ":" + style.newline + style.indent(column + prefix.utf8.count + style.step) + "protocol: ")
    insertion.appendChoice(["http", "https"])
    add("host", kind: .pattern, detail: "a host to expose", insert: insertion, whole: true, before: prefix)
  }

  /// Whole sidecars, from the language's patterns.
  private mutating func sidecars(besides written: Set<String>) {
    for pattern in context.language.patterns where !written.contains(pattern.name) {
      let insertion =
        isBare
        ? Insertion(
          pattern: pattern.body, indent: style.indent(column), step: style.indent(style.step), newline: style.newline)
        : keyText(pattern.name, withColon: isOpen).text
      add(
        pattern.name, kind: .pattern, detail: pattern.summary, documentation: .pattern(pattern.name), insert: insertion,
        whole: true)
    }
  }

  private mutating func app(besides written: Set<String>) {
    guard isBare else { return }
    var insertion = Insertion()
    let names = ["web", "app"] + (2...written.count + 2).map { "app\($0)" }
    insertion.appendPlace(names.first { !written.contains($0) } ?? "app")
    insertion.append(":" + style.newline + style.indent(column + style.step) + "image: ")
    insertion.appendPlace()
    add("app", kind: .pattern, detail: "a new app", insert: insertion, whole: true)
  }

  /// Variables that the image of this container reads; those it cannot do without first.
  private mutating func variables(besides written: Set<String>, container: Int?) {
    guard let image = image(ofContainer: container) else { return }
    for variable in image.environment.filter(\.isRequired) + image.environment.filter({ !$0.isRequired }) {
      // Images that read `NAME_FILE` take the value from there, and refuse to be given both.
      let other =
        variable.name.hasSuffix("_FILE") ? String(variable.name.dropLast("_FILE".count)) : variable.name + "_FILE"
      guard !written.contains(variable.name), !written.contains(other) else { continue }
      var (insertion, replace) = keyText(variable.name, withColon: site.word.quote == nil)
      if !site.word.hasColon, site.word.quote == nil {
        insertion.append(" ")
        if !site.word.isFlow { insertion.appendPlace(variable.example.map { style.scalar($0) } ?? "") }
      }
      add(
        variable.name, kind: .variable,
        detail: variable.isRequired ? "required by \(image.reference)" : image.reference,
        documentation: .variable(image: image.reference, name: variable.name), insert: insertion, replace: replace)
    }
  }

  /// Names that containers use and nothing declares.
  private mutating func undeclared(_ kind: NameKind, besides written: Set<String>) {
    looksAround = true
    var names: [String] = []
    for reference in site.file.names.references where reference.kind == kind {
      names.append(reference.bound.node.string)
    }
    if kind == .volume { names += mountedVolumes() }
    var seen = written
    for name in names where seen.insert(name).inserted {
      var insertion = keyText(site.word.quote == nil ? style.scalar(name) : name, withColon: isOpen).text
      if isBare, kind != .volume {
        insertion.append(style.newline + style.indent(column + style.step) + "external: true")
      }
      add(name, kind: .name, detail: "used in this file, not declared", insert: insertion)
    }
  }

  /// A new entry can be written out: no colon, quote or bracket is around the word, and no value below it.
  private var isBare: Bool { isOpen && !hasValueBelow }

  /// The name needs a colon: none is there, and no quote or bracket is around the word.
  private var isOpen: Bool {
    !site.word.hasColon && site.word.quote == nil && !site.word.isFlow && site.word.endsLine
  }
}
