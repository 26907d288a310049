internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// A sidecar mounts a volume of its app at the app's path, to read it. Offered at the sidecar for every volume, and at
  /// a volume of the app for every sidecar.
  ///
  /// A sidecar without mounts of its own has all of the app's. Its first own mount ends that, so the others are written
  /// with it.
  static let shareVolume = Refactoring(kind: .rewrite) { file, selection in
    var offers: [Offer] = []
    for pod in file.effective.pods {
      let volumes = pod.app.mounts.filter { $0.volume != nil && !$0.isTemplate && $0.node.kind == .scalar }
      for sidecar in pod.sidecars {
        let isHere =
          sidecar.name.map { selection.isOn(lineOf: $0, in: file.text) } ?? false
          || sidecar.part("volumes").map { $0.origin == .own && selection.touches($0.keyNode.range) } ?? false
        for mounted in volumes where isHere || mounted.origin == .own && selection.touches(mounted.node.range) {
          // A menu has an end.
          guard offers.count < 10 else { return offers }
          if let offer = file.sharing(mounted, of: pod.app, with: sidecar) { offers.append(offer) }
        }
      }
    }
    return offers
  }
}

extension StackFile {
  fileprivate func sharing(
    _ mounted: EffectiveConfiguration.Mounted, of app: EffectiveConfiguration.Container,
    with sidecar: EffectiveConfiguration.Container
  ) -> Refactoring.Offer? {
    guard let volume = mounted.volume, let own = binding.containers.element(sidecar.index),
      own.use == nil, own.name?.partner == own.body, own.body.kind == .mapping,
      isOpen(own.body)
    else { return nil }
    let item = style.scalar("\(volume):\(mounted.path):ro")
    let title =
      "mount \(Wording.quote(volume)) read-only in \(Wording.container(sidecar.index, in: binding))"
    if let entry = own.entries.last(where: { $0.key.value.elementsEqual(mounted.key.utf8) }) {
      guard entry.use == nil, entry.value.kind == .sequence, entry.value.anchor == nil,
        !sidecar.mounts.contains(where: { $0.source == mounted.source || $0.comparablePath == mounted.comparablePath }),
        let edit = appending(item, to: entry.value)
      else { return nil }
      return Refactoring.Offer(title: title, edits: [edit])
    }
    // Inherited: everything else stays as it is.
    guard !mounted.isReadOnly, let inherited = sidecar.part(mounted.key.name), inherited.origin == .inherited else {
      return nil
    }
    var items: [String] = []
    for other in inherited.value.items {
      guard let node = other.dereferenced, node.kind == .scalar, node.scalarKind == .string else { return nil }
      items.append(node == mounted.node ? item : style.scalar(node.string))
    }
    guard items.count <= 50, let edit = adding(mounted.key.name, items: items, to: own.body) else { return nil }
    let others = items.count > 1 ? ", the others as inherited" : ""
    return Refactoring.Offer(title: title + others, edits: [edit])
  }

  /// One more item at the end of a list.
  private func appending(_ item: String, to list: YAMLNode) -> TextEdit? {
    if list.style == .flow {
      guard list.range.count >= 2 else { return nil }
      let offset = list.items.last?.wholeRange.upperBound ?? list.range.lowerBound + 1
      return TextEdit(range: offset..<offset, replacement: (list.items.isEmpty ? "" : ", ") + item)
    }
    guard let last = list.items.last, let dash = text.dash(before: last.wholeRange.lowerBound) else { return nil }
    let offset = text.lineRange(text.line(at: list.range.upperBound)).upperBound
    let indent = style.indent(text.column(of: dash))
    return TextEdit(range: offset..<offset, replacement: style.newline + indent + "- " + item)
  }

  /// A key with a list as the last of a mapping.
  private func adding(_ key: String, items: [String], to mapping: YAMLNode) -> TextEdit? {
    guard let last = mapping.entries.reduce(nil, { $1 }) else { return nil }
    if mapping.style == .flow {
      let offset = last.range.upperBound
      return TextEdit(range: offset..<offset, replacement: ", \(key): [\(items.joined(separator: ", "))]")
    }
    guard let block = EntryBlock(last.key, in: self) else { return nil }
    let end = block.insertion(newline: style.newline)
    let lines =
      [style.indent(block.column) + key + ":"]
      + items.map { style.indent(block.column + style.listIndent) + "- " + $0 }
    return TextEdit(
      range: end.offset..<end.offset, replacement: end.before + lines.map { $0 + style.newline }.joined())
  }
}
