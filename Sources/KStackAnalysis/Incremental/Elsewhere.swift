/// What a part of a file, read alone, has to know of the rest to answer as the whole file would.
struct Elsewhere: Sendable {
  let style: FileStyle
  private let division: Division
  private let index: Int

  init(_ index: Int, of division: Division, _ style: FileStyle) {
    (self.index, self.division, self.style) = (index, division, style)
  }

  /// The images that the containers of the parts before this one run.
  var imagesBefore: [String] { division.parts[..<index].flatMap(\.images) }
  /// Those of the parts behind it.
  var imagesBehind: [String] { division.parts[(index + 1)...].flatMap(\.images) }
}
