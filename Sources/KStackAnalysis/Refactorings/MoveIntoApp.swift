internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// An app becomes a sidecar of another: the guide's pattern for exporters, loggers and proxies that run on their own.
  static let moveIntoApp = Refactoring(kind: .move) { file, selection in
    let containers = file.binding.containers
    let apps = containers.indices.filter { containers[$0].kind == .app }
    guard
      let position = apps.firstIndex(where: { index in
        containers[index].name.map { selection.isOn(lineOf: $0, in: file.text) } ?? false
      })
    else { return [] }
    let source = containers[apps[position]]
    // What only an app may have would be ignored.
    guard let allowed = source.sidecars,
      !source.entries.contains(where: {
        allowed.record.key($0.key.value) == nil && source.record.key($0.key.value) != nil
      })
    else { return [] }
    // The nearest apps are the likely ones, and a menu has an end.
    let targets = apps.indices.filter { $0 != position }
      .sorted { (abs($0 - position), $0) < (abs($1 - position), $1) }.prefix(10)
    let uses = NameUses(file)
    return targets.compactMap { offer(source, into: containers[apps[$0]], under: allowed.key, uses, file) }
  }

  private static func offer(
    _ source: Binding.Container, into target: Binding.Container, under key: Key, _ uses: NameUses, _ file: StackFile
  ) -> Offer? {
    guard let app = target.name, target.use == nil, app.partner == target.body, target.body.kind == .mapping,
      target.body.style == .block, file.isOpen(target.body), app.kind == .scalar,
      app.string != source.name?.string,
      let move = ContainerMove(source, to: app.string, uses, in: file),
      let place = Place(in: target, under: key, in: file)
    else { return nil }
    if let taken = place.taken, taken.contains(where: { $0.key.value.elementsEqual(move.name.value) }) { return nil }
    let title =
      "move app \(Wording.quote(move.name.string)) into \(Wording.quote(app.string)) as a sidecar"
      + move.note(gained: move.inherited(from: target), lost: [])
    let edits = move.edits(
      removing: move.block.removal(endingAt: file.text.bytes.count), at: place.offset, column: place.column,
      before: place.before)
    let way =
      [app.parent?.partner?.string ?? "", app.string, key.name] + (place.isNewSection ? [] : [move.name.string])
    let check = move.check(dropping: move.name, adding: way)
    return Offer(title: title, edits: edits, check: check)
  }

  /// Where an app has room for one more sidecar.
  private struct Place {
    var offset: Int
    /// Of the sidecar's name.
    var column: Int
    /// What comes before it.
    var before: String
    var isNewSection = false
    /// The sidecars that are there.
    var taken: YAMLNode.Entries?

    init?(in app: Binding.Container, under key: Key, in file: StackFile) {
      let style = file.style
      guard let section = app.entries.first(where: { $0.key.says(key.utf8) }) else {
        guard let last = app.body.entries.reduce(nil, { $1 }), let block = EntryBlock(last.key, in: file) else {
          return nil
        }
        let end = block.insertion(newline: style.newline)
        (offset, column, isNewSection) = (end.offset, block.column + style.step, true)
        before = end.before + style.indent(block.column) + key.name + ":" + style.newline
        return
      }
      guard section.use == nil, section.value.kind == .mapping, section.value.style == .block,
        section.value.anchor == nil, section.value.tag == nil,
        let last = section.value.entries.reduce(nil, { $1 }), let block = EntryBlock(last.key, in: file)
      else { return nil }
      let end = block.insertion(newline: style.newline)
      let isSpaced = section.value.entries.dropFirst().first { _ in true } != nil && block.isBehindBlank
      (offset, column, taken) = (end.offset, block.column, section.value.entries)
      before = end.before + (isSpaced ? style.newline : "")
    }
  }
}
