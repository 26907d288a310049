internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// What is known of the thing under the cursor.
public struct Hover: Sendable, Hashable {
  /// The thing, in UTF-8 bytes; the cursor is inside it or at its end. Never empty.
  public var range: Range<Int>
  /// GitHub-flavoured markdown without HTML.
  public var markdown: String

  /// The thing's bytes and what is said of it.
  public init(range: Range<Int>, markdown: String) {
    self.range = range
    self.markdown = markdown
  }

  /// The same without markup, for clients that cannot show markdown.
  public var plainText: String { PlainText.text(ofMarkdown: markdown) }
}

extension StackFile {
  /// What is known of the thing at `offset`, a byte offset that is clamped to the text. Nil in comments, in white space
  /// and for text that the language has no word on, and always nil when the file is no kstack file.
  public func hover(at offset: Int) -> Hover? {
    guard isStack else { return nil }
    let offset = min(max(0, offset), text.bytes.count)
    guard !isBlank(at: offset), !tree.comments.contains(where: { $0.contains(orEndsAt: offset) }) else { return nil }
    guard var node = tree.node(at: offset) else { return nil }
    let words = HoverText(file: self)
    if let anchor = node.anchor, node.wholeRange.lowerBound <= offset, anchor.lowerBound > 0,
      (anchor.lowerBound - 1..<anchor.upperBound).contains(orEndsAt: offset)
    {
      return Hover(range: anchor.lowerBound - 1..<anchor.upperBound, markdown: words.anchor(node))
    }
    if node.isMissing, let key = node.partner, key.range.contains(orEndsAt: offset) { node = key }
    guard node.kind == .scalar || node.kind == .alias, !node.range.isEmpty, node.range.contains(orEndsAt: offset)
    else { return nil }
    return words.markdown(of: node).map { Hover(range: node.range, markdown: $0) }
  }

  /// White space on both sides: indentation, the room behind a line's text, an empty line.
  private func isBlank(at offset: Int) -> Bool {
    func isWhite(_ index: Int) -> Bool {
      guard text.bytes.indices.contains(index) else { return true }
      return [0x20, 0x09, 0x0A, 0x0D].contains(text.bytes[index])
    }
    return isWhite(offset) && isWhite(offset - 1)
  }
}

/// Writes what is said of a node of a file. Total: every node has an answer or nil.
struct HoverText {
  let file: StackFile

  var binding: Binding { file.binding }

  func markdown(of node: YAMLNode) -> String? {
    if node.kind == .alias { return alias(node) }
    return node.role == .key ? key(node) : value(node)
  }

  // MARK: Anchors, aliases, merges

  private func alias(_ node: YAMLNode) -> String {
    let name = Markdown.code(file.text.string(in: node.range))
    guard let target = node.target else { return "**\(name)** stands for nothing: no such anchor before it" }
    let meaning = target.kind == .scalar && binding.bound(node) != nil ? value(of: target, at: node) : nil
    return Markdown.blocks(["**\(name)** stands for", Markdown.yaml(lines(of: target)), meaning ?? ""])
  }

  /// What a scalar says where an alias puts it.
  private func value(of target: YAMLNode, at alias: YAMLNode) -> String? {
    guard var bound = binding.bound(alias) else { return nil }
    bound.node = target
    return value(target, bound, place: alias)
  }

  func anchor(_ node: YAMLNode) -> String {
    let name = node.anchor.map { file.text.string(in: $0) } ?? ""
    let uses = file.tree.aliases.lazy.filter { $0.target == node }.count
    let count = uses == 0 ? "not used" : uses == 1 ? "used once" : "used \(uses) times"
    return "**Anchor** \(Markdown.code(name)), \(count): \(Markdown.code("*" + name)) stands for what is behind it"
  }

  func merge(_ node: YAMLNode) -> String {
    let intro =
      "**`<<`** merges mappings into this one: what is written here wins, then what is merged first"
    guard let value = node.partner else { return intro }
    var budget = 100
    var found: [String] = []
    for part in value.kind == .sequence ? Array(value.children.prefix(10)) : [value] {
      guard let mapping = part.dereferenced, mapping.kind == .mapping else { continue }
      let source = part.kind == .alias ? Markdown.code(file.text.string(in: part.range)) : "written in place"
      let keys = mapping.entries.prefix(min(budget, 12)).map { Markdown.code($0.key.string) }
      budget -= keys.count
      found.append("\(source): \(keys.isEmpty ? "nothing" : keys.joined(separator: ", "))")
    }
    guard found.count == 1, let target = value.target else { return Markdown.blocks([intro, Markdown.list(found)]) }
    return Markdown.blocks([intro, Markdown.list(found), Markdown.yaml(lines(of: target))])
  }

  // MARK: The author's text

  /// A node's text, line by line, without the indentation that it has in its place; at most as much as is shown.
  func lines(of node: YAMLNode) -> [String] { lines(in: node.range, isBlockScalar: node.isBlockScalar) }

  /// An entry's text, key and value.
  func lines(of entry: YAMLNode.Entry) -> [String] { lines(in: entry.range, isBlockScalar: false) }

  private func lines(in range: Range<Int>, isBlockScalar: Bool) -> [String] {
    let text = file.text
    let first = text.line(at: range.lowerBound)
    let last = text.line(at: max(range.lowerBound, range.upperBound))
    var pieces: [Range<Int>] = []
    // One more than is shown, so that the cut is seen.
    for line in first...max(first, min(last, first + Markdown.mostLines)) {
      let content = text.lineRange(line)
      let start = min(max(content.lowerBound, range.lowerBound), content.upperBound)
      let end = max(start, min(content.upperBound, range.upperBound))
      pieces.append(start..<min(end, start + 4 * Markdown.longestLine))
    }
    func indentation(_ piece: Range<Int>) -> Int {
      text.bytes[piece.clamped(to: 0..<text.bytes.count)].prefix { $0 == UInt8(ascii: " ") }.count
    }
    let column = text.column(of: range.lowerBound)
    let inner = pieces.dropFirst().filter { indentation($0) < $0.count }.map(indentation).min() ?? 0
    let shift = isBlockScalar ? max(0, inner - 2) : min(inner, column)
    var result = pieces.prefix(1).map { text.string(in: $0) }
    for piece in pieces.dropFirst() {
      result.append(text.string(in: piece.lowerBound + min(shift, indentation(piece))..<piece.upperBound))
    }
    while result.count > 1, result.last?.isEmpty == true { result.removeLast() }
    return result
  }
}

extension YAMLNode {
  fileprivate var isBlockScalar: Bool { kind == .scalar && (style == .literal || style == .folded) }
}
