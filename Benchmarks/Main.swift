internal import ArgumentParser

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

@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kstack-benchmarks",
    abstract: "Measure how fast the analysis and the server answer.",
    discussion: "All figures are medians of measurements that took turns. None of them makes a run fail.")

  @Option(help: "The lengths of the stacks in lines, separated by commas.")
  var sizes = "100,1000,10000,100000"

  @Flag(help: "Stacks of 1,000 lines only, and less time for each step.")
  var quick = false

  @Option(help: "The server to measure; the one beside this program when left out.")
  var ours: String?

  @Option(help: "Another server's command with its arguments, measured in turn; may be given several times.")
  var server: [String] = []

  @Option(help: "The folder that the document is said to be in, where a server may look for its settings.")
  var folder = "/"

  @Option(help: "Another checker's command, which takes a folder as its last argument; may be given several times.")
  var checker: [String] = []

  @Option(help: "A file to write all figures to, as JSON.")
  var json: String?

  @Option(help: "Only print a stack of so many lines.")
  var generate: Int?

  @Option(help: "Only analyze a stack of so many lines once more after a first time, for a profiler.")
  var profileOnce: Int?

  func run() throws {
    // A server that dies is an answer left out, not the end of the run.
    signal(SIGPIPE, SIG_IGN)
    if let generate {
      print(StackGenerator.text(lines: generate), terminator: "")
    } else if let profileOnce {
      profile(lines: profileOnce)
    } else {
      try measure()
    }
  }

  private func profile(lines: Int) {
    let bytes = Array(StackGenerator.text(lines: lines).utf8)
    // The first time builds what is built once for the whole program; it is not what the profile is about.
    keep(analyze(bytes))
    profiledYardstick(bytes)
    profiledAnalysis(bytes)
  }

  private func measure() throws {
    let lengths = try quick ? [1000] : lengths()
    var report = Report(date: String(Date().formatted(.iso8601).prefix(10)), machine: .current)
    show("\(report.date); \(report.machine)\n")

    for lines in lengths {
      let figures = InProcess(lines: lines).figures(seconds: quick ? 0.5 : 3)
      show("## In process, \(lines) lines\n\n\(inProcessTable(figures))\n")
      report.figures += figures
    }

    let subjects = subjects(with: server, ending: ["--stdio"])
    for lines in lengths {
      let figures = Servers(subjects, lines: lines, seconds: quick ? 0.5 : 1, folder: folder).figures()
      show("## Over pipes, \(lines) lines\n\n\(table(figures, of: "step"))\n")
      report.figures += figures
    }

    let checkers = self.subjects(with: checker, ending: ["check"])
    var figures = try CheckRuns(subjects: checkers, repetitions: quick ? 3 : 7).figures()
    show("## Checking files\n\n\(table(figures, of: "step"))\n")
    report.figures += figures
    figures = programSizes(subjects)
    show("## Size\n\n\(table(figures, of: "what"))")
    report.figures += figures
    if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
  }

  /// Prints at once, so that each table is seen when it is there, through a pipe too.
  private func show(_ text: String) {
    print(text)
    fflush(nil)
  }

  private func lengths() throws -> [Int] {
    try sizes.split(separator: ",").map { word in
      guard let lines = Int(word), lines > 0 else { throw ValidationError("'\(word)' is no number of lines") }
      return max(lines, StackGenerator.leastLines)
    }
  }

  private func inProcessTable(_ figures: [Figure]) -> String {
    let rows = figures.map { figure in
      [figure.step, figure.value.map { rounded($0) } ?? "–", figure.ratio.map { "× \(rounded($0))" } ?? "–"]
    }
    return markdown([["step", "ms", "to raw libyaml"]] + rows)
  }

  /// This project's program first, for the ratios are to it.
  private func subjects(with others: [String], ending arguments: [String]) -> [Servers.Subject] {
    let own = Servers.Subject(name: "kstack-language-server", command: [program] + arguments)
    return [own]
      + others.compactMap { other in
        let words = other.split(separator: " ").map(String.init)
        return words.first.map { Servers.Subject(name: name(of: $0, words), command: words) }
      }
  }

  /// For a script the name of the script, not of the program that runs it.
  private func name(of first: String, _ words: [String]) -> String {
    let shown = words.dropFirst().first.flatMap { $0.contains("/") ? $0 : nil } ?? first
    return shown.split(separator: "/").last.map(String.init) ?? shown
  }

  private var program: String {
    if let ours { return ours }
    let folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    return folder.appendingPathComponent("kstack-language-server").path
  }
}

/// Where a profiler begins and ends.
@inline(never)
private func profiledAnalysis(_ bytes: [UInt8]) {
  keep(analyze(bytes))
}

/// Where a profiler begins and ends.
@inline(never)
private func profiledYardstick(_ bytes: [UInt8]) {
  keep(rawLibYAML(bytes))
}
