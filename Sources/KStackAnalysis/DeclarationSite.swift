internal import KStackSchema
internal import YAMLSyntax

/// Where a file can be given the declaration of an external config or secret: in the section of its kind, which is made
/// where there is none.
struct DeclarationSite {
  private let offset: Int
  /// What stands before and behind the declaration.
  private let before: String
  private let behind: String
  /// The column of the name, or nil in a flow mapping.
  private let column: Int?
  private let style: FileStyle

  /// Nil where nothing can be declared without touching what the author wrote.
  init?(of section: Key, in file: StackFile) {
    guard let root = file.tree.root, root.kind == .mapping else { return nil }
    let text = file.text
    func lineEnd(_ offset: Int) -> Int { text.lineRange(text.line(at: offset)).upperBound }
    style = file.style
    guard let existing = root.entries.first(where: { $0.key.says(section.utf8) }) else {
      if root.style == .flow {
        guard let (offset, comma) = Self.end(ofFlow: root) else { return nil }
        (self.offset, before, behind, column) = (offset, "\(comma)\(section.name): {", "}", nil)
      } else {
        let own = text.column(of: root.wholeRange.lowerBound)
        let (offset, isLineOpen) = Self.end(of: root, in: text)
        let lineBreak = isLineOpen ? style.newline : ""
        self.offset = offset
        before = "\(lineBreak)\(style.indent(own))\(section.name):\(style.newline)"
        (behind, column) = (style.newline, own + style.step)
      }
      return
    }
    let value = existing.value
    if value.kind == .mapping, value.style == .flow {
      guard let (offset, comma) = Self.end(ofFlow: value) else { return nil }
      (self.offset, before, behind, column) = (offset, comma, "", nil)
    } else if value.kind == .mapping {
      offset = lineEnd(value.range.upperBound)
      (before, behind, column) = (style.newline, "", text.column(of: value.range.lowerBound))
    } else if value.isMissing, value.anchor == nil, root.style == .block {
      offset = lineEnd(existing.key.range.upperBound)
      (before, behind) = (style.newline, "")
      column = text.column(of: existing.key.wholeRange.lowerBound) + style.step
    } else {
      return nil
    }
  }

  /// What a declaration of nothing but the name has: one `key: value`.
  static func body(of kind: NameKind) -> String { kind == .volume ? "size: 1Gi" : "external: true" }

  /// The edits that declare one name, as external unless another entry is given: one `key: value`.
  func declaring(_ name: String, as body: String = "external: true") -> [TextEdit] {
    [declaring([name], as: body)]
  }

  /// The edit that declares names.
  func declaring(_ names: [String], as body: String) -> TextEdit {
    let entries = names.map { name in
      let written = style.scalar(name)
      return column.map {
        "\(style.indent($0))\(written):\(style.newline)\(style.indent($0 + style.step))\(body)"
      } ?? "\(written): {\(body)}"
    }
    let separator = column == nil ? ", " : style.newline
    return TextEdit(range: offset..<offset, replacement: before + entries.joined(separator: separator) + behind)
  }

  /// Behind the last entry, and what must stand before the next.
  private static func end(ofFlow mapping: YAMLNode) -> (offset: Int, comma: String)? {
    guard mapping.range.count >= 2 else { return nil }
    let last = mapping.entries.reduce(nil) { $1 }
    return last.map { ($0.range.upperBound, ", ") } ?? (mapping.range.lowerBound + 1, "")
  }

  /// The end of the file, or the line that ends the document; and whether a line must be ended first.
  private static func end(of root: YAMLNode, in text: SourceText) -> (offset: Int, isLineOpen: Bool) {
    for line in text.line(at: root.range.upperBound)..<text.lineCount {
      let range = text.lineRange(line)
      let mark = text.bytes[range].prefix(3)
      if range.lowerBound >= root.range.upperBound, mark.elementsEqual("---".utf8) || mark.elementsEqual("...".utf8) {
        return (range.lowerBound, false)
      }
    }
    let isLineOpen = text.bytes.last.map { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? false
    return (text.bytes.count, isLineOpen)
  }
}
