import ArgumentParser
import KStackLanguageServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve an editor over standard input and output (the default).",
    discussion: "Speaks the Language Server Protocol 3.17. An editor starts it; there is nothing to type.")

  @Flag(help: "Use standard input and output; there is no other way, so this may be left out.")
  var stdio = false

  @Option(name: .customLong("clientProcessId"), help: .hidden)
  var clientProcessId: Int?

  func run() throws { throw Self.serveEditor(parentProcess: clientProcessId) }

  /// Whether arguments are those of nearly every editor.
  static func isMeant(by arguments: some Collection<String>) -> Bool {
    arguments.isEmpty || arguments.elementsEqual(["--stdio"])
  }

  /// - Returns: when the editor ends, how the process ends.
  static func serveEditor(parentProcess: Int? = nil) -> ExitCode {
    if isatty(STDIN_FILENO) != 0 {
      printError("\(programName) waits for an editor on standard input; see '\(programName) --help'")
    }
    return ExitCode(serve(parentProcess: parentProcess, installedReferencePage: InstalledFiles.referencePage()))
  }
}
