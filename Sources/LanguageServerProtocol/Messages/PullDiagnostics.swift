extension LSP {
  /// `textDocument/diagnostic`.
  package struct DocumentDiagnosticParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    /// Of the last report that the client has for the document.
    package var previousResultId: String?
  }

  /// All diagnostics of a document, or that they are those of a result that the client has.
  package enum DocumentDiagnosticReport: Sendable, Hashable, Encodable {
    case full(resultId: String?, items: [Diagnostic])
    case unchanged(resultId: String)

    fileprivate enum CodingKeys: String, CodingKey { case kind, resultId, items, uri, version }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try encode(into: &container)
    }

    fileprivate func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
      switch self {
      case .full(let resultId, let items):
        try container.encode("full", forKey: .kind)
        try container.encodeIfPresent(resultId, forKey: .resultId)
        try container.encode(items, forKey: .items)
      case .unchanged(let resultId):
        try container.encode("unchanged", forKey: .kind)
        try container.encode(resultId, forKey: .resultId)
      }
    }
  }

  /// `workspace/diagnostic`.
  package struct WorkspaceDiagnosticParams: Sendable, Hashable, Codable {
    package var previousResultIds: [PreviousResultId]
    package var workDoneToken: ProgressToken?
    package var partialResultToken: ProgressToken?
  }

  package struct PreviousResultId: Sendable, Hashable, Codable {
    package var uri: DocumentUri
    package var value: String
  }

  package struct WorkspaceDiagnosticReport: Sendable, Hashable, Encodable {
    package var items: [WorkspaceDocumentDiagnosticReport]

    package init(items: [WorkspaceDocumentDiagnosticReport]) { self.items = items }
  }

  /// The report of one document of the workspace.
  package struct WorkspaceDocumentDiagnosticReport: Sendable, Hashable, Encodable {
    package var uri: DocumentUri
    /// Nil, which is sent as null, for a document that is not open.
    package var version: Int?
    package var report: DocumentDiagnosticReport

    package init(uri: DocumentUri, version: Int?, report: DocumentDiagnosticReport) {
      self.uri = uri
      self.version = version
      self.report = report
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: DocumentDiagnosticReport.CodingKeys.self)
      try report.encode(into: &container)
      try container.encode(uri, forKey: .uri)
      try container.encode(version, forKey: .version)
    }
  }

  package struct DiagnosticOptions: Sendable, Hashable, Codable {
    package var identifier: String
    package var interFileDependencies: Bool
    package var workspaceDiagnostics: Bool
    package var workDoneProgress: Bool

    package init(
      identifier: String, interFileDependencies: Bool, workspaceDiagnostics: Bool, workDoneProgress: Bool
    ) {
      self.identifier = identifier
      self.interFileDependencies = interFileDependencies
      self.workspaceDiagnostics = workspaceDiagnostics
      self.workDoneProgress = workDoneProgress
    }
  }
}
