package import KStackAnalysis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether there is a file or a folder of this absolute path.
package typealias PathExistence = @Sendable (_ path: String) -> Bool

/// All that the server asks of the disk, and only for documents that are open; tests answer it themselves.
package struct Disk: Sendable {
  /// Whether a path that a document refers to exists; nil when nobody can know.
  package var exists: PathExistence?
  /// The bytes of the project file at an absolute path, or nil when there is none that can be read.
  package var read: @Sendable (_ path: String) -> [UInt8]?

  package init(exists: PathExistence? = nil, read: @escaping @Sendable (_ path: String) -> [UInt8]? = { _ in nil }) {
    self.exists = exists
    self.read = read
  }

  /// The machine's own.
  package static let real = Disk(exists: existsOnDisk, read: ProjectFile.read)
}

/// The answer of the machine's disk. A path that may not be seen counts as absent.
package func existsOnDisk(_ path: String) -> Bool { access(path, F_OK) == 0 }

extension StackFile {
  /// The analysis with the existence of the paths that it refers to filled in; itself, and nothing asked, when it
  /// refers to none.
  ///
  /// - Parameters:
  ///   - folder: where the stack file lies; the current folder when it is empty.
  ///   - exists: asked once for each path.
  package func completed(in folder: String, exists: PathExistence) -> StackFile {
    let paths = referencedPaths
    guard !paths.isEmpty else { return self }
    return knowing(
      existingPaths: Set(
        paths.filter { path in exists(path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)") }))
  }
}
