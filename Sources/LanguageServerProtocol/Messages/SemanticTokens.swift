extension LSP {
  package struct SemanticTokensLegend: Sendable, Hashable, Codable {
    package var tokenTypes: [String]
    package var tokenModifiers: [String]

    package init(tokenTypes: [String], tokenModifiers: [String]) {
      self.tokenTypes = tokenTypes
      self.tokenModifiers = tokenModifiers
    }
  }

  package struct SemanticTokensOptions: Sendable, Hashable, Codable {
    package var legend: SemanticTokensLegend
    package var range: Bool?
    package var full: Full?

    package struct Full: Sendable, Hashable, Codable {
      package var delta: Bool

      package init(delta: Bool) { self.delta = delta }
    }

    package init(legend: SemanticTokensLegend, range: Bool?, full: Full?) {
      self.legend = legend
      self.range = range
      self.full = full
    }
  }

  package struct SemanticTokensRangeParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var range: Range
  }

  package struct SemanticTokensDeltaParams: TextDocumentRequestParams, Hashable, Codable {
    package var textDocument: TextDocumentIdentifier
    package var previousResultId: String
  }

  /// Five numbers for each token: lines and characters since the token before, length, type, modifiers.
  package struct SemanticTokens: Sendable, Hashable, Codable {
    package var resultId: String?
    package var data: [Int]

    package init(resultId: String?, data: [Int]) {
      self.resultId = resultId
      self.data = data
    }
  }

  package struct SemanticTokensDelta: Sendable, Hashable, Codable {
    package var resultId: String?
    /// Edits of the numbers that the previous result had.
    package var edits: [SemanticTokensEdit]

    package init(resultId: String?, edits: [SemanticTokensEdit]) {
      self.resultId = resultId
      self.edits = edits
    }
  }

  package struct SemanticTokensEdit: Sendable, Hashable, Codable {
    package var start: Int
    package var deleteCount: Int
    package var data: [Int]

    package init(start: Int, deleteCount: Int, data: [Int]) {
      self.start = start
      self.deleteCount = deleteCount
      self.data = data
    }
  }

  /// The answer to `textDocument/semanticTokens/full/delta`: all tokens when the previous result is not known.
  package enum SemanticTokensChange: Sendable, Hashable, Encodable {
    case full(SemanticTokens)
    case delta(SemanticTokensDelta)

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .full(let tokens): try container.encode(tokens)
      case .delta(let delta): try container.encode(delta)
      }
    }
  }
}
