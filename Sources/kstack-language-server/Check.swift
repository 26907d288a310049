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
      when something at or above --fail-on was, and 2 when an argument is wrong or a file cannot be read or written. \
      Settings are read from the nearest .kstack-ls.yaml in the folder of a file or above it.
      """)

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn = Threshold.error

  @Option(help: "Whether to colour the report; auto does on a terminal, unless NO_COLOR is set.")
  var color = ColorChoice.auto

  @Flag(help: "Apply every fix that is safe; what remains is reported. Standard input is printed with its fixes.")
  var fix = false

  @Flag(help: "Show what --fix would do as a unified diff, and change nothing; the exit status is 1 if it would.")
  var diff = false

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

  func validate() throws {
    if fix, diff { throw ValidationError("--fix and --diff exclude each other; --diff shows what --fix would do") }
  }

  func run() throws {
    var run = CheckRun(command: self)
    for input in CheckInput.all(paths) { run.check(input) }
    run.end()
    if run.hasTrouble { throw ExitCode(ExitStatus.trouble) }
    if run.hasFindings { throw ExitCode(ExitStatus.findings) }
  }
}

/// What happens to one input after another.
private struct CheckRun {
  let command: Check
  private let palette: ReportPalette
  private var settings = CheckSettings()
  private var summary = CheckSummary()
  private var cannotAccess = false
  /// Standard output belongs to the fixed text or to the difference.
  private var reportsToErrors = false
  private(set) var hasFindings = false

  init(command: Check) {
    self.command = command
    palette = command.color.isOn ? .terminal : .plain
  }

  var hasTrouble: Bool { cannotAccess || settings.hasTrouble }

  mutating func check(_ input: CheckInput) {
    switch input.read() {
    case .failure(let trouble): complain(input, trouble)
    case .success(let bytes):
      let context = settings.context(for: input)
      var file = StackFile(text: SourceText(bytes), context: context)
      guard file.isStack else {
        if case .standardInput = input, command.fix { printOutput(bytes) }
        return
      }
      if let folder = input.folder { file = file.completed(in: folder, exists: existsOnDisk) }
      if command.diff {
        showDifference(input, file)
      } else {
        report(input, command.fix ? fixed(input, file) : file)
      }
    }
  }

  func end() {
    guard !command.diff, let line = summary.line else { return }
    reportsToErrors ? printError(line) : print(line)
  }

  private mutating func report(_ input: CheckInput, _ file: StackFile) {
    let diagnostics = file.diagnostics()
    summary.add(diagnostics)
    hasFindings = hasFindings || diagnostics.contains { command.failOn.isReached(by: $0.severity) }
    for diagnostic in diagnostics {
      let palette = reportsToErrors ? .plain : palette
      let text = DiagnosticReport(diagnostic, in: file.text, named: input.name, palette: palette).text
      reportsToErrors ? printError(text) : print(text)
    }
  }

  private mutating func showDifference(_ input: CheckInput, _ file: StackFile) {
    guard let fixed = file.fixAll() else { return }
    hasFindings = true
    let difference = LineDifference(from: file.text, to: fixed.text)
    print(difference.unified(oldName: input.name, newName: input.name), terminator: "")
  }

  /// The file after its fixes; as it was where they cannot be written.
  private mutating func fixed(_ input: CheckInput, _ file: StackFile) -> StackFile {
    let fixed = file.fixAll()
    let after = fixed.map { StackFile(text: $0.text, context: file.context) } ?? file
    switch input {
    case .standardInput:
      reportsToErrors = true
      printOutput(after.text.bytes)
      return after
    case .file(let path):
      guard let fixed else { return file }
      switch AtomicWrite.replace(path, with: fixed.text.bytes) {
      case .failure(let trouble):
        complain(input, trouble)
        return file
      case .success:
        let count = fixed.fixCount
        let line = "\(input.name): fixed \(count) \(count == 1 ? "problem" : "problems")"
        reportsToErrors ? printError(line) : print(line)
        return after
      }
    }
  }

  private mutating func complain(_ input: CheckInput, _ trouble: CheckInput.Trouble) {
    printError("\(input.name): \(trouble.reason)")
    cannotAccess = true
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
