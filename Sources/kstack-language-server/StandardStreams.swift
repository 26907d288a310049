import ArgumentParser

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a line to standard error.
func printError(_ line: String) { writeError(line.hasSuffix("\n") ? line : line + "\n") }

/// Writes text to standard error, behind what was printed.
func writeError(_ text: String) {
  flushOutput()
  _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
}

/// Prints text byte by byte as it is. Whether that could be done tells ``finishOutput()``.
func printOutput(_ bytes: [UInt8]) { _ = fwrite(bytes, 1, bytes.count, stdout) }

/// What was printed is seen now.
func flushOutput() { _ = fflush(nil) }

/// Throws where what was printed cannot be seen, for the disk is full or nobody listens.
func finishOutput() throws {
  guard fflush(nil) == 0, ferror(stdout) == 0 else {
    printError("standard output: \(CheckInput.Trouble.last().reason)")
    throw ExitCode(ExitStatus.trouble)
  }
}

/// - Returns: whether all could be written.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
  }
  return true
}
