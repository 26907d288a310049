import LanguageServerProtocol

/// Messages that wait their turn, in order. A request that is cancelled while it waits is replaced by
/// ``IncomingMessage/cancelled(id:)``, so that it is answered in its place and never run.
struct MessageQueue {
  private var messages: [(message: IncomingMessage, size: Int)] = []
  private var head = 0
  /// The bytes of all waiting messages together.
  private(set) var size = 0

  var isEmpty: Bool { head == messages.count }

  /// `size` is the length of the message in bytes.
  mutating func append(_ message: IncomingMessage, size: Int) {
    if case .notification("$/cancelRequest", let params) = message {
      if let id = try? params.decode(LSP.CancelParams.self).id { cancel(id) }
      return
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

  private mutating func cancel(_ id: RequestID) {
    let waiting = messages[head...].firstIndex { entry in
      guard case .request(id, let method, _) = entry.message else { return false }
      // The life cycle is not for cancelling: everything else depends on it.
      return method != "initialize" && method != "shutdown"
    }
    if let waiting { messages[waiting].message = .cancelled(id: id) }
  }
}
