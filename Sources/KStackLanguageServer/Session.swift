import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// Everything the server remembers between two messages.
struct Session {
  enum Phase: Equatable {
    /// Before `initialize`.
    case new
    case running
    /// After `shutdown`.
    case shutDown
    /// After `exit`.
    case exited(status: Int32)
  }

  /// What the program knew when it started.
  let installedReferencePage: String?

  var phase = Phase.new
  var client = LSP.ClientCapabilities()
  var encoding = PositionEncoding.utf16
  var trace = LSP.TraceValue.off
  var parentProcess: Int?
  private(set) var settings = Settings()
  private(set) var documents: [LSP.DocumentUri: Document] = [:]
  /// Documents that wait for diagnostics, the one that changed last in front: it is the one being looked at.
  private var waiting: [LSP.DocumentUri] = []
  /// Messages for the client that no request asked for.
  private var outbox: [OutgoingMessage] = []

  private var initializationOptions = JSONValue.null
  private var patterns: [Glob] = []
  private var folders: [LSP.DocumentUri] = []
  private var lastRequestNumber = 0
  private var lastResultNumber = 0
  private var configurationRequest: RequestID?

  init(installedReferencePage: String?) {
    self.installedReferencePage = installedReferencePage
  }

  var translation: Translation {
    Translation(client: client, encoding: encoding, referencePage: settings.referencePage ?? installedReferencePage)
  }

  // MARK: - Messages to the client

  mutating func send(_ message: OutgoingMessage) { outbox.append(message) }

  mutating func takeOutbox() -> [OutgoingMessage] {
    defer { outbox = [] }
    return outbox
  }

  mutating func log(_ type: LSP.MessageType, _ message: String) {
    send(.notification(method: "window/logMessage", params: LSP.LogMessageParams(type: type, message: message)))
  }

  /// - Returns: the id that the response will carry.
  @discardableResult
  mutating func request(_ method: String, _ params: any Encodable & Sendable) -> RequestID {
    lastRequestNumber += 1
    let id = RequestID.string("\(Settings.section)-\(lastRequestNumber)")
    send(.request(id: id, method: method, params: params))
    return id
  }

  // MARK: - Settings

  mutating func begin(_ params: LSP.InitializeParams) {
    phase = .running
    client = params.capabilities
    encoding = PositionEncoding(offered: client.positionEncodings)
    trace = params.trace ?? .off
    parentProcess = params.processId
    folders = params.workspaceFolders?.map(\.uri) ?? params.rootUri.map { [$0] } ?? []
    initializationOptions = params.initializationOptions ?? .null
    var options = Settings()
    for complaint in options.apply(initializationOptions) { log(.warning, complaint) }
    configure(.null)
  }

  /// Asks the client for its settings; ``receive(result:for:)`` takes the answer.
  mutating func pullConfiguration() {
    let params = LSP.ConfigurationParams(items: [LSP.ConfigurationItem(section: Settings.section)])
    configurationRequest = request("workspace/configuration", params)
  }

  /// The answer to one of our own requests.
  mutating func receive(_ result: Result<Payload, ResponseError>, for id: RequestID?) {
    // An answer to an older pull than the last one is out of date.
    guard let id, id == configurationRequest else { return }
    configurationRequest = nil
    guard case .success(let payload) = result, let values = try? payload.decode(JSONValue.self) else { return }
    configure(values[0] ?? .null)
  }

  /// The settings are the defaults, over them what came with `initialize`, over that what the client says now.
  mutating func configure(_ configuration: JSONValue) {
    var changed = Settings()
    // What is wrong with the options was said when they came.
    _ = changed.apply(initializationOptions)
    for complaint in changed.apply(configuration) { log(.warning, complaint) }
    guard changed != settings else { return }
    settings = changed
    patterns = changed.filePatterns.map(Glob.init)
    refreshContexts()
  }

  mutating func changeFolders(added: [LSP.DocumentUri], removed: [LSP.DocumentUri]) {
    folders = folders.filter { !removed.contains($0) } + added
    refreshContexts()
  }

  private mutating func refreshContexts() {
    for uri in documents.keys.sorted() {
      guard let document = documents[uri] else { continue }
      let context = context(uri: uri, languageID: document.languageID)
      documents[uri]?.context = context
      markForDiagnostics(uri)
    }
  }

  /// What the analysis is told about the world outside the text.
  func context(uri: LSP.DocumentUri, languageID: String?) -> AnalysisContext {
    AnalysisContext(
      extraImages: settings.images, severities: settings.severities, fileName: DocumentURI.fileName(uri),
      languageID: languageID, matchesFilePatterns: matchesFilePatterns(uri), snippets: client.snippets)
  }

  private func matchesFilePatterns(_ uri: LSP.DocumentUri) -> Bool {
    guard !patterns.isEmpty, let path = DocumentURI.path(ofFile: uri) else { return false }
    let roots = folders.compactMap(DocumentURI.path(ofFile:))
    return patterns.contains { $0.matches(path: path, below: roots) }
  }

  // MARK: - Documents

  mutating func open(_ item: LSP.TextDocumentItem) {
    documents[item.uri] = Document(item, context: context(uri: item.uri, languageID: item.languageId))
    markForDiagnostics(item.uri)
  }

  mutating func change(_ params: LSP.DidChangeTextDocumentParams) {
    let uri = params.textDocument.uri
    guard documents[uri] != nil else { return }
    documents[uri]?.apply(params.contentChanges, version: params.textDocument.version, encoding: encoding)
    if settings.diagnosticsRun == .onType { markForDiagnostics(uri) }
  }

  mutating func saved(_ uri: LSP.DocumentUri) {
    if settings.diagnosticsRun == .onSave { markForDiagnostics(uri) }
  }

  /// The client's list is emptied: nobody will update it any more.
  mutating func close(_ uri: LSP.DocumentUri) {
    guard documents.removeValue(forKey: uri) != nil else { return }
    waiting.removeAll { $0 == uri }
    publish(LSP.PublishDiagnosticsParams(uri: uri, version: nil, diagnostics: []))
  }

  /// Runs a feature on the analysis of a document; nil when the client never opened it.
  mutating func withDocument<Answer>(
    _ uri: LSP.DocumentUri, _ body: (_ file: StackFile, _ document: Document) -> Answer?
  ) -> Answer? {
    guard let file = documents[uri]?.stackFile(), let document = documents[uri] else { return nil }
    return body(file, document)
  }

  // MARK: - Results that the client may refer to

  /// An id that no other result of this session has.
  mutating func nextResultID() -> String {
    lastResultNumber += 1
    return String(lastResultNumber)
  }

  mutating func remember(_ tokens: Document.Tokens, of uri: LSP.DocumentUri) { documents[uri]?.tokens = tokens }

  // MARK: - Diagnostics

  var hasWaitingDiagnostics: Bool { !waiting.isEmpty }

  private mutating func markForDiagnostics(_ uri: LSP.DocumentUri) {
    guard documents[uri] != nil else { return }
    waiting.removeAll { $0 == uri }
    waiting.insert(uri, at: 0)
  }

  /// Checks the document that waits first. A list that the client already shows for this version is not sent again.
  mutating func publishNextDiagnostics() {
    guard !waiting.isEmpty else { return }
    let uri = waiting.removeFirst()
    guard let file = documents[uri]?.stackFile(), let document = documents[uri] else { return }
    let diagnostics = file.diagnostics().map { translation.diagnostic($0, in: file.text, uri: uri) }
    let published = Document.Published(version: document.version, diagnostics: diagnostics)
    guard document.published != published else { return }
    documents[uri]?.published = published
    publish(LSP.PublishDiagnosticsParams(uri: uri, version: document.version, diagnostics: diagnostics))
  }

  private mutating func publish(_ params: LSP.PublishDiagnosticsParams) {
    var params = params
    if !client.diagnosticVersion { params.version = nil }
    send(.notification(method: "textDocument/publishDiagnostics", params: params))
  }
}
