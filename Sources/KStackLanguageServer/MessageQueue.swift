import LanguageServerProtocol

/// Messages that wait their turn, in order. A request that is cancelled while it waits is replaced by
/// ``IncomingMessage/cancelled(id:)``, so that it is answered in its place and never run.
struct MessageQueue {
  private var messages: [(message: IncomingMessage, size: Int)] = []
  private var head = 0
  /// The bytes of all waiting messages together.
  private(set) var size = 0

  var isEmpty: Bool { head == messages.count }

  /// `size` is the length of the message in bytes. The cancellation of a request that does not wait goes on to whoever
  /// may be running it.
  mutating func append(_ message: IncomingMessage, size: Int) {
    if case .notification("$/cancelRequest", let params) = message {
      guard let id = try? params.decode(LSP.CancelParams.self).id, !cancel(id) else { return }
    }
    messages.append((message, size))
    self.size += size
  }

  mutating func popFirst() -> IncomingMessage? {
    guard head < messages.count else { return nil }
    let next = messages[head]
    head += 1
    size -= next.size
    if head == messages.count || head > 1024 {
      messages.removeFirst(head)
      head = 0
    }
    return next.message
  }

  /// - Returns: whether the request waits.
  private mutating func cancel(_ id: RequestID) -> Bool {
    for index in messages[head...].indices {
      guard case .request(id, let method, _) = messages[index].message else { continue }
      // The life cycle is not for cancelling: everything else depends on it.
      if method != "initialize", method != "shutdown" { messages[index].message = .cancelled(id: id) }
      return true
    }
    return false
  }
}
