import LanguageServerProtocol

/// What a request wants to know of the whole workspace: one feature. It is shown one document or file after the other.
protocol WorkspaceWork: Sendable {
  /// What the client may show while it goes on.
  var title: String { get }
  /// Whether nothing more can be found.
  var isComplete: Bool { get }

  mutating func look(atDocument uri: LSP.DocumentUri, in session: inout Session)
  /// At a file that is not open.
  mutating func look(atFile path: String, in session: inout Session)
  /// Everything was looked at.
  mutating func finish()
  /// What was found since this was last asked, as a partial result; nil when it is nothing.
  mutating func takePart() -> (any Encodable & Sendable)?
  /// The answer, without the parts that were taken.
  func result() -> any Encodable & Sendable
}

extension WorkspaceWork {
  var isComplete: Bool { false }
  mutating func finish() {}
  mutating func takePart() -> (any Encodable & Sendable)? { nil }
}

/// A request about the whole workspace on its way. It is advanced a file at a time while no message waits, so that typing
/// goes on beside it and it can be cancelled.
struct WorkspaceTask: Sendable {
  let id: RequestID
  let workDoneToken: LSP.ProgressToken?
  private let partialResultToken: LSP.ProgressToken?
  private var work: any WorkspaceWork

  private enum Place: Sendable {
    case document(LSP.DocumentUri)
    case file(String)
  }

  /// Nil while the files are not known.
  private var rest: ArraySlice<Place>?
  private var seen: Set<LSP.DocumentUri> = []
  private var total = 0
  private var percentage = 0

  init(_ id: RequestID, _ request: WorkspaceRequest, in session: inout Session) {
    self.id = id
    work = request.work
    workDoneToken = request.workDoneToken
    partialResultToken = request.partialResultToken
    progress(LSP.WorkDoneProgress(kind: .begin, title: work.title, cancellable: true, percentage: 0), in: &session)
  }

  /// Lists a folder or looks at one document or file.
  ///
  /// - Returns: whether the request was answered.
  mutating func advance(in session: inout Session) -> Bool {
    guard let place = rest?.popFirst(), !work.isComplete else {
      if rest == nil {
        list(in: &session)
        return false
      }
      work.finish()
      sendPart(in: &session)
      end(.response(id: id, result: work.result()), in: &session)
      return true
    }
    switch place {
    case .document(let uri): look(atDocument: uri, in: &session)
    case .file(let path):
      // It may have been opened meanwhile.
      if let uri = session.openDocument(at: path) {
        look(atDocument: uri, in: &session)
      } else {
        work.look(atFile: path, in: &session)
      }
    }
    sendPart(in: &session)
    reportProgress(in: &session)
    return false
  }

  /// Answers the request before its time.
  func fail(_ error: ResponseError, in session: inout Session) { end(.failure(id: id, error), in: &session) }

  private mutating func look(atDocument uri: LSP.DocumentUri, in session: inout Session) {
    guard seen.insert(uri).inserted else { return }
    if session.documents[uri] != nil {
      work.look(atDocument: uri, in: &session)
    } else if let path = DocumentURI.path(ofFile: uri) {
      // It was closed meanwhile.
      work.look(atFile: path, in: &session)
    }
  }

  private mutating func list(in session: inout Session) {
    guard case .finished(let files, let isCut) = session.workspace.list(session.surroundings.roots, session.disk) else {
      return
    }
    if isCut, !session.workspace.hasToldOfCut {
      session.workspace.hasToldOfCut = true
      session.log(
        .warning,
        "the workspace has more than \(Workspace.maximumFiles) YAML files or \(Workspace.maximumFolders) folders: "
          + "the rest is looked at when it is opened")
    }
    let documents = session.documents.keys.sorted()
    rest = ArraySlice(documents.map(Place.document) + files.map(Place.file))
    total = rest?.count ?? 0
  }

  // MARK: - Messages

  private mutating func sendPart(in session: inout Session) {
    guard let partialResultToken, let part = work.takePart() else { return }
    session.send(
      .notification(method: "$/progress", params: LSP.ProgressParams(token: partialResultToken, value: part)))
  }

  private mutating func reportProgress(in session: inout Session) {
    guard let rest, total > 0 else { return }
    let now = 100 * (total - rest.count) / total
    guard now > percentage else { return }
    percentage = now
    progress(LSP.WorkDoneProgress(kind: .report, percentage: now), in: &session)
  }

  private func progress(_ value: LSP.WorkDoneProgress, in session: inout Session) {
    guard let workDoneToken else { return }
    session.send(.notification(method: "$/progress", params: LSP.ProgressParams(token: workDoneToken, value: value)))
  }

  private func end(_ answer: OutgoingMessage, in session: inout Session) {
    progress(LSP.WorkDoneProgress(kind: .end), in: &session)
    session.send(answer)
  }
}

/// A request about the whole workspace before it has begun.
struct WorkspaceRequest: Sendable {
  let work: any WorkspaceWork
  var workDoneToken: LSP.ProgressToken?
  var partialResultToken: LSP.ProgressToken?
}

extension Session {
  mutating func begin(_ request: WorkspaceRequest, _ id: RequestID) {
    let task = WorkspaceTask(id, request, in: &self)
    tasks.append(task)
  }

  /// One step of the request that waited longest.
  mutating func advanceNextTask() {
    guard !tasks.isEmpty else { return }
    var task = tasks.removeFirst()
    if !task.advance(in: &self) { tasks.append(task) }
  }

  /// Whatever is no running request is not for cancelling.
  mutating func cancelTasks(_ reason: String, where isMeant: (WorkspaceTask) -> Bool) {
    for task in tasks where isMeant(task) { task.fail(ResponseError(.requestCancelled, reason), in: &self) }
    tasks.removeAll(where: isMeant)
  }
}
