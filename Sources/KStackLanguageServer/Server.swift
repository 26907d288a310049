import KStackAnalysis
package import LanguageServerProtocol
import YAMLSyntax

/// The language server as a reducer: a message in, messages out. It reads and writes nothing by itself, so that the
/// whole life cycle of LSP 3.17 can be tested by calling it.
package struct Server {
  private var session: Session

  /// - Parameters:
  ///   - installedReferencePage: the URI of the reference page that was installed with the program, or nil.
  ///   - disk: asked only for what open documents need.
  package init(installedReferencePage: String? = nil, disk: Disk = Disk()) {
    session = Session(installedReferencePage: installedReferencePage, disk: disk)
  }

  /// The status to end the process with, once the client said `exit`: 0 after `shutdown`, else 1.
  package var exitStatus: Int32? {
    if case .exited(let status) = session.phase { status } else { nil }
  }

  /// The status to end the process with when the client is gone without `exit`.
  package var statusOfLostClient: Int32 { exitStatus ?? (session.phase == .shutDown ? 0 : 1) }

  /// The process whose end ends the server, once `initialize` named one.
  package var parentProcess: Int? { session.parentProcess }

  /// Whether ``idle()`` has something to do.
  package var hasIdleWork: Bool { session.phase == .running && session.hasIdleWork }

  /// Works off one thing that could wait: call it while no message does and ``hasIdleWork`` holds.
  package mutating func idle() -> [OutgoingMessage] {
    guard hasIdleWork else { return [] }
    session.workIdly()
    return session.takeOutbox()
  }

  /// Takes the next message, in the order in which they came. The answer to a request goes before everything else
  /// that the request gave rise to; a request about the whole workspace is answered by ``idle()``.
  package mutating func receive(_ message: IncomingMessage) -> [OutgoingMessage] {
    switch message {
    case .request(let id, let method, let params):
      let answer = answer(id, method, params)
      trace("request '\(method)'")
      return (answer.map { [$0] } ?? []) + session.takeOutbox()
    case .cancelled(let id):
      return [.failure(id: id, ResponseError(.requestCancelled, "cancelled before it was looked at"))]
    case .notification(let method, let params):
      heed(method, params)
      return session.takeOutbox()
    case .response(let id, let result):
      if session.phase == .running { session.receive(result, for: id) }
      return session.takeOutbox()
    case .invalid(let id, let error):
      return [.failure(id: id, error)]
    }
  }

  /// Nil when the answer comes later.
  private mutating func answer(_ id: RequestID, _ method: String, _ params: Payload) -> OutgoingMessage? {
    do {
      switch try result(method, params) {
      case .now(let result): return .response(id: id, result: result)
      case .later(let request):
        session.begin(request, id)
        return nil
      }
    } catch {
      return .failure(id: id, error)
    }
  }

  private mutating func result(
    _ method: String, _ params: Payload
  ) throws(ResponseError) -> RequestRow.Answer {
    switch session.phase {
    case .new:
      guard method == "initialize" else { throw ResponseError(.serverNotInitialized, "'initialize' must come first") }
      return .now(try initialize(params))
    case .running: break
    case .shutDown, .exited: throw ResponseError(.invalidRequest, "the server is shut down")
    }
    switch method {
    case "initialize": throw ResponseError(.invalidRequest, "the server is initialized already")
    case "shutdown":
      session.phase = .shutDown
      session.cancelTasks("the server is shut down") { _ in true }
      return .now(Null())
    default:
      guard let row = RequestRow.all.first(where: { $0.method == method }) else {
        throw ResponseError(.methodNotFound, "'\(method)' is not known")
      }
      return try row.answer(params, &session)
    }
  }

  private mutating func initialize(_ params: Payload) throws(ResponseError) -> LSP.InitializeResult {
    session.begin(try params.decode())
    var capabilities = LSP.ServerCapabilities()
    if !session.client.positionEncodings.isEmpty { capabilities.positionEncoding = session.encoding.lspKind }
    capabilities.textDocumentSync = LSP.TextDocumentSyncOptions(
      openClose: true, change: .incremental, save: LSP.SaveOptions(includeText: false))
    var workspace = LSP.ServerCapabilities.Workspace()
    if session.client.workspaceFolders {
      workspace.workspaceFolders = LSP.ServerCapabilities.WorkspaceFolders(supported: true, changeNotifications: true)
    }
    workspace.fileOperations = LSP.FileOperationOptions(for: session.client)
    if workspace.workspaceFolders != nil || workspace.fileOperations != nil { capabilities.workspace = workspace }
    for row in RequestRow.all { row.announce(&capabilities, session.client) }
    return LSP.InitializeResult(
      capabilities: capabilities, serverInfo: LSP.ServerInfo(name: programName, version: programVersion))
  }

  private mutating func heed(_ method: String, _ params: Payload) {
    if method == "exit" {
      session.phase = .exited(status: session.phase == .shutDown ? 0 : 1)
      return
    }
    guard session.phase == .running, let row = NotificationRow.all.first(where: { $0.method == method }) else { return }
    do {
      try row.handle(params, &session)
    } catch {
      // A notification has no answer that could say so.
      session.log(.error, "'\(method)': \(error.message)")
    }
    trace("notification '\(method)'")
  }

  private mutating func trace(_ message: String) {
    guard session.trace != .off, session.phase == .running else { return }
    let params = LSP.LogTraceParams(message: "received \(message)", verbose: nil)
    session.send(.notification(method: "$/logTrace", params: params))
  }
}
