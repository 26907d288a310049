import ArgumentParser
import KStackLanguageServer
import KStackSchema

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: programName,
    abstract: "Checks, completes and explains kstack files, in an editor and on the command line.",
    version: "\(programName) \(programVersion)",
    subcommands: [Serve.self, Check.self, Format.self, Effective.self, Explain.self, Schema.self, ListSettings.self],
    defaultSubcommand: Serve.self)

  /// As `main()` of the library, but wrong arguments end with ``ExitStatus/trouble``.
  static func main() {
    // The library takes longer to say so than the server needs for its first answer.
    if Serve.isMeant(by: CommandLine.arguments.dropFirst()) { exit(withError: Serve.serveEditor()) }
    do {
      var command = try parseAsRoot()
      do {
        try command.run()
      } catch let status as ExitCode {
        try finishOutput()
        throw status
      }
      try finishOutput()
    } catch {
      if exitCode(for: error) == .validationFailure {
        printError(misspelledCommand() ?? fullMessage(for: error))
        exit(withError: ExitCode(ExitStatus.trouble))
      }
      exit(withError: error)
    }
  }
}

extension Main {
  /// What to say when the first argument is nearly a command: without one, it is taken for an argument of `serve`.
  private static func misspelledCommand() -> String? {
    let names = configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() }
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !names.contains(word),
      let meant = NearMiss.nearest(to: word.utf8, among: names)
    else { return nil }
    return """
      Error: unknown command '\(word)'; did you mean '\(meant)'?
      Usage: \(programName) <subcommand>
        See '\(programName) --help' for more information.
      """
  }
}

/// What the process tells the one that started it.
enum ExitStatus {
  /// Something was found that was asked about.
  static let findings: Int32 = 1
  /// The question could not be understood or not be answered in full.
  static let trouble: Int32 = 2
}
