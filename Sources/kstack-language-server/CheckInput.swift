import KStackLanguageServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Something to check.
enum CheckInput {
  case file(path: String)
  case standardInput

  /// Why there is nothing to check.
  struct Trouble: Error {
    let reason: String
  }

  /// As a report names it.
  var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "<stdin>"
    }
  }

  /// Without folders; nil when there is none.
  var fileName: String? {
    switch self {
    case .file(let path): path.split(separator: "/").last.map(String.init)
    case .standardInput: nil
    }
  }

  /// Where it lies, without a closing slash but for the root's own; empty for the current folder, nil for standard input.
  var folder: String? {
    guard case .file(let path) = self else { return nil }
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What the arguments stand for, directories replaced by the YAML files below them in order of their names. A file
  /// that several of them stand for is there once, under the first of its names.
  static func all(_ arguments: [String]) -> [CheckInput] {
    var seen: Set<Identity> = []
    return arguments.flatMap { argument -> [CheckInput] in
      if argument == "-" { return [.standardInput] }
      return kind(argument) == S_IFDIR ? files(below: argument) : [.file(path: argument)]
    }.filter { input in
      guard let identity = input.identity else { return true }
      return seen.insert(identity).inserted
    }
  }

  /// What a file is known by, whatever it is called.
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  /// Nil for standard input and for a file that is not there.
  private var identity: Identity? {
    var status = stat()
    guard case .file(let path) = self, stat(path, &status) == 0 else { return nil }
    return Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
  }

  /// A folder that cannot be listed stands for itself, so that reading it tells why.
  private static func files(below root: String) -> [CheckInput] {
    var walk = FolderWalk(root: root)
    var found: [CheckInput] = []
    while let step = walk.next(Disk.real.list) {
      found += (step.files?.filter { kind($0) == S_IFREG } ?? [step.folder]).map { .file(path: $0) }
    }
    return found
  }

  /// The file type bits of `stat`, or nil when there is nothing of that name.
  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  func read() -> Result<[UInt8], Trouble> {
    guard case .file(let path) = self else { return Self.read(STDIN_FILENO) }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return .failure(.last()) }
    defer { close(descriptor) }
    return Self.read(descriptor)
  }

  private static func read(_ descriptor: Int32) -> Result<[UInt8], Trouble> {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { sysRead(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return .success(bytes)
      } else if errno != EINTR {
        return .failure(.last())
      }
    }
  }
}

extension CheckInput.Trouble {
  /// What the system said last.
  static func last() -> CheckInput.Trouble {
    CheckInput.Trouble(reason: strerror(errno).map { String(cString: $0).lowercased() } ?? "cannot be read")
  }
}

/// `read` of the C library, under a name that a method cannot hide.
private func sysRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
