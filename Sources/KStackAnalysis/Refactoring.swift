internal import YAMLSyntax

/// A change of the text that no fault asks for and the user may choose.
///
/// Each stands in a file of its name in `Refactorings/` and is listed in ``all``.
struct Refactoring: Sendable {
  /// By which clients group and filter.
  let kind: CodeAction.Kind
  /// What can be done where the user is: from the structure alone, so that a list of offers is cheap. What the result
  /// is worth is looked at afterwards (see ``StackFile/keepsWhatWasSaid(_:known:)``).
  let offers: @Sendable (StackFile, Selection) -> [Offer]

  /// One change.
  struct Offer {
    /// In the imperative, with the names that it is about: no other offer at the place has the same.
    var title: String
    /// In order of position, not overlapping.
    var edits: [TextEdit]
    /// What must hold of the result besides what holds of all.
    var check: @Sendable (_ after: StackFile) -> Bool = { _ in true }
  }

  /// Where the user is: the bytes that are selected, or a cursor.
  struct Selection {
    let range: Range<Int>

    /// Whether it lies in a piece of the text, touches its ends, or is around it.
    func touches(_ other: Range<Int>) -> Bool {
      other.lowerBound <= range.upperBound && range.lowerBound <= other.upperBound
    }

    /// Whether it touches what stands on the line of a key up to its value's begin.
    func isOn(lineOf key: YAMLNode, in text: SourceText) -> Bool {
      touches(text.lineRange(text.line(at: key.range.lowerBound)))
    }
  }

  /// Every refactoring, in the order of the menu.
  static let all: [Refactoring] = [
    .extractSecrets, .environmentAsMapping, .portsAsMappings, .portsAsText, .mountVolumes, .shareVolume,
    .declareMissing, .moveIntoApp, .moveOutOfApp,
  ]
}
