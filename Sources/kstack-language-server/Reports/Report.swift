import ArgumentParser
import KStackAnalysis
import YAMLSyntax

/// A form in which findings are written down, one stack after the other.
protocol Report {
  /// What is to be written about one stack now. Forms that are one document keep it for ``end()``.
  mutating func add(_ file: CheckedFile) -> String
  /// What is to be written when all stacks were added.
  func end() throws -> String
}

/// A stack and what was found in it.
struct CheckedFile {
  /// As the user wrote it, or as a folder's name and what is below it.
  let name: String
  let text: SourceText
  /// In order of position.
  let diagnostics: [Diagnostic]

  /// As a code host names it, which checks in the top folder of what it has: relative to the current folder where the
  /// file is in it.
  var pathInRepository: String {
    if name.hasPrefix("./") { return String(name.dropFirst(2)) }
    guard name.hasPrefix("/"), let folder = CheckInput.workingFolder, name.hasPrefix("\(folder)/") else { return name }
    return String(name.dropFirst(folder.count + 1))
  }

  /// Lines and columns from 1; columns count Unicode scalars.
  func place(_ offset: Int) -> (line: Int, column: Int) {
    let position = text.position(at: offset, in: .utf32)
    return (position.line + 1, position.column + 1)
  }
}

/// The forms of a report, as `--format` names them.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github, gitlab, junit

  /// - Parameters:
  ///   - palette: how the text for people is coloured.
  ///   - isQuiet: whether the text for people goes without its last line.
  ///   - fails: whether a finding of this severity makes the check fail.
  func report(
    palette: ReportPalette, isQuiet: Bool, fails: @escaping (Diagnostic.Severity) -> Bool
  ) -> any Report {
    switch self {
    case .text: TextReport(palette: palette, hasSummary: !isQuiet)
    case .json: JSONReport()
    case .sarif: SARIFReport()
    case .github: GitHubReport()
    case .gitlab: GitLabReport()
    case .junit: JUnitReport(fails: fails)
    }
  }
}
