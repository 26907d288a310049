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
  var surroundings: Surroundings
  var documents: [LSP.DocumentUri: Document] = [:]
  /// What the client calls a document, by where it lies.
  private var uriByPath: [String: LSP.DocumentUri] = [:]
  /// The stacks of the workspace that are not open.
  var workspace = Workspace()
  var watches = FileWatches()
  /// Requests about the whole workspace, each answered a little at a time.
  var tasks: [WorkspaceTask] = []
  /// Documents that wait for diagnostics, the one that changed last in front: it is the one being looked at.
  var waiting: [LSP.DocumentUri] = []
  /// Whether a client that pulls diagnostics is to be told that they changed.
  var isRefreshDue = false

  /// Messages for the client that no request asked for.
  private var outbox: [OutgoingMessage] = []
  private var initializationOptions = JSONValue.null
  private var clientCommands: Set<String> = []
  private var lastRequestNumber = 0
  private var lastResultNumber = 0
  private var configurationRequest: RequestID?

  init(installedReferencePage: String?, disk: Disk = Disk()) {
    self.installedReferencePage = installedReferencePage
    surroundings = Surroundings(disk: disk)
  }

  var disk: Disk { surroundings.disk }

  var translation: Translation { translation(for: surroundings.editor) }

  /// With the page that a document's own settings name.
  func translation(for settings: Settings) -> Translation {
    Translation(
      client: client, encoding: encoding, referencePage: settings.referencePage ?? installedReferencePage,
      clientCommands: clientCommands)
  }

  mutating func begin(_ params: LSP.InitializeParams) {
    phase = .running
    client = params.capabilities
    encoding = PositionEncoding(offered: client.positionEncodings)
    trace = params.trace ?? .off
    parentProcess = params.processId
    surroundings.folders = params.workspaceFolders?.map(\.uri) ?? params.rootUri.map { [$0] } ?? []
    initializationOptions = params.initializationOptions ?? .null
    clientCommands = ClientCommand.announced(in: initializationOptions)
    var options = Settings()
    for complaint in options.apply(initializationOptions) { log(.warning, complaint) }
    configure(.null)
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
  mutating func request(_ method: String, _ params: (any Encodable & Sendable)? = nil) -> RequestID {
    lastRequestNumber += 1
    let id = RequestID.string("\(Settings.section)-\(lastRequestNumber)")
    send(.request(id: id, method: method, params: params))
    return id
  }

  /// A name that no other result of this session has.
  mutating func nextResultID() -> String {
    lastResultNumber += 1
    return String(lastResultNumber)
  }

  // MARK: - Settings

  /// Asks the client for its settings; ``receive(result:for:)`` takes the answer.
  mutating func pullConfiguration() {
    let params = LSP.ConfigurationParams(items: [LSP.ConfigurationItem(section: Settings.section)])
    configurationRequest = request("workspace/configuration", params)
  }

  /// The answer to one of our own requests.
  mutating func receive(_ result: Result<Payload, ResponseError>, for id: RequestID?) {
    if id == watches.request, case .failure = result { workspace.isWatched = false }
    // An answer to an older pull than the last one is out of date.
    guard let id, id == configurationRequest else { return }
    configurationRequest = nil
    guard case .success(let payload) = result, let values = try? payload.decode(JSONValue.self) else { return }
    configure(values[0] ?? .null)
  }

  /// The settings are the defaults, over them what came with `initialize`, over that what the client says now.
  ///
  /// - Parameter isLast: false when the client will say it again in answer to a question: mistakes are logged then.
  mutating func configure(_ configuration: JSONValue, isLast: Bool = true) {
    var changed = Settings()
    // What is wrong with the options was said when they came.
    _ = changed.apply(initializationOptions)
    let complaints = changed.apply(configuration)
    for complaint in isLast ? complaints : [] { log(.warning, complaint) }
    guard changed != surroundings.editor else { return }
    surroundings.editor = changed
    refreshContexts()
  }

  mutating func changeFolders(added: [LSP.DocumentUri], removed: [LSP.DocumentUri]) {
    surroundings.folders = surroundings.folders.filter { !removed.contains($0) } + added
    workspace.forgetFolders()
    refreshContexts()
  }

  /// A project file was written, made, moved or removed.
  mutating func projectFilesChanged() {
    surroundings.forgetProjectFiles()
    refreshContexts()
  }

  /// What is set may be another for every file.
  private mutating func refreshContexts() {
    var areSettingsOthers = false
    for uri in documents.keys.sorted() {
      guard let document = documents[uri] else { continue }
      let context = context(uri: uri, languageID: document.languageID)
      let settings = settings(for: uri)
      if settings != document.settings { areSettingsOthers = true }
      documents[uri]?.settings = settings
      documents[uri]?.context = context
      markForDiagnostics(uri)
    }
    workspace.doubtAll()
    refreshWorkspaceDiagnostics()
    if areSettingsOthers { refreshViews() }
  }

  /// What the client shows of open documents may be out of date; it asks again when it is told so.
  private mutating func refreshViews() {
    if client.refreshesInlayHints { request("workspace/inlayHint/refresh") }
    if client.refreshesCodeLenses { request("workspace/codeLens/refresh") }
    if client.refreshesSemanticTokens { request("workspace/semanticTokens/refresh") }
  }

  /// The editor's settings, with what the project's own file says where they say nothing.
  mutating func settings(for uri: LSP.DocumentUri) -> Settings {
    let settings = surroundings.settings(for: uri)
    logComplaints()
    return settings
  }

  /// What the analysis is told about the world outside the text.
  mutating func context(uri: LSP.DocumentUri, languageID: String?) -> AnalysisContext {
    let context = surroundings.context(uri: uri, languageID: languageID, snippets: client.snippets)
    logComplaints()
    return context
  }

  private mutating func logComplaints() {
    for complaint in surroundings.takeComplaints() { log(.warning, complaint) }
  }

  // MARK: - Documents

  mutating func open(_ item: LSP.TextDocumentItem) {
    let context = context(uri: item.uri, languageID: item.languageId)
    documents[item.uri] = Document(item, context: context, settings: settings(for: item.uri))
    if let path = DocumentURI.path(ofFile: item.uri) { uriByPath[path] = item.uri }
    markForDiagnostics(item.uri)
    watches.isStale = true
  }

  mutating func change(_ params: LSP.DidChangeTextDocumentParams) {
    let uri = params.textDocument.uri
    guard documents[uri] != nil else { return }
    documents[uri]?.apply(params.contentChanges, version: params.textDocument.version, encoding: encoding)
    watches.isStale = true
    guard documents[uri]?.settings.diagnosticsRun == .onType else { return }
    if client.pullsDiagnostics {
      // It asks by itself when it has changed a text.
      documents[uri]?.isCheckDue = true
    } else {
      markForDiagnostics(uri)
    }
  }

  mutating func saved(_ uri: LSP.DocumentUri) {
    let wasTyping = documents[uri]?.finishLine() ?? false
    let looksAgain = documents[uri]?.lookAgain() ?? false
    if wasTyping || looksAgain || documents[uri]?.settings.diagnosticsRun == .onSave { markForDiagnostics(uri) }
    if ProjectFile.isNamed(uri) { projectFilesChanged() }
  }

  /// LSP does not tell where the cursor is, but some requests are about it. On another line than the one that was
  /// typed on, it has left that line.
  mutating func cursorSeen(in uri: LSP.DocumentUri, at line: Int) {
    guard let document = documents[uri], let typed = document.unfinishedLine, typed != line else { return }
    guard documents[uri]?.finishLine() == true, document.settings.diagnosticsRun == .onType else { return }
    markForDiagnostics(uri)
  }

  /// The client's list is emptied: nobody will update it any more. A client that pulls does so by itself.
  mutating func close(_ uri: LSP.DocumentUri) {
    guard documents.removeValue(forKey: uri) != nil else { return }
    if let path = DocumentURI.path(ofFile: uri) { uriByPath[path] = nil }
    waiting.removeAll { $0 == uri }
    watches.isStale = true
    // From now on the file counts as it is on the disk.
    refreshWorkspaceDiagnostics()
    if !client.pullsDiagnostics { publish(LSP.PublishDiagnosticsParams(uri: uri, version: nil, diagnostics: [])) }
  }

  /// What the client calls the file at an absolute path; nil when it is not open.
  func openDocument(at path: String) -> LSP.DocumentUri? { uriByPath[path] }

  /// Runs a feature on the analysis of a document; nil when the client never opened it.
  mutating func withDocument<Answer>(
    _ uri: LSP.DocumentUri, _ body: (_ file: StackFile, _ document: Document) -> Answer?
  ) -> Answer? {
    let exists = disk.exists
    guard let file = documents[uri]?.stackFile(exists: exists), let document = documents[uri] else { return nil }
    return body(file, document)
  }

  /// Runs a feature on a document; nil when the client never opened it.
  mutating func changingDocument<Answer>(
    _ uri: LSP.DocumentUri, _ body: (_ document: inout Document, _ exists: PathExistence?) -> Answer?
  ) -> Answer? {
    guard let index = documents.index(forKey: uri) else { return nil }
    return body(&documents.values[index], disk.exists)
  }

  mutating func remember(_ tokens: Document.Tokens, of uri: LSP.DocumentUri) { documents[uri]?.tokens = tokens }

  // MARK: - Idle work

  var hasIdleWork: Bool { !waiting.isEmpty || isRefreshDue || watches.isStale(for: client) || !tasks.isEmpty }

  /// Does one thing of what could wait, what a person is looking at first.
  mutating func workIdly() {
    if !waiting.isEmpty {
      checkNextDocument()
    } else if watches.isStale(for: client) {
      watchEnvironmentFiles()
    } else if isRefreshDue {
      isRefreshDue = false
      request("workspace/diagnostic/refresh")
    } else {
      advanceNextTask()
    }
  }
}
