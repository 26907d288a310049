/// The YAML files below a folder, one folder after the other, so that whoever walks may do something else in between.
///
/// Folders whose name begins with a dot and those called `node_modules` are left out, and links to folders are not
/// followed, for they may lead in circles. Project files are left out: they are not stacks.
package struct FolderWalk: Sendable {
  /// The last one is the next.
  private var waiting: [String]

  /// A folder and what was found directly in it.
  package struct Step: Sendable {
    package let folder: String
    /// Paths below the root's own, in order of their names; nil when the folder cannot be listed.
    package let files: [String]?
  }

  package init(root: String) { waiting = [root] }

  /// Lists the next folder.
  ///
  /// - Parameter list: as ``Disk/list``.
  /// - Returns: nil at the end.
  package mutating func next(_ list: (_ folder: String) -> [Disk.Entry]?) -> Step? {
    guard let folder = waiting.popLast() else { return nil }
    guard let entries = list(folder)?.sorted(by: { $0.name < $1.name }) else { return Step(folder: folder, files: nil) }
    var (files, folders): ([String], [String]) = ([], [])
    for entry in entries {
      let path = folder.hasSuffix("/") ? folder + entry.name : "\(folder)/\(entry.name)"
      if entry.isFolder {
        if !Self.skips(entry.name) { folders.append(path) }
      } else if FilePath.isYAML(entry.name), entry.name != ProjectFile.name {
        files.append(path)
      }
    }
    waiting += folders.reversed()
    return Step(folder: folder, files: files)
  }

  private static func skips(_ folder: some StringProtocol) -> Bool { folder.hasPrefix(".") || folder == "node_modules" }

  /// Whether a walk from the root would come to a YAML file at this absolute path.
  static func reaches(_ path: String, from root: String) -> Bool {
    FilePath.name(path) != ProjectFile.name && reaches(folder: FilePath.folder(path), from: root)
  }

  /// Whether a walk from the root would come to a folder at this absolute path.
  static func reaches(folder: String, from root: String) -> Bool {
    FilePath.isAtOrBelow(folder, root) && !folder.dropFirst(root.count).split(separator: "/").contains(where: skips)
  }
}
