import ArgumentParser
import KStackAnalysis
import KStackSchema

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
      when something at or above --fail-on was, and 2 when an argument or a project file is wrong or a file cannot be \
      read or written. Settings are read from the nearest .kstack-ls.yaml in the folder of a file or above it.
      """)

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn = Threshold.error

  @Option(help: "Whether to colour the report; auto does on a terminal, unless NO_COLOR is set.")
  var color = ColorChoice.auto

  @Option(help: "The form of the report; json is described in docs/check-report.md.")
  var format = ReportFormat.text

  @Option(
    name: .customLong("select"), parsing: .singleValue,
    help: ArgumentHelp("Report only this code, or the codes of this group; may be given again.", valueName: "code"),
    completion: .list(RuleName.all))
  var selected: [String] = []

  @Option(
    name: .customLong("ignore"), parsing: .singleValue,
    help: ArgumentHelp("Do not report this code, or the codes of this group; may be given again.", valueName: "code"),
    completion: .list(RuleName.all))
  var ignored: [String] = []

  @Flag(name: .shortAndLong, help: "Print the findings and nothing else: no count, no progress.")
  var quiet = false

  @Flag(help: "Stay, and check again whenever one of the files changes.")
  var watch = false

  @Option(
    help: ArgumentHelp("What standard input is called and where it lies.", valueName: "path"),
    completion: .yamlFiles)
  var stdinFilename: String?

  @Flag(help: "Apply every fix that is safe; what remains is reported. Standard input is printed with its fixes.")
  var fix = false

  @Flag(help: "Show what --fix would do as a unified diff, and change nothing; the exit status is 1 if it would.")
  var diff = false

  @Flag(name: .customLong("no-gitignore"), help: "In directories, look at what .gitignore leaves out too.")
  var seesIgnored = false

  @Argument(
    help: """
      Files, directories to look for .yaml and .yml files in, patterns such as 'deploy/**/*.yaml', or - for standard \
      input.
      """,
    completion: .yamlFiles)
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
    try RuleName.validate(selected + ignored)
    if fix, diff { throw ValidationError("--fix and --diff exclude each other; --diff shows what --fix would do") }
    if diff, format != .text { throw ValidationError("--diff prints a difference, which has no --format") }
    if watch, fix || diff { throw ValidationError("--watch changes nothing; leave out --fix and --diff") }
    if watch, paths.contains("-") { throw ValidationError("--watch cannot look at standard input again") }
    if stdinFilename != nil, !paths.contains("-") {
      throw ValidationError("--stdin-filename is about standard input; write - for it")
    }
  }

  func run() throws {
    func check(_ inputs: [CheckInput]) throws -> CheckRun {
      var run = CheckRun(command: self)
      try run.check(inputs)
      return run
    }
    if watch { try Watch(inputs: inputs) { try check($0).referencedPaths }.run() }
    let status = try check(inputs()).status
    if status != 0 { throw ExitCode(status) }
  }

  private func inputs() -> [CheckInput] {
    CheckInput.all(paths, standardInput: stdinFilename, seesIgnored: seesIgnored)
  }

  /// What the analysis is told of an input, with the codes that were chosen here.
  func choosing(_ context: AnalysisContext) -> AnalysisContext {
    guard !selected.isEmpty || !ignored.isEmpty else { return context }
    var chosen = context
    for rule in Rule.all {
      let isWanted = selected.isEmpty || RuleName.isAny(of: selected, rule)
      if !isWanted || RuleName.isAny(of: ignored, rule) {
        chosen.severities[rule.code] = .some(nil)
      } else if !selected.isEmpty, rule.isOptIn, chosen.severities[rule.code] == nil {
        chosen.severities[rule.code] = rule.severity
      }
    }
    return chosen
  }
}

/// What `--select` and `--ignore` name.
private enum RuleName {
  static let all = Rule.all.map(\.code) + Rule.Group.allCases.map(\.rawValue)

  /// Throws for what is neither a code nor a group.
  static func validate(_ names: [String]) throws {
    for name in names where !all.contains(name) {
      let meant = NearMiss.nearest(to: name.utf8, among: all)
      let advice = meant.map { "did you mean '\($0)'?" } ?? "'explain' lists all"
      throw ValidationError("no diagnostic and no group of them is called '\(name)'; \(advice)")
    }
  }

  static func isAny(of names: [String], _ rule: Rule) -> Bool {
    names.contains(rule.code) || names.contains(rule.group.rawValue)
  }
}
