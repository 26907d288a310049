internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// A sidecar becomes an app of its own, behind the app that had it.
  static let moveOutOfApp = Refactoring(kind: .move) { file, selection in
    let containers = file.binding.containers
    guard
      let source = containers.first(where: { container in
        container.kind == .sidecar && container.name.map { selection.isOn(lineOf: $0, in: file.text) } ?? false
      }), let app = containers.element(source.app), app.use == nil, let owner = app.name, let name = source.name,
      !containers.contains(where: { $0.kind == .app && $0.name?.string == name.string }),
      let section = name.parent?.partner, section.parent == app.body,
      owner.parent.map({ file.isOpen($0) }) ?? false,
      let move = ContainerMove(source, to: nil, NameUses(file), in: file),
      let ownerBlock = EntryBlock(owner, in: file),
      let removal = removal(of: move, under: section, endingAt: ownerBlock.range.upperBound, file)
    else { return [] }
    let style = file.style
    let end = ownerBlock.insertion(newline: style.newline)
    let isSpaced = ownerBlock.isBehindBlank
    // Where the app's last lines go, what is before them has its line break.
    let before = removal.range.upperBound == end.offset ? "" : end.before
    let edits = move.edits(
      removing: removal.range, at: end.offset, column: ownerBlock.column,
      before: before + (isSpaced ? style.newline : ""))
    let title =
      "move sidecar \(Wording.quote(name.string)) out of \(Wording.quote(owner.string)) as an app"
      + move.note(gained: [], lost: move.inherited(from: app))
    let check = move.check(dropping: removal.key, adding: [owner.parent?.partner?.string ?? "", name.string])
    return [Offer(title: title, edits: edits, check: check)]
  }

  /// The sidecar's lines; with its last one those of the section, unless a comment would be lost with them.
  private static func removal(
    of move: ContainerMove, under section: YAMLNode, endingAt end: Int, _ file: StackFile
  ) -> (range: Range<Int>, key: YAMLNode)? {
    guard let mapping = move.name.parent else { return nil }
    guard mapping.entries.dropFirst().first(where: { _ in true }) == nil else {
      return (move.block.removal(endingAt: end), move.name)
    }
    guard let block = EntryBlock(section, in: file), mapping.anchor == nil, mapping.tag == nil, section.anchor == nil
    else { return nil }
    let text = file.text
    var line = text.line(at: section.range.lowerBound)
    let start = text.lineStart(line)
    let isAlone = !file.tree.comments.contains { comment in
      comment.lowerBound >= start && comment.upperBound <= block.range.upperBound
        && !(move.block.range.lowerBound <= comment.lowerBound && comment.upperBound <= move.block.range.upperBound)
    }
    guard isAlone else { return nil }
    while block.range.upperBound >= end, line > 0, text.isBlank(line: line - 1) { line -= 1 }
    return (text.lineStart(line)..<block.range.upperBound, section)
  }
}
