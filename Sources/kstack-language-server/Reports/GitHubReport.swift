import KStackAnalysis

/// Workflow commands, which GitHub Actions shows beside the lines of a pull request.
struct GitHubReport: Report {
  func add(_ file: CheckedFile) -> String {
    file.diagnostics.map { diagnostic in
      let (start, end) = (file.place(diagnostic.range.lowerBound), file.place(diagnostic.range.upperBound))
      // Columns are for what stands on one line.
      let columns = start.line == end.line ? [("col", "\(start.column)"), ("endColumn", "\(end.column)")] : []
      let properties =
        [("file", file.pathInRepository), ("line", "\(start.line)"), ("endLine", "\(end.line)")] + columns
        + [("title", "kstack \(diagnostic.code)")]
      let list = properties.map { "\($0)=\(Self.escaped($1, Self.inProperties))" }.joined(separator: ",")
      let kind = Self.kind(diagnostic.severity)
      return "::\(kind) \(list)::\(Self.escaped(diagnostic.message, Self.inMessages))\n"
    }.joined()
  }

  func end() -> String { "" }

  private static func kind(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .information, .hint: "notice"
    }
  }

  private static let inMessages: [Unicode.Scalar: String] = ["%": "%25", "\r": "%0D", "\n": "%0A"]
  private static let inProperties = inMessages.merging([":": "%3A", ",": "%2C"]) { $1 }

  private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
  }
}
