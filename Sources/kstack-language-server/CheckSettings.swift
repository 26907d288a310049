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

/// The project files of what is checked, each read and complained of once.
struct CheckSettings {
  private var projectFiles = ProjectFiles()
  /// Whether a project file has an error.
  private(set) var hasTrouble = false

  /// What the analysis is told about an input. The mistakes of its project file go to standard error.
  mutating func context(for input: CheckInput) -> AnalysisContext {
    if let name = input.fileName, ProjectFile.isNamed(name) { return ProjectFile.context(snippets: false) }
    guard let path = input.absolutePath else {
      return Settings().context(fileName: input.fileName, path: nil, below: [], languageID: nil, snippets: false)
    }
    let project = projectFiles.nearest(above: path, Disk.real.read)
    if let project, project.isNew { tell(project.file) }
    return (project?.file.settings ?? Settings()).context(
      fileName: input.fileName, path: path, below: project.map { [$0.file.folder] } ?? [], languageID: nil,
      snippets: false)
  }

  private mutating func tell(_ project: ProjectFile) {
    let diagnostics = project.file.diagnostics()
    for diagnostic in diagnostics {
      printError(DiagnosticReport(diagnostic, in: project.file.text, named: project.path).text)
    }
    for complaint in project.complaints { printError("\(project.path): \(complaint)") }
    if diagnostics.contains(where: { $0.severity == .error }) || !project.complaints.isEmpty { hasTrouble = true }
  }
}

extension CheckInput {
  /// With the links of its folder resolved; for standard input a name in the working directory.
  fileprivate var absolutePath: String? {
    switch self {
    case .standardInput: return Self.resolved(".").map { "\($0 == "/" ? "" : $0)/-" }
    case .file(let path):
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
      return Self.resolved(folder).map { "\($0 == "/" ? "" : $0)/\(name)" }
    }
  }

  private static func resolved(_ folder: String) -> String? {
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
