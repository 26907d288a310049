/// The YAML files below a folder, one folder after the other, so that whoever walks may do something else in between.
///
/// Folders whose name begins with a dot and those called `node_modules` are left out, and links to folders are not
/// followed, for they may lead in circles. Project files are left out: they are not stacks. So is what git ignores, where
/// the walk is told to.
package struct FolderWalk: Sendable {
  /// The last one is the next.
  private var waiting: [(folder: String, rules: IgnoreRules?)]

  /// A folder and what was found directly in it.
  package struct Step: Sendable {
    package let folder: String
    /// Paths below the root's own, in order of their names; nil when the folder cannot be listed.
    package let files: [String]?
  }

  /// - Parameter rules: what is left out in the root and, with the ignore files that are found, below it; nil to leave out
  ///   nothing and to look for none.
  package init(root: String, rules: IgnoreRules? = nil) { waiting = [(root, rules)] }

  /// Lists the next folder.
  ///
  /// - Returns: nil at the end.
  package mutating func next(_ disk: Disk) -> Step? {
    guard let (folder, outerRules) = waiting.popLast() else { return nil }
    guard let entries = disk.list(folder)?.sorted(by: { $0.name < $1.name }) else {
      return Step(folder: folder, files: nil)
    }
    var rules = outerRules
    if rules != nil, entries.contains(where: { $0.name == IgnoreFile.name }),
      let bytes = disk.read(FilePath.beside(IgnoreFile.name, in: folder))
    {
      rules?.add(IgnoreFile(bytes))
    }
    var (files, folders): ([String], [(String, IgnoreRules?)]) = ([], [])
    for entry in entries where rules?.leaveOut(entry.name, isFolder: entry.isFolder) != true {
      let path = FilePath.beside(entry.name, in: folder)
      if entry.isFolder {
        if !Self.skips(entry.name) { folders.append((path, rules?.entering(entry.name))) }
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
