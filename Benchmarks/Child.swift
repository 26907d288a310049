#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A program at the other end of two pipes; what it says on standard error is dropped.
final class Child {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private var isOver = false

  /// Starts the program; its first word is looked up as a shell does.
  init(_ command: [String]) throws {
    guard let name = command.first else { throw Failure(description: "no command") }
    let (childInput, input) = try Self.pipe()
    let (output, childOutput) = try Self.pipe()
    defer {
      close(childInput)
      close(childOutput)
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, childInput, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, childOutput, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let fault = posix_spawnp(&process, name, &actions, nil, &arguments, environ)
    guard fault == 0 else {
      close(input)
      close(output)
      throw Failure(description: "\(name): \(String(cString: strerror(fault)))")
    }
    self.process = process
    self.input = input
    self.output = output
    _ = fcntl(input, F_SETFL, fcntl(input, F_GETFL) | O_NONBLOCK)
  }

  deinit {
    if !isOver { stop() }
    close(input)
    close(output)
  }

  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    #if canImport(Darwin)
      guard Darwin.pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
    #elseif canImport(Musl)
      guard Musl.pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
    #else
      guard Glibc.pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
    #endif
    // A later child must not hold the ends open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Writes all of it, and hands over what the program says meanwhile: a program that waits for its reader would
  /// otherwise wait for ever.
  func write(_ bytes: [UInt8], until deadline: ContinuousClock.Instant, received: (UnsafeRawBufferPointer) -> Void)
    throws
  {
    var written = 0
    while written < bytes.count {
      let ready = try wait(until: deadline, toWrite: true)
      if ready.canRead { try read(received) }
      guard ready.canWrite else { continue }
      let count = bytes.withUnsafeBytes { raw in
        let rest = UnsafeRawBufferPointer(rebasing: raw[written...])
        #if canImport(Darwin)
          return Darwin.write(input, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return Musl.write(input, rest.baseAddress, rest.count)
        #else
          return Glibc.write(input, rest.baseAddress, rest.count)
        #endif
      }
      if count > 0 {
        written += count
      } else if errno != EAGAIN, errno != EINTR {
        throw Failure(description: "the program takes no more input")
      }
    }
  }

  /// Waits for output and hands it over.
  func receive(until deadline: ContinuousClock.Instant, received: (UnsafeRawBufferPointer) -> Void) throws {
    if try wait(until: deadline, toWrite: false).canRead { try read(received) }
  }

  private func read(_ received: (UnsafeRawBufferPointer) -> Void) throws {
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      #if canImport(Darwin)
        let count = Darwin.read(output, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(output, buffer.baseAddress, buffer.count)
      #else
        let count = Glibc.read(output, buffer.baseAddress, buffer.count)
      #endif
      guard count > 0 else { throw Failure(description: "the program closed its output") }
      received(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private func wait(until deadline: ContinuousClock.Instant, toWrite: Bool) throws -> (canRead: Bool, canWrite: Bool) {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw Failure(description: "no answer in time") }
    var ends = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    if toWrite { ends.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    let timeout = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
    _ = poll(&ends, nfds_t(ends.count), Int32(clamping: timeout))
    return (ends[0].revents != 0, ends.count > 1 && ends[1].revents != 0)
  }

  /// Ends the program, by force when it does not end by itself in time. Gives its exit status when it had one.
  @discardableResult
  func waitForExit(within patience: Duration) -> Int? {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        isOver = true
        return status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : nil
      }
      usleep(500)
    }
    stop()
    return nil
  }

  private func stop() {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    isOver = true
  }

  /// Memory in megabytes of the program and all it started: now, and at its highest. Nil where the system does not
  /// tell.
  var memory: (now: Double, peak: Double)? { Self.memory(of: Int(process)) }

  private static func memory(of process: Int) -> (now: Double, peak: Double)? {
    let status = "/proc/\(process)/status"
    guard let now = kilobytes("VmRSS", of: status), let peak = kilobytes("VmHWM", of: status) else { return nil }
    var sum = (now: now / 1e3, peak: peak / 1e3)
    let children = contents(of: "/proc/\(process)/task/\(process)/children") ?? ""
    for child in children.split(separator: " ") {
      guard let more = Int(child).flatMap({ memory(of: $0) }) else { continue }
      sum.now += more.now
      sum.peak += more.peak
    }
    return sum
  }

  private static func kilobytes(_ name: String, of path: String) -> Double? {
    field(name, of: path).flatMap { Double($0.prefix { $0.isNumber }) }.map { $0 * 1.024 }
  }
}
