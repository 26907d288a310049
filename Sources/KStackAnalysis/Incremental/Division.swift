internal import KStackSchema
internal import YAMLSyntax

/// Where a file can be cut into parts that say alone what they say in the whole: the entries of the sections that hold
/// names, such as the apps, each with the lines below it. What else stands at the top level is a part too, but one that
/// cannot be read alone.
struct Division: Sendable {
  struct Part: Sendable {
    /// Where the part is one of a section's entries: what ``PartPlaces/header(_:)`` takes.
    var section: Int?
    /// How far the part's key is indented, as all of its section are.
    var column = 0
    /// Other parts may stand on its anchors.
    var hasAnchors: Bool
    /// What the part's key says and is to YAML, where it is an entry.
    var name = ""
    var nameType = ScalarKind.string
    /// What the key is the name of, where the part is an entry.
    var kind: NameKind?
    /// The images that its containers run, in order.
    var images: [String] = []
    var hasAliases = false
    var hasContainers = false
    /// See ``EntryFacts/isUnclear``.
    var isUnclear = false
    /// The topics of its ``Statement``s.
    var provides: [Topic] = []
    var uses: [Topic] = []
  }

  /// In order.
  private(set) var parts: [Part] = []
  /// The parts of a file touch each other but for the headers between them.
  private(set) var places = PartPlaces()
  private var unclearParts = 0
  private var partsWithContainers = 0
  /// What holds as long as only parts are edited.
  private var lastingDoubts: Doubts = []
  /// What the file's top-level keys declare.
  private var sections: Set<NameKind> = []
  /// See ``StackFile/listsVolumes``.
  let listsVolumes: Bool

  /// Nil for a file of which no part can be read alone: more than one document, brackets at the top, a name given twice,
  /// comments that suppress what hangs together with other parts, or aliases that bring in much.
  init?(_ file: StackFile) {
    let (tree, text) = (file.tree, file.text)
    guard file.isStack, tree.documents.count == 1, let root = tree.root, root.kind == .mapping, root.style == .block,
      root.anchor == nil, root.tag == nil, !text.bytes.prefix(root.range.lowerBound).contains(UInt8(ascii: "%")),
      file.expansion.isWithinLimits(of: text), file.binding.unindented.isEmpty,
      file.binding.unnamed.isEmpty, file.hasFewImages
    else { return nil }
    let anchors = tree.anchors.map(\.name.lowerBound)
    let names = Set(tree.anchors.map { text.bytes[$0.name] })
    guard names.count == anchors.count else { return nil }
    listsVolumes = file.listsVolumes
    var nextAnchor = 0
    var images = file.binding.imagesInUse[...]
    func append(
      _ range: Range<Int>, under section: Int? = nil, column: Int = 0, _ key: YAMLNode? = nil,
      _ kind: NameKind? = nil
    ) {
      let first = nextAnchor
      while nextAnchor < anchors.count, anchors[nextAnchor] < range.upperBound { nextAnchor += 1 }
      let own = images.prefix { $0.offset < range.upperBound }
      images = images.dropFirst(own.count)
      places.append(range)
      parts.append(
        Part(
          section: section, column: column, hasAnchors: nextAnchor > first, name: key?.string ?? "",
          nameType: key?.scalarKind ?? .string, kind: kind, images: own.map(\.image)))
    }
    let sections = Array(root.entries)
    guard Set(sections.map(\.key.value)).count == sections.count else { return nil }
    for (index, section) in sections.enumerated() {
      guard let start = text.ownLine(of: section.key) else { return nil }
      let end = index + 1 < sections.count ? text.ownLine(of: sections[index + 1].key) : text.bytes.count
      guard let end, start < end else { return nil }
      guard let entries = Self.entries(of: section, file), let first = entries.first else {
        append(start..<end)
        continue
      }
      let column = text.column(of: section.value.range.lowerBound)
      let kind = file.binding.bound(section.value)?.shape.nameKind
      let header = places.append(header: start..<first)
      let keys = section.value.entries.map(\.key)
      guard Set(keys.map(\.value)).count == keys.count else { return nil }
      for ((entry, key), end) in zip(zip(entries, keys), entries.dropFirst() + [end]) where entry < end {
        append(entry..<end, under: header, column: column, key, kind)
      }
    }
    guard Suppressions(tree).entries.allSatisfy({ keepsToItsPart($0, text) }) else { return nil }
    note(file)
  }

  /// Whether a comment suppresses only what is found in its part alone.
  private func keepsToItsPart(_ entry: Suppressions.Entry, _ text: SourceText) -> Bool {
    guard entry.kind == .disableLine || entry.kind == .disableNextLine, let name = entry.name,
      !Rule.lookingAround.contains(where: { [$0.code, $0.group.rawValue].contains(name) }),
      let index = places.part(at: entry.comment.lowerBound)
    else { return false }
    return text.lineRange(min(entry.lines.upperBound, text.lineCount - 1)).upperBound < places[index].upperBound
  }

  /// Takes down what the parts say to each other.
  private mutating func note(_ file: StackFile) {
    for (offset, statement) in file.statements {
      if let index = places.part(at: offset) { parts[index].note(statement) }
    }
    for alias in file.tree.aliases {
      if let index = places.part(at: alias.range.lowerBound) { parts[index].hasAliases = true }
    }
    for place in file.unclearPlaces + file.tree.problems.map(\.range.lowerBound) {
      if let index = places.part(at: place) { parts[index].isUnclear = true } else { lastingDoubts.insert(.unclear) }
    }
    unclearParts = parts.count(where: \.isUnclear)
    partsWithContainers = parts.count(where: \.hasContainers)
    for kind in [NameKind.config, .secret] {
      guard let section = file.context.language.section(declaring: kind) else { continue }
      if file.entry(of: section) != nil { sections.insert(kind) }
      if !file.isInForm(section) { lastingDoubts.insert(.unreadable(kind)) }
    }
  }

  /// See ``StackFile/doubts``.
  ///
  /// - Parameter index: the part that was read anew, the only one of which something may be lost.
  func doubts(with reading: PartReading, _ facts: EntryFacts, as index: Int) -> Doubts {
    var doubts = lastingDoubts
    let part = parts[index]
    let isUnclear = facts.isUnclear || unclearParts > (part.isUnclear ? 1 : 0)
    let hasContainers = facts.hasContainers || partsWithContainers > (part.hasContainers ? 1 : 0)
    if isUnclear || !hasContainers { doubts.insert(.unclear) }
    guard reading.hasLost else { return doubts }
    doubts.insert(.lost)
    for kind in [NameKind.config, .secret] where part.kind == kind || !sections.contains(kind) {
      doubts.insert(.unreadable(kind))
    }
    return doubts
  }

  /// Whether a part's name is read in the whole file as it is when the part is read alone: as before, or otherwise than
  /// any other of its section and than any key.
  func names(_ index: Int, alike reading: PartReading) -> Bool {
    guard let key = reading.entry?.key else { return false }
    let (part, name) = (parts[index], key.string)
    // What is in it decides then whether the entry is meant for the one above.
    guard !reading.isCalledLikeKey else { return false }
    guard name != part.name || key.scalarKind != part.nameType else { return true }
    return key.scalarKind == .string
      && !parts.contains { $0.section == part.section && $0.name == name }
  }

  /// Takes down what a part that was read anew says.
  mutating func note(_ reading: PartReading, _ facts: EntryFacts, of index: Int) {
    var part = parts[index]
    if part.isUnclear { unclearParts -= 1 }
    if part.hasContainers { partsWithContainers -= 1 }
    if let key = reading.entry?.key { (part.name, part.nameType) = (key.string, key.scalarKind) }
    part.images = reading.images
    part.hasAliases = reading.hasAliases
    part.isUnclear = facts.isUnclear
    (part.provides, part.uses, part.hasContainers) = ([], [], false)
    for statement in facts.statements { part.note(statement) }
    if part.isUnclear { unclearParts += 1 }
    if part.hasContainers { partsWithContainers += 1 }
    parts[index] = part
  }

  /// Where the lines of the entries of a section begin; nil for one that is not a block of names.
  private static func entries(of section: YAMLNode.Entry, _ file: StackFile) -> [Int]? {
    let value = section.value
    guard value.kind == .mapping, value.style == .block, value.anchor == nil, value.tag == nil,
      section.key.anchor == nil, section.key.tag == nil,
      case .names = file.binding.bound(value)?.shape.mapping
    else { return nil }
    var starts: [Int] = []
    for entry in value.entries {
      // What is no name here, such as a key that is not indented, reads as one alone.
      guard entry.key.kind == .scalar, !entry.key.isMergeKey, file.binding.bound(entry.value)?.name == entry.key,
        let start = file.text.ownLine(of: entry.key)
      else { return nil }
      starts.append(start)
    }
    return starts
  }

  /// The parts before one that define anchors.
  func anchors(before index: Int) -> Set<Int> { Set(parts[..<index].indices.filter { parts[$0].hasAnchors }) }

  /// The entries of other sections than a part's that have one of these names, and the sections that may hold such an
  /// entry, for they have no parts.
  func entries(named names: Set<String>, besides index: Int) -> Set<Int> {
    guard !names.isEmpty else { return [] }
    let section = parts[index].section
    return Set(
      parts.indices.filter { index in
        let part = parts[index]
        return part.section == nil || part.section != section && names.contains(part.name)
      })
  }

  /// Moves what lies behind a part that has become longer or shorter by an edit.
  mutating func resize(_ index: Int, by delta: Int) { places.resize(index, by: delta) }
}

extension Division.Part {
  fileprivate mutating func note(_ statement: Statement) {
    if statement.isProvided { provides.append(statement.topic) } else { uses.append(statement.topic) }
    if statement.isContainer { hasContainers = true }
  }
}

extension Binding {
  /// The images that containers run, each with the place of its app's name.
  var imagesInUse: [(offset: Int, image: String)] {
    containers.compactMap { container in
      let app = container.app.flatMap { containers.element($0) } ?? container
      guard let name = app.name, let image = container.image() else { return nil }
      return (name.range.lowerBound, image)
    }
  }
}

extension StackFile {
  /// Whether no limit on how many images are looked at can be near, in a file and in a part of it together.
  var hasFewImages: Bool {
    Set(binding.scalars(.imageReference).map { $0.node.value }).count <= Rule.misspeltImageLimit / 2
  }
}

extension SourceText {
  /// The start of the line that a key begins; nil where something stands before the key.
  fileprivate func ownLine(of key: YAMLNode) -> Int? {
    let start = lineStart(line(at: key.wholeRange.lowerBound))
    let before = bytes[max(start, start == 0 ? byteOrderMarkLength : start)..<key.wholeRange.lowerBound]
    return before.allSatisfy { $0 == UInt8(ascii: " ") } ? start : nil
  }
}
