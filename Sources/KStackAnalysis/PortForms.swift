internal import KStackSchema
internal import YAMLSyntax

extension StackFile {
  /// The port at the selection in another form, or, at the list's key, all that can be written in it.
  func rewritingPorts(
    at selection: Refactoring.Selection, one: String, all: String, _ rewritten: (YAMLNode) -> [TextEdit]?
  ) -> [Refactoring.Offer] {
    for container in binding.containers where container.use == nil {
      for entry in container.entries where entry.use == nil {
        guard container.record.key(entry.key.value)?.shape.items?.scalar == .portMapping,
          entry.value.kind == .sequence
        else { continue }
        let items = entry.value.items
        if selection.touches(entry.key.range) {
          let edits = items.compactMap(rewritten).flatMap(\.self)
          return [Refactoring.Offer(title: "write \(Wording.quote(entry.key.string)) \(all)", edits: edits)]
        }
        for item in items where selection.touches(item.range) {
          guard let edits = rewritten(item) else { continue }
          return [Refactoring.Offer(title: "write the port \(one)", edits: edits)]
        }
      }
    }
    return []
  }
}
