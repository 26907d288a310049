import LanguageServerProtocol

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the reader thread puts messages and the main loop takes them: the only mutable state that two threads share.
///
/// Unchecked, because the compiler cannot see that ``queue``, ``isClosed`` and ``parentProcess`` are touched under
/// ``mutex`` only.
final class Inbox: @unchecked Sendable {
  enum Event {
    case message(IncomingMessage)
    /// Nothing waits.
    case idle
    /// Nothing waits and nothing will come: the stream ended or the parent process is gone.
    case closed
  }

  /// The reader stops reading above this many waiting bytes, until the main loop has caught up.
  private static let maximumWaitingBytes = 128 << 20
  /// How often the reader looks for the parent process while nothing comes.
  private static let parentCheckMilliseconds: Int32 = 3000

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var queue = MessageQueue()
  private var isClosed = false
  private var parentProcess: pid_t?

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  // MARK: - Main loop

  /// The next message; waits for one, unless there is other work for the time being.
  func next(orIdle hasIdleWork: Bool) -> Event {
    locked {
      while queue.isEmpty, !isClosed, !hasIdleWork { pthread_cond_wait(changed, mutex) }
      if let message = queue.popFirst() {
        pthread_cond_broadcast(changed)
        return .message(message)
      }
      return isClosed ? .closed : .idle
    }
  }

  /// Closes the inbox when this process ends. One that cannot be seen from here to begin with (it may live in another
  /// container) is not watched.
  func watch(parent process: Int) {
    guard let process = pid_t(exactly: process), process > 0, Self.isAlive(process) else { return }
    locked { parentProcess = process }
  }

  private static func isAlive(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

  // MARK: - Reader thread

  /// Reads the stream to its end on a thread of its own.
  ///
  /// - Returns: false when there is no thread to be had.
  func startReading(_ descriptor: Int32) -> Bool {
    let reader = Unmanaged.passRetained(Reader(inbox: self, descriptor: descriptor))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let failure = pthread_create(
      &thread, nil,
      { argument in
        let pointer: UnsafeMutableRawPointer? = argument
        if let pointer { Unmanaged<Reader>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, reader.toOpaque())
    if failure != 0 { reader.release() }
    return failure == 0
  }

  private final class Reader: Sendable {
    let inbox: Inbox
    let descriptor: Int32

    init(inbox: Inbox, descriptor: Int32) {
      self.inbox = inbox
      self.descriptor = descriptor
    }

    func run() {
      var framer = MessageFramer()
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while let count = read(into: &buffer) {
        for frame in framer.consume(buffer[..<count]) {
          switch frame {
          case .content(let content): inbox.put(IncomingMessage(content: content), size: content.count)
          case .malformed(let fault): inbox.put(IncomingMessage(fault), size: 0)
          }
        }
      }
      inbox.close()
    }

    /// How many bytes came; nil at the end of the stream or of the parent process.
    private func read(into buffer: inout [UInt8]) -> Int? {
      while true {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&request, 1, Inbox.parentCheckMilliseconds)
        if ready == 0 {
          if inbox.isParentGone { return nil }
          continue
        }
        if ready < 0 {
          if errno == EINTR || errno == EAGAIN { continue }
          return nil
        }
        let count = buffer.withUnsafeMutableBytes { sysRead(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { return count }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        return nil
      }
    }
  }

  private func put(_ message: IncomingMessage, size: Int) {
    locked {
      while queue.size > Self.maximumWaitingBytes { pthread_cond_wait(changed, mutex) }
      queue.append(message, size: size)
      pthread_cond_broadcast(changed)
    }
  }

  private func close() {
    locked {
      isClosed = true
      pthread_cond_broadcast(changed)
    }
  }

  private var isParentGone: Bool {
    locked { parentProcess }.map { !Self.isAlive($0) } ?? false
  }
}

/// `read` of the C library, under a name that a method cannot hide.
private func sysRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
