internal import KStackSchema
internal import YAMLSyntax

extension StackFile {
  /// What Enter brings: the indentation of the next key, or the dash of the next item (LSP 3.17,
  /// `textDocument/onTypeFormatting`).
  ///
  /// * Below `key: value` stands the next key, below an item that is a single value the dash of the next one.
  /// * Below `key:` stands what belongs to it, as deep as the file does it; for a key of one value the next key.
  /// * Below the `|` or `>` of a block scalar begins its text.
  /// * A second Enter, behind a dash with nothing, takes the dash away and ends the list.
  ///
  /// What the editor has inserted is read first: a line that has more than white space is left alone, and so are
  /// comments, the insides of texts and brackets, and whatever cannot be read. The white space that an editor put
  /// there gives way to the file's own; where it is right already there is no edit.
  ///
  /// - Parameter offset: where the cursor is now, on the new line; clamped to the text.
  /// - Returns: at most one edit.
  public func formattingOfNewLine(
    at offset: Int, _ options: FormattingOptions = FormattingOptions()
  ) -> [TextEdit] {
    let line = text.line(at: min(max(0, offset), text.bytes.count))
    guard isStack, line > 0, text.isBlank(line: line), let above = LineAbove(line - 1, in: tree) else { return [] }
    let own = OwnIndentation(tree)
    let step = own.step ?? options.usableIndent ?? style.step
    let blanks = text.lineRange(line)
    switch above.next(step: step, list: own.list ?? step, binding) {
    case .nothing: return []
    case .column(let column): return edit(blanks, String(repeating: " ", count: column))
    case .item(let column): return edit(blanks, String(repeating: " ", count: column) + "- ")
    case .endOfList(let column):
      return edit(text.lineStart(line - 1)..<blanks.upperBound, String(repeating: " ", count: column))
    }
  }

  private func edit(_ range: Range<Int>, _ replacement: String) -> [TextEdit] {
    if text.bytes[range].elementsEqual(replacement.utf8) { return [] }
    return [TextEdit(range: range, replacement: replacement)]
  }
}

/// The line above a new one.
private struct LineAbove {
  enum Next {
    case nothing
    case column(Int)
    /// A dash in this column.
    case item(Int)
    /// No dash any more, but what stands in this column.
    case endOfList(Int)
  }

  private let tree: YAMLTree
  private let line: Int
  /// The last node that begins on it, or a missing value there.
  private let last: YAMLNode
  /// Behind its text, without a comment.
  private let end: Int

  /// Nil where nothing is to be said of what follows.
  init?(_ line: Int, in tree: YAMLTree) {
    let text = tree.text
    let range = text.lineRange(line)
    guard !text.isBlank(line: line), !tree.hasProblem(onLinesOf: range) else { return nil }
    let comment = tree.comments.last { $0.lowerBound <= range.upperBound && $0.lowerBound >= range.lowerBound }
    let content = text.withoutTrailingBlanks(range.lowerBound..<(comment?.lowerBound ?? range.upperBound))
    guard let first = content.firstIndex(where: { !$0.isSpaceOrTab }),
      let last = (0..<tree.nodeCount).lazy.compactMap({ tree.node($0) })
        .prefix(while: { $0.wholeRange.lowerBound <= content.endIndex }).suffix(1).first,
      last.range.upperBound >= first, last.role != .root || last.style == .block
    else { return nil }
    self.tree = tree
    self.line = line
    self.last = last
    end = content.endIndex
  }

  func next(step: Int, list: Int, _ binding: Binding) -> Next {
    // The outermost bracket that begins or ends here counts as one value.
    var node = last
    while let parent = node.parent, parent.style == .flow { node = parent }
    guard let parent = node.parent ?? (node.style == .block ? node : nil), parent.style == .block else {
      return .nothing
    }
    if node.style == .literal || node.style == .folded { return text(of: node, parent, step: step) }
    // An open bracket or a text that goes on.
    if node.style != .block, node.range.upperBound > end { return .nothing }
    if node.style == .block { return node.range.lowerBound > end ? .column(node.blockColumn) : .nothing }
    switch node.role {
    case .key:
      // Behind `? key` comes the colon of its value, which is the author's.
      guard let value = node.partner, value.style == .block, value.range.lowerBound > end, node.range.upperBound < end
      else { return .nothing }
      return .column(value.blockColumn)
    case .value:
      guard node.isMissing else {
        // Alone on its line it may be a key that is not finished.
        let start = tree.text.line(at: node.wholeRange.lowerBound)
        let isBesideKey = node.partner.map { tree.text.line(at: $0.range.lowerBound) == start } ?? false
        return isBesideKey ? .column(parent.blockColumn) : .nothing
      }
      let shape = node.partner.flatMap { binding.bound($0)?.shape } ?? .free
      if shape.items != nil, shape.mapping == nil { return .column(parent.blockColumn + list) }
      let isSingle = shape.scalar != nil && shape.mapping == nil && !shape.isFree
      return .column(parent.blockColumn + (isSingle ? 0 : step))
    case .item:
      return node.isMissing ? afterEmptyItem(node, of: parent) : .item(parent.blockColumn)
    case .root: return .nothing
    }
  }

  private func text(of node: YAMLNode, _ parent: YAMLNode, step: Int) -> Next {
    let text = tree.text
    guard text.line(at: node.range.lowerBound) == line else { return .nothing }
    let last = text.line(at: node.range.upperBound)
    if last > line, let first = (line + 1...last).first(where: { !text.isBlank(line: $0) }) {
      return .column(text.indentation(ofLine: first))
    }
    return .column(parent.blockColumn + (parent.kind == .sequence ? 2 : step))
  }

  /// The last of several items is empty: nobody wants it, and what is typed next belongs to what is around the list.
  private func afterEmptyItem(_ item: YAMLNode, of list: YAMLNode) -> Next {
    let content = tree.text.bytes[tree.text.lineStart(line)..<end].drop(while: \.isSpaceOrTab)
    guard content.elementsEqual("-".utf8), item.index > list.index + 1, item.subtreeEnd == list.subtreeEnd,
      list.role == .value, let around = list.parent
    else { return .nothing }
    return .endOfList(around.blockColumn)
  }
}

extension YAMLNode {
  /// The column, in bytes, of a block collection: of its first key, with anchor and tag, or its first dash.
  var blockColumn: Int {
    var children = children
    return tree.text.column(of: min(range.lowerBound, children.next()?.wholeRange.lowerBound ?? .max))
  }
}
