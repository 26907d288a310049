extension LSP {
  /// `character` counts units of the negotiated position encoding.
  package struct Position: Sendable, Hashable, Codable {
    package var line: Int
    package var character: Int

    package init(line: Int, character: Int) {
      self.line = line
      self.character = character
    }
  }

  /// `end` is exclusive.
  package struct Range: Sendable, Hashable, Codable {
    package var start: Position
    package var end: Position

    package init(start: Position, end: Position) {
      self.start = start
      self.end = end
    }
  }

  package struct Location: Sendable, Hashable, Codable {
    package var uri: DocumentUri
    package var range: Range

    package init(uri: DocumentUri, range: Range) {
      self.uri = uri
      self.range = range
    }
  }

  /// Where a place in one document leads.
  package struct LocationLink: Sendable, Hashable, Codable {
    package var originSelectionRange: Range
    package var targetUri: DocumentUri
    package var targetRange: Range
    /// Inside ``targetRange``.
    package var targetSelectionRange: Range

    package init(
      originSelectionRange: Range, targetUri: DocumentUri, targetRange: Range, targetSelectionRange: Range
    ) {
      self.originSelectionRange = originSelectionRange
      self.targetUri = targetUri
      self.targetRange = targetRange
      self.targetSelectionRange = targetSelectionRange
    }
  }

  package struct TextEdit: Sendable, Hashable, Codable {
    package var range: Range
    package var newText: String

    package init(range: Range, newText: String) {
      self.range = range
      self.newText = newText
    }
  }

  package enum MarkupKind: String, Sendable, Hashable, Codable {
    case plaintext, markdown
  }

  package struct MarkupContent: Sendable, Hashable, Codable {
    package var kind: MarkupKind
    package var value: String

    package init(kind: MarkupKind, value: String) {
      self.kind = kind
      self.value = value
    }
  }

  package enum PositionEncodingKind: String, Sendable, Hashable, Codable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf32 = "utf-32"
  }
}

extension LSP.Position: JSONListItem {
  func write(to output: JSONOutput) {
    var object = output.object()
    object.write("line", line)
    object.write("character", character)
    object.end()
  }
}

extension LSP.Range: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    try object.write("start", start)
    try object.write("end", end)
    object.end()
  }
}

extension LSP.Location: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    object.write("uri", uri)
    try object.write("range", range)
    object.end()
  }
}
