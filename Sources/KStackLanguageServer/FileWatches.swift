import KStackAnalysis
import LanguageServerProtocol

/// What the client watches on the disk for us: project files and YAML files from the start, and the environment files
/// that open stacks name as they come and go.
struct FileWatches {
  static let method = "workspace/didChangeWatchedFiles"
  private static let environmentID = "kstack-environment-files"

  /// What the client was asked for the whole session.
  var request: RequestID?
  /// Whether open documents may name other files than those that are watched.
  var isStale = false
  /// Absolute paths.
  private var watched: [String] = []

  func isStale(for client: LSP.ClientCapabilities) -> Bool { isStale && client.registersWatchedFiles }

  /// For the whole session.
  static var registration: LSP.Registration {
    LSP.Registration(
      id: "kstack-files", method: method,
      registerOptions: [
        "watchers": [["globPattern": .string("**/\(ProjectFile.name)")], ["globPattern": "**/*.{yaml,yml}"]]
      ])
  }

  /// Takes over the paths to watch.
  ///
  /// - Returns: what to take back and what to register, where they are others.
  mutating func watch(
    _ paths: [String], _ client: LSP.ClientCapabilities
  ) -> (old: LSP.UnregistrationParams?, new: LSP.RegistrationParams?) {
    isStale = false
    // YAML files are watched as it is.
    let paths = Set(paths.filter { !FilePath.isYAML($0) }).sorted()
    guard paths != watched else { return (nil, nil) }
    let old = watched.isEmpty ? nil : LSP.Unregistration(id: Self.environmentID, method: Self.method)
    watched = paths
    let watchers = paths.map { path -> JSONValue in
      let name = Self.escaped(FilePath.name(path))
      guard client.relativePatterns else { return ["globPattern": .string("**/\(name)")] }
      let folder = DocumentURI.uri(forPath: FilePath.folder(path))
      return ["globPattern": ["baseUri": .string(folder), "pattern": .string(name)]]
    }
    let new = LSP.Registration(
      id: Self.environmentID, method: Self.method, registerOptions: ["watchers": .array(watchers)])
    return (
      old.map { LSP.UnregistrationParams(unregisterations: [$0]) },
      paths.isEmpty ? nil : LSP.RegistrationParams(registrations: [new])
    )
  }

  /// A pattern that matches the name: `?` is any one character.
  private static func escaped(_ name: String) -> String { String(name.map { "*?{}[]".contains($0) ? "?" : $0 }) }
}

extension Session {
  /// Has the client watch the environment files that open stacks name.
  mutating func watchEnvironmentFiles() {
    var paths: [String] = []
    for uri in documents.keys.sorted() { paths += referencedPaths(of: uri) }
    let changes = watches.watch(paths, client)
    if let old = changes.old { request("client/unregisterCapability", old) }
    if let new = changes.new { request("client/registerCapability", new) }
  }

  /// Files were written, made or removed on the disk.
  mutating func filesChanged(_ uris: [LSP.DocumentUri]) {
    if uris.contains(where: ProjectFile.isNamed) { projectFilesChanged() }
    let paths = Set(uris.filter { !ProjectFile.isNamed($0) }.compactMap(DocumentURI.path(ofFile:)))
    let touched = workspace.changed(at: paths, below: surroundings.roots, disk)
    // What is open is judged as it is in the editor.
    if touched.contains(where: { openDocument(at: $0) == nil }) { refreshWorkspaceDiagnostics() }
    let named = Set(paths.map { FilePath.withoutClosingSlash($0)[...] })
    for uri in documents.keys.sorted() {
      guard referencedPaths(of: uri).contains(where: { FilePath.isAtOrBelow($0, anyOf: named) }) else { continue }
      if documents[uri]?.lookAgain() == true { markForDiagnostics(uri) }
    }
  }

  /// The absolute paths whose absence is a fault in a document.
  private mutating func referencedPaths(of uri: LSP.DocumentUri) -> [String] {
    let exists = disk.exists
    guard let folder = DocumentURI.folder(ofFile: uri), let paths = documents[uri]?.referencedPaths(exists: exists)
    else { return [] }
    return paths.compactMap { FilePath.absolute($0, in: folder) }
  }

  /// The client itself has made, moved or removed files or folders.
  mutating func filesMoved() {
    workspace.forgetFolders()
    // Project files, or the way to them, may be among them, and with their contexts documents look at the disk again.
    projectFilesChanged()
  }
}
