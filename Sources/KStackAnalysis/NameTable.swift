internal import KStackSchema
internal import YAMLSyntax

/// The names that a file gives and uses.
struct NameTable: Sendable {
  /// Where a name is used.
  struct Reference: Sendable {
    var kind: NameKind
    var bound: Binding.Bound
  }

  /// By kind.
  private var declared: [[String: YAMLNode]] = Array(repeating: [:], count: NameKind.allCases.count)
  private(set) var references: [Reference] = []
  /// Declared in other parts of the file, where the text is only a part of it.
  private let declaredElsewhere: [NameKind: Set<String>]

  init(_ binding: Binding, declaredElsewhere: [NameKind: Set<String>] = [:]) {
    self.declaredElsewhere = declaredElsewhere
    var counts = [Int](repeating: 0, count: declared.count)
    for (kind, _) in binding.declarations { counts[kind.rawValue] += 1 }
    for kind in NameKind.allCases where Self.isNamed(kind) {
      declared[kind.rawValue].reserveCapacity(counts[kind.rawValue])
    }
    for (kind, key) in binding.declarations where Self.isNamed(kind) && key.kind == .scalar {
      let name = key.string
      // The first declaration holds. Nearly all are the only ones, so that none is looked for before.
      if let first = declared[kind.rawValue].updateValue(key, forKey: name) { declared[kind.rawValue][name] = first }
    }
    for bound in binding.scalars(.refersTo) {
      guard case .refersTo(let kind) = bound.shape.scalar, bound.node.scalarKind == .string else { continue }
      references.append(Reference(kind: Self.namesSecret(bound) ? .secret : kind, bound: bound))
    }
  }

  /// The key that declares a name, or nil.
  func declaration(of name: String, _ kind: NameKind) -> YAMLNode? { declared[kind.rawValue][name] }

  /// Whether a name is declared, in this text or in another part of the file.
  func isDeclared(_ name: String, _ kind: NameKind) -> Bool {
    declaration(of: name, kind) != nil || declaredElsewhere[kind]?.contains(name) ?? false
  }

  /// All declared names of a kind, in alphabetical order.
  func names(_ kind: NameKind) -> [String] {
    Set(declared[kind.rawValue].keys).union(declaredElsewhere[kind] ?? []).sorted()
  }

  /// Whether no name of a kind is declared.
  func isEmpty(_ kind: NameKind) -> Bool { declared[kind.rawValue].isEmpty && declaredElsewhere[kind]?.isEmpty ?? true }

  /// After so many undeclared names of a kind no near miss is looked for: it takes a look at every declared name.
  static let nearMissLimit = 20

  /// Kinds that other parts of a file refer to.
  static func isNamed(_ kind: NameKind) -> Bool {
    switch kind {
    case .app, .sidecar, .volume, .config, .secret: true
    case .variable, .domain, .free: false
    }
  }

  /// `secret: true` beside a config's name mounts a Secret of that name.
  private static func namesSecret(_ bound: Binding.Bound) -> Bool {
    bound.node.parent?.entries.prefix(64).contains {
      $0.key.says("secret") && $0.value.loaded == .boolean(true)
    } ?? false
  }
}

extension Findings {
  /// Reports names of a kind that are used and not declared, with the declaration as a cure.
  mutating func reportUndeclared(_ kind: NameKind, in file: StackFile) {
    guard let section = file.context.language.section(declaring: kind) else { return }
    lazy var declared = file.names.names(kind)
    lazy var site = DeclarationSite(of: section, in: file)
    var seen: Set<String> = []
    for reference in file.names.references where reference.kind == kind {
      let name = reference.bound.node.string
      guard !name.isEmpty, !file.names.isDeclared(name, kind), areAsked(about: .name(kind, name)) else { continue }
      if let other = file.otherKind(of: reference) {
        reportOtherKind(reference, other, section, file)
        continue
      }
      // One declaration cures every use, so the first use speaks for all.
      guard seen.insert(name).inserted else { continue }
      let meant = seen.count > NameTable.nearMissLimit ? nil : NearMiss.nearest(to: name.utf8, among: declared)
      var fixes: [Fix] = meant.map { Fix.replacing(reference.bound.node, with: $0, in: file) } ?? []
      if let edits = site?.declaring(name) {
        fixes.append(Fix(title: "declare '\(name)' under '\(section.name)'", edits: edits, isPreferred: fixes.isEmpty))
      }
      let hint = meant.map { "; did you mean '\($0)'?" } ?? "; kstack refuses the file without it"
      report(
        reference.bound.node.range, through: reference.bound.use, about: .name(kind, name),
        "\(Wording.noun(kind)) \(Wording.quote(name)) is not declared under '\(section.name)'\(hint)", fixes: fixes)
    }
  }
}

extension Findings {
  /// Reports a name that is declared, but as the other of config and secret.
  private mutating func reportOtherKind(
    _ reference: NameTable.Reference, _ other: Key, _ section: Key, _ file: StackFile
  ) {
    let node = reference.bound.node
    let isMounted = reference.bound.record?.key("secret".utf8) != nil
    let advice: String
    var fixes: [Fix] = []
    if isMounted, reference.kind == .config {
      advice = "add 'secret: true' to mount the secret"
      if reference.bound.use == nil, let key = node.partner, let mapping = node.parent,
        !mapping.entries.contains(where: { $0.key.says("secret") })
      {
        fixes = [Fix.adding("secret: true", behind: node, key, in: mapping, file)]
      }
    } else if isMounted {
      advice = "remove 'secret: true' to mount the config"
    } else {
      let meant = reference.kind == .config ? "secret" : "config"
      advice = "write '\(meant)' before it"
      if let key = node.parent?.partner, ["config", "secret"].contains(key.string) {
        fixes = Fix.replacing(key, with: meant, in: file)
      }
    }
    report(
      node.range, through: reference.bound.use, about: .name(reference.kind, node.string),
      "\(Wording.noun(reference.kind)) \(Wording.quote(node.string)) is declared under '\(other.name)', not under "
        + "'\(section.name)'; \(advice)",
      fixes: fixes)
  }
}

extension Fix {
  /// A new entry of a mapping, on a line of its own where the mapping has lines.
  static func adding(
    _ entry: String, behind value: YAMLNode, _ key: YAMLNode, in mapping: YAMLNode, _ file: StackFile
  ) -> Fix {
    let edit: TextEdit
    if mapping.style == .flow {
      edit = TextEdit(range: value.range.upperBound..<value.range.upperBound, replacement: ", \(entry)")
    } else {
      let end = file.text.lineRange(file.text.line(at: value.range.upperBound)).upperBound
      let indent = file.style.indent(file.text.column(of: key.wholeRange.lowerBound))
      edit = TextEdit(range: end..<end, replacement: file.style.newline + indent + entry)
    }
    return Fix(title: "add \(entry)", edits: [edit])
  }
}

extension StackFile {
  /// The section that declares a name as the other of config and secret, where its own does not.
  fileprivate func otherKind(of reference: NameTable.Reference) -> Key? {
    let other: NameKind = reference.kind == .config ? .secret : .config
    guard names.declaration(of: reference.bound.node.string, other) != nil else { return nil }
    return context.language.section(declaring: other)
  }

  /// Whether all declarations of a top-level key could be read: nothing of it is lost, of another form, or written under
  /// another key by mistake. Those are faults of their own, and what seems undeclared may be their echo.
  func canRead(_ section: Key) -> Bool { isInForm(section) && !hasLost(of: section) }

  /// Whether nothing of a top-level key has another form or is written under another key by mistake.
  func isInForm(_ section: Key) -> Bool {
    guard let root = tree.root, root.kind == .mapping else { return false }
    if binding.unknownKeys.contains(where: { $0.meant === section && $0.mapping == root }) { return false }
    guard let value = entry(of: section)?.value.dereferenced else { return entry(of: section) == nil }
    guard value.kind == .mapping || value.scalarKind == .null else { return false }
    return !binding.unnamed.contains { $0.bound.node == value }
  }

  /// Whether something of a top-level key could not be read; where the key is not written, whether anything could not.
  private func hasLost(of section: Key) -> Bool {
    guard !tree.lost.isEmpty else { return false }
    guard let entry = entry(of: section) else { return !isComplete }
    let end = tree.node(entry.value.subtreeEnd)?.wholeRange.lowerBound ?? text.bytes.count + 1
    return tree.isIncomplete(in: entry.key.range.upperBound..<max(end, entry.key.range.upperBound))
  }

  /// A top-level key as it is written; nil where it is not.
  func entry(of section: Key) -> YAMLNode.Entry? { tree.root?.entries.first { $0.key.says(section.utf8) } }
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
