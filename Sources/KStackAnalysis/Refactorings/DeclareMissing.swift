internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// Every volume, config and secret that the file uses and does not declare, at once. A single one that a rule reports
  /// has its quick fix already. Names that are probably slips are left to their own fixes.
  static let declareMissing = Refactoring(kind: .rewrite) { file, selection in
    var missing: [(section: Key, kind: NameKind, names: [String])] = []
    var isTouched = false
    for kind in [NameKind.volume, .config, .secret] {
      guard let section = file.context.language.section(declaring: kind), file.canRead(section) else { continue }
      let declared = file.names.names(kind)
      var names: [String] = []
      for use in file.uses(ofUndeclared: kind).prefix(200) {
        guard NearMiss.nearest(to: use.name.utf8, among: declared) == nil else { continue }
        isTouched = isTouched || selection.touches(use.node.range)
        if !names.contains(use.name) { names.append(use.name) }
      }
      if let key = file.tree.root?.entries.first(where: { $0.key.value.elementsEqual(section.utf8) })?.key {
        isTouched = isTouched || selection.isOn(lineOf: key, in: file.text)
      }
      if !names.isEmpty { missing.append((section, kind, names)) }
    }
    let all = missing.flatMap(\.names)
    guard isTouched, !all.isEmpty else { return [] }
    var edits: [TextEdit] = []
    for (section, kind, names) in missing {
      guard let site = DeclarationSite(of: section, in: file) else { return [] }
      edits.append(site.declaring(names, as: DeclarationSite.body(of: kind)))
    }
    let shown = all.prefix(5).map(Wording.quote).joined(separator: ", ")
    let title =
      all.count == 1
      ? "declare \(shown)"
      : "declare all \(all.count) missing names: \(shown)" + (all.count > 5 ? ", …" : "")
    return [Offer(title: title, edits: edits.joinedByPlace)]
  }
}

extension StackFile {
  fileprivate func uses(ofUndeclared kind: NameKind) -> [(name: String, node: YAMLNode)] {
    let mounts = self.mounts.written.lazy.filter { kind == .volume && $0.mount.source.kind == .volume }
      .map { (name: $0.mount.source.text, node: $0.node) }
    let references = names.references.lazy.filter { $0.kind == kind }
      .map { (name: $0.bound.node.string, node: $0.bound.node) }
    return (Array(mounts) + Array(references)).filter { use in
      guard !use.name.isEmpty, names.declaration(of: use.name, kind) == nil else { return false }
      // What is declared as the other of the two is a fault of another sort.
      let other: NameKind? = kind == .config ? .secret : kind == .secret ? .config : nil
      return other.map { names.declaration(of: use.name, $0) == nil } ?? true
    }
  }
}

extension [TextEdit] {
  /// In order, insertions at one place made one. Each of them may end the line that is open there; the first does.
  fileprivate var joinedByPlace: [TextEdit] {
    // What goes into a section that is there comes before a new section.
    let sorted = enumerated().sorted { left, right in
      (left.element.range.lowerBound, left.element.replacement.last?.isNewline ?? false ? 1 : 0, left.offset)
        < (right.element.range.lowerBound, right.element.replacement.last?.isNewline ?? false ? 1 : 0, right.offset)
    }.map(\.element)
    return sorted.reduce(into: []) { result, edit in
      guard let last = result.last, last.range == edit.range else {
        result.append(edit)
        return
      }
      let isEnded = last.replacement.last?.isNewline ?? false
      let next = isEnded ? edit.replacement.drop(while: \.isNewline) : edit.replacement[...]
      result[result.count - 1].replacement += next
    }
  }
}
