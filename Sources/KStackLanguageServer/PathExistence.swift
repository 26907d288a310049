package import KStackAnalysis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether there is a file or a folder of this absolute path. The only question about the disk that an analysis gives
/// rise to; tests answer it themselves.
package typealias PathExistence = @Sendable (_ path: String) -> Bool

/// The answer of the disk. A path that may not be seen counts as absent.
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
