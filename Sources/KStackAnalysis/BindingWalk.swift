internal import KStackSchema
internal import YAMLSyntax

/// The walk over tree and language that fills a ``Binding``.
extension Binding {
  private func hasPlace(_ node: Int32) -> Bool {
    let node = Int(node)
    return !places.indices.contains(node) || places[node] >= 0
  }

  private mutating func visit(_ node: Int32, _ index: Int) {
    let node = Int(node)
    if node >= 0, node < places.count, places[node] < 0 { places[node] = Int32(truncatingIfNeeded: index) }
  }

  /// - Parameter key: what stands before the node and has the same place in the language; -1 for an item and the root.
  mutating func bind(_ node: YAMLNode, _ place: Place, behind key: Int32 = -1, depth: Int) {
    let index = visits.count
    visits.append(Visit(node: node.index32, place: place))
    visit(key, index)
    visit(node.index32, index)
    if place.use >= 0 {
      expanded += 1
      guard expanded <= expansionLimit else { return }
    }
    let shape = place.shape
    guard !shape.isFree else { return }
    // What does not load at all is told as such, wherever it stands.
    if node.loadFailure != nil { return }
    switch node.kind {
    case .alias:
      guard let target = node.target, depth < Self.depthLimit else { return }
      var behind = place
      if behind.use < 0 { behind.use = node.index32 }
      bind(target, behind, depth: depth + 1)
    case .scalar:
      if node.scalarKind == .null {
        if !shape.allowsNull { empty.append(Bound(node, place)) }
      } else if let kind = shape.scalarKind, node.resolvedTag != .binary {
        scalarPlaces.append(Int32(truncatingIfNeeded: index))
        scalarPlacesByKind[kind.rawValue].append(Int32(truncatingIfNeeded: index))
      } else {
        misshapen.append(Bound(node, place))
      }
    case .sequence:
      guard let items = shape.items else {
        misshapen.append(Bound(node, place))
        return
      }
      var inner = place
      inner.shape = items
      for item in node.children { bind(item, inner, depth: depth + 1) }
    case .mapping:
      // A set loads as something else than a mapping.
      switch node.resolvedTag == .set ? nil : shape.mapping {
      case .record(let record): bind(node, place, record: record, depth: depth)
      case .names(let kind, let value): bind(node, place, names: kind, value: value, depth: depth)
      case nil: misshapen.append(Bound(node, place))
      }
    }
  }

  private mutating func bind(_ node: YAMLNode, _ place: Place, names kind: NameKind, value: Shape, depth: Int) {
    let first = open.count
    defer { open.removeSubrange(first...) }
    let (_, mayBeUnindented) = enter(node, nil)
    if case .record(let record) = value.mapping {
      if mayBeUnindented {
        let moved = Self.unindented(in: node, keepsOwn: false) { entry in
          guard record.key(entry.key.value) == nil else { return nil }
          var inner = place
          inner.shape = value
          inner.name = entry.key.index32
          return Bound(entry.value, inner)
        } isOwn: { key in
          record.key(key.value) == nil
        }
        bind(moved, outOfEntriesFrom: first, depth: depth)
      }
      if !beginsWithName(record, from: first), let key = record.firstKeyWithoutName(entries(from: first)) {
        let name = entries(from: first).first { $0.namesRecord(kind) && record.key($0.key.value) == nil }
        unnamed.append(Unnamed(bound: Bound(node, place), record: record, key: key, name: name?.value))
        return
      }
    }
    var inner = place
    inner.shape = value
    for index in first..<open.count {
      let entry = open[index]
      guard let value = tree.node(Int(entry.value)) else { continue }
      inner.use = place.use < 0 ? entry.use : place.use
      inner.name = entry.key
      if !hasPlace(entry.key), let key = tree.node(Int(entry.key)) { declarations.append((kind, key)) }
      bind(value, inner, behind: entry.key, depth: depth + 1)
    }
  }

  private mutating func bind(_ node: YAMLNode, _ place: Place, record: Record, depth: Int) {
    let first = open.count
    defer { open.removeSubrange(first...) }
    let (isComplete, mayBeUnindented) = enter(node, record)
    var container = place.container
    if let kind = record.container {
      container = Int32(truncatingIfNeeded: containers.count)
      let bound = Bound(node, place)
      containers.append(
        Container(
          kind: kind, name: bound.name, body: node, record: record, app: kind == .sidecar ? bound.container : nil,
          use: bound.use, entries: entries(from: first)))
    }
    if mayBeUnindented {
      let moved = Self.unindented(in: node, keepsOwn: record.container != nil) { entry in
        guard let key = record.key(entry.key.value) else { return nil }
        return Bound(
          entry.value, Place(shape: key.shape, key: key, record: record, container: container, use: place.use))
      } isOwn: { key in
        record.key(key.value) != nil || record.allowsFreeKey(key.value) || record.advice[key.string] != nil
          || NearMiss.key(for: key.value, in: record) != nil
      }
      bind(moved, outOfEntriesFrom: first, depth: depth)
    }
    var hasUnknown = false
    for index in first..<open.count {
      let entry = open[index]
      guard entry.place >= 0 else {
        hasUnknown = true
        continue
      }
      guard let value = tree.node(Int(entry.value)) else { continue }
      let key = record.keys[Int(entry.place)]
      let inner = Place(
        shape: key.shape, key: key, record: record, container: container, use: place.use < 0 ? entry.use : place.use)
      bind(value, inner, behind: entry.key, depth: depth + 1)
    }
    // What most records are done with.
    if !hasUnknown, !record.isChoice, record.requiredPlaces.allSatisfy({ isOpen($0, from: first) }) { return }
    judge(Bound(node, place), record, entries(from: first), isComplete: isComplete, container: container)
  }

  /// What of a record is not known, missing or written twice.
  private mutating func judge(
    _ bound: Bound, _ record: Record, _ entries: [Entry], isComplete: Bool, container: Int32
  ) {
    let inner = container < 0 ? nil : Int(container)
    // Places of keys that are written otherwise.
    var meantPlaces: [Int] = []
    func isThere(_ place: Int) -> Bool {
      entries.contains { $0.place == place } || meantPlaces.contains(place)
    }
    var isExplained = false
    for entry in entries where entry.place == nil && !record.allowsFreeKey(entry.key.value) {
      var meant: Key?
      if record.advice[entry.key.string] != nil {
        isExplained = true
      } else if let key = NearMiss.key(for: entry.key.value, in: record), let place = record.index(of: key.utf8),
        !isThere(place)
      {
        meant = key
        meantPlaces.append(place)
      }
      unknownKeys.append(
        UnknownKey(
          entry: YAMLNode.Entry(key: entry.key, value: entry.value), record: record, mapping: bound.node,
          container: inner, meant: meant, use: bound.use ?? entry.use))
    }
    if record.isChoice {
      var written: [Entry] = []
      for entry in entries where entry.place != nil && !written.contains(where: { $0.place == entry.place }) {
        written.append(entry)
      }
      let count = written.count + meantPlaces.count
      if count > 1 || (isComplete && !isExplained && count == 0) {
        choices.append(
          Choice(written: written.map(\.key), record: record, mapping: bound.node, use: bound.use))
      }
    }
    // A merge that cannot be resolved may bring in any key, and a slip or another form says why a key is not there.
    guard isComplete, !isExplained else { return }
    for place in record.requiredPlaces where !isThere(place) {
      missingKeys.append(
        MissingKey(
          key: record.keys[place], record: record, mapping: bound.node,
          container: record.container == nil ? nil : inner, use: bound.use))
    }
  }

  /// Binds entries where they were meant to stand, and takes them out of the entries of their mapping.
  private mutating func bind(_ moved: [Unindented], outOfEntriesFrom first: Int, depth: Int) {
    guard !moved.isEmpty else { return }
    var away: Set<Int32> = []
    for group in moved {
      unindented.append(group)
      away.formUnion(group.entries.map(\.key.index32))
      for entry in group.entries {
        var inner = group.bound.place
        switch inner.shape.mapping {
        case .record(let record):
          guard let key = record.key(entry.key.value) else { continue }
          (inner.shape, inner.key, inner.record, inner.name) = (key.shape, key, record, -1)
        case .names(let kind, let value):
          (inner.shape, inner.name) = (value, entry.key.index32)
          if !hasPlace(entry.key.index32) { declarations.append((kind, entry.key)) }
        case nil: continue
        }
        bind(entry.value, inner, behind: entry.key.index32, depth: depth + 1)
      }
    }
    let kept = open[first...].filter { !away.contains($0.key) }
    open.replaceSubrange(first..., with: kept)
  }

  // MARK: Entries

  /// Puts the entries of a mapping after its merge keys, charged to the file's budget, on ``open``; see
  /// ``merged(_:limit:)``.
  ///
  /// - Returns: whether these are all, and whether an entry of a block mapping has nothing behind its key.
  private mutating func enter(_ mapping: YAMLNode, _ record: Record?) -> (isComplete: Bool, mayBeUnindented: Bool) {
    let first = open.count
    var hasEmpty = false
    let isMerging = mapping.visitEntries { key, value, isMissing, text in
      if isMissing { hasEmpty = true }
      var entry = EntryPlace(key: Int32(truncatingIfNeeded: key), value: Int32(truncatingIfNeeded: value))
      if let record { entry.place = Int32(truncatingIfNeeded: record.index(of: text) ?? -1) }
      open.append(entry)
    }
    var isComplete = true
    if isMerging {
      let merged = Self.merged(mapping, limit: max(expansionLimit - expanded, 0))
      expanded += merged.cost
      isComplete = merged.isComplete
      open.replaceSubrange(first..., with: merged.entries.lazy.map(\.entryPlace))
      for index in first..<open.count {
        guard let record, let key = tree.node(Int(open[index].key)) else { continue }
        open[index].place = Int32(truncatingIfNeeded: record.index(of: key.value) ?? -1)
      }
    }
    return (isComplete, (hasEmpty || isMerging) && mapping.style == .block)
  }

  private func entries(from first: Int) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(open.count - first)
    for index in first..<open.count {
      if let key = tree.node(Int(open[index].key)) { entries.append(Entry(key: key, open[index])) }
    }
    return entries
  }

  /// Whether the first entry is a name with a mapping behind it, as nearly always: then no name is missing.
  private func beginsWithName(_ record: Record, from first: Int) -> Bool {
    guard first < open.count, let key = tree.node(Int(open[first].key)), let value = tree.node(Int(open[first].value))
    else { return false }
    return record.index(of: key.value) == nil && (value.dereferenced ?? value).kind == .mapping
  }

  /// Whether one of the entries from this one on is a certain key of its record.
  private func isOpen(_ place: Int, from first: Int) -> Bool { open[first...].contains { $0.place == place } }
}

extension Record {
  fileprivate func allowsFreeKey(_ name: some Collection<UInt8>) -> Bool {
    freePrefix.map { name.starts(with: $0.utf8) } ?? false
  }

  /// The first of the entries that is one of this record's keys, when the entries are this record's and not names with
  /// such records behind them.
  fileprivate func firstKeyWithoutName(_ entries: [Binding.Entry]) -> YAMLNode? {
    var first: YAMLNode?
    for entry in entries {
      let value = entry.value.dereferenced ?? entry.value
      guard let key = key(entry.key.value) else {
        if value.kind == .mapping { return nil }
        continue
      }
      switch value.kind {
      case .scalar where key.shape.scalar != nil && value.scalarKind != .null, .sequence where key.shape.items != nil:
        first = first ?? entry.key
      case .mapping where key.shape.mapping == nil: return nil
      default: continue
      }
    }
    return first
  }
}

extension Binding.Entry {
  /// `name: web` or, where a domain is the name, `domain: shop.example.org`.
  fileprivate func namesRecord(_ kind: NameKind) -> Bool {
    guard value.kind == .scalar, value.scalarKind == .string, !value.value.isEmpty else { return false }
    return [Wording.noun(kind), "name", "domain"].contains(key.string)
  }
}
