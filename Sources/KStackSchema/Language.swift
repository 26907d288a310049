/// A whole dialect as one value. The analysis is given a language and knows none by itself.
public struct Language: Sendable {
  /// The name a person gives it.
  public let name: String
  /// Who reads such a file, as a sentence names it: "kstack ignores the key".
  public let reader: String
  /// The shape of the document's root.
  public let root: Shape
  /// Whole sidecars that people often need.
  public let patterns: [SidecarPattern]

  /// A dialect with its root shape and ready sidecars.
  public init(name: String, reader: String = "kstack", root: Shape, patterns: [SidecarPattern]) {
    self.name = name
    self.reader = reader
    self.root = root
    self.patterns = patterns
  }
}

/// A ready sidecar: completion offers it where a sidecar's name is expected.
public struct SidecarPattern: Sendable, Hashable {
  /// The sidecar's usual name, such as `logger`.
  public let name: String
  /// One line for the completion list.
  public let summary: String
  /// Markdown for the documentation pane.
  public let documentation: String
  /// The sidecar's entry as YAML, indented by 2, starting with its name; `${1:text}` marks what people fill in, in
  /// order of number, written so that the text without the marks is valid too.
  public let body: String

  /// See the properties for what each text is.
  public init(name: String, summary: String, documentation: String, body: String) {
    self.name = name
    self.summary = summary
    self.documentation = documentation
    self.body = body
  }
}
