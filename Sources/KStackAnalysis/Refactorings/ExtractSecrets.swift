internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// The secrets that a container's `environment` has in plain text come from a Secret in the cluster. Their values
  /// leave the file, and the title says that somebody must put them there.
  static let extractSecrets = Refactoring(kind: .extract) { file, selection in
    guard let (index, container) = file.container(withEnvironmentAt: selection), file.isOpen(container.body)
    else { return [] }
    let names = file.plainTextSecrets(images: ImagesInUse(file.binding, catalog: file.context.images))
      .filter { $0.bound.container == index && $0.bound.use == nil }.map(\.name)
    guard !names.isEmpty, let source = SecretSource(of: container, in: file),
      let (taken, removals) = source.removable(names)
    else { return [] }
    let comment = comment(naming: taken)
    guard let edits = source.edits(with: removals, comment: comment) else { return [] }
    let shown = taken.prefix(3).map { Wording.quote($0.string) }.joined(separator: ", ")
    let rest = taken.count > 3 ? " and \(taken.count - 3) more" : ""
    return [
      Offer(
        title: "take \(shown)\(rest) from the secret \(Wording.quote(source.secret)); you put the values there",
        edits: edits)
    ]
  }

  /// What the Secret must have, for those who make it; nil for names that are no words.
  private static func comment(naming names: [YAMLNode]) -> String? {
    let isPlain = names.allSatisfy { name in
      name.value.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    guard isPlain else { return nil }
    return "has " + names.map(\.string).joined(separator: ", ")
  }
}

extension SecretSource {
  /// As many of the variables as can be taken out, and the edits that do it.
  fileprivate func removable(_ names: [YAMLNode]) -> (names: [YAMLNode], edits: [TextEdit])? {
    if let edits = removing(names) { return (names, edits) }
    let some = names.filter { removing([$0]) != nil }
    guard !some.isEmpty, some.count < names.count, let edits = removing(some) else { return nil }
    return (some, edits)
  }
}

extension StackFile {
  /// The container whose name or variables a selection touches.
  fileprivate func container(
    withEnvironmentAt selection: Refactoring.Selection
  ) -> (index: Int, container: Binding.Container)? {
    for (index, container) in binding.containers.enumerated() where container.use == nil {
      if let name = container.name, selection.isOn(lineOf: name, in: text) { return (index, container) }
      for entry in container.entries where entry.use == nil {
        guard case .names(.variable, _) = container.record.key(entry.key.value)?.shape.mapping else { continue }
        let end = max(entry.key.range.upperBound, entry.value.range.upperBound)
        if selection.touches(entry.key.wholeRange.lowerBound..<end) { return (index, container) }
      }
    }
    return nil
  }
}
