internal import YAMLSyntax

/// Something the user may choose to do to the text.
public struct CodeAction: Sendable, Hashable {
  /// In the imperative, as a menu entry.
  public var title: String
  /// What sort of action it is, by which clients group and filter.
  public var kind: Kind
  /// The faults that it cures; empty for a refactoring.
  public var diagnostics: [Diagnostic]
  /// In order of position, not overlapping.
  public var edits: [TextEdit]
  /// The one obvious choice for its diagnostics.
  public var isPreferred: Bool

  /// LSP's `CodeActionKind`, as far as this server has it.
  public enum Kind: Sendable, Hashable, CaseIterable {
    case quickFix
    /// Everything in the file that can be fixed without a question.
    case fixAll
    /// Refactorings: something is put elsewhere and referred to, is written in another form, or changes its place.
    case extract, rewrite, move
  }

  /// An action on the text that was analysed.
  public init(
    title: String, kind: Kind, diagnostics: [Diagnostic] = [], edits: [TextEdit], isPreferred: Bool = false
  ) {
    self.title = title
    self.kind = kind
    self.diagnostics = diagnostics
    self.edits = edits
    self.isPreferred = isPreferred
  }
}

extension StackFile {
  /// What can be done in a range of bytes (empty for a cursor), best first: the cures of the faults that the range
  /// touches, those of the fault nearest to its start first; after them the comments that suppress these faults.
  public func codeActions(in range: Range<Int>) -> [CodeAction] {
    let touched = diagnostics()
      .filter { $0.range.lowerBound <= range.upperBound && range.lowerBound <= $0.range.upperBound }
    let fixes = touched.flatMap { diagnostic in
      diagnostic.fixes.map {
        CodeAction(
          title: $0.title, kind: .quickFix, diagnostics: [diagnostic], edits: $0.edits, isPreferred: $0.isPreferred)
      }
    }
    // A menu of more comments would help nobody, and each takes a look at the whole tree.
    let suppressionLimit = 20
    var seen: Set<String> = []
    let suppressions = touched.prefix(suppressionLimit).filter { diagnostic in
      // A comment about comments would have no end.
      Rule.all.first { $0.code == diagnostic.code }?.group != .suppressions
        && seen.insert("\(diagnostic.code) \(text.line(at: diagnostic.range.lowerBound))").inserted
    }.compactMap(suppressing)
    return fixes + suppressions
  }

  /// All safe fixes of the file as one action; nil when there is nothing to fix.
  public func fixAllAction() -> CodeAction? {
    guard let fixed = fixAll() else { return nil }
    let edits = LineDifference(from: text, to: fixed.text).edits
    guard !edits.isEmpty else { return nil }
    let title =
      fixed.fixCount == 1
      ? "fix the one problem that is safe to fix" : "fix all \(fixed.fixCount) problems that are safe to fix"
    return CodeAction(title: title, kind: .fixAll, edits: edits)
  }
}
