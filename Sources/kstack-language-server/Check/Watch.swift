import KStackLanguageServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks at files again whenever one of them has changed, has come or has gone, until the process is told to end.
struct Watch {
  /// What there is to look at, found anew each time.
  let inputs: () -> [CheckInput]
  /// Gives the paths that were looked for, and whether they were there.
  let look: ([CheckInput]) throws -> [String: Bool]

  /// Between two looks at the disk. No way of being told of changes works on every system and every file system.
  private static let pauseMicroseconds: UInt32 = 300_000

  func run() throws -> Never {
    var known: [String: Disk.Stamp?]?
    var referenced: [String: Bool] = [:]
    while true {
      let inputs = inputs()
      let stamps = Self.stamps(of: inputs)
      if stamps != known || referenced.contains(where: { existsOnDisk($0) != $1 }) {
        if known != nil { print(isatty(STDOUT_FILENO) != 0 ? "\u{1B}[H\u{1B}[2J" : "", terminator: "") }
        known = stamps
        referenced = try look(inputs)
        flushOutput()
      }
      usleep(Self.pauseMicroseconds)
    }
  }

  /// The inputs' and those of the project files that may apply to them.
  private static func stamps(of inputs: [CheckInput]) -> [String: Disk.Stamp?] {
    var stamps: [String: Disk.Stamp?] = [:]
    for input in inputs {
      guard case .file(let path) = input else { continue }
      stamps[path] = .some(Disk.real.stamp(path))
      let projects = CheckSettings.projectFiles(of: input)
      for project in projects where stamps[project] == nil { stamps[project] = .some(Disk.real.stamp(project)) }
    }
    return stamps
  }
}
