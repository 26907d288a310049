import LanguageServerProtocol

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Holds one session over two streams, until the client says `exit`, goes away, or its process ends.
///
/// - Parameters:
///   - parentProcess: a process whose end ends the session, besides the one that `initialize` names.
///   - installedReferencePage: the URI of the page that was installed with the program, or nil.
/// - Returns: the status to end the process with.
package func serve(
  input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, parentProcess: Int? = nil,
  installedReferencePage: String? = nil
) -> Int32 {
  // A client that is gone is seen when writing fails.
  signal(SIGPIPE, SIG_IGN)
  var server = Server(installedReferencePage: installedReferencePage, disk: .real)
  let inbox = Inbox()
  if let parentProcess { inbox.watch(parent: parentProcess) }
  guard inbox.startReading(input) else { return 1 }
  var watched: Int?
  while true {
    let answers: [OutgoingMessage]
    switch inbox.next(orIdle: server.hasIdleWork) {
    case .message(let message): answers = server.receive(message)
    case .idle: answers = server.idle()
    case .closed: return server.statusOfLostClient
    }
    if let parent = server.parentProcess, parent != watched {
      watched = parent
      inbox.watch(parent: parent)
    }
    guard write(answers.flatMap(\.framed), to: output) else { return server.statusOfLostClient }
    if let status = server.exitStatus { return status }
  }
}

/// Writes everything, however the stream takes it.
///
/// - Returns: false when nobody reads it any more.
private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno == EAGAIN {
      var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&request, 1, -1)
    } else if errno != EINTR {
      return false
    }
  }
  return true
}
