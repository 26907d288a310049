internal import KStackSchema

/// What a part of a file, read alone, has to know of the rest to answer as the whole file would.
struct Elsewhere: Sendable {
  let style: FileStyle
  /// Nil where nobody asks for them.
  var images: ImagesBeside?
  /// Nil where everything that is asked for by name is in the part.
  var names: NamesElsewhere?
}

/// What the other parts declare.
struct NamesElsewhere: Sendable {
  let declared: [NameKind: Set<String>]
  /// See ``StackFile/listsVolumes``.
  let listsVolumes: Bool
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
