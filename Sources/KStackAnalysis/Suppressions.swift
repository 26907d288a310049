internal import YAMLSyntax

/// The comments of a file that suppress diagnostics:
///
/// ```
/// # kstack-disable-line CODE…        on the line of the comment
/// # kstack-disable-next-line CODE…   on the line below
/// # kstack-disable CODE…             from here on, to the end of the file or to
/// # kstack-enable CODE…
/// ```
///
/// Without a code they mean all; the name of a group stands for its codes; what follows ` -- ` is a reason. They change
/// what is reported and nothing else: whether a file is a stack, what is completed, and what counts as valid when a file
/// is mended do not depend on them.
struct Suppressions {
  enum Kind: String, CaseIterable {
    case disableNextLine = "kstack-disable-next-line"
    case disableLine = "kstack-disable-line"
    case disable = "kstack-disable"
    case enable = "kstack-enable"
  }

  /// One code or group that a comment names, or all of them.
  struct Entry {
    var kind: Kind
    /// From the `#` to the end of the line.
    var comment: Range<Int>
    /// Nil for all.
    var name: String?
    /// Where the name stands; the marker itself for all.
    var range: Range<Int>
    /// In ``Suppressions/entries`` the place of the comment's first entry, and how many there are.
    var siblings: Range<Int>
    /// On which lines it holds.
    var lines: ClosedRange<Int>
  }

  /// More ranges are not heeded: nobody writes so many by hand, and each costs a look for each diagnostic.
  private static let maximumRanges = 1_000
  /// More names of one comment are not heeded.
  private static let maximumNames = 50

  private(set) var entries: [Entry] = []
  /// The entries that hold for single lines, by line.
  private var byLine: [Int: [Int]] = [:]
  /// The entries that hold for ranges of lines.
  private var ranges: [Int] = []

  init(_ tree: YAMLTree) {
    let text = tree.text
    for comment in tree.comments {
      guard let parsed = Self.parse(comment, in: text) else { continue }
      let line = text.line(at: comment.lowerBound)
      let lines: ClosedRange<Int>
      switch parsed.kind {
      case .disableLine: lines = line...line
      case .disableNextLine: lines = line + 1...line + 1
      case .disable: lines = (Self.isAboveEverything(comment, tree) ? 0 : line)...Int.max
      case .enable: lines = line...line
      }
      let siblings = entries.count..<entries.count + max(1, parsed.names.count)
      if parsed.names.isEmpty {
        entries.append(
          Entry(
            kind: parsed.kind, comment: comment, name: nil, range: parsed.marker, siblings: siblings, lines: lines))
      }
      for name in parsed.names {
        entries.append(
          Entry(
            kind: parsed.kind, comment: comment, name: text.string(in: name), range: name, siblings: siblings,
            lines: lines))
      }
    }
    guard !entries.isEmpty else { return }
    closeRanges(text)
    coverLongScalars(tree)
    for (index, entry) in entries.enumerated() {
      switch entry.kind {
      case .disableLine, .disableNextLine: for line in entry.lines { byLine[line, default: []].append(index) }
      case .disable: if entry.lines.lowerBound >= 0 { ranges.append(index) }
      case .enable: break
      }
    }
  }

  /// The entries that suppress a code (of a group) on a line; none when it is to be reported.
  func entries(for code: String, _ group: Rule.Group, line: Int) -> [Int] {
    guard !entries.isEmpty else { return [] }
    return ((byLine[line] ?? []) + ranges.filter { entries[$0].lines.contains(line) }).filter { index in
      let name = entries[index].name
      return name == nil || name == code || name == group.rawValue
    }
  }

  /// Ends what `# kstack-disable` began where `# kstack-enable` takes it back.
  private mutating func closeRanges(_ text: SourceText) {
    var open: [Int] = []
    var ranges = 0
    for (index, entry) in entries.enumerated() {
      switch entry.kind {
      case .disable:
        // What lies beyond the limit holds nowhere.
        ranges += 1
        if ranges <= Self.maximumRanges { open.append(index) } else { entries[index].lines = -1 ... -1 }
      case .enable:
        let line = text.line(at: entry.comment.lowerBound)
        open.removeAll { begun in
          guard entry.name == nil || entries[begun].name == entry.name else { return false }
          entries[begun].lines = entries[begun].lines.lowerBound...max(entries[begun].lines.lowerBound, line)
          return true
        }
      case .disableLine, .disableNextLine: break
      }
    }
  }

  /// A line stands for the whole of a text that begins on it: no comment fits between the lines of a text.
  private mutating func coverLongScalars(_ tree: YAMLTree) {
    let wanted = Set(entries.filter { $0.kind != .disable && $0.kind != .enable }.map(\.lines.upperBound))
    guard !wanted.isEmpty else { return }
    var ends: [Int: Int] = [:]
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index), node.kind == .scalar, !node.range.isEmpty else { continue }
      let first = tree.text.line(at: node.range.lowerBound)
      guard wanted.contains(first) else { continue }
      ends[first] = max(ends[first] ?? first, tree.text.line(at: node.range.upperBound))
    }
    for index in entries.indices where entries[index].kind == .disableLine || entries[index].kind == .disableNextLine {
      let lines = entries[index].lines
      if let end = ends[lines.upperBound] { entries[index].lines = lines.lowerBound...max(lines.lowerBound, end) }
    }
  }

  private static func isAboveEverything(_ comment: Range<Int>, _ tree: YAMLTree) -> Bool {
    comment.lowerBound < (tree.root?.wholeRange.lowerBound ?? Int.max)
  }

  /// What a comment asks for, with the places of the names; nil for every other comment.
  private static func parse(
    _ comment: Range<Int>, in text: SourceText
  ) -> (kind: Kind, marker: Range<Int>, names: [Range<Int>])? {
    let bytes = text.bytes[comment]
    // Nearly all comments are for people.
    guard bytes.drop(while: { "# \t,".utf8.contains($0) }).starts(with: "kstack-".utf8) else { return nil }
    var words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: ",") }[...]
    guard var first = words.popFirst() else { return nil }
    first = first.drop { $0 == UInt8(ascii: "#") }
    if first.isEmpty {
      guard let next = words.popFirst() else { return nil }
      first = next
    }
    guard let kind = Kind.allCases.first(where: { $0.rawValue.utf8.elementsEqual(first) }) else { return nil }
    let names = words.prefix { !$0.elementsEqual("--".utf8) }.prefix(maximumNames)
    return (kind, first.startIndex..<first.endIndex, names.map { $0.startIndex..<$0.endIndex })
  }
}
