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
  public enum Kind: Sendable, Hashable {
    case quickFix
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
  /// touches, those of the fault nearest to its start first.
  public func codeActions(in range: Range<Int>) -> [CodeAction] {
    diagnostics()
      .filter { $0.range.lowerBound <= range.upperBound && range.lowerBound <= $0.range.upperBound }
      .flatMap { diagnostic in
        diagnostic.fixes.map {
          CodeAction(
            title: $0.title, kind: .quickFix, diagnostics: [diagnostic], edits: $0.edits, isPreferred: $0.isPreferred)
        }
      }
  }
}
