import KStackAnalysis
import LanguageServerProtocol

/// What is set for a file by where it lies: the editor's settings, over those of the nearest project file, and the
/// folders of the workspace.
struct Surroundings {
  let disk: Disk
  /// The editor's own.
  var editor = Settings()
  var folders: [LSP.DocumentUri] = []
  private var projectFiles = ProjectFiles()
  /// What is wrong with the project files that were read, and has not been told yet.
  private var complaints: [String] = []

  init(disk: Disk) { self.disk = disk }

  /// The absolute paths of the workspace's folders.
  var roots: [String] { folders.compactMap(DocumentURI.path(ofFile:)) }

  /// The editor's settings, with what the project's own file says where they say nothing.
  mutating func settings(for uri: LSP.DocumentUri) -> Settings {
    // A project file is judged as it stands in the editor, whatever is on the disk.
    guard !ProjectFile.isNamed(uri) else { return editor }
    return projectFile(for: uri).map { editor.over($0.settings) } ?? editor
  }

  /// What the analysis is told about the world outside the text.
  mutating func context(uri: LSP.DocumentUri, languageID: String?, snippets: Bool) -> AnalysisContext {
    if ProjectFile.isNamed(uri) { return ProjectFile.context(snippets: snippets) }
    let settings = settings(for: uri)
    let path = DocumentURI.path(ofFile: uri)
    return settings.context(
      fileName: DocumentURI.fileName(uri), path: path,
      below: roots + (projectFile(for: uri).map { [$0.folder] } ?? []), languageID: languageID, snippets: snippets)
  }

  /// The nearest project file above a document. Each folder is looked at once, until something changes.
  private mutating func projectFile(for uri: LSP.DocumentUri) -> ProjectFile? {
    guard let path = DocumentURI.path(ofFile: uri), let found = projectFiles.nearest(above: path, disk.read) else {
      return nil
    }
    if found.isNew { complaints += found.file.complaints.map { "\(found.file.path): \($0)" } }
    return found.file
  }

  /// They are looked for again.
  mutating func forgetProjectFiles() { projectFiles = ProjectFiles() }

  mutating func takeComplaints() -> [String] {
    defer { complaints = [] }
    return complaints
  }
}
