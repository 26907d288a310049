#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The machine in words that say nothing of who owns it.
struct Machine: Encodable, CustomStringConvertible {
  var system: String
  var processor: String
  var cores: Int
  var memoryGigabytes: Int

  static var current: Machine {
    #if os(Linux)
      let system = "Linux"
    #elseif os(macOS)
      let system = "macOS"
    #else
      let system = "unknown system"
    #endif
    #if arch(x86_64)
      let architecture = "x86-64"
    #elseif arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "unknown processor"
    #endif
    let model = field("model name", of: "/proc/cpuinfo")
    return Machine(
      system: system, processor: model.map { "\($0) (\(architecture))" } ?? architecture,
      cores: ProcessInfo.processInfo.activeProcessorCount,
      memoryGigabytes: Int((Double(ProcessInfo.processInfo.physicalMemory) / 1e9).rounded()))
  }

  var description: String { "\(system), \(processor), \(cores) cores, \(memoryGigabytes) GB of memory" }
}

/// The first value that stands behind `name` and a colon in a file of lines; nil where there is no such file.
func field(_ name: String, of path: String) -> String? {
  guard let text = contents(of: path) else { return nil }
  for line in text.split(separator: "\n") where line.hasPrefix(name) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { continue }
    return String(parts[1].drop { $0 == " " || $0 == "\t" })
  }
  return nil
}

/// The text of a file, or nil when it cannot be read.
func contents(of path: String) -> String? {
  (try? Data(contentsOf: URL(fileURLWithPath: path))).map { String(decoding: $0, as: UTF8.self) }
}
