extension LSP {
  /// What the client said it can take, reduced to what this server asks about.
  ///
  /// Read leniently: a capability of another type than the specification's (some clients send `[]` for an empty
  /// object) counts as not announced.
  package struct ClientCapabilities: Sendable, Hashable, Decodable {
    /// `general.positionEncodings`; empty when the client offers none, which means UTF-16. Unknown ones are left out.
    package var positionEncodings: [PositionEncodingKind] = []

    /// `workspace.configuration`: the server may pull settings.
    package var pullsConfiguration = false
    /// `workspace.didChangeConfiguration.dynamicRegistration`.
    package var registersConfigurationChange = false
    /// `workspace.workspaceFolders`.
    package var workspaceFolders = false
    /// `workspace.workspaceEdit.documentChanges`: edits may name a document version.
    package var documentChanges = false

    /// `textDocument.publishDiagnostics.versionSupport`.
    package var diagnosticVersion = false
    /// `textDocument.publishDiagnostics.relatedInformation`.
    package var diagnosticRelatedInformation = false
    /// `textDocument.publishDiagnostics.codeDescriptionSupport`.
    package var diagnosticCodeDescription = false
    /// `textDocument.publishDiagnostics.tagSupport.valueSet`.
    package var diagnosticTags: Set<Int> = []

    /// `textDocument.hover.contentFormat`, in the client's order of preference.
    package var hoverFormats: [String] = []

    /// `textDocument.completion.completionItem.snippetSupport`.
    package var snippets = false
    /// `…completionItem.documentationFormat`, in the client's order of preference.
    package var completionDocumentationFormats: [String] = []
    /// `…completionItem.resolveSupport.properties`.
    package var completionResolveProperties: Set<String> = []
    /// `…completionItem.insertTextModeSupport.valueSet`.
    package var insertTextModes: Set<Int> = []
    /// `…completionItem.tagSupport.valueSet`.
    package var completionTags: Set<Int> = []
    /// `…completionItem.deprecatedSupport`, the older way to strike an item through.
    package var completionDeprecated = false
    /// `…completionItem.preselectSupport`.
    package var completionPreselect = false
    /// `textDocument.completion.completionItemKind.valueSet`; nil stands for the kinds of LSP 1.0, 1 to 18.
    package var completionKinds: Set<Int>?

    /// `textDocument.codeAction.codeActionLiteralSupport`: without it only commands may be sent.
    package var codeActionLiterals = false
    /// `textDocument.codeAction.isPreferredSupport`.
    package var codeActionPreferred = false

    /// `textDocument.onTypeFormatting`: the client may ask after what was typed.
    package var onTypeFormatting = false

    /// A client that announced nothing.
    package init() {}

    package init(from decoder: any Decoder) throws {
      let root = Capability(try? decoder.container(keyedBy: Capability.Key.self))
      let encodings = root["general"].strings("positionEncodings")
      positionEncodings = encodings.compactMap(PositionEncodingKind.init(rawValue:))

      let workspace = root["workspace"]
      pullsConfiguration = workspace.flag("configuration")
      registersConfigurationChange = workspace["didChangeConfiguration"].flag("dynamicRegistration")
      workspaceFolders = workspace.flag("workspaceFolders")
      documentChanges = workspace["workspaceEdit"].flag("documentChanges")

      let document = root["textDocument"]
      let diagnostics = document["publishDiagnostics"]
      diagnosticVersion = diagnostics.flag("versionSupport")
      diagnosticRelatedInformation = diagnostics.flag("relatedInformation")
      diagnosticCodeDescription = diagnostics.flag("codeDescriptionSupport")
      diagnosticTags = Set(diagnostics["tagSupport"].integers("valueSet") ?? [])

      hoverFormats = document["hover"].strings("contentFormat")

      let item = document["completion"]["completionItem"]
      snippets = item.flag("snippetSupport")
      completionDocumentationFormats = item.strings("documentationFormat")
      completionResolveProperties = Set(item["resolveSupport"].strings("properties"))
      insertTextModes = Set(item["insertTextModeSupport"].integers("valueSet") ?? [])
      completionTags = Set(item["tagSupport"].integers("valueSet") ?? [])
      completionDeprecated = item.flag("deprecatedSupport")
      completionPreselect = item.flag("preselectSupport")
      completionKinds = document["completion"]["completionItemKind"].integers("valueSet").map(Set.init)

      let action = document["codeAction"]
      codeActionLiterals = action["codeActionLiteralSupport"].exists
      codeActionPreferred = action.flag("isPreferredSupport")

      onTypeFormatting = document["onTypeFormatting"].exists
    }
  }
}

/// An object among the capabilities, or nothing where the client sent none.
private struct Capability {
  struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Key>?

  init(_ container: KeyedDecodingContainer<Key>?) { self.container = container }

  var exists: Bool { container != nil }

  subscript(name: String) -> Capability {
    Capability(try? container?.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: name)))
  }

  func flag(_ name: String) -> Bool { value(name) ?? false }
  func strings(_ name: String) -> [String] { value(name) ?? [] }
  func integers(_ name: String) -> [Int]? { value(name) }

  private func value<Value: Decodable>(_ name: String) -> Value? {
    (try? container?.decodeIfPresent(Value.self, forKey: Key(stringValue: name))) ?? nil
  }
}
