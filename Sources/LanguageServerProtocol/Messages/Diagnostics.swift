extension LSP {
  package struct Diagnostic: Sendable, Hashable, Codable {
    package var range: Range
    package var severity: DiagnosticSeverity?
    package var code: Code?
    package var codeDescription: CodeDescription?
    package var source: String?
    package var message: String
    package var tags: [DiagnosticTag]?
    package var relatedInformation: [DiagnosticRelatedInformation]?
    package var data: JSONValue?

    package init(
      range: Range, severity: DiagnosticSeverity? = nil, code: Code? = nil, codeDescription: CodeDescription? = nil,
      source: String? = nil, message: String, tags: [DiagnosticTag]? = nil,
      relatedInformation: [DiagnosticRelatedInformation]? = nil
    ) {
      self.range = range
      self.severity = severity
      self.code = code
      self.codeDescription = codeDescription
      self.source = source
      self.message = message
      self.tags = tags
      self.relatedInformation = relatedInformation
    }

    /// A number or a text: a client may hand back other servers' diagnostics.
    package typealias Code = RequestID
  }

  package enum DiagnosticSeverity: Int, Sendable, Hashable, Codable {
    case error = 1
    case warning, information, hint
  }

  package enum DiagnosticTag: Int, Sendable, Hashable, Codable {
    case unnecessary = 1
    case deprecated
  }

  package struct CodeDescription: Sendable, Hashable, Codable {
    package var href: String

    package init(href: String) { self.href = href }
  }

  package struct DiagnosticRelatedInformation: Sendable, Hashable, Codable {
    package var location: Location
    package var message: String

    package init(location: Location, message: String) {
      self.location = location
      self.message = message
    }
  }

  package struct PublishDiagnosticsParams: Sendable, Hashable, Codable {
    package var uri: DocumentUri
    package var version: Int?
    package var diagnostics: [Diagnostic]

    package init(uri: DocumentUri, version: Int?, diagnostics: [Diagnostic]) {
      self.uri = uri
      self.version = version
      self.diagnostics = diagnostics
    }
  }
}

extension LSP.PublishDiagnosticsParams: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    object.write("uri", uri)
    object.write("version", version)
    try object.write("diagnostics", diagnostics)
    object.end()
  }
}

extension LSP.Diagnostic: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    try object.write("range", range)
    object.write("severity", severity?.rawValue)
    try object.write("code", code)
    try object.write("codeDescription", codeDescription)
    object.write("source", source)
    object.write("message", message)
    try object.write("tags", tags)
    try object.write("relatedInformation", relatedInformation)
    try object.write("data", data)
    object.end()
  }
}

extension LSP.DiagnosticRelatedInformation: JSONListItem {
  func write(to output: JSONOutput) throws {
    var object = output.object()
    try object.write("location", location)
    object.write("message", message)
    object.end()
  }
}
