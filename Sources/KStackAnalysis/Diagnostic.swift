import KStackImages

/// One fault of a file, with its cures.
public struct Diagnostic: Sendable, Hashable {
  /// Stable, kebab-case, names the fault.
  public var code: String
  /// How grave it is, by the rule or by the user's choice.
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
  /// What a rule that looks around has found it about: what it depends on outside of its own part of the file.
  var topic: Topic?

  /// How grave a fault is; raw values are LSP's.
  public enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    case error = 1
    case warning, information, hint

    /// Graver is smaller, as in LSP.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// What a fault says of the text besides its message; raw values are LSP's.
  public enum Tag: Int, Sendable, Hashable {
    case unnecessary = 1
    case deprecated
  }

  /// A place that explains a fault, and why.
  public struct RelatedPlace: Sendable, Hashable {
    /// In UTF-8 bytes of the text.
    public var range: Range<Int>
    /// Lower case, no full stop.
    public var message: String

    /// A place of the text that was analysed.
    public init(range: Range<Int>, message: String) {
      self.range = range
      self.message = message
    }
  }

  /// A fault as a rule reports it.
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

  /// The same cure as one among several.
  var notPreferred: Fix { Fix(title: title, edits: edits, isPreferred: false) }

  /// A cure; preferred unless the caller has a better one.
  public init(title: String, edits: [TextEdit], isPreferred: Bool = true) {
    self.title = title
    self.edits = edits
    self.isPreferred = isPreferred
  }
}

/// Replaces a range of UTF-8 bytes of the text that was analysed.
public struct TextEdit: Sendable, Hashable {
  /// What is replaced; empty where something is only inserted.
  public var range: Range<Int>
  /// What comes in its place, with the file's own line ends.
  public var replacement: String

  /// An edit of the text that was analysed.
  public init(range: Range<Int>, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension [TextEdit] {
  /// By position: at one place what is inserted comes before what is replaced, and of two insertions the first stays
  /// first.
  var inOrder: [TextEdit] {
    enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }.map(\.element)
  }
}
