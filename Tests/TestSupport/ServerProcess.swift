package import Foundation
package import LanguageServerProtocol

/// The built program at the other end of real pipes.
package final class ServerProcess {
  /// Something the program should have done and did not.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var framer = MessageFramer()
  private var received: [JSONValue] = []
  private var lastID = 0

  /// The program, beside the tests' own bundle.
  package static func program() throws -> URL {
    let name = "kstack-language-server"
    var folders = [URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
    folders += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    for folder in folders {
      let program = folder.appendingPathComponent(name)
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    }
    throw Failure(description: "\(name) is not in \(folders.map(\.path))")
  }

  /// Starts a language server that waits for messages.
  package init(arguments: [String] = ["--stdio"]) throws {
    process.executableURL = try Self.program()
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  deinit {
    // Signals may be blocked here, and the child inherits that; the end of its input ends it all the same.
    try? input.fileHandleForWriting.close()
  }

  // MARK: - Sending

  package func send(raw bytes: [UInt8]) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(bytes))
  }

  package func send(_ message: JSONValue) throws {
    try send(raw: MessageFramer.frame(try message.json()))
  }

  package func notify(_ method: String, _ params: JSONValue? = nil) throws {
    try send(Self.message(method, params, id: nil))
  }

  /// Sends a request and waits for its response; messages that come before it wait in ``next(where:)``.
  package func request(_ method: String, _ params: JSONValue? = nil) throws -> JSONValue {
    let id = try begin(method, params)
    return try next { $0["id"] == id && $0["method"] == nil }
  }

  /// Sends a request and waits for nothing; gives its id.
  package func begin(_ method: String, _ params: JSONValue? = nil) throws -> JSONValue {
    lastID += 1
    let id = JSONValue.integer(lastID)
    try send(Self.message(method, params, id: id))
    return id
  }

  /// The messages that came and were not asked for yet.
  package var waiting: [JSONValue] { received }

  private static func message(_ method: String, _ params: JSONValue?, id: JSONValue?) -> JSONValue {
    var members: [String: JSONValue] = ["jsonrpc": "2.0", "method": .string(method)]
    members["id"] = id
    members["params"] = params
    return .object(members)
  }

  /// The handshake, with the capabilities that the client announces; gives the server's.
  @discardableResult
  package func initialize(
    _ capabilities: JSONValue = [:], processId: JSONValue = nil, folders: JSONValue = nil
  ) throws -> JSONValue {
    let params: JSONValue = ["processId": processId, "capabilities": capabilities, "workspaceFolders": folders]
    let answer = try request("initialize", params)
    try notify("initialized", [:])
    return answer["result"]?["capabilities"] ?? .null
  }

  package func open(_ uri: String, _ text: String, languageId: String = "yaml", version: Int = 1) throws {
    try notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": .string(languageId), "version": .integer(version), "text": .string(text),
        ]
      ])
  }

  /// The next published list for a document.
  package func diagnostics(_ uri: String) throws -> [JSONValue] {
    let message = try next {
      $0["method"] == "textDocument/publishDiagnostics" && $0["params"]?["uri"] == .string(uri)
    }
    return message["params"]?["diagnostics"]?.array ?? []
  }

  package func closeInput() throws { try input.fileHandleForWriting.close() }

  /// Reads nothing any more.
  package func closeOutput() throws { try output.fileHandleForReading.close() }

  // MARK: - Receiving

  /// The first message, of those that came and those to come, for which `matches` holds.
  package func next(where matches: (JSONValue) -> Bool) throws -> JSONValue {
    var looked = 0
    while true {
      while looked < received.count {
        if matches(received[looked]) { return received.remove(at: looked) }
        looked += 1
      }
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else { throw Failure(description: "the server closed its output; it sent \(received)") }
      for frame in framer.consume(chunk) {
        guard case .content(let content) = frame else { throw Failure(description: "no frame: \(frame)") }
        received.append(try JSONValue(json: content))
      }
    }
  }

  /// Shuts the server down in good order and gives its exit status.
  package func shutDown() throws -> Int32 {
    _ = try request("shutdown")
    try notify("exit")
    return waitForExit()
  }

  /// Waits for the end of the process and gives its exit status; a signal's number plus 128 when one ended it.
  package func waitForExit() -> Int32 {
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : process.terminationStatus + 128
  }

  // MARK: - Command line

  /// What a run of the program left behind.
  package struct Outcome: Sendable {
    package let status: Int32
    package let output: String
    package let errors: String
  }

  /// Runs the program to its end.
  package static func run(
    _ arguments: [String], input: String = "", directory: URL? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = try program()
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Small enough for a pipe, so neither side waits for the other.
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let errorText = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : process.terminationStatus + 128
    return Outcome(status: status, output: text, errors: errorText)
  }
}
