/// An editor with one document, for one server.
final class Client {
  /// After so long a server is taken to lack what was asked.
  static let patience = Duration.seconds(10)

  private let child: Child
  private let uri: String
  private var buffer: [UInt8] = []
  private var messages: [Message] = []
  private var lastID = 0
  private var version = 1
  private var isTyped = false
  private let place: Place
  private var deadline = ContinuousClock.now

  /// Starts the server and waits for its answer to `initialize`. The document need not be in the folder.
  init(_ command: [String], at place: Place, folder: String) throws {
    child = try Child(command)
    let folder = "file://" + folder
    uri = folder + (folder.hasSuffix("/") ? "" : "/") + "stack.kstack.yaml"
    self.place = place
    let capabilities = """
      {"general":{"positionEncodings":["utf-8","utf-16"]},"textDocument":{"publishDiagnostics":\
      {"versionSupport":true},"completion":{"completionItem":{"snippetSupport":true,"resolveSupport":\
      {"properties":["documentation"]}},"completionList":{"itemDefaults":["editRange"]}},\
      "hover":{"contentFormat":["markdown"]}}}
      """
    _ = try request("initialize", #"{"processId":null,"rootUri":\#(quoted(folder)),"capabilities":\#(capabilities)}"#)
  }

  func initialized() throws { try notify("initialized", "{}") }

  /// Ends the server as the protocol asks.
  func end() {
    _ = try? request("shutdown", nil)
    try? notify("exit", nil)
    child.waitForExit(within: .milliseconds(500))
  }

  var memory: (now: Double, peak: Double)? { child.memory }

  // MARK: - The document

  /// Opens the document and waits for its diagnostics.
  func open(_ text: String) throws {
    try notify(
      "textDocument/didOpen",
      #"{"textDocument":{"uri":"\#(uri)","languageId":"yaml","version":1,"text":\#(quoted(text))}}"#)
    try awaitDiagnostics()
  }

  /// Types one character, or takes it back.
  func edit() throws {
    version += 1
    let start = #"{"line":\#(place.edit.line),"character":\#(place.edit.column)}"#
    let end = #"{"line":\#(place.edit.line),"character":\#(place.edit.column + (isTyped ? 1 : 0))}"#
    let text = isTyped ? "" : "x"
    isTyped.toggle()
    try notify(
      "textDocument/didChange",
      """
      {"textDocument":{"uri":"\(uri)","version":\(version)},"contentChanges":\
      [{"range":{"start":\(start),"end":\(end)},"text":"\(text)"}]}
      """)
  }

  /// Waits for diagnostics of the present version; of a server that names no versions the next ones count.
  func awaitDiagnostics() throws {
    deadline = .now + Self.patience
    _ = try next { [version] in
      $0.method == "textDocument/publishDiagnostics" && ($0.version == nil || $0.version == version)
    }
  }

  /// Takes what has come without waiting, so that it is not mistaken for an answer to what follows.
  func drain() throws {
    deadline = .now + Self.patience
    while true {
      let count = buffer.count
      do {
        try child.receive(until: .now + .milliseconds(2)) { buffer.append(contentsOf: $0) }
      } catch let failure as Child.Failure where failure.description != "no answer in time" {
        throw failure
      } catch {}
      if buffer.count == count { break }
    }
    try cut()
    messages.removeAll()
  }

  /// A request about a place in the document; whether the answer says anything.
  func ask(_ feature: String, at point: Place.Point) throws -> Message {
    try request(
      "textDocument/\(feature)",
      """
      {"textDocument":{"uri":"\(uri)"},"position":{"line":\(point.line),"character":\(point.column)}}
      """)
  }

  // MARK: - Messages

  private func request(_ method: String, _ params: String?) throws -> Message {
    lastID += 1
    try send(#"{"jsonrpc":"2.0","id":\#(lastID),"method":"\#(method)"\#(params.map { #","params":"# + $0 } ?? "")}"#)
    let id = Array(String(lastID).utf8)
    return try next { $0.isResponse && $0.id == id }
  }

  private func notify(_ method: String, _ params: String?) throws {
    try send(#"{"jsonrpc":"2.0","method":"\#(method)"\#(params.map { #","params":"# + $0 } ?? "")}"#)
  }

  private func send(_ content: String) throws {
    deadline = .now + Self.patience
    let bytes = Array("Content-Length: \(content.utf8.count)\r\n\r\n\(content)".utf8)
    try child.write(bytes, until: deadline) { buffer.append(contentsOf: $0) }
  }

  /// The first message that fits, of those that wait and those to come; the ones before it are dropped.
  private func next(where fits: (Message) -> Bool) throws -> Message {
    while true {
      if let index = messages.firstIndex(where: fits) {
        let found = messages[index]
        messages.removeSubrange(...index)
        return found
      }
      messages.removeAll()
      try cut()
      if messages.isEmpty { try child.receive(until: deadline) { buffer.append(contentsOf: $0) } }
    }
  }

  /// Makes messages of the bytes that have come, and answers the server's own requests with null.
  private func cut() throws {
    var start = 0
    defer { buffer.removeSubrange(..<start) }
    while let header = headerEnd(from: start) {
      let text = String(decoding: buffer[start..<header], as: UTF8.self).lowercased()
      let line = text.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
      let digits = line?.drop { !$0.isNumber }.prefix { $0.isNumber } ?? ""
      guard let length = Int(digits) else { throw Child.Failure(description: "a message without a length") }
      guard buffer.count - header >= length else { return }
      let message = Message(buffer[header..<header + length])
      start = header + length
      messages.append(message)
      if !message.isResponse, let id = message.id {
        let content = #"{"jsonrpc":"2.0","id":\#(String(decoding: id, as: UTF8.self)),"result":null}"#
        let bytes = Array("Content-Length: \(content.utf8.count)\r\n\r\n\(content)".utf8)
        try child.write(bytes, until: deadline) { late.append(contentsOf: $0) }
      }
    }
    buffer += late
    late.removeAll()
  }

  /// What came while ``cut()`` was at work on ``buffer``.
  private var late: [UInt8] = []

  private func headerEnd(from start: Int) -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    var index = start
    while index + mark.count <= buffer.count {
      if buffer[index] == mark[0], buffer[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    return nil
  }
}
