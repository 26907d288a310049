extension LSP {
  package struct InlayHintParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var range: Range
  }

  package struct InlayHint: Sendable, Hashable, Codable {
    package var position: Position
    package var label: String
    package var tooltip: MarkupContent?
    package var paddingLeft: Bool?
    package var paddingRight: Bool?
    package var data: JSONValue?

    package init(position: Position, label: String) {
      self.position = position
      self.label = label
    }

    private enum CodingKeys: String, CodingKey { case position, label, tooltip, paddingLeft, paddingRight, data }

    /// A tooltip of another form than ours is left out.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      position = try container.decode(Position.self, forKey: .position)
      label = try container.decode(String.self, forKey: .label)
      tooltip = (try? container.decodeIfPresent(MarkupContent.self, forKey: .tooltip)) ?? nil
      paddingLeft = try container.decodeIfPresent(Bool.self, forKey: .paddingLeft)
      paddingRight = try container.decodeIfPresent(Bool.self, forKey: .paddingRight)
      data = try container.decodeIfPresent(JSONValue.self, forKey: .data)
    }
  }
}
