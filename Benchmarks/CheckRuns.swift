#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Measures whole runs of command-line checkers over a folder of files, in turn.
struct CheckRuns {
  static let files = 1000
  static let linesPerFile = 100

  /// Each command gets the folder as its last argument.
  let subjects: [Servers.Subject]
  let repetitions: Int

  func figures() throws -> [Figure] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kstack-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = Data(StackGenerator.text(lines: Self.linesPerFile).utf8)
    for number in 0..<Self.files {
      try text.write(to: folder.appendingPathComponent("\(number).kstack.yaml"))
    }
    var series = Array(repeating: Series(), count: subjects.count)
    for _ in 0..<repetitions {
      for (index, subject) in subjects.enumerated() {
        let time = try? milliseconds { try Self.run(subject.command + [folder.path]) }
        if let time { series[index].add(time) }
      }
    }
    return zip(subjects, series).map { subject, own in
      Figure(
        group: "check", size: Self.files, step: "\(Self.files) files of \(Self.linesPerFile) lines",
        subject: subject.name, unit: .milliseconds, value: own.median, samples: own.samples.count,
        ratio: ratio(own.median, to: series.first?.median))
    }
  }

  /// Runs a command until it ends; throws when it checked nothing.
  private static func run(_ command: [String]) throws {
    let child = try Child(command)
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      do {
        try child.receive(until: deadline) { _ in }
      } catch {
        break
      }
    }
    let status = child.waitForExit(within: .seconds(5))
    // 0 and 1 are what checkers say of files; anything else is that nothing was checked.
    guard status == 0 || status == 1 else { throw Child.Failure(description: "exit status \(status ?? -1)") }
  }
}

/// The size of each program on disk in megabytes; nil for scripts, whose size says nothing.
func programSizes(_ subjects: [Servers.Subject]) -> [Figure] {
  let sizes = subjects.map { subject in subject.command.first.flatMap(programSize) }
  return zip(subjects, sizes).map { subject, size in
    Figure(
      group: "program", size: 0, step: "program on disk", subject: subject.name, unit: .megabytes, value: size,
      samples: size == nil ? 0 : 1, ratio: ratio(size, to: sizes.first ?? nil))
  }
}

private func programSize(_ name: String) -> Double? {
  let folders = name.contains("/") ? [""] : ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
  for folder in folders {
    let path = folder.isEmpty ? name : folder + "/" + name
    guard FileManager.default.isExecutableFile(atPath: path) else { continue }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)), !data.starts(with: "#!".utf8) else {
      return nil
    }
    return Double(data.count) / 1e6
  }
  return nil
}
