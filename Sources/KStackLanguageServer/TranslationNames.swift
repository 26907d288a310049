import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// Names: definition, references, highlights, renaming, linked editing.
extension Translation {
  func definition(
    _ link: NameLink, for feature: LSP.ClientCapabilities.DocumentFeature, in text: SourceText, uri: LSP.DocumentUri
  ) -> LSP.Definition {
    guard client.linkFeatures.contains(feature) else {
      return .locations(link.targets.map { LSP.Location(uri: uri, range: range($0.name, in: text)) })
    }
    return .links(
      link.targets.map { target in
        LSP.LocationLink(
          originSelectionRange: range(link.origin, in: text), targetUri: uri,
          targetRange: range(target.extent, in: text), targetSelectionRange: range(target.name, in: text))
      })
  }

  /// The section of the reference page; nil when the page is no file, for an editor could not open it at a line.
  func definition(_ section: ReferenceSection, in text: SourceText) -> LSP.Definition? {
    guard let page = referencePage, DocumentURI.path(ofFile: page) != nil else { return nil }
    let start = LSP.Position(line: section.line, character: 0)
    let heading = LSP.Range(start: start, end: start)
    guard client.linkFeatures.contains(.typeDefinition) else {
      return .locations([LSP.Location(uri: page, range: heading)])
    }
    return .links([
      LSP.LocationLink(
        originSelectionRange: range(section.origin, in: text), targetUri: page, targetRange: heading,
        targetSelectionRange: heading)
    ])
  }

  func highlight(_ occurrence: NameOccurrence, in text: SourceText) -> LSP.DocumentHighlight {
    LSP.DocumentHighlight(range: range(occurrence.range, in: text), kind: occurrence.isWrite ? .write : .read)
  }

  func renamePlace(_ place: RenamePlace, in text: SourceText) -> LSP.PrepareRenameResult {
    LSP.PrepareRenameResult(range: range(place.range, in: text), placeholder: place.name)
  }

  /// LSP 3.17, `textDocument/rename`: an error says why nothing is changed.
  func error(_ failure: RenameFailure) -> ResponseError {
    ResponseError(failure.isInvalidName ? .invalidParams : .requestFailed, failure.message)
  }

  func linkedRanges(_ ranges: [Range<Int>], in text: SourceText) -> LSP.LinkedEditingRanges {
    LSP.LinkedEditingRanges(ranges: ranges.map { range($0, in: text) }, wordPattern: "[-._a-zA-Z0-9]*")
  }

  /// In the form that the client takes.
  func workspaceEdit(_ edits: [TextEdit], of document: Document) -> LSP.WorkspaceEdit {
    let edits = self.edits(edits, in: document.text)
    guard client.documentChanges else { return LSP.WorkspaceEdit(changes: [document.uri: edits]) }
    let identifier = LSP.OptionalVersionedTextDocumentIdentifier(uri: document.uri, version: document.version)
    return LSP.WorkspaceEdit(documentChanges: [LSP.TextDocumentEdit(textDocument: identifier, edits: edits)])
  }
}
