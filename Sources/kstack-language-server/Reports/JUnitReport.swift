import KStackAnalysis
import KStackLanguageServer

/// The XML that most test dashboards read: a suite for each stack, a test case for each finding.
///
/// What does not make the check fail is a test case that was skipped; a stack without findings has one that passed.
struct JUnitReport: Report {
  let fails: (Diagnostic.Severity) -> Bool
  private var suites: [String] = []
  private var tests = 0
  private var failures = 0

  init(fails: @escaping (Diagnostic.Severity) -> Bool) { self.fails = fails }

  mutating func add(_ file: CheckedFile) -> String {
    let name = Self.attribute(file.name)
    let failed = file.diagnostics.count { fails($0.severity) }
    let cases = file.diagnostics.map { diagnostic in
      let (line, column) = file.place(diagnostic.range.lowerBound)
      let message = Self.attribute(diagnostic.message)
      let result =
        fails(diagnostic.severity)
        ? """
              <failure type="\(diagnostic.severity.noun)" message="\(message)">\
        \(Self.attribute("\(file.name):\(line):\(column): \(diagnostic.message)"))</failure>
        """ : "      <skipped message=\"\(message)\"/>"
      return """
            <testcase classname="\(name)" name="\(Self.attribute(diagnostic.code)) at \(line):\(column)">
        \(result)
            </testcase>
        """
    }
    let all = cases.isEmpty ? ["    <testcase classname=\"\(name)\" name=\"no problems\"/>"] : cases
    suites.append(
      """
        <testsuite name="\(name)" tests="\(all.count)" failures="\(failed)" errors="0" \
      skipped="\(file.diagnostics.count - failed)">
      \(all.joined(separator: "\n"))
        </testsuite>
      """)
    tests += all.count
    failures += failed
    return ""
  }

  func end() -> String {
    let open = "<testsuites name=\"\(programName)\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\">"
    return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", open] + suites + ["</testsuites>"])
      .joined(separator: "\n") + "\n"
  }

  /// XML 1.0 has no place for most control characters, escaped or not.
  private static func attribute(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\t", "\n", "\r": "&#\(scalar.value);"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      default: String(scalar)
      }
    }.joined()
  }
}
