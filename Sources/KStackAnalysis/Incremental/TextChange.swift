/// A stretch of a text that was replaced by another.
public struct TextChange: Sendable, Hashable {
  /// In bytes of the text before.
  public var range: Range<Int>
  /// How many bytes stand there now.
  public var count: Int

  var delta: Int { count - range.count }

  /// One edit.
  public init(range: Range<Int>, count: Int) {
    self.range = range
    self.count = count
  }

  /// The least stretch that holds this change and one of the text after it.
  public func followed(by next: TextChange) -> TextChange {
    let end = range.lowerBound + count
    let lower = Swift.min(range.lowerBound, next.range.lowerBound)
    let upper = Swift.max(end, next.range.upperBound)
    return TextChange(range: lower..<upper - delta, count: upper - lower + next.delta)
  }
}
