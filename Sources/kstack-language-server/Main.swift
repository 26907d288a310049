import ArgumentParser
import KStackLanguageServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: programName,
    abstract: "Checks, completes and explains kstack files, in an editor and on the command line.",
    version: "\(programName) \(programVersion)",
    subcommands: [Serve.self, Check.self, Format.self, Schema.self, ListSettings.self],
    defaultSubcommand: Serve.self)

  /// As `main()` of the library, but wrong arguments end with ``ExitStatus/trouble``.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      if exitCode(for: error) == .validationFailure {
        printError(fullMessage(for: error))
        exit(withError: ExitCode(ExitStatus.trouble))
      }
      exit(withError: error)
    }
  }
}

/// What the process tells the one that started it.
enum ExitStatus {
  /// Something was found that was asked about.
  static let findings: Int32 = 1
  /// The question could not be understood or not be answered in full.
  static let trouble: Int32 = 2
}

/// Writes a line to standard error.
func printError(_ line: String) {
  let text = line.hasSuffix("\n") ? line : line + "\n"
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
  }
}
