extension LSP {
  package struct Hover: Sendable, Hashable, Codable {
    package var contents: MarkupContent
    package var range: Range?

    package init(contents: MarkupContent, range: Range?) {
      self.contents = contents
      self.range = range
    }
  }
}
