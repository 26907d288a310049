internal import YAMLSyntax

/// Where the lines of a text should begin and which gaps inside them should be one space wide.
///
/// One walk over the nodes in document order; parents come before their children, so that a column follows from the
/// one above it. Linear.
struct FormattingLayout {
  /// What a line's text is.
  enum Content: UInt8 {
    case structure
    /// The text of a block scalar: only its indentation may change, and only as a whole.
    case text
    /// A further line of another scalar: empty lines mean something.
    case continuation
  }

  /// A gap inside a line that gets another width, in bytes of the text.
  struct Gap {
    var range: Range<Int>
    var width: Int
  }

  let tree: YAMLTree
  let text: SourceText
  /// The lines that may change; nil for all.
  let lines: ClosedRange<Int>?
  /// Columns that a mapping stands right of its key.
  let step: Int
  /// Columns that a list's dashes stand right of their key.
  let listIndent: Int
  let ownStep: Int

  /// By line, the blanks to begin with; nil to leave them.
  private(set) var indents: [Int?]
  /// By line.
  private(set) var contents: [Content]
  /// By line, how much the gaps widen what stands on it.
  private(set) var widening: [Int]
  private(set) var gaps: [Gap] = []

  /// By node, the new column of a block collection.
  var columns: [Int]
  /// By node, how the lines of brackets are laid out.
  var brackets: [Int: Bracket] = [:]
  /// Nodes before this index belong to a mapping that moves as it is.
  private var rigidEnd = 0
  private var rigidShift = 0

  struct Bracket {
    /// Where the first entry stands on a line of its own: where that line begins.
    var entries: Int?
    var shift: Int
  }

  init(_ tree: YAMLTree, indent: Int?, lines: ClosedRange<Int>?) {
    self.tree = tree
    text = tree.text
    self.lines = lines
    let own = OwnIndentation(tree)
    ownStep = own.step ?? 2
    step = indent ?? ownStep
    listIndent = own.list.map { [step, ownStep] in $0 == ownStep ? step : $0 } ?? step
    indents = Array(repeating: nil, count: tree.text.lineCount)
    contents = Array(repeating: .structure, count: tree.text.lineCount)
    widening = Array(repeating: 0, count: tree.text.lineCount)
    columns = Array(repeating: 0, count: tree.nodeCount)
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index) else { break }
      visit(node)
    }
    placeComments()
    carryRest()
  }

  // MARK: - Lines

  /// Where the text of a line begins, behind a byte order mark.
  func start(ofLine line: Int) -> Int { text.lineStart(line) + (line == 0 ? text.byteOrderMarkLength : 0) }

  /// The white space that a line begins with.
  func indentation(ofLine line: Int) -> Int {
    let range = text.lineRange(line)
    let start = min(start(ofLine: line), range.upperBound)
    return text.bytes[start..<range.upperBound].prefix(while: \.isSpaceOrTab).count
  }

  func isBlank(line: Int) -> Bool { start(ofLine: line) + indentation(ofLine: line) >= text.lineRange(line).upperBound }

  func mayChange(line: Int) -> Bool { lines?.contains(line) ?? true }

  /// The white space that the indentation of a line consists of; in a block scalar a tab is text.
  func oldIndent(ofLine line: Int) -> Int {
    contents[line] == .text ? spaces(ofLine: line) : indentation(ofLine: line)
  }

  /// How far the begin of a line moves.
  func shift(ofLine line: Int) -> Int { indents[line].map { $0 - oldIndent(ofLine: line) } ?? 0 }

  func column(_ offset: Int) -> Int { offset - start(ofLine: text.line(at: offset)) }

  func isFirst(_ offset: Int) -> Bool {
    let line = text.line(at: offset)
    return offset == start(ofLine: line) + indentation(ofLine: line) && !isBlank(line: line)
  }

  mutating func place(line: Int, at column: Int) {
    if mayChange(line: line) { indents[line] = max(0, column) }
  }

  /// The lines of a node from its anchor or tag to its end.
  private func lines(of node: YAMLNode) -> ClosedRange<Int> {
    let first = text.line(at: node.wholeRange.lowerBound)
    return first...max(first, text.line(at: node.range.upperBound))
  }

  private func mayMove(_ node: YAMLNode) -> Bool {
    guard let lines else { return true }
    let own = self.lines(of: node)
    return lines.contains(own.lowerBound) && lines.contains(own.upperBound)
  }

  // MARK: - Nodes

  private mutating func visit(_ node: YAMLNode) {
    let isRigid = node.index < rigidEnd
    if !isRigid {
      if node.role == .item { placeDash(of: node) }
      placeGap(before: node)
      placeOwnLine(of: node)
    }
    switch node.style {
    case .block:
      let old = node.blockColumn
      columns[node.index] = isRigid ? old + rigidShift : mayMove(node) ? newColumn(of: node, old: old) : old
      if !isRigid, node.kind == .mapping {
        if hasExplicitKeys(node) { beginRigid(node, shift: columns[node.index] - old) }
      }
    case .flow: if !isRigid { placeBracket(node) }
    case .literal, .folded: placeText(of: node, isRigid: isRigid)
    case .plain, .singleQuoted, .doubleQuoted: placeContinuation(of: node, isRigid: isRigid)
    }
  }

  /// Where the first child begins, with anchor and tag.
  private func firstChild(of node: YAMLNode) -> Int? {
    var children = node.children
    return children.next()?.wholeRange.lowerBound
  }

  private func newColumn(of node: YAMLNode, old: Int) -> Int {
    guard let parent = node.parent else { return 0 }
    guard parent.style == .block else { return old }
    if parent.kind == .sequence { return columns[parent.index] + 2 }
    return columns[parent.index] + (node.kind == .sequence ? listIndent : step)
  }

  /// Where something of a block collection stands that begins a line and is no key.
  private func valueColumn(of node: YAMLNode) -> Int? {
    guard let parent = node.parent else { return 0 }
    guard parent.style == .block else { return nil }
    return columns[parent.index] + (parent.kind == .sequence ? 2 : step)
  }

  private mutating func placeOwnLine(of node: YAMLNode) {
    let start = node.wholeRange.lowerBound
    guard !node.wholeRange.isEmpty, isFirst(start), let parent = node.parent else {
      if node.role == .root, !node.wholeRange.isEmpty, isFirst(start), node.style != .block, mayMove(node) {
        place(line: text.line(at: start), at: 0)
      }
      return
    }
    let line = text.line(at: start)
    if let bracket = brackets[parent.index] {
      if node.role != .value { place(line: line, at: bracket.entries ?? indentation(ofLine: line) + bracket.shift) }
    } else if node.role == .key, parent.style == .block {
      place(line: line, at: columns[parent.index])
    } else if node.range.lowerBound > start || node.style != .block, mayMove(node), let column = valueColumn(of: node) {
      place(line: line, at: column)
    }
  }

  /// The dash of an item, where it begins a line.
  private mutating func placeDash(of item: YAMLNode) {
    guard let dash = dash(of: item), isFirst(dash), let list = item.parent else { return }
    place(line: text.line(at: dash), at: columns[list.index])
  }

  private func dash(of item: YAMLNode) -> Int? {
    guard let list = item.parent, list.style == .block, list.kind == .sequence else { return nil }
    if item.index == list.index + 1 { return list.range.lowerBound }
    let column = column(list.range.lowerBound)
    let top = text.line(at: list.range.lowerBound)
    var line = text.line(at: item.wholeRange.lowerBound)
    while line > top {
      let offset = start(ofLine: line) + column
      if indentation(ofLine: line) == column, text.bytes.indices.contains(offset),
        text.bytes[offset] == UInt8(ascii: "-")
      {
        return offset
      }
      line -= 1
    }
    return nil
  }

  // MARK: - Gaps

  private mutating func placeGap(before node: YAMLNode) {
    guard !node.wholeRange.isEmpty, let parent = node.parent else { return }
    var end = node.wholeRange.lowerBound
    if node.style == .block { end = min(end, firstChild(of: node) ?? end) }
    let line = text.line(at: end)
    guard mayChange(line: line) else { return }
    var begin = end
    while begin > start(ofLine: line), text.bytes[begin - 1].isSpaceOrTab { begin -= 1 }
    guard begin > start(ofLine: line) else { return }
    let mark = text.bytes[begin - 1]
    switch node.role {
    case .root: return
    case .item where parent.style == .block:
      // A mapping or list that stays where it is keeps its distance.
      guard mark == UInt8(ascii: "-"), dash(of: node) == begin - 1, node.style != .block || mayMove(node) else {
        return
      }
    case .value:
      guard mark == UInt8(ascii: ":") else { return }
    case .item:
      guard mark == UInt8(ascii: ",") else { return }
    case .key:
      // A pair without braces begins where its key does.
      guard mark == UInt8(ascii: ","), parent.style == .flow, parent.wholeRange.lowerBound < end else { return }
    }
    guard end - begin != 1 || text.bytes[begin] == UInt8(ascii: "\t") else { return }
    gaps.append(Gap(range: begin..<end, width: 1))
    widening[line] += 1 - (end - begin)
  }

  // MARK: - Brackets

  private mutating func placeBracket(_ node: YAMLNode) {
    let own = text.line(at: node.range.lowerBound)
    let last = text.line(at: node.range.upperBound)
    guard last > own else { return }
    guard mayMove(node) else {
      brackets[node.index] = Bracket(entries: nil, shift: 0)
      return
    }
    let begin = indents[own] ?? indentation(ofLine: own)
    let first = firstChild(of: node)
    let opens =
      text.bytes[node.range.lowerBound] == UInt8(ascii: "[")
      || text.bytes[node.range.lowerBound] == UInt8(ascii: "{")
    let isBroken = opens && (first.map { text.line(at: $0) > own } ?? true)
    let shift = shift(ofLine: own) + widening[own]
    brackets[node.index] = Bracket(entries: isBroken ? begin + step : nil, shift: shift)
    if opens, isFirst(node.range.upperBound - 1) {
      place(line: last, at: isBroken ? begin : indentation(ofLine: last) + shift)
    }
  }

  // MARK: - Scalars of several lines

  private mutating func placeContinuation(of node: YAMLNode, isRigid: Bool) {
    let first = text.line(at: node.range.lowerBound)
    let last = text.line(at: node.range.upperBound)
    guard last > first else { return }
    let shift = shift(ofLine: first)
    let isMovable = !isRigid && mayMove(node)
    var least = 0
    var block = node.parent
    while let parent = block, parent.style != .block { block = parent.parent }
    if let block { least = columns[block.index] + 1 }
    for line in first + 1...last {
      contents[line] = .continuation
      guard isMovable, !isBlank(line: line) else { continue }
      place(line: line, at: max(least, indentation(ofLine: line) + shift))
    }
  }

  private mutating func placeText(of node: YAMLNode, isRigid: Bool) {
    let header = text.line(at: node.range.lowerBound)
    let marks = text.bytes[node.range.lowerBound..<min(node.range.upperBound, text.lineRange(header).upperBound)]
      .dropFirst().prefix { !$0.isSpaceOrTab && $0 != UInt8(ascii: "#") }
    let isExplicit = marks.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    let keepsBreaks = marks.contains(UInt8(ascii: "+"))
    var last = max(header, text.line(at: node.range.upperBound))
    let old =
      isExplicit
      ? (node.parent?.blockColumn ?? 0) + marks.reduce(0) { $1.isDigit ? Int($1 - UInt8(ascii: "0")) : $0 }
      : header < last
        ? (header + 1...last).first { !isBlank(line: $0) }.map(spaces(ofLine:)) ?? 0 : 0
    // What is deeper than the text belongs to it, and so does all that is empty where breaks are kept.
    var next = last + 1
    while next < text.lineCount, isBlank(line: next) {
      if keepsBreaks || spaces(ofLine: next) > old || indentation(ofLine: next) > spaces(ofLine: next) { last = next }
      next += 1
    }
    guard last > header else { return }
    var new: Int
    if isRigid {
      new = old + rigidShift
    } else if let parent = node.parent, mayMove(node), node.range.upperBound > text.lineRange(header).upperBound {
      let shift = columns[parent.index] - parent.blockColumn
      new = isExplicit ? old + shift : valueColumn(of: node) ?? old
    } else {
      new = old
    }
    if new < old, wouldJoin(textAt: new, from: last + 1) { new = old }
    for line in header + 1...last {
      contents[line] = .text
      let own = spaces(ofLine: line)
      let isEmpty = own == text.lineRange(line).count
      if new != old, !isEmpty || own > old { place(line: line, at: own - old + new) }
      if isEmpty, own <= old, own > new { place(line: line, at: new) }
    }
  }

  /// Whether a block scalar that ends above `line` would go on there if its text stood at `column`: comments and blanks
  /// that may not change with it would become text.
  private func wouldJoin(textAt column: Int, from line: Int) -> Bool {
    var line = line
    while line < text.lineCount {
      let isBlank = isBlank(line: line)
      if !mayChange(line: line), spaces(ofLine: line) >= (isBlank ? column + 1 : column) { return true }
      if !isBlank { return false }
      line += 1
    }
    return false
  }

  /// The spaces that a line begins with.
  func spaces(ofLine line: Int) -> Int {
    text.bytes[start(ofLine: line)..<max(start(ofLine: line), text.lineRange(line).upperBound)]
      .prefix { $0 == UInt8(ascii: " ") }.count
  }

  // MARK: - Mappings with question marks

  /// A mapping with `? key` moves as it is: it is rare, and people lay it out by hand.
  private mutating func beginRigid(_ node: YAMLNode, shift: Int) {
    rigidEnd = node.subtreeEnd
    rigidShift = shift
    let own = lines(of: node)
    let first = text.line(at: node.range.lowerBound)
    for line in first...own.upperBound where !isBlank(line: line) {
      if line == first, !isFirst(node.range.lowerBound) { continue }
      place(line: line, at: indentation(ofLine: line) + shift)
    }
  }

  private func hasExplicitKeys(_ node: YAMLNode) -> Bool {
    var before = node.range.lowerBound
    for entry in node.entries {
      let start = entry.key.wholeRange.lowerBound
      if entry.key.isMissing || entry.key.style == .literal || entry.key.style == .folded || entry.key.style == .block {
        return true
      }
      var isComment = false
      for byte in text.bytes[min(before, start)..<start] {
        if byte == UInt8(ascii: "#") { isComment = true }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { isComment = false }
        if byte == UInt8(ascii: "?"), !isComment { return true }
      }
      before = max(start, entry.value.range.upperBound)
    }
    return false
  }

  // MARK: - The rest

  /// Lines that begin with a colon or comma, and the like, move with the line above them.
  private mutating func carryRest() {
    var shift = 0
    for line in 0..<text.lineCount where !isBlank(line: line) {
      if indents[line] == nil, contents[line] == .structure, shift != 0, indentation(ofLine: line) > 0 {
        place(line: line, at: indentation(ofLine: line) + shift)
      }
      shift = self.shift(ofLine: line)
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
