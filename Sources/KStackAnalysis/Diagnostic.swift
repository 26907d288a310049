import KStackImages

/// One fault of a file, with its cures.
public struct Diagnostic: Sendable, Hashable {
  /// Stable, kebab-case, names the fault.
  public var code: String
  public var severity: Severity
  /// What a person would underline, in UTF-8 bytes.
  public var range: Range<Int>
  /// Lower case, no full stop, quotes the author's text, offers the near miss.
  public var message: String
  /// Other places that explain this one.
  public var related: [RelatedPlace]
  /// How an editor may draw the range.
  public var tags: Set<Tag>
  /// What cures it, the best first. At most one of them is preferred.
  public var fixes: [Fix]

  public enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    case error = 1
    case warning, information, hint

    /// Graver is smaller, as in LSP.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  public enum Tag: Int, Sendable, Hashable {
    case unnecessary = 1
    case deprecated
  }

  public struct RelatedPlace: Sendable, Hashable {
    public var range: Range<Int>
    public var message: String

    public init(range: Range<Int>, message: String) {
      self.range = range
      self.message = message
    }
  }

  public init(
    code: String, severity: Severity, range: Range<Int>, message: String, related: [RelatedPlace] = [],
    tags: Set<Tag> = [], fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity
    self.range = range
    self.message = message
    self.related = related
    self.tags = tags
    self.fixes = fixes
  }
}

/// A cure for a diagnostic: what the menu shows and the edits that carry it out.
public struct Fix: Sendable, Hashable {
  /// In the imperative, as a menu entry: `replace 'enviroment' with 'environment'`.
  public var title: String
  /// In order of position, not overlapping.
  public var edits: [TextEdit]
  /// True when this is the one obvious cure.
  public var isPreferred: Bool

  public init(title: String, edits: [TextEdit], isPreferred: Bool = true) {
    self.title = title
    self.edits = edits
    self.isPreferred = isPreferred
  }
}

/// Replaces a range of UTF-8 bytes of the text that was analysed.
public struct TextEdit: Sendable, Hashable {
  public var range: Range<Int>
  public var replacement: String

  public init(range: Range<Int>, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}
