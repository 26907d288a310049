import ArgumentParser
import KStackAnalysis
import YAMLSyntax

struct Effective: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print what containers end up with after inheritance, merges and defaults, as YAML.",
    discussion: """
      A comment stands behind each entry that is not written in the container itself and says where it comes from. The \
      exit status is 2 when the file cannot be read, is no kstack file or has no such container.
      """)

  @Argument(help: "A file, or - for standard input.")
  var file: String

  @Argument(help: "An app, or APP/SIDECAR; without it, all containers of the file.")
  var container: String?

  func run() throws {
    let input: CheckInput = file == "-" ? .standardInput(path: nil) : .file(path: file)
    do throws(CheckInput.Trouble) {
      var settings = CheckSettings()
      let text = SourceText(try input.read().get())
      printOutput(Array(try effective(in: StackFile(text: text, context: settings.context(for: input))).text.utf8))
    } catch {
      printError("\(input.name): \(error.reason)")
      throw ExitCode(ExitStatus.trouble)
    }
  }

  private func effective(in file: StackFile) throws(CheckInput.Trouble) -> EffectiveText {
    guard file.isStack else { throw CheckInput.Trouble(reason: "not a kstack file") }
    // No name has a slash.
    let names = container?.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let found =
      names.map { file.effectiveText(ofApp: $0.first ?? "", sidecar: $0.dropFirst().first) } ?? file.effectiveText()
    guard let found else { throw CheckInput.Trouble(reason: "no container '\(container ?? "")'") }
    return found
  }
}
