internal import KStackSchema
internal import YAMLSyntax

/// What moving an app into a pod and moving a sidecar out of one have in common.
struct ContainerMove {
  let file: StackFile
  /// What is moved: in ``Binding/containers``.
  let source: Binding.Container
  let name: YAMLNode
  let block: EntryBlock
  /// Where it ends up: the app's name in the pod, or nil as an app.
  let newApp: String?
  /// The edits in addresses.
  private let addresses: [TextEdit]

  /// Nil where the container does not have its lines for itself, or is known by a name that can't be changed with it.
  init?(_ source: Binding.Container, to newApp: String?, _ uses: NameUses, in file: StackFile) {
    guard source.use == nil, let name = source.name, name.partner == source.body, name.kind == .scalar,
      name.scalarKind == .string, let mapping = name.parent, file.isOpen(mapping),
      let block = EntryBlock(name, in: file)
    else { return nil }
    (self.file, self.source, self.name, self.block, self.newApp) = (file, source, name, block, newApp)
    // Other containers reach it by its name in the cluster.
    let old = file.clusterName(of: name.string, in: file.binding.containers.element(source.app)?.name?.string)
    let new = file.clusterName(of: name.string, in: newApp)
    var addresses: [TextEdit] = []
    for object in [GeneratedName.Object.service, .loadBalancer] {
      let suffix = GeneratedName.suffix(object)
      guard let edits = uses.renaming(host: old + suffix, to: new + suffix, in: file) else { return nil }
      addresses += edits
    }
    self.addresses = addresses.inOrder
  }

  /// The edits that take the lines from where they are and put them elsewhere.
  ///
  /// - Parameters:
  ///   - removal: the lines, or more than them.
  ///   - offset: a line's begin outside of `removal`, or one of its ends.
  ///   - wrapper: what comes before the lines in the new place.
  func edits(removing removal: Range<Int>, at offset: Int, column: Int, before wrapper: String) -> [TextEdit] {
    let inner = addresses.filter {
      block.range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= block.range.upperBound
    }
    let outer = addresses.filter {
      $0.range.upperBound <= removal.lowerBound || removal.upperBound <= $0.range.lowerBound
    }
    let lines = block.text(atColumn: column, newline: file.style.newline, edits: inner)
    let insertion = TextEdit(range: offset..<offset, replacement: wrapper + lines)
    return ([insertion, TextEdit(range: removal, replacement: "")] + outer).inOrder
  }

  /// What must hold afterwards: the container says the same in its new place, and so does the rest of the file, but for
  /// addresses.
  ///
  /// - Parameters:
  ///   - dropped: the key that goes with the container: its own, or that of a mapping that had nothing else.
  ///   - added: the keys down to the one that is new: the container's, or that of a mapping that has nothing else.
  func check(dropping dropped: YAMLNode, adding added: [String]) -> @Sendable (StackFile) -> Bool {
    let (file, body, newApp, name) = (file, source.body, newApp, name.string)
    let edited = addresses.map(\.range)
    return { after in
      let moved = after.binding.containers.first { container in
        container.name?.string == name && container.use == nil
          && after.binding.containers.element(container.app)?.name?.string == newApp
      }
      guard let moved, let oldRoot = file.tree.root, let newRoot = after.tree.root else { return false }
      let comparison = Comparison(edited: edited)
      return comparison.isSame(body, moved.body, dropped: nil) { _ in false }
        && comparison.isSame(oldRoot, newRoot, dropped: dropped) { $0.isKey(at: added[...]) }
    }
  }

  /// Two trees, of which one was made from the other.
  private struct Comparison {
    /// Where the first text was changed.
    let edited: [Range<Int>]

    func isSame(_ old: YAMLNode, _ new: YAMLNode, dropped: YAMLNode?, isAdded: (YAMLNode) -> Bool) -> Bool {
      guard old.kind == new.kind, old.scalarKind == new.scalarKind,
        source(old.anchor, old) == source(new.anchor, new), source(old.tag, old) == source(new.tag, new)
      else { return false }
      switch old.kind {
      case .scalar:
        return old.value.elementsEqual(new.value)
          || edited.contains { old.range.lowerBound <= $0.lowerBound && $0.upperBound <= old.range.upperBound }
      case .alias: return source(old.range, old) == source(new.range, new)
      case .sequence, .mapping:
        var others = new.children.filter { child in
          !isAdded(child) && !(child.role == .value && child.partner.map(isAdded) ?? false)
        }[...]
        for child in old.children {
          if child == dropped || dropped != nil && child == dropped?.partner { continue }
          guard let other = others.popFirst(), isSame(child, other, dropped: dropped, isAdded: isAdded) else {
            return false
          }
        }
        return others.isEmpty
      }
    }

    private func source(_ range: Range<Int>?, _ node: YAMLNode) -> ArraySlice<UInt8> {
      range.map { node.tree.text.bytes[$0] } ?? []
    }
  }

  /// What changes without a word being written, for the title: nothing, or ` (…)`.
  func note(gained: [String], lost: [String]) -> String {
    var notes: [String] = []
    if !gained.isEmpty { notes.append("inherits \(gained.joined(separator: ", "))") }
    if !lost.isEmpty { notes.append("without the inherited \(lost.joined(separator: ", "))") }
    return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
  }

  /// The keys that a sidecar has from an app because it does not write them.
  func inherited(from app: Binding.Container) -> [String] {
    app.record.keys.filter { key in
      key.inheritance == .whole && app.hasEntry(key.name) && !source.hasEntry(key.name)
    }.map(\.name)
  }
}

extension Binding.Container {
  /// Whether it has a key, merge keys included.
  func hasEntry(_ name: String) -> Bool { entries.contains { $0.key.says(name) } }

  /// The key under which an app has its sidecars, and what a sidecar may have.
  var sidecars: (key: Key, record: Record)? {
    for key in record.keys {
      if case .names(.sidecar, let shape) = key.shape.mapping, case .record(let record) = shape.mapping {
        return (key, record)
      }
    }
    return nil
  }
}

extension YAMLNode {
  /// Whether it is the key at the end of a way of keys from the root.
  fileprivate func isKey(at way: ArraySlice<String>) -> Bool {
    guard role == .key, let last = way.last, value.elementsEqual(last.utf8), let mapping = parent else { return false }
    let rest = way.dropLast()
    return rest.isEmpty ? mapping.role == .root : mapping.role == .value && mapping.partner?.isKey(at: rest) ?? false
  }
}

extension StackFile {
  /// `APP-SIDECAR`, or the app's own name.
  fileprivate func clusterName(of name: String, in app: String?) -> String { app.map { "\($0)-\(name)" } ?? name }
}
