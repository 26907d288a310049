/// What a `.gitignore` leaves out (gitignore(5)).
package struct IgnoreFile: Sendable {
  package static let name = ".gitignore"

  fileprivate let lines: [Line]

  fileprivate struct Line {
    let glob: Glob
    /// Takes back what an earlier line left out.
    let isNegated: Bool
    let isForFolders: Bool
    /// Is about the whole path, not the name alone.
    let namesFolders: Bool
  }

  /// Any bytes are taken.
  package init(_ bytes: [UInt8]) {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    lines = content.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let ended = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return Line(String(decoding: ended, as: UTF8.self)[...])
    }
  }

  /// - Parameters:
  ///   - path: below the folder of the file, without a slash at either end.
  /// - Returns: nil when no line is about it.
  func leavesOut(_ path: String, isFolder: Bool) -> Bool? {
    let name = FilePath.name(path)
    return lines.last { line in
      (isFolder || !line.isForFolders) && line.glob.matches(line.namesFolders ? path : name)
    }.map { !$0.isNegated }
  }
}

extension IgnoreFile.Line {
  /// Nil for an empty line and a comment.
  fileprivate init?(_ line: Substring) {
    var pattern = line
    // Blanks at the end count only when they are escaped.
    while pattern.hasSuffix(" "), !pattern.hasSuffix("\\ ") { pattern = pattern.dropLast() }
    guard !pattern.hasPrefix("#") else { return nil }
    isNegated = pattern.hasPrefix("!")
    if isNegated { pattern = pattern.dropFirst() }
    isForFolders = pattern.hasSuffix("/")
    if isForFolders { pattern = pattern.dropLast() }
    namesFolders = pattern.contains("/")
    if pattern.hasPrefix("/") { pattern = pattern.dropFirst() }
    guard !pattern.isEmpty else { return nil }
    glob = Glob(String(pattern), dialect: .git)
  }
}

/// The ignore files that are about a folder, with the way from each one's folder to it.
package struct IgnoreRules: Sendable {
  /// From the outermost to the innermost. The way is empty or ends in a slash.
  private var files: [(file: IgnoreFile, way: String)] = []

  /// None yet, as at the top of a repository.
  init() {}

  /// Those above a folder, up to the top of its repository; nil where there is no repository, for git ignores nothing
  /// there.
  ///
  /// - Parameter folder: absolute, links resolved.
  package init?(above folder: String, _ disk: Disk) {
    var (files, folder, way): ([(file: IgnoreFile, way: String)], String, String) = ([], folder, "")
    while disk.exists?(FilePath.beside(".git", in: folder)) != true {
      guard folder != "/" else { return nil }
      way = "\(FilePath.name(folder))/\(way)"
      folder = FilePath.folder(folder)
      if let bytes = disk.read(FilePath.beside(IgnoreFile.name, in: folder)) {
        files.insert((IgnoreFile(bytes), way), at: 0)
      }
    }
    self.files = files
  }

  /// Those for a folder in the one that these are about.
  func entering(_ folder: String) -> IgnoreRules {
    var rules = IgnoreRules()
    rules.files = files.map { ($0.file, "\($0.way)\(folder)/") }
    return rules
  }

  mutating func add(_ file: IgnoreFile) { files.append((file, "")) }

  /// - Parameter name: of something in the folder.
  func leaveOut(_ name: String, isFolder: Bool) -> Bool {
    files.reversed().lazy.compactMap { $0.file.leavesOut($0.way + name, isFolder: isFolder) }.first ?? false
  }
}
