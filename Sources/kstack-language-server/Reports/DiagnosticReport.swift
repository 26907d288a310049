import KStackAnalysis
import YAMLSyntax

/// One fault as a person reads it on a terminal:
///
/// ```
/// stack.yaml:3:5: error[unknown-key]: unknown key 'enviroment'; did you mean 'environment'?
///   3 |     enviroment:
///     |     ^^^^^^^^^^
///   fix: replace 'enviroment' with 'environment'
/// ```
///
/// Columns count Unicode scalars from 1.
struct DiagnosticReport {
  private let diagnostic: Diagnostic
  private let source: SourceText
  private let name: String
  private let palette: ReportPalette

  init(_ diagnostic: Diagnostic, in source: SourceText, named name: String, palette: ReportPalette = .plain) {
    self.diagnostic = diagnostic
    self.source = source
    self.name = name
    self.palette = palette
  }

  /// Several lines, without a line break at the end.
  var text: String {
    let place = place(diagnostic.range.lowerBound)
    let colour = palette.colour(of: diagnostic.severity)
    let kind = "\(diagnostic.severity.noun)[\(diagnostic.code)]"
    var lines = ["\(palette.bold)\(place): \(colour)\(kind)\(palette.reset): \(Self.printable(diagnostic.message))"]
    lines += excerpt(colour: colour)
    for related in diagnostic.related {
      lines.append("  \(self.place(related.range.lowerBound)): note: \(Self.printable(related.message))")
    }
    if let fix = diagnostic.fixes.first(where: \.isPreferred) ?? diagnostic.fixes.first {
      lines.append("  \(palette.fix)fix:\(palette.reset) \(Self.printable(fix.title))")
    }
    return lines.joined(separator: "\n")
  }

  private func place(_ offset: Int) -> String {
    let position = source.position(at: offset, in: .utf32)
    return "\(Self.printable(name)):\(position.line + 1):\(position.column + 1)"
  }

  // MARK: - The line and its carets

  private static let longestLine = 120
  /// How much of a long line is shown before the range.
  private static let lead = 40

  private func excerpt(colour: String) -> [String] {
    let start = source.position(at: diagnostic.range.lowerBound, in: .utf32)
    let end = source.position(at: max(diagnostic.range.lowerBound, diagnostic.range.upperBound), in: .utf32)
    let scalars = Array(source.string(in: source.lineRange(start.line)).unicodeScalars)
    let first = min(start.column, scalars.count)
    let last = end.line == start.line ? min(max(first, end.column), scalars.count) : scalars.count

    var window = 0..<scalars.count
    if scalars.count > Self.longestLine {
      let from = max(0, min(first - Self.lead, scalars.count - Self.longestLine))
      window = from..<min(scalars.count, from + Self.longestLine)
    }
    let before = window.lowerBound > 0 ? "…" : ""
    let after = window.upperBound < scalars.count ? "…" : ""
    let shown = scalars[window].map(Self.printable).joined()
    // A tab stands below a tab, two columns below a wide character, so that the carets line up.
    let padding = scalars[window.clamped(to: window.lowerBound..<max(window.lowerBound, first))].map { scalar in
      scalar == "\t" ? "\t" : String(repeating: " ", count: Self.width(scalar))
    }
    let marked = scalars[window.clamped(to: first..<last)].reduce(0) { $0 + Self.width($1) }
    let carets = String(repeating: "^", count: max(1, marked))

    let number = String(start.line + 1)
    let gutter = String(repeating: " ", count: number.utf8.count)
    let margin = String(repeating: " ", count: before.isEmpty ? 0 : 1)
    return [
      "  \(number) | \(before)\(shown)\(after)",
      "  \(gutter) | \(margin)\(padding.joined())\(colour)\(carets)\(palette.reset)",
    ]
  }

  /// Control characters could make the terminal do things.
  private static func printable(_ text: String) -> String { text.unicodeScalars.map(printable).joined() }

  private static func printable(_ scalar: Unicode.Scalar) -> String {
    scalar != "\t" && scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(Character(scalar))
  }

  /// How many columns of a terminal a character takes (Unicode Standard Annex 11, by its blocks).
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

/// The escape sequences of a report.
struct ReportPalette {
  let bold: String
  let reset: String
  let fix: String
  private let severities: [Diagnostic.Severity: String]

  static let plain = ReportPalette(bold: "", reset: "", fix: "", severities: [:])
  static let terminal = ReportPalette(
    bold: "\u{1B}[1m", reset: "\u{1B}[0m", fix: "\u{1B}[32m",
    severities: [.error: "\u{1B}[31m", .warning: "\u{1B}[33m", .information: "\u{1B}[34m", .hint: "\u{1B}[36m"])

  func colour(of severity: Diagnostic.Severity) -> String { severities[severity] ?? "" }
}
