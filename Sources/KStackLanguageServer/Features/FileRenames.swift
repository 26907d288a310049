import KStackAnalysis
import LanguageServerProtocol

/// `workspace/willRenameFiles`: the paths in all stacks of the workspace that name what is moved, or that count from a
/// stack that is moved itself, are put right.
struct FileRenames: WorkspaceWork {
  let title = "Looking for paths in the stacks of the workspace"
  private let moves: [(from: String, to: String)]
  private var edits: [LSP.TextDocumentEdit] = []
  private let takesVersions: Bool

  init(_ files: [LSP.FileRename], takesVersions: Bool) {
    moves = files.compactMap { file in
      guard let from = DocumentURI.path(ofFile: file.oldUri), let to = DocumentURI.path(ofFile: file.newUri) else {
        return nil
      }
      return (FilePath.withoutClosingSlash(from), FilePath.withoutClosingSlash(to))
    }
    self.takesVersions = takesVersions
  }

  mutating func look(atDocument uri: LSP.DocumentUri, in session: inout Session) {
    guard let path = DocumentURI.path(ofFile: uri), !isOff(for: uri, in: &session) else { return }
    let translation = session.translation
    let found = session.withDocument(uri) { file, document in
      LSP.TextDocumentEdit(
        textDocument: LSP.OptionalVersionedTextDocumentIdentifier(uri: uri, version: document.version),
        edits: self.edits(of: file, at: path).map { translation.edit($0, in: file.text) })
    }
    add(found)
  }

  mutating func look(atFile path: String, in session: inout Session) {
    guard let summary = session.summary(ofFileAt: path), !summary.paths.isEmpty else { return }
    guard moved(path) != path || summary.paths.contains(where: { moved($0) != $0 }) else { return }
    let uri = DocumentURI.uri(forPath: path)
    guard !isOff(for: uri, in: &session), let file = session.stackFile(at: path) else { return }
    let translation = session.translation
    add(
      LSP.TextDocumentEdit(
        textDocument: LSP.OptionalVersionedTextDocumentIdentifier(uri: uri, version: nil),
        edits: edits(of: file, at: path).map { translation.edit($0, in: file.text) }))
  }

  private func isOff(for uri: LSP.DocumentUri, in session: inout Session) -> Bool {
    session.settings(for: uri).off.contains(.fileRenames)
  }

  private mutating func add(_ edit: LSP.TextDocumentEdit?) {
    if let edit, !edit.edits.isEmpty { edits.append(edit) }
  }

  /// Where a file will be.
  private func moved(_ path: String) -> String {
    for move in moves where FilePath.isAtOrBelow(path, move.from) { return move.to + path.dropFirst(move.from.count) }
    return path
  }

  private func edits(of file: StackFile, at path: String) -> [TextEdit] {
    let (before, after) = (FilePath.folder(path), FilePath.folder(moved(path)))
    return file.replacingPaths { written in
      guard let target = FilePath.absolute(written, in: before) else { return nil }
      let isAbsolute = written.hasPrefix("/")
      guard moved(target) != target || (before != after && !isAbsolute) else { return nil }
      if isAbsolute { return moved(target) }
      let new = FilePath.relative(moved(target), from: after)
      let isTheSame = FilePath.absolute(written, in: after) == moved(target)
      return isTheSame ? nil : written.hasPrefix("./") && !new.hasPrefix("../") ? "./\(new)" : new
    }
  }

  /// Null where nothing is to be changed.
  func result() -> any Encodable & Sendable {
    guard !edits.isEmpty else { return Null() }
    guard !takesVersions else { return LSP.WorkspaceEdit(documentChanges: edits) }
    return LSP.WorkspaceEdit(
      changes: Dictionary(edits.map { ($0.textDocument.uri, $0.edits) }, uniquingKeysWith: { $1 }))
  }
}

extension Session {
  @Sendable static func willRenameFiles(_ session: inout Session, _ params: LSP.RenameFilesParams) -> WorkspaceRequest {
    WorkspaceRequest(work: FileRenames(params.files, takesVersions: session.client.documentChanges))
  }
}
