/// What a part of a file, read alone, has to know of the rest to answer as the whole file would.
struct Elsewhere: Sendable {
  let style: FileStyle
  /// Nil where nobody asks for them.
  let images: ImagesBeside?
}

/// The images that the containers of the other parts run, each once.
struct ImagesBeside: Sendable {
  let before: [String]
  let behind: [String]

  init(_ index: Int, of division: Division) {
    before = Self.each(division.parts[..<index])
    behind = Self.each(division.parts[(index + 1)...])
  }

  private static func each(_ parts: ArraySlice<Division.Part>) -> [String] {
    var seen: Set<String> = []
    return parts.flatMap(\.images).filter { seen.insert($0).inserted }
  }
}
