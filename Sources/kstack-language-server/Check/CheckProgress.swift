#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A line on the terminal that says how far long work is; it is gone when the work is done.
struct CheckProgress {
  private let count: Int
  private let start = Self.now()
  private var isShown = false

  /// Nil where nobody would see it: standard error is no terminal.
  init?(count: Int) {
    guard isatty(STDERR_FILENO) != 0 else { return nil }
    self.count = count
  }

  /// Work that is done at once needs no line.
  mutating func show(_ done: Int) {
    guard done < count, Self.now() - start > Self.patience else { return }
    writeError("\rchecking: \(done) of \(count)")
    isShown = true
  }

  mutating func clear() {
    guard isShown else { return }
    writeError("\r\u{1B}[K")
    isShown = false
  }

  /// In seconds.
  private static let patience = 0.5

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
