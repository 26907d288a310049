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

/// All that the server asks of the disk, in absolute paths; tests answer it themselves.
package struct Disk: Sendable {
  /// Whether a path that a document refers to exists; nil when nobody can know.
  package var exists: PathExistence?
  /// The bytes of an ordinary file of reasonable size, or nil when there is none that can be read.
  package var read: @Sendable (_ path: String) -> [UInt8]?
  /// What is in a folder, in no order; nil when it cannot be listed.
  package var list: @Sendable (_ folder: String) -> [Entry]?
  /// What changes when an ordinary file is written; nil when there is none.
  package var stamp: @Sendable (_ path: String) -> Stamp?

  /// Something in a folder.
  package struct Entry: Sendable, Hashable {
    package var name: String
    /// False for a link to a folder, which may lead in circles.
    package var isFolder: Bool

    package init(name: String, isFolder: Bool) {
      self.name = name
      self.isFolder = isFolder
    }
  }

  /// The state of a file as far as it can be told without reading it.
  package struct Stamp: Sendable, Hashable {
    package var size: Int
    package var seconds: Int
    package var nanoseconds: Int

    package init(size: Int, seconds: Int, nanoseconds: Int) {
      self.size = size
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }
  }

  /// Larger files are not read: nobody writes them by hand.
  package static let maximumFileSize = 4 << 20

  package init(
    exists: PathExistence? = nil, read: @escaping @Sendable (_ path: String) -> [UInt8]? = { _ in nil },
    list: @escaping @Sendable (_ folder: String) -> [Entry]? = { _ in nil },
    stamp: @escaping @Sendable (_ path: String) -> Stamp? = { _ in nil }
  ) {
    self.exists = exists
    self.read = read
    self.list = list
    self.stamp = stamp
  }

  /// The machine's own.
  package static let real = Disk(exists: existsOnDisk, read: readFile, list: listFolder, stamp: stampOfFile)
}

/// The answer of the machine's disk. A path that may not be seen counts as absent.
package func existsOnDisk(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Never waits, as opening a named pipe would make it.
@Sendable private func readFile(_ path: String) -> [UInt8]? {
  guard let size = stampOfFile(path)?.size, size <= Disk.maximumFileSize, let stream = fopen(path, "rb") else {
    return nil
  }
  defer { fclose(stream) }
  var bytes = [UInt8](repeating: 0, count: size)
  let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, stream) }
  return Array(bytes.prefix(count))
}

@Sendable private func stampOfFile(_ path: String) -> Disk.Stamp? {
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  #if canImport(Darwin)
    let time = status.st_mtimespec
  #else
    let time = status.st_mtim
  #endif
  return Disk.Stamp(size: Int(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
}

@Sendable private func listFolder(_ folder: String) -> [Disk.Entry]? {
  guard let stream = opendir(folder) else { return nil }
  defer { closedir(stream) }
  var entries: [Disk.Entry] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
        String(cString: $0)
      }
    }
    guard name != ".", name != ".." else { continue }
    var isFolder = Int32(entry.pointee.d_type) == Int32(DT_DIR)
    // Some file systems do not say.
    if Int32(entry.pointee.d_type) == Int32(DT_UNKNOWN) {
      var status = stat()
      isFolder = lstat("\(folder)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
    entries.append(Disk.Entry(name: name, isFolder: isFolder))
  }
  return entries
}

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
    return knowing(existingPaths: Set(paths.filter { exists(FilePath.beside($0, in: folder)) }))
  }

  /// Where the files lie that a completed analysis refers to, and whether each was there.
  package func referencedFiles(in folder: String) -> [String: Bool] {
    var files: [String: Bool] = [:]
    for path in referencedPaths {
      files[FilePath.beside(path, in: folder)] = context.existingPaths?.contains(path) ?? false
    }
    return files
  }
}
