import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// The stacks of the workspace's folders as far as they are not open: found at first need by walking the folders, read
/// once, and kept until they change. Where the client tells of changes, nothing is looked at twice; else every file is
/// asked for its stamp before its summary is used, and the folders are walked for each request.
struct Workspace {
  /// What one stack has to say to the whole workspace, in the client's terms.
  struct Summary: Sendable {
    var names: [LSP.SymbolInformation]
    var diagnostics: [LSP.Diagnostic]
    /// Names ``diagnostics`` for a client that pulls.
    var resultID: String
    /// The absolute paths whose absence is a fault, and whether they were there.
    var existence: [String: Bool]
    /// The absolute paths of all files that the stack names.
    var paths: Set<String>
  }

  /// That a file was read, and what it says: nothing when it is no stack.
  struct Known {
    let summary: Summary?
  }

  private struct Entry {
    /// Nil when the file must be read again whatever its stamp.
    var stamp: Disk.Stamp?
    /// Nil for a file that is no stack.
    var summary: Summary?
    /// Whether the client would have told if it were out of date.
    var isCertain: Bool
  }

  private struct Listing {
    var walks: [FolderWalk]
    var files: [String] = []
    var folderCount = 0
    /// Files that were made meanwhile; the walk may have passed their folders.
    var late: Set<String> = []
  }

  /// More is no workspace that anybody edits stacks in.
  static let maximumFiles = 20_000
  static let maximumFolders = 100_000

  /// Whether the client tells of files that come, go and change.
  var isWatched = false
  /// Whether the client was ever told of the diagnostics of files that are not open.
  var hasReported = false
  /// Whether it was said that there are too many files.
  var hasToldOfCut = false
  private var entries: [String: Entry] = [:]
  /// The stacks that name paths whose absence is a fault.
  private var expectant: Set<String> = []
  /// The YAML files of the folders in order; nil when they are not known.
  private var files: [String]?
  /// ``files``, to look up.
  private var listed: Set<String> = []
  private var listing: Listing?

  // MARK: - Which files there are

  /// What listing has come to.
  enum Progress {
    case unfinished
    /// With too many files or folders, those that came first.
    case finished(files: [String], isCut: Bool)
  }

  /// Lists the next folder, if need be. The files are known at once while the client watches them.
  mutating func list(_ roots: [String], _ disk: Disk) -> Progress {
    if isWatched, let files { return .finished(files: files, isCut: false) }
    var listing = self.listing ?? Listing(walks: Self.outermost(roots).map { FolderWalk(root: $0) })
    self.listing = nil
    while var walk = listing.walks.popLast() {
      guard let step = walk.next(disk) else { continue }
      listing.walks.append(walk)
      listing.folderCount += 1
      listing.files += step.files ?? []
      if listing.files.count > Self.maximumFiles || listing.folderCount > Self.maximumFolders {
        return finish(listing, isCut: true)
      }
      self.listing = listing
      return .unfinished
    }
    return finish(listing, isCut: false)
  }

  private mutating func finish(_ listing: Listing, isCut: Bool) -> Progress {
    let all = listing.files + listing.late.subtracting(listing.files).sorted()
    let found = Array(all.prefix(Self.maximumFiles))
    listed = Set(found)
    entries = entries.filter { listed.contains($0.key) }
    expectant.formIntersection(listed)
    files = found
    return .finished(files: found, isCut: isCut)
  }

  /// Folders may be given with a closing slash, twice, or one in the other.
  private static func outermost(_ roots: [String]) -> [String] {
    let roots = Set(roots.map(FilePath.withoutClosingSlash))
    // The walk takes the last one first.
    return roots.filter { root in !roots.contains { $0 != root && FolderWalk.reaches(folder: root, from: $0) } }
      .sorted(by: >)
  }

  /// Other folders, or other files in them.
  mutating func forgetFolders() {
    files = nil
    listing = nil
  }

  // MARK: - What they say

  /// What is known of a file and still holds; nil when it must be read.
  mutating func current(_ path: String, _ disk: Disk) -> Known? {
    guard let entry = entries[path], let stamp = entry.stamp else { return nil }
    // The client watches what open stacks name, and no file that only others name.
    if let exists = disk.exists, let summary = entry.summary {
      guard summary.existence.allSatisfy({ exists($0.key) == $0.value }) else { return nil }
    }
    if isWatched, entry.isCertain { return Known(summary: entry.summary) }
    guard disk.stamp(path) == stamp else { return nil }
    entries[path]?.isCertain = true
    return Known(summary: entry.summary)
  }

  /// Keeps what a file says. A list of diagnostics that is as it was keeps its name.
  mutating func remember(_ summary: Summary?, of path: String, stamp: Disk.Stamp) -> Summary? {
    var summary = summary
    if let before = entries[path]?.summary, before.diagnostics == summary?.diagnostics {
      summary?.resultID = before.resultID
    }
    entries[path] = Entry(stamp: stamp, summary: summary, isCertain: true)
    if summary?.existence.isEmpty ?? true { expectant.remove(path) } else { expectant.insert(path) }
    return summary
  }

  /// All files must be read again, for what they are judged by has changed.
  mutating func doubtAll() {
    for path in entries.keys { entries[path]?.stamp = nil }
  }

  /// Things were written, made or removed; any number of them at once, as when another branch is checked out.
  ///
  /// - Parameter paths: of files, or of folders with all that is below them.
  /// - Returns: the files of which something else may be to say now.
  mutating func changed(at paths: Set<String>, below roots: [String], _ disk: Disk) -> Set<String> {
    let named = Set(paths.map { FilePath.withoutClosingSlash($0)[...] })
    var touched = Set(paths.filter { entries[$0] != nil })
    // What is or was a file has nothing below it.
    let folders = named.filter { !FilePath.isYAML($0) && disk.stamp(String($0)) == nil }
    if !folders.isEmpty { touched.formUnion(entries.keys.filter { FilePath.isAtOrBelow($0, anyOf: folders) }) }
    for path in touched { entries[path]?.isCertain = false }
    for stack in expectant
    where entries[stack]?.summary?.existence.keys.contains(where: { FilePath.isAtOrBelow($0, anyOf: named) }) ?? false {
      entries[stack]?.stamp = nil
      touched.insert(stack)
    }
    return touched.union(relist(paths.filter(FilePath.isYAML), folders, below: roots, disk))
  }

  /// Brings what is listed up to date.
  ///
  /// - Returns: the files that have come or gone.
  private mutating func relist(
    _ paths: Set<String>, _ folders: Set<Substring>, below roots: [String], _ disk: Disk
  ) -> Set<String> {
    guard files != nil || listing != nil else { return [] }
    let new = paths.filter { path in
      !listed.contains(path) && roots.contains { FolderWalk.reaches(path, from: $0) } && disk.stamp(path) != nil
    }
    listing?.late.formUnion(new)
    guard files != nil else { return new }
    var gone = listed.intersection(paths)
    if !folders.isEmpty { gone.formUnion(listed.filter { FilePath.isAtOrBelow($0, anyOf: folders) }) }
    gone = gone.filter { disk.stamp($0) == nil }
    listed.subtract(gone)
    listed.formUnion(new)
    if !gone.isEmpty { files?.removeAll(where: gone.contains) }
    files? += new.sorted()
    return new.union(gone)
  }
}

extension Session {
  /// What a file that is not open says; nil when it is no stack.
  mutating func summary(ofFileAt path: String) -> Workspace.Summary? {
    if let known = workspace.current(path, disk) { return known.summary }
    guard let stamp = disk.stamp(path) else { return nil }
    let file = stamp.size <= Disk.maximumFileSize ? stackFile(at: path) : nil
    let summary = file.map { file -> Workspace.Summary in
      let uri = DocumentURI.uri(forPath: path)
      let folder = FilePath.folder(path)
      let settings = settings(for: uri)
      let translation = translation(for: settings)
      let existing = file.context.existingPaths ?? []
      let isOff = settings.off.contains(.diagnostics)
      return Workspace.Summary(
        names: settings.off.contains(.workspaceSymbols) ? [] : translation.names(of: file, uri: uri),
        diagnostics: isOff ? [] : file.diagnostics().map { translation.diagnostic($0, in: file.text, uri: uri) },
        resultID: nextResultID(),
        existence: Dictionary(
          file.referencedPaths.map {
            (FilePath.absolute($0, in: folder) ?? FilePath.beside($0, in: folder), existing.contains($0))
          }, uniquingKeysWith: { $1 }),
        paths: Set(file.filePaths.compactMap { FilePath.absolute($0, in: folder) }))
    }
    return workspace.remember(summary, of: path, stamp: stamp)
  }

  /// The analysis of a file that is not open; nil when it is no stack or cannot be read.
  mutating func stackFile(at path: String) -> StackFile? {
    let context = context(uri: DocumentURI.uri(forPath: path), languageID: nil)
    guard let bytes = disk.read(path), StackFile.mayBeStack(bytes, context: context) else { return nil }
    let file = StackFile(text: SourceText(bytes), context: context)
    guard file.isStack else { return nil }
    return disk.exists.map { file.completed(in: FilePath.folder(path), exists: $0) } ?? file
  }
}
