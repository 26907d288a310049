import ArgumentParser
import KStackAnalysis
import YAMLSyntax

struct Format: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the indentation and white space of kstack files in order.",
    discussion: """
      Comments, quotes and everything that a file says stay as they are. YAML that is not a kstack file is passed over \
      without a word. The exit status is 0, 1 when --check found files that would change, and 2 when an argument is \
      wrong or a file cannot be read, written or, for its syntax errors, formatted.
      """)

  @Flag(help: "Change nothing; list the files that would change.")
  var check = false

  @Option(help: "Columns that a mapping stands right of its key, 1 to 7; by default what most of the file's do.")
  var indent: Int?

  @Flag(name: .customLong("no-gitignore"), help: "In directories, look at what .gitignore leaves out too.")
  var seesIgnored = false

  @Argument(
    help: "Files, directories to look for .yaml and .yml files in, or - to print standard input formatted.",
    completion: .yamlFiles)
  var paths: [String]

  func validate() throws {
    if let indent, !(1...7).contains(indent) { throw ValidationError("--indent must be 1 to 7") }
  }

  func run() throws {
    var hasTrouble = false
    var wouldChange = false
    for input in CheckInput.all(paths, seesIgnored: seesIgnored) {
      do throws(CheckInput.Trouble) {
        let bytes = try input.read().get()
        let (text, changes) = try formatted(bytes, of: input)
        if check {
          if changes { print(input.name) }
          wouldChange = wouldChange || changes
        } else {
          try write(text, changes: changes, to: input)
        }
      } catch {
        printError("\(input.name): \(error.reason)")
        hasTrouble = true
      }
    }
    if hasTrouble { throw ExitCode(ExitStatus.trouble) }
    if wouldChange { throw ExitCode(ExitStatus.findings) }
  }

  private func formatted(
    _ bytes: [UInt8], of input: CheckInput
  ) throws(CheckInput.Trouble) -> (text: [UInt8], changes: Bool) {
    let text = SourceText(bytes)
    let file = StackFile(text: text, context: AnalysisContext(fileName: input.fileName, snippets: false))
    guard file.isStack else { return (bytes, false) }
    guard file.isFormattable else {
      // A filter gives back what it cannot change.
      if !check, case .standardInput = input { try write(bytes, changes: false, to: input) }
      throw CheckInput.Trouble(reason: "not formatted: it has syntax errors")
    }
    let edits = file.formatting(FormattingOptions(indent: indent))
    return (text.applying(edits).bytes, !edits.isEmpty)
  }

  private func write(_ bytes: [UInt8], changes: Bool, to input: CheckInput) throws(CheckInput.Trouble) {
    switch input {
    case .standardInput: printOutput(bytes)
    case .file(let path): if changes { try AtomicWrite.replace(path, with: bytes).get() }
    }
  }
}
