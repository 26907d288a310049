import KStackLanguageServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `make install` puts beside the program.
enum InstalledFiles {
  /// The URI of the reference page, when it is there.
  static func referencePage() -> String? {
    guard let program = programPath(), let slash = program.lastIndex(of: "/") else { return nil }
    let page = "\(program[..<slash])/../share/doc/\(programName)/reference.md"
    guard let resolved = realpath(page, nil) else { return nil }
    defer { free(resolved) }
    return fileURI(path: String(cString: resolved))
  }

  /// Where the program itself is, links resolved.
  private static func programPath() -> String? {
    #if canImport(Darwin)
      var size: UInt32 = 4096
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0, let resolved = realpath(buffer, nil) else { return nil }
    #else
      guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
    #endif
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
