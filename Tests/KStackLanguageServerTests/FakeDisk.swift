import Synchronization

@testable import KStackLanguageServer

/// Files that the server finds, and which of them it read.
final class FakeDisk: Sendable {
  private struct State {
    var files: [String: (text: String, revision: Int)] = [:]
    var revision = 0
    var asked: [String] = []
  }

  private let state = Mutex(State())

  init(_ files: [String: String] = [:]) {
    for (path, text) in files { write(text, at: path) }
  }

  /// The paths that were read, whether there was something or not.
  var asked: [String] { state.withLock { $0.asked } }

  /// Writes a file, or removes it.
  func write(_ text: String?, at path: String) {
    state.withLock { state in
      state.revision += 1
      state.files[path] = text.map { ($0, state.revision) }
    }
  }

  func read(_ path: String) -> [UInt8]? {
    state.withLock { state in
      state.asked.append(path)
      return state.files[path].map { Array($0.text.utf8) }
    }
  }

  var disk: Disk {
    Disk(
      exists: { path in
        guard let path = FilePath.absolute(path, in: "") else { return false }
        return self.state.withLock { $0.files.keys.contains { FilePath.isAtOrBelow($0, path) } }
      },
      read: read, list: list,
      stamp: { path in
        self.state.withLock { state in
          state.files[path].map { Disk.Stamp(size: $0.text.utf8.count, seconds: $0.revision, nanoseconds: 0) }
        }
      })
  }

  @Sendable private func list(_ folder: String) -> [Disk.Entry]? {
    let below = state.withLock { $0.files.keys.filter { $0.hasPrefix("\(folder)/") } }
    guard !below.isEmpty else { return nil }
    let entries = below.map { path in
      let rest = path.dropFirst(folder.count + 1).split(separator: "/")
      return Disk.Entry(name: String(rest.first ?? ""), isFolder: rest.count > 1)
    }
    return Array(Set(entries))
  }
}
