#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes bytes so that nobody ever sees half of them.
enum FileWriter {
  /// Gives a file new contents in one step: they are written beside it and then take its name. Its permissions stay,
  /// and a symbolic link goes on to lead to it.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CheckInput.Trouble) {
    guard let resolved = realpath(path, nil) else { throw .last() }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw .last() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw CheckInput.Trouble(reason: "not a regular file") }
    // Who may not write the file should not replace it either.
    guard access(target, W_OK) == 0 else { throw .last() }

    var template = Array("\(target).XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    guard descriptor >= 0 else { throw .last() }
    let temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    do throws(CheckInput.Trouble) {
      defer { close(descriptor) }
      try write(bytes, to: descriptor)
      // Another owner can only be kept by who may give files away; the permissions matter more.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      guard fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0 else { throw .last() }
      guard rename(temporary, target) == 0 else { throw .last() }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Writes to standard output.
  static func print(_ bytes: [UInt8]) throws(CheckInput.Trouble) {
    try write(bytes, to: STDOUT_FILENO)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(CheckInput.Trouble) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { sysWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .last()
      }
    }
  }
}

/// `write` of the C library, under a name that a method cannot hide.
private func sysWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
