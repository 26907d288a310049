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
  let disk: Disk

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
  private var clientCommands: Set<String> = []
  private var folders: [LSP.DocumentUri] = []
  /// By the folder from which they were looked for.
  private var projectFiles: [String: ProjectFile?] = [:]
  private var lastRequestNumber = 0
  private var lastResultNumber = 0
  private var configurationRequest: RequestID?

  init(installedReferencePage: String?, disk: Disk = Disk()) {
    self.installedReferencePage = installedReferencePage
    self.disk = disk
  }

  var translation: Translation {
    Translation(
      client: client, encoding: encoding, referencePage: settings.referencePage ?? installedReferencePage,
      clientCommands: clientCommands)
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

  // MARK: - Settings

  mutating func begin(_ params: LSP.InitializeParams) {
    phase = .running
    client = params.capabilities
    encoding = PositionEncoding(offered: client.positionEncodings)
    trace = params.trace ?? .off
    parentProcess = params.processId
    folders = params.workspaceFolders?.map(\.uri) ?? params.rootUri.map { [$0] } ?? []
    initializationOptions = params.initializationOptions ?? .null
    clientCommands = ClientCommand.announced(in: initializationOptions)
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
    refreshContexts()
    refreshHints()
  }

  /// What the client shows between the lines of open documents may be out of date; it asks again when it is told so.
  private mutating func refreshHints() {
    guard !documents.isEmpty else { return }
    if client.refreshesInlayHints { request("workspace/inlayHint/refresh") }
    if client.refreshesCodeLenses { request("workspace/codeLens/refresh") }
  }

  mutating func changeFolders(added: [LSP.DocumentUri], removed: [LSP.DocumentUri]) {
    folders = folders.filter { !removed.contains($0) } + added
    refreshContexts()
  }

  private mutating func refreshContexts() {
    for uri in documents.keys.sorted() {
      guard let document = documents[uri] else { continue }
      var context = context(uri: uri, languageID: document.languageID)
      context.unfinishedLine = document.context.unfinishedLine
      let settings = settings(for: uri)
      documents[uri]?.settings = settings
      documents[uri]?.context = context
      markForDiagnostics(uri)
    }
  }

  // MARK: - Project files

  /// The editor's settings, with what the project's own file says where they say nothing.
  private mutating func settings(for uri: LSP.DocumentUri) -> Settings {
    // A project file is judged as it stands in the editor, whatever is on the disk.
    guard !ProjectFile.isNamed(uri) else { return settings }
    return projectFile(for: uri).map { settings.over($0.settings) } ?? settings
  }

  /// The nearest project file above a document. Each folder is looked at once, until something changes.
  private mutating func projectFile(for uri: LSP.DocumentUri) -> ProjectFile? {
    guard let path = DocumentURI.path(ofFile: uri), let slash = path.lastIndex(of: "/") else { return nil }
    let folder = String(path[..<slash])
    if let known = projectFiles[folder] { return known }
    let file = ProjectFile.find(above: path, disk.read)
    projectFiles.updateValue(file, forKey: folder)
    for complaint in file?.complaints ?? [] { log(.warning, "\(file?.path ?? ""): \(complaint)") }
    return file
  }

  /// A project file was written, made or removed.
  mutating func projectFilesChanged() {
    projectFiles = [:]
    refreshContexts()
    refreshHints()
  }

  /// What the analysis is told about the world outside the text.
  mutating func context(uri: LSP.DocumentUri, languageID: String?) -> AnalysisContext {
    if ProjectFile.isNamed(uri) { return ProjectFile.context(snippets: client.snippets) }
    let settings = settings(for: uri)
    let path = DocumentURI.path(ofFile: uri)
    let roots = folders.compactMap(DocumentURI.path(ofFile:)) + (projectFile(for: uri).map { [$0.folder] } ?? [])
    return settings.context(
      fileName: DocumentURI.fileName(uri), path: path, below: roots, languageID: languageID,
      snippets: client.snippets)
  }

  // MARK: - Documents

  mutating func open(_ item: LSP.TextDocumentItem) {
    let context = context(uri: item.uri, languageID: item.languageId)
    documents[item.uri] = Document(item, context: context, settings: settings(for: item.uri))
    markForDiagnostics(item.uri)
  }

  mutating func change(_ params: LSP.DidChangeTextDocumentParams) {
    let uri = params.textDocument.uri
    guard documents[uri] != nil else { return }
    documents[uri]?.apply(params.contentChanges, version: params.textDocument.version, encoding: encoding)
    if documents[uri]?.settings.diagnosticsRun == .onType { markForDiagnostics(uri) }
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
    guard let document = documents[uri], let typed = document.context.unfinishedLine, typed != line else { return }
    guard documents[uri]?.finishLine() == true, document.settings.diagnosticsRun == .onType else { return }
    markForDiagnostics(uri)
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
    guard let file = documents[uri]?.stackFile(exists: disk.exists), let document = documents[uri] else { return nil }
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
    guard let file = documents[uri]?.stackFile(exists: disk.exists), let document = documents[uri] else { return }
    let translation = Translation(
      client: client, encoding: encoding, referencePage: document.settings.referencePage ?? installedReferencePage)
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
