internal import YAMLSyntax

/// Where the parts of a file stand, in bytes.
///
/// Somebody who types edits one part again and again: what lies behind it is moved only when another part is edited,
/// and then only as far as that one.
struct PartPlaces: Sendable {
  /// In order; those behind ``edited`` as they stood before ``growth``.
  private var ranges: [Range<Int>] = []
  /// The lines of the keys of sections that have entries.
  private var headers: [Range<Int>] = []
  private var edited = 0
  private var growth = 0

  /// - Parameter range: must lie behind all others.
  mutating func append(_ range: Range<Int>) { ranges.append(range) }

  /// - Returns: what ``header(_:)`` takes.
  mutating func append(header: Range<Int>) -> Int {
    headers.append(header)
    return headers.count - 1
  }

  /// Whole lines; `index` must be that of a part.
  subscript(index: Int) -> Range<Int> { index > edited ? ranges[index].moved(by: growth) : ranges[index] }

  func header(_ index: Int) -> Range<Int> { headers[index] }

  /// The part with a place of the file; the last one, too, for the end of the file.
  func part(at offset: Int) -> Int? {
    let index = min(ranges.indices.partitioningIndex { self[$0].upperBound > offset }, ranges.count - 1)
    guard index >= 0, self[index].lowerBound <= offset, offset <= self[index].upperBound else { return nil }
    return index
  }

  /// The part that holds an edit of these bytes whole, so that all around it stays as it is.
  func part(holding edit: Range<Int>) -> Int? {
    guard let index = part(at: edit.lowerBound) else { return nil }
    let (end, isLast) = (self[index].upperBound, index == ranges.count - 1)
    return edit.upperBound < end || isLast && edit.upperBound == end ? index : nil
  }

  /// Moves what lies behind a part that has become longer or shorter by an edit.
  mutating func resize(_ index: Int, by delta: Int) {
    guard delta != 0, ranges.indices.contains(index) else { return }
    if index > edited {
      for between in edited + 1...index { ranges[between] = ranges[between].moved(by: growth) }
    } else if index < edited {
      for between in index + 1...edited { ranges[between] = ranges[between].moved(by: -growth) }
    }
    edited = index
    growth += delta
    ranges[index] = ranges[index].lowerBound..<ranges[index].upperBound + delta
    for header in headers.indices where headers[header].lowerBound > ranges[index].lowerBound {
      headers[header] = headers[header].moved(by: delta)
    }
  }
}
