internal import YAMLSyntax

/// What a part of a file, read alone, has to know of the rest to answer as the whole file would.
struct Elsewhere: Sendable {
  let style: FileStyle
  private let division: Division
  private let index: Int

  init(_ index: Int, of division: Division, in text: SourceText) {
    (self.index, self.division) = (index, division)
    style = FileStyle(headOf: text)
  }

  /// The images that the containers of the parts before this one run.
  var imagesBefore: [String] { division.parts[..<index].flatMap(\.images) }
  /// Those of the parts behind it.
  var imagesBehind: [String] { division.parts[(index + 1)...].flatMap(\.images) }
}
