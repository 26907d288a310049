/// What is known of the thing under the cursor.
public struct Hover: Sendable, Hashable {
  /// The thing, in UTF-8 bytes; the cursor is inside it or at its end.
  public var range: Range<Int>
  public var markdown: String

  public init(range: Range<Int>, markdown: String) {
    self.range = range
    self.markdown = markdown
  }

  /// The same without markup, for clients that cannot show markdown.
  public var plainText: String { markdown }
}

extension StackFile {
  /// `offset` is a byte offset, clamped to the text.
  public func hover(at offset: Int) -> Hover? { nil }
}
