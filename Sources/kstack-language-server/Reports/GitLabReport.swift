import KStackAnalysis

/// The report that GitLab's code quality widget reads.
struct GitLabReport: Report {
  private var issues: [Issue] = []
  /// How often the same was found, so that each has a fingerprint of its own.
  private var repeated: [String: Int] = [:]

  struct Issue: Encodable {
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location

    enum CodingKeys: String, CodingKey {
      case description, fingerprint, severity, location
      case checkName = "check_name"
    }
  }

  struct Location: Encodable {
    let path: String
    let lines: Lines
  }

  struct Lines: Encodable {
    let begin: Int
    let end: Int
  }

  mutating func add(_ file: CheckedFile) -> String {
    for diagnostic in file.diagnostics {
      // Without the line: what stands above a finding may change, and it is still the same one.
      let identity = "\(file.pathInRepository)\n\(diagnostic.code)\n\(diagnostic.message)"
      repeated[identity, default: 0] += 1
      let (start, end) = (file.place(diagnostic.range.lowerBound), file.place(diagnostic.range.upperBound))
      issues.append(
        Issue(
          description: diagnostic.message, checkName: diagnostic.code,
          fingerprint: Self.hash("\(identity)\n\(repeated[identity] ?? 0)"),
          severity: Self.severity(diagnostic.severity),
          location: Location(path: file.pathInRepository, lines: Lines(begin: start.line, end: end.line))))
    }
    return ""
  }

  func end() throws -> String { try JSONReport.encoded(issues) }

  private static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .information, .hint: "info"
    }
  }

  /// FNV-1a of 64 bits: the same on every machine, unlike Swift's own hash.
  private static func hash(_ text: String) -> String {
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
  }
}
