/// The YAML files below a folder, one folder after the other, so that whoever walks may do something else in between.
///
/// Folders whose name begins with a dot and those called `node_modules` are left out, and links to folders are not
/// followed, for they may lead in circles. Project files are left out: they are not stacks. So is what git ignores, where
/// the walk is told to.
package struct FolderWalk: Sendable {
  /// The last one is the next.
  private var waiting: [(folder: String, rules: IgnoreRules?, depth: Int)]
  private let maximumDepth: Int

  /// A folder and what was found directly in it.
  package struct Step: Sendable {
    package let folder: String
    /// Paths below the root's own, in order of their names; nil when the folder cannot be listed.
    package let files: [String]?
  }

  /// - Parameter rules: what is left out in the root and, with the ignore files that are found, below it; nil to leave out
  ///   nothing and to look for none.
  /// - Parameter maximumDepth: how many folders deep below the root files are looked for.
  package init(root: String, rules: IgnoreRules? = nil, maximumDepth: Int = .max) {
    waiting = [(root, rules, 0)]
    self.maximumDepth = maximumDepth
  }

  /// Lists the next folder.
  ///
  /// - Returns: nil at the end.
  package mutating func next(_ disk: Disk) -> Step? {
    guard let (folder, outerRules, depth) = waiting.popLast() else { return nil }
    guard let entries = disk.list(folder)?.sorted(by: { $0.name < $1.name }) else {
      return Step(folder: folder, files: nil)
    }
    // A repository in another is not a matter of the outer one's rules.
    var rules = outerRules != nil && entries.contains { $0.name == ".git" } ? IgnoreRules() : outerRules
    if rules != nil, entries.contains(where: { $0.name == IgnoreFile.name }),
      let bytes = disk.read(FilePath.beside(IgnoreFile.name, in: folder))
    {
      rules?.add(IgnoreFile(bytes))
    }
    var (files, folders): ([String], [(String, IgnoreRules?, Int)]) = ([], [])
    for entry in entries {
      // Most of what is in a folder is of no interest, whatever the rules say.
      let isOfInterest =
        entry.isFolder
        ? depth < maximumDepth && !Self.skips(entry.name)
        : FilePath.isYAML(entry.name) && entry.name != ProjectFile.name
      guard isOfInterest, rules?.leaveOut(entry.name, isFolder: entry.isFolder) != true else { continue }
      let path = FilePath.beside(entry.name, in: folder)
      if entry.isFolder {
        folders.append((path, rules?.entering(entry.name), depth + 1))
      } else {
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
