#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replaces a file as a whole: whoever reads it sees the old bytes or the new ones, whatever happens meanwhile.
enum AtomicWrite {
  /// Writes a new file beside the old one, with its permissions and, where that is allowed, its owner, and puts it in
  /// the old one's place. Links are followed and stay.
  static func replace(_ path: String, with bytes: [UInt8]) -> Result<Void, CheckInput.Trouble> {
    guard let resolved = realpath(path, nil) else { return .failure(.last()) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { return .failure(.last()) }
    // What may not be written may not be replaced either, though the folder would allow it.
    guard access(target, W_OK) == 0 else { return .failure(.last()) }

    var template = Array("\(target).XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return -1 }
      return mkstemp(base)
    }
    guard descriptor >= 0 else { return .failure(.last()) }
    let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)

    // Only root may give a file away; a file of somebody else's then becomes the user's own.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    let isWritten =
      fchmod(descriptor, status.st_mode & 0o7777) == 0 && writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    let trouble = CheckInput.Trouble.last()
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed, rename(temporary, target) == 0 else {
      let last = isWritten ? CheckInput.Trouble.last() : trouble
      unlink(temporary)
      return .failure(last)
    }
    return .success(())
  }
}
