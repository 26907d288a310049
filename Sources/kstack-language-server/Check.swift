import ArgumentParser
import KStackAnalysis
import KStackLanguageServer
import YAMLSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report the faults of kstack files.",
    discussion: """
      YAML that is not a kstack file is passed over without a word. The exit status is 0 when nothing was found, 1 \
      when something at or above --fail-on was, and 2 when an argument is wrong or a file cannot be read.
      """)

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn = Threshold.error

  @Option(help: "Whether to colour the report; auto does on a terminal, unless NO_COLOR is set.")
  var color = ColorChoice.auto

  @Argument(help: "Files, directories to look for .yaml and .yml files in, or - for standard input.")
  var paths: [String]

  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning, information, hint, never

    /// Whether a fault of this severity counts.
    func isReached(by severity: Diagnostic.Severity) -> Bool {
      switch self {
      case .error: severity <= .error
      case .warning: severity <= .warning
      case .information: severity <= .information
      case .hint: severity <= .hint
      case .never: false
      }
    }
  }

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    var isOn: Bool {
      switch self {
      case .always: true
      case .never: false
      case .auto: isatty(STDOUT_FILENO) != 0 && !Self.isSet("NO_COLOR")
      }
    }

    /// Set and not empty, as the convention of NO_COLOR says.
    private static func isSet(_ name: String) -> Bool {
      guard let value = getenv(name) else { return false }
      return value.pointee != 0
    }
  }

  func run() throws {
    var summary = CheckSummary()
    var hasTrouble = false
    var hasFindings = false
    let palette = color.isOn ? ReportPalette.terminal : .plain
    for input in CheckInput.all(paths) {
      switch input.read() {
      case .failure(let trouble):
        printError("\(input.name): \(trouble.reason)")
        hasTrouble = true
      case .success(let bytes):
        let context = AnalysisContext(fileName: input.fileName, snippets: false)
        var file = StackFile(text: SourceText(bytes), context: context)
        guard file.isStack else { continue }
        if let folder = input.folder { file = file.completed(in: folder, exists: existsOnDisk) }
        let diagnostics = file.diagnostics()
        summary.add(diagnostics)
        hasFindings = hasFindings || diagnostics.contains { failOn.isReached(by: $0.severity) }
        for diagnostic in diagnostics {
          print(DiagnosticReport(diagnostic, in: file.text, named: input.name, palette: palette).text)
        }
      }
    }
    if let line = summary.line { print(line) }
    if hasTrouble { throw ExitCode(ExitStatus.trouble) }
    if hasFindings { throw ExitCode(ExitStatus.findings) }
  }
}

/// How many faults were found in how many stacks.
struct CheckSummary {
  private var counts: [Diagnostic.Severity: Int] = [:]
  private var files = 0

  mutating func add(_ diagnostics: [Diagnostic]) {
    files += 1
    for diagnostic in diagnostics { counts[diagnostic.severity, default: 0] += 1 }
  }

  /// Nil when there was no stack at all.
  var line: String? {
    guard files > 0 else { return nil }
    let found = Diagnostic.Severity.allCases.compactMap { severity in
      counts[severity].map { Self.count($0, severity.noun) }
    }
    return "\(found.isEmpty ? "no problems" : found.joined(separator: ", ")) in \(Self.count(files, "file"))"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 || noun == Diagnostic.Severity.information.noun ? "\(number) \(noun)" : "\(number) \(noun)s"
  }
}

extension Diagnostic.Severity {
  /// As a report writes it.
  var noun: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .information: "information"
    case .hint: "hint"
    }
  }
}
