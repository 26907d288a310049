public import YAMLSyntax

/// What a formatter may decide; all else follows the file.
public struct FormattingOptions: Sendable, Hashable {
  /// Columns that a mapping stands right of its key; nil for what most of the file's mappings have. What no one
  /// indents YAML by (0, 8 and more: the width of a tab that nobody chose) counts as nil too.
  public var indent: Int?
  /// White space at the end of lines goes.
  public var trimsTrailingWhitespace: Bool
  /// The last line ends with a line break.
  public var insertsFinalNewline: Bool
  /// Empty lines at the end go.
  public var trimsFinalNewlines: Bool

  /// By default all of it is done, with the file's own indentation.
  public init(
    indent: Int? = nil, trimsTrailingWhitespace: Bool = true, insertsFinalNewline: Bool = true,
    trimsFinalNewlines: Bool = true
  ) {
    self.indent = indent
    self.trimsTrailingWhitespace = trimsTrailingWhitespace
    self.insertsFinalNewline = insertsFinalNewline
    self.trimsFinalNewlines = trimsFinalNewlines
  }

  /// The indent where it is one that people use.
  var usableIndent: Int? { indent.flatMap { (1..<8).contains($0) ? $0 : nil } }
}

/// Formatting changes white space, and only this:
///
/// * block mappings stand one step right of their key, lists as far right of it as most lists of the file do, what
///   belongs to an item two columns right of its dash, values on a line of their own one step right of their key;
/// * block scalars move as a whole; the lines of other scalars and of brackets move with their first line, and where
///   a bracket ends its line, what is in it stands one step deeper than that line;
/// * comments on lines of their own move with what they stand at; comments behind text that stand in one column on
///   neighbouring lines still do afterwards, others keep their distance;
/// * one space behind the dash of an item, behind a colon before a value on the same line, behind a comma in brackets;
/// * no white space at the end of lines, at most ``longestGap`` empty lines in a row, one line break at the end.
///
/// Everything else is the author's: comments, quotes, styles, anchors, tags, the order, line ends, and the text of
/// block scalars.
extension StackFile {
  /// How many empty lines in a row stay.
  static let longestGap = 2

  /// Whether the text can be formatted: a stack without syntax problems.
  public var isFormattable: Bool { isStack && tree.problems.isEmpty }

  /// The edits that format the text, in order of position and not overlapping; nothing where there is nothing to do,
  /// for YAML that is no stack, and for text with syntax problems.
  ///
  /// The result loads as the same value, written in the same styles, with the same comments: this is checked, and
  /// where it does not hold there are no edits.
  ///
  /// - Parameter range: bytes whose lines may change (LSP 3.17, `textDocument/rangeFormatting`); nil for all. A mapping
  ///   or list that is not wholly in them keeps its column, so that what is in them fits what is around.
  public func formatting(_ options: FormattingOptions = FormattingOptions(), in range: Range<Int>? = nil) -> [TextEdit]
  {
    let edits = uncheckedFormatting(options, in: range)
    guard !edits.isEmpty, YAMLTree(text.applying(edits)).saysTheSame(as: tree) else { return [] }
    return edits
  }

  /// What ``formatting(_:in:)`` gives if the result says the same.
  func uncheckedFormatting(_ options: FormattingOptions, in range: Range<Int>? = nil) -> [TextEdit] {
    guard isFormattable, let root = tree.root else { return [] }
    var lines: ClosedRange<Int>?
    var indent = options.usableIndent
    if let range {
      let first = text.line(at: range.lowerBound)
      var last = max(first, text.line(at: range.upperBound))
      // A selection of whole lines ends at the begin of the line behind them.
      if last > first, text.lineStart(last) == range.upperBound { last -= 1 }
      lines = first...last
      let isWhole = first <= text.line(at: root.wholeRange.lowerBound) && last >= text.line(at: root.range.upperBound)
      if !isWhole { indent = nil }
    }
    let layout = FormattingLayout(tree, indent: indent, lines: lines)
    var edits = FormattingEdits(tree, layout, options: options, newline: style.newline)
    return edits.collect()
  }
}

extension SourceText {
  /// The text after edits, which must be in order of position; one that overlaps the one before it is left out.
  public func applying(_ edits: [TextEdit]) -> SourceText {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var done = 0
    for edit in edits where edit.range.lowerBound >= done && edit.range.upperBound <= bytes.count {
      result += bytes[done..<edit.range.lowerBound]
      result += edit.replacement.utf8
      done = edit.range.upperBound
    }
    result += bytes[done...]
    return SourceText(result)
  }
}

extension YAMLTree {
  /// Whether two texts differ in nothing but white space that means nothing: the same nodes in the same styles with
  /// the same values, anchors and tags, the same documents and comments, and no syntax problem in either.
  func saysTheSame(as other: YAMLTree) -> Bool {
    guard problems.isEmpty, other.problems.isEmpty, nodeCount == other.nodeCount,
      documents.count == other.documents.count, comments.count == other.comments.count
    else { return false }
    let sameDocuments = zip(documents, other.documents).allSatisfy {
      $0.root?.index == $1.root?.index && $0.marker.isEmpty == $1.marker.isEmpty
    }
    let sameComments = zip(comments, other.comments).allSatisfy {
      text.withoutTrailingBlanks($0).elementsEqual(other.text.withoutTrailingBlanks($1))
    }
    return sameDocuments && sameComments && (0..<nodeCount).allSatisfy { sameNode(as: other, $0) }
  }

  private func sameNode(as other: YAMLTree, _ index: Int) -> Bool {
    guard let one = node(index), let two = other.node(index) else { return false }
    func source(_ range: Range<Int>?, _ tree: YAMLTree) -> ArraySlice<UInt8> {
      range.map { tree.text.bytes[$0] } ?? []
    }
    return one.kind == two.kind && one.style == two.style && one.role == two.role && one.subtreeEnd == two.subtreeEnd
      && one.isMissing == two.isMissing && one.scalarKind == two.scalarKind && one.says(sameAs: two)
      && source(one.anchor, self).elementsEqual(source(two.anchor, other))
      && source(one.tag, self).elementsEqual(source(two.tag, other)) && one.target?.index == two.target?.index
  }
}

extension SourceText {
  func withoutTrailingBlanks(_ range: Range<Int>) -> ArraySlice<UInt8> {
    var slice = bytes[range.clamped(to: 0..<bytes.count)]
    while let last = slice.last, last.isSpaceOrTab { slice.removeLast() }
    return slice
  }
}

extension UInt8 {
  var isSpaceOrTab: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
