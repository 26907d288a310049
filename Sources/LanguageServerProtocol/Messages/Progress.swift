extension LSP {
  /// A number or a text.
  package typealias ProgressToken = RequestID

  /// `$/progress`: a part of a result, or how far work has come.
  package struct ProgressParams: Sendable, Encodable {
    package var token: ProgressToken
    package var value: any Encodable & Sendable

    private enum CodingKeys: String, CodingKey { case token, value }

    package init(token: ProgressToken, value: any Encodable & Sendable) {
      self.token = token
      self.value = value
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(token, forKey: .token)
      try container.encode(value, forKey: .value)
    }
  }

  /// `WorkDoneProgressBegin`, `…Report` and `…End`; what is nil is left out.
  package struct WorkDoneProgress: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
      case begin, report, end
    }

    package var kind: Kind
    package var title: String?
    package var cancellable: Bool?
    package var message: String?
    /// From 0 to 100.
    package var percentage: Int?

    package init(
      kind: Kind, title: String? = nil, cancellable: Bool? = nil, message: String? = nil, percentage: Int? = nil
    ) {
      self.kind = kind
      self.title = title
      self.cancellable = cancellable
      self.message = message
      self.percentage = percentage
    }
  }

  /// `window/workDoneProgress/cancel`.
  package struct WorkDoneProgressCancelParams: Sendable, Hashable, Codable {
    package var token: ProgressToken
  }
}
