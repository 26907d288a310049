import KStackAnalysis
import KStackLanguageServer
import YAMLSyntax

/// One look at all inputs: each is read once and analysed on whichever core is free, and spoken of in its turn.
struct CheckRun {
  let command: Check
  private var settings = CheckSettings()
  private var report: any Report
  private var progress: CheckProgress?
  private var cannotAccess = false
  private var hasFindings = false
  /// The files that stacks refer to, and whether they are there; only for whoever watches.
  private(set) var referencedPaths: [String: Bool] = [:]
  /// Standard output belongs to the fixed text.
  private let reportsToErrors: Bool

  init(command: Check) {
    self.command = command
    reportsToErrors = command.fix && command.paths.contains("-")
    let palette: ReportPalette = command.color.isOn && !reportsToErrors ? .terminal : .plain
    report = command.format.report(palette: palette, isQuiet: command.quiet || command.diff) {
      command.failOn.isReached(by: $0)
    }
  }

  /// What was found out about an input without touching anything.
  private enum Outcome: Sendable {
    case unreadable(CheckInput.Trouble)
    /// With the bytes of standard input, which may be wanted back.
    case noStack([UInt8])
    case stack(StackFile, [Diagnostic], FixedText?)
  }

  /// How many inputs are looked at before the first of them is spoken of. What is to be written is read right before,
  /// for somebody may change it meanwhile.
  private var batch: Int { command.fix ? 1 : 128 }

  /// The exit status when all is done.
  var status: Int32 {
    if cannotAccess || settings.hasTrouble { return ExitStatus.trouble }
    return hasFindings ? ExitStatus.findings : 0
  }

  mutating func check(_ inputs: [CheckInput]) throws {
    if !command.quiet { progress = CheckProgress(count: inputs.count) }
    for start in stride(from: 0, to: inputs.count, by: batch) {
      progress?.clear()
      let questions = inputs[start..<min(inputs.count, start + batch)].map { input in
        (input: input, context: command.choosing(settings.context(for: input)))
      }
      let (fixes, reports) = (command.fix || command.diff, !command.diff)
      let outcomes = concurrently(questions) { Self.look(at: $0, $1, fixes: fixes, reports: reports) }
      for (question, outcome) in zip(questions, outcomes) { try take(outcome, of: question.input) }
      progress?.show(start + questions.count)
    }
    progress?.clear()
    write(try report.end())
  }

  private static func look(
    at input: CheckInput, _ context: AnalysisContext, fixes: Bool, reports: Bool
  ) -> Outcome {
    switch input.read() {
    case .failure(let trouble): return .unreadable(trouble)
    case .success(let bytes):
      var file = StackFile(text: SourceText(bytes), context: context)
      guard file.isStack else {
        if case .standardInput = input { return .noStack(bytes) }
        return .noStack([])
      }
      if let folder = input.folder { file = file.completed(in: folder, exists: existsOnDisk) }
      return .stack(file, reports ? file.diagnostics() : [], fixes ? file.fixAll() : nil)
    }
  }

  private mutating func take(_ outcome: Outcome, of input: CheckInput) throws {
    switch outcome {
    case .unreadable(let trouble): complain(input, trouble)
    case .noStack(let bytes):
      if case .standardInput = input, command.fix { printOutput(bytes) }
    case .stack(let file, let diagnostics, let fixed):
      if command.watch, let folder = input.folder {
        referencedPaths.merge(file.referencedFiles(in: folder)) { $1 }
      }
      if command.diff {
        guard let fixed else { return }
        hasFindings = true
        let difference = LineDifference(from: file.text, to: fixed.text)
        write(difference.unified(oldName: input.name, newName: input.name))
      } else if command.fix, let after = write(fixed, of: file, to: input) {
        add(CheckedFile(name: input.name, text: after.text, diagnostics: after.diagnostics()))
      } else {
        add(CheckedFile(name: input.name, text: file.text, diagnostics: diagnostics))
      }
    }
  }

  private mutating func add(_ file: CheckedFile) {
    hasFindings = hasFindings || file.diagnostics.contains { command.failOn.isReached(by: $0.severity) }
    write(report.add(file))
  }

  /// - Returns: the file after its fixes; nil when nothing was changed.
  private mutating func write(_ fixed: FixedText?, of file: StackFile, to input: CheckInput) -> StackFile? {
    switch input {
    case .standardInput:
      printOutput((fixed?.text ?? file.text).bytes)
    case .file(let path):
      guard let fixed else { return nil }
      if case .failure(let trouble) = AtomicWrite.replace(path, with: fixed.text.bytes) {
        complain(input, trouble)
        return nil
      }
      if command.format == .text, !command.quiet {
        write("\(input.name): fixed \(fixed.fixCount) \(fixed.fixCount == 1 ? "problem" : "problems")\n")
      }
    }
    return fixed.map { StackFile(text: $0.text, context: file.context) }
  }

  private func write(_ text: String) {
    guard !text.isEmpty else { return }
    reportsToErrors ? printError(text) : print(text, terminator: "")
  }

  private mutating func complain(_ input: CheckInput, _ trouble: CheckInput.Trouble) {
    printError("\(input.name): \(trouble.reason)")
    cannotAccess = true
  }
}
