internal import KStackSchema
internal import YAMLSyntax

extension StackFile {
  /// The paths of files that the text names, as it writes them, each once and in order: those of ``referencedPaths`` and
  /// those that kstack reads elsewhere. Empty for a text that is not a kstack file.
  public var filePaths: [String] {
    guard isStack else { return [] }
    var seen: Set<String> = []
    return pathScalars.map(\.node.string).filter { seen.insert($0).inserted }
  }

  /// What to change when files move. An anchored path is changed where it is written.
  ///
  /// - Parameter new: asked for each path as it is written; nil where it stays.
  /// - Returns: edits in order of position.
  public func replacingPaths(_ new: (_ path: String) -> String?) -> [TextEdit] {
    guard isStack else { return [] }
    var seen: Set<Int> = []
    return pathScalars.filter { seen.insert($0.node.index).inserted }.flatMap { bound -> [TextEdit] in
      guard let path = new(bound.node.string) else { return [] }
      return Fix.replacing(bound.node, with: path, in: self).first?.edits ?? []
    }.inOrder
  }

  /// The scalars that are paths of files, without those that something else fills in.
  var pathScalars: [Binding.Bound] {
    binding.scalars(.filePath).filter { bound in
      bound.node.scalarKind == .string && !bound.node.value.isEmpty && !bound.node.hasTemplate
        && bound.node.value.first != UInt8(ascii: "~")
    }
  }
}
