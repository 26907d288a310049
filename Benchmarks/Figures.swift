#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// One measured number.
struct Figure: Encodable {
  enum Unit: String, Encodable { case milliseconds, megabytes }

  /// `in process`, `server` or `check`.
  var group: String
  /// The length of the text, or the number of files of a `check`.
  var size: Int
  var step: String
  /// What was measured: a server's name, or `libyaml`.
  var subject: String
  var unit: Unit
  /// The median, or nil when the subject cannot do the step.
  var value: Double?
  /// How many measurements the median is of.
  var samples: Int
  /// Against the first subject of the same step: raw libyaml in process, this project's server between servers.
  var ratio: Double?
}

/// Measurements of one thing, in milliseconds.
struct Series {
  private(set) var samples: [Double] = []

  mutating func add(_ sample: Double) { samples.append(sample) }

  /// Nil when nothing was measured.
  var median: Double? {
    let sorted = samples.sorted()
    guard let middle = sorted.indices.dropFirst(sorted.count / 2).first else { return nil }
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// How long `body` took, in milliseconds of the monotonic clock.
func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let duration = try ContinuousClock().measure(body)
  return Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
}

/// All figures of one run, as written for programs.
struct Report: Encodable {
  var date: String
  var machine: Machine
  var figures: [Figure] = []

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}

/// The figures of one group and size as a table in Markdown: a row for each step, a column for each subject.
func table(_ figures: [Figure], of steps: String) -> String {
  let subjects = distinct(figures.map(\.subject))
  let stepNames = distinct(figures.map(\.step))
  let first = subjects.first
  var rows = [[steps] + subjects.flatMap { $0 == first ? [$0] : [$0, "ratio"] }]
  for step in stepNames {
    var row = [step]
    for subject in subjects {
      let figure = figures.first { $0.step == step && $0.subject == subject }
      row.append(figure.map(cell) ?? "–")
      if subject != first { row.append(figure?.ratio.map { "× \(rounded($0))" } ?? "–") }
    }
    rows.append(row)
  }
  return markdown(rows)
}

/// Rows of equal length, the first as the head, in aligned columns.
func markdown(_ rows: [[String]]) -> String {
  guard let head = rows.first else { return "" }
  let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  let lines = rows.map { row in
    let cells = zip(row, widths).enumerated().map { index, cell in
      let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return index == 0 ? cell.0 + space : space + cell.0
    }
    return "| " + cells.joined(separator: " | ") + " |"
  }
  let rule = widths.enumerated().map { index, width in
    index == 0 ? String(repeating: "-", count: width + 2) : String(repeating: "-", count: width + 1) + ":"
  }
  return ([lines[0], "|" + rule.joined(separator: "|") + "|"] + lines.dropFirst()).joined(separator: "\n")
}

private func cell(_ figure: Figure) -> String {
  guard let value = figure.value else { return "–" }
  switch figure.unit {
  case .milliseconds: return rounded(value) + " ms"
  case .megabytes: return rounded(value) + " MB"
  }
}

/// Three significant digits, as a person reads them.
func rounded(_ value: Double) -> String {
  let digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
  let scale = [1.0, 10, 100, 1000][digits]
  // What is no number, or too large for one, is shown as it is.
  guard value >= 0, value < 1e12 else { return "\(value)" }
  let whole = Int((value * scale).rounded())
  guard digits > 0 else { return "\(whole)" }
  let fraction = String(whole % Int(scale))
  return "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
}

private func distinct(_ names: [String]) -> [String] {
  var seen: Set<String> = []
  return names.filter { seen.insert($0).inserted }
}
