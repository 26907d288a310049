/// Something that makes the text unreadable as YAML, in plain words, at the place a person would point to.
public struct SyntaxProblem: Sendable, Hashable {
  /// Names the fault.
  public var code: Code
  /// In UTF-8 bytes of the text.
  public var range: Range<Int>
  /// Lower case, no full stop, quotes the author's text.
  public var message: String
  /// Where the reader first noticed, when that is elsewhere.
  public var related: Related?
  /// What makes the line readable, when one cure is obvious.
  public var cure: Cure?

  /// The faults, by the codes that users see; they never change.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    case unclosedQuote = "unclosed-quote"
    case unclosedBracket = "unclosed-bracket"
    case missingColon = "missing-colon"
    case missingSpace = "missing-space"
    case missingComma = "missing-comma"
    case tabIndentation = "tab-indentation"
    case badIndentation = "bad-indentation"
    case strayCharacter = "stray-character"
    case needsQuotes = "needs-quotes"
    case textAfterValue = "text-after-value"
    case misplacedListItem = "misplaced-list-item"
    case badEscape = "bad-escape"
    case badTag = "bad-tag"
    case badDirective = "bad-directive"
    case conflictMarker = "conflict-marker"
    case controlCharacter = "control-character"
    case tooDeep = "too-deep"
    case unreadableLine = "unreadable-line"
  }

  /// Another place that explains the problem.
  public struct Related: Sendable, Hashable {
    /// In UTF-8 bytes of the text.
    public var range: Range<Int>
    /// What is to be seen there.
    public var message: String
  }

  /// Edits that a person would make.
  public struct Cure: Sendable, Hashable {
    /// In the imperative, as a menu entry.
    public var title: String
    /// In order of position, not overlapping, in UTF-8 bytes of the text.
    public var edits: [Splice]
  }
}

/// Replaces a range of bytes.
public struct Splice: Sendable, Hashable {
  /// In UTF-8 bytes of the text.
  public var range: Range<Int>
  /// UTF-8, or bytes of the text itself.
  public var replacement: [UInt8]

  /// Takes any range; who carries it out clamps it.
  public init(_ range: Range<Int>, _ replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }

  init(at offset: Int, insert text: String) { self.init(offset..<offset, Array(text.utf8)) }
}
