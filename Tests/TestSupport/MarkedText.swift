/// A fixture with places in it: `█` is a cursor, `⟦…⟧` a range. Ranges may nest; they are listed by where they open.
public struct MarkedText: Sendable {
  /// The fixture without its marks.
  public let text: String
  /// Byte offsets in ``text``.
  public let cursors: [Int]
  /// Byte ranges in ``text``.
  public let ranges: [Range<Int>]

  /// Throws when a bracket has no partner.
  public init(_ fixture: String) throws {
    var text = String.UnicodeScalarView()
    var offset = 0
    var cursors: [Int] = []
    var open: [Int] = []
    var starts: [Int] = []
    var ends: [Int: Int] = [:]
    for scalar in fixture.unicodeScalars {
      switch scalar {
      case "█": cursors.append(offset)
      case "⟦":
        open.append(starts.count)
        starts.append(offset)
      case "⟧":
        guard let opened = open.popLast() else { throw FixtureError("a ⟧ without its ⟦ in:\n\(fixture)") }
        ends[opened] = offset
      default:
        text.append(scalar)
        offset += UTF8.width(scalar)
      }
    }
    guard open.isEmpty else { throw FixtureError("a ⟦ without its ⟧ in:\n\(fixture)") }
    self.text = String(text)
    self.cursors = cursors
    ranges = starts.enumerated().map { index, start in start..<(ends[index] ?? start) }
  }

  /// The one cursor; throws when there is none or another.
  public var cursor: Int {
    get throws {
      guard let cursor = cursors.first, cursors.count == 1 else {
        throw FixtureError("expected one █, found \(cursors.count) in:\n\(text)")
      }
      return cursor
    }
  }

  /// The one range; throws when there is none or another.
  public var range: Range<Int> {
    get throws {
      guard let range = ranges.first, ranges.count == 1 else {
        throw FixtureError("expected one ⟦…⟧, found \(ranges.count) in:\n\(text)")
      }
      return range
    }
  }
}

/// A test's own text is wrong.
public struct FixtureError: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// With the text in question, if it is short.
  public init(_ description: String) {
    self.description = description
  }
}
