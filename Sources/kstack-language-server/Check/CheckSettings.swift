import KStackAnalysis
import KStackLanguageServer
import YAMLSyntax

/// The project files of what is checked, each read and complained of once.
struct CheckSettings {
  private var projectFiles = ProjectFiles()
  /// Whether a project file has an error or cannot be read.
  private(set) var hasTrouble = false

  /// What the analysis is told about an input. The mistakes of its project file go to standard error.
  mutating func context(for input: CheckInput) -> AnalysisContext {
    if let name = input.fileName, ProjectFile.isNamed(name) { return ProjectFile.context(snippets: false) }
    guard let path = input.absolutePath else {
      return Settings().context(fileName: input.fileName, path: nil, below: [], languageID: nil, snippets: false)
    }
    let project = projectFiles.nearest(above: path) { path in
      let bytes = Disk.real.read(path)
      // Whoever put it there wants its settings.
      if bytes == nil, existsOnDisk(path) {
        printError("\(path): cannot be read")
        hasTrouble = true
      }
      return bytes
    }
    if let project, project.isNew { tell(project.file) }
    return (project?.file.settings ?? Settings()).context(
      fileName: input.fileName, path: path, below: project.map { [$0.file.folder] } ?? [], languageID: nil,
      snippets: false)
  }

  /// Where the project files would be that apply to an input, from the nearest to the root.
  static func projectFiles(of input: CheckInput) -> [String] {
    var paths: [String] = []
    var rest = input.absolutePath?[...] ?? ""
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      paths.append("\(rest)/\(ProjectFile.name)")
    }
    return paths
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
