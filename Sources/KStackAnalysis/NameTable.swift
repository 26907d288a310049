internal import KStackSchema
internal import YAMLSyntax

/// The names that a file gives and uses.
struct NameTable: Sendable {
  /// Where a name is used.
  struct Reference: Sendable {
    var kind: NameKind
    var bound: Binding.Bound
  }

  private var declared: [NameKind: [String: YAMLNode]] = [:]
  private(set) var references: [Reference] = []

  init(_ binding: Binding) {
    for (kind, key) in binding.declarations where Self.isNamed(kind) && key.kind == .scalar {
      declared[kind, default: [:]][key.string] = declared[kind]?[key.string] ?? key
    }
    for bound in binding.scalars {
      guard case .refersTo(let kind) = bound.shape.scalar, bound.node.scalarKind == .string else { continue }
      references.append(Reference(kind: Self.namesSecret(bound) ? .secret : kind, bound: bound))
    }
  }

  /// The key that declares a name, or nil.
  func declaration(of name: String, _ kind: NameKind) -> YAMLNode? { declared[kind]?[name] }

  /// All declared names of a kind, in alphabetical order.
  func names(_ kind: NameKind) -> [String] { declared[kind].map { $0.keys.sorted() } ?? [] }

  /// Kinds that other parts of a file refer to.
  private static func isNamed(_ kind: NameKind) -> Bool {
    switch kind {
    case .app, .sidecar, .volume, .config, .secret: true
    case .variable, .domain, .free: false
    }
  }

  /// `secret: true` beside a config's name mounts a Secret of that name.
  private static func namesSecret(_ bound: Binding.Bound) -> Bool {
    bound.node.parent?.entries.contains {
      $0.key.value.elementsEqual("secret".utf8) && $0.value.loaded == .boolean(true)
    } ?? false
  }
}

extension Findings {
  /// Reports names of a kind that are used and not declared, with the declaration as a cure.
  mutating func reportUndeclared(_ kind: NameKind, in file: StackFile) {
    guard let section = file.context.language.section(declaring: kind) else { return }
    var seen: Set<String> = []
    for reference in file.names.references where reference.kind == kind {
      let name = reference.bound.node.string
      guard !name.isEmpty, file.names.declaration(of: name, kind) == nil else { continue }
      // One declaration cures every use, so the first use speaks for all.
      guard seen.insert(name).inserted else { continue }
      let noun = Wording.noun(kind)
      let meant = NearMiss.nearest(to: name.utf8, among: file.names.names(kind))
      var fixes: [Fix] = meant.map { Fix.replacing(reference.bound.node, with: $0, in: file) } ?? []
      if let edit = file.declaring(name, in: section) {
        fixes.append(
          Fix(title: "declare '\(name)' under '\(section.name)'", edits: [edit], isPreferred: fixes.isEmpty))
      }
      let hint = meant.map { "; did you mean '\($0)'?" } ?? "; kstack refuses the file without it"
      report(
        reference.bound.node.range, through: reference.bound.use,
        "\(noun) \(Wording.quote(name)) is not declared under '\(section.name)'\(hint)", fixes: fixes)
    }
  }
}

extension Language {
  /// The top-level key whose entries declare names of a kind.
  func section(declaring kind: NameKind) -> Key? {
    guard case .record(let record) = root.mapping else { return nil }
    return record.keys.first { key in
      if case .names(kind, _) = key.shape.mapping { true } else { false }
    }
  }
}

extension StackFile {
  /// The edit that declares an external config or secret: in its section, which is made where there is none.
  func declaring(_ name: String, in section: Key) -> TextEdit? {
    let style = FileStyle(tree)
    let newline = style.newline
    guard let root = tree.root, root.kind == .mapping, root.style == .block else { return nil }
    let existing = root.entries.first { $0.key.value.elementsEqual(section.utf8) }
    func entry(_ column: Int) -> String {
      "\(style.indent(column))\(style.scalar(name)):\(newline)\(style.indent(column + style.step))external: true"
    }
    guard let existing else {
      let needsBreak = text.bytes.last.map { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? false
      let end = text.bytes.count
      let column = text.column(of: root.wholeRange.lowerBound)
      return TextEdit(
        range: end..<end,
        replacement:
          "\(needsBreak ? newline : "")\(style.indent(column))\(section.name):\(newline)\(entry(column + style.step))\(newline)"
      )
    }
    let value = existing.value
    if value.isMissing, value.anchor == nil {
      let line = text.lineRange(text.line(at: existing.key.range.upperBound))
      let column = text.column(of: existing.key.wholeRange.lowerBound) + style.step
      return TextEdit(range: line.upperBound..<line.upperBound, replacement: newline + entry(column))
    }
    guard value.kind == .mapping, let last = value.entries.reduce(nil, { _, next in next }) else { return nil }
    if value.style == .flow {
      return TextEdit(
        range: last.range.upperBound..<last.range.upperBound, replacement: ", \(style.scalar(name)): {external: true}")
    }
    let line = text.lineRange(text.line(at: last.range.upperBound))
    let column = text.column(of: value.range.lowerBound)
    return TextEdit(range: line.upperBound..<line.upperBound, replacement: newline + entry(column))
  }
}
