internal import KStackSchema
internal import YAMLSyntax

/// Where a file can be cut into parts that say alone what they say in the whole: the entries of the sections that hold
/// names, such as the apps, each with the lines below it. What else stands at the top level is a part too, but one that
/// cannot be read alone.
struct Division: Sendable {
  struct Part: Sendable {
    /// Whole lines, in bytes of the file. The parts of a file touch each other but for the headers between them.
    var range: Range<Int>
    /// The lines of the section's key, where the part is one of a section's entries.
    var header: Range<Int>?
    /// How far the part's key is indented, as all of its section are.
    var column = 0
    /// Other parts may stand on its anchors.
    var hasAnchors: Bool
    /// The part's key, where it is an entry.
    var name = ""
    /// The images that its containers run, in order.
    var images: [String] = []
  }

  /// In order.
  private(set) var parts: [Part] = []

  /// Nil for a file of which no part can be read alone: more than one document, brackets at the top, comments that
  /// suppress diagnostics, which may reach over any number of parts, or aliases that bring in much.
  init?(_ file: StackFile) {
    let (tree, text) = (file.tree, file.text)
    guard file.isStack, tree.documents.count == 1, let root = tree.root, root.kind == .mapping, root.style == .block,
      root.anchor == nil, root.tag == nil, !text.bytes.prefix(root.range.lowerBound).contains(UInt8(ascii: "%")),
      Suppressions(tree).entries.isEmpty, file.expansion.isWithinLimits(of: text),
      file.binding.unindented.isEmpty, file.binding.unnamed.isEmpty, file.hasFewImages
    else { return nil }
    let anchors = tree.anchors.map(\.name.lowerBound)
    let names = Set(tree.anchors.map { text.bytes[$0.name] })
    guard names.count == anchors.count else { return nil }
    var nextAnchor = 0
    var images = file.binding.imagesInUse[...]
    func append(_ range: Range<Int>, under header: Range<Int>? = nil, column: Int = 0, _ name: String = "") {
      let first = nextAnchor
      while nextAnchor < anchors.count, anchors[nextAnchor] < range.upperBound { nextAnchor += 1 }
      let own = images.prefix { $0.offset < range.upperBound }
      images = images.dropFirst(own.count)
      parts.append(
        Part(
          range: range, header: header, column: column, hasAnchors: nextAnchor > first, name: name,
          images: own.map(\.image)))
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
      let names = section.value.entries.lazy.map(\.key.string)
      for ((entry, name), end) in zip(zip(entries, names), entries.dropFirst() + [end]) where entry < end {
        append(entry..<end, under: start..<first, column: column, name)
      }
    }
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

  /// The part that holds an edit of these bytes whole, so that all around it stays as it is.
  func part(holding edit: Range<Int>) -> Int? {
    let index = parts.partitioningIndex { $0.range.upperBound > edit.lowerBound }
    let last = parts.count - 1
    guard index <= last || last >= 0 && parts[last].range.upperBound == edit.lowerBound else { return nil }
    let part = parts[min(index, last)].range
    guard part.lowerBound <= edit.lowerBound else { return nil }
    return edit.upperBound < part.upperBound || index >= last && edit.upperBound == part.upperBound
      ? min(index, last) : nil
  }

  /// The parts before one that define anchors.
  func anchors(before index: Int) -> Set<Int> { Set(parts[..<index].indices.filter { parts[$0].hasAnchors }) }

  /// The entries of other sections than a part's that have one of these names, and the sections that may hold such an
  /// entry, for they have no parts.
  func entries(named names: Set<String>, besides index: Int) -> Set<Int> {
    guard !names.isEmpty else { return [] }
    let header = parts[index].header
    return Set(
      parts.indices.filter { index in
        let part = parts[index]
        return part.header == nil || part.header != header && names.contains(part.name)
      })
  }

  mutating func setImages(_ images: [String], of index: Int) { parts[index].images = images }

  /// Moves what lies behind a part that has become longer or shorter by an edit.
  mutating func resize(_ index: Int, by delta: Int) {
    guard delta != 0, parts.indices.contains(index) else { return }
    let header = parts[index].header
    parts[index].range = parts[index].range.lowerBound..<parts[index].range.upperBound + delta
    for later in index + 1..<parts.count {
      parts[later].range = parts[later].range.moved(by: delta)
      if parts[later].header != header { parts[later].header = parts[later].header?.moved(by: delta) }
    }
  }
}

/// Some parts of a file, put together so that they read as they do in the file.
struct Excerpt {
  let text: SourceText
  /// The part that the excerpt is about, in bytes of the file.
  let own: Range<Int>
  /// Where that part begins in ``text``.
  let start: Int
  /// How far the part's key was indented when the file was divided.
  let column: Int

  /// - Parameter others: the parts that come too, before this one.
  init?(_ index: Int, of division: Division, in text: SourceText, with others: Set<Int> = []) {
    guard division.parts.indices.contains(index), division.parts[index].header != nil else { return nil }
    let part = division.parts[index]
    (own, column) = (part.range, part.column)
    var bytes: [UInt8] = []
    var header: Range<Int>?
    func append(_ part: Division.Part) {
      // The last part of a file need not end in a line break.
      if let last = bytes.last, last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r") {
        bytes.append(UInt8(ascii: "\n"))
      }
      if let own = part.header, own != header {
        bytes += text.bytes[own.clamped(to: text.bytes.indices)]
        header = own
      }
      bytes += text.bytes[part.range.clamped(to: text.bytes.indices)]
    }
    // What stands behind the part comes first, so that the others of its own section are beside it.
    for other in others.filter({ $0 > index }).sorted() + others.filter({ $0 < index }).sorted() {
      append(division.parts[other])
    }
    append(part)
    start = bytes.count - part.range.count
    self.text = SourceText(bytes)
  }

  /// Where something of the part stands in the file; nil for what belongs to other parts.
  func inFile(_ range: Range<Int>) -> Range<Int>? {
    guard range.lowerBound >= start else { return nil }
    return range.moved(by: own.lowerBound - start)
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

extension Range<Int> {
  func moved(by delta: Int) -> Range<Int> { lowerBound + delta..<upperBound + delta }
}

extension SourceText {
  /// The start of the line that a key begins; nil where something stands before the key.
  fileprivate func ownLine(of key: YAMLNode) -> Int? {
    let start = lineStart(line(at: key.wholeRange.lowerBound))
    let before = bytes[max(start, start == 0 ? byteOrderMarkLength : start)..<key.wholeRange.lowerBound]
    return before.allSatisfy { $0 == UInt8(ascii: " ") } ? start : nil
  }
}
