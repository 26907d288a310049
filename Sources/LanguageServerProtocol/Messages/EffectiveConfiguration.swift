extension LSP {
  /// The answer to `kstack/effectiveConfiguration`, which is no part of LSP: a text to be shown.
  package struct EffectiveConfiguration: Sendable, Hashable, Codable {
    /// What the text is about, on one line.
    package var title: String
    package var languageId: String
    package var text: String

    package init(title: String, languageId: String, text: String) {
      self.title = title
      self.languageId = languageId
      self.text = text
    }
  }
}
