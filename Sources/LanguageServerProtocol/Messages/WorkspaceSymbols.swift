extension LSP {
  /// `workspace/symbol`. The answer is a list of ``SymbolInformation``, which has the form of LSP 3.17's
  /// `WorkspaceSymbol` with a whole location too.
  package struct WorkspaceSymbolParams: Sendable, Hashable, Codable {
    /// Empty for all symbols.
    package var query: String
    package var workDoneToken: ProgressToken?
    package var partialResultToken: ProgressToken?
  }

  package struct WorkspaceSymbolOptions: Sendable, Hashable, Codable {
    package var workDoneProgress: Bool

    package init(workDoneProgress: Bool) { self.workDoneProgress = workDoneProgress }
  }
}
