import KStackAnalysis

/// For people: each finding with its line, and how many there were.
struct TextReport: Report {
  let palette: ReportPalette
  let hasSummary: Bool
  private var counts: [Diagnostic.Severity: Int] = [:]
  private var files = 0

  init(palette: ReportPalette, hasSummary: Bool) {
    self.palette = palette
    self.hasSummary = hasSummary
  }

  mutating func add(_ file: CheckedFile) -> String {
    files += 1
    return file.diagnostics.map { diagnostic in
      counts[diagnostic.severity, default: 0] += 1
      return DiagnosticReport(diagnostic, in: file.text, named: file.name, palette: palette).text + "\n"
    }.joined()
  }

  /// Nothing when there was no stack at all.
  func end() -> String {
    guard hasSummary, files > 0 else { return "" }
    let found = Diagnostic.Severity.allCases.compactMap { severity in
      counts[severity].map { Self.count($0, severity.noun) }
    }
    return "\(found.isEmpty ? "no problems" : found.joined(separator: ", ")) in \(Self.count(files, "file"))\n"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 || noun == Diagnostic.Severity.information.noun ? "\(number) \(noun)" : "\(number) \(noun)s"
  }
}

extension Diagnostic.Severity {
  /// As a report writes it.
  var noun: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .information: "information"
    case .hint: "hint"
    }
  }
}
