import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

@Suite struct MessageQueueTests {
  private func queue(_ messages: JSONValue...) throws -> MessageQueue {
    var queue = MessageQueue()
    for message in messages { queue.append(IncomingMessage(content: try message.json()), size: 10) }
    return queue
  }

  private func drain(_ queue: inout MessageQueue) -> [String] {
    var names: [String] = []
    while let message = queue.popFirst() {
      switch message {
      case .request(let id, let method, _): names.append("\(method) \(id)")
      case .notification(let method, _): names.append(method)
      case .cancelled(let id): names.append("cancelled \(id)")
      case .response, .invalid: names.append("other")
      }
    }
    return names
  }

  @Test func `messages come out in order and are counted`() throws {
    var queue = try queue(Client.message("a", id: 1), Client.message("b"), Client.message("c", id: "1"))
    #expect(queue.size == 30)
    #expect(drain(&queue) == ["a number(1)", "b", "c string(\"1\")"])
    #expect(queue.size == 0)
    #expect(queue.isEmpty)
  }

  @Test func `a waiting request can be cancelled and keeps its place`() throws {
    var queue = try queue(
      Client.message("a", id: 1), Client.message("b", id: 2), Client.message("c", id: 3),
      Client.message("$/cancelRequest", ["id": 2]))
    #expect(drain(&queue) == ["a number(1)", "cancelled number(2)", "c number(3)"])
  }

  @Test func `the cancellation of a request that does not wait goes on, and a malformed one does not`() throws {
    var queue = try queue(
      Client.message("a", id: 1), Client.message("$/cancelRequest", ["id": "1"]),
      Client.message("$/cancelRequest", ["id": nil]), Client.message("$/cancelRequest"))
    #expect(drain(&queue) == ["a number(1)", "$/cancelRequest"])
  }

  @Test func `the life cycle cannot be cancelled`() throws {
    var queue = try queue(
      Client.message("initialize", id: 1), Client.message("shutdown", id: 2),
      Client.message("$/cancelRequest", ["id": 1]), Client.message("$/cancelRequest", ["id": 2]))
    #expect(drain(&queue) == ["initialize number(1)", "shutdown number(2)"])
  }

  @Test func `a long queue stays in order`() throws {
    var queue = MessageQueue()
    var seen = 0
    for id in 0..<5000 {
      queue.append(.cancelled(id: .number(id)), size: 1)
      guard id % 2 == 0, case .cancelled(let first)? = queue.popFirst() else { continue }
      #expect(first == .number(seen))
      seen += 1
    }
    #expect(drain(&queue).first == "cancelled number(\(seen))")
  }
}
