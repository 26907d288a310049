public import KStackSchema
internal import YAMLSyntax

/// The manual: every key of a language and every rule, as one markdown page.
public enum RuleReference {
  /// The whole page with a final line break: the keys of ``ReferencePage``, then the rules. The same language always
  /// gives the same text.
  public static func page(for language: Language) -> String {
    ReferencePage.text(for: language) + "\n" + text
  }

  /// The part about the rules. Each rule has a section whose anchor is its code, for the links of diagnostics.
  public static var text: String {
    var lines = [
      "## Diagnostics", "",
      "What is reported, by code. The severity of each can be changed in the settings, or the code switched off.", "",
      "| code | severity | what is wrong |", "|---|---|---|",
    ]
    for rule in Rule.all {
      lines.append("| [`\(rule.code)`](#\(rule.code)) | \(rule.severity) | \(rule.summary.escapedForTable) |")
    }
    for rule in Rule.all { lines += section(rule) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ rule: Rule) -> [String] {
    let severity = "\(rule.severity)".capitalizedFirst
    var lines = ["", "### \(rule.code)", "", "\(severity): \(rule.summary).", ""]
    lines += [rule.explanation, "", "Wrong:", ""] + example(rule.bad)
    let found = StackFile(text: SourceText(rule.bad), context: AnalysisContext(languageID: "kstack")).diagnostics()
    for diagnostic in found where diagnostic.code == rule.code {
      lines += ["", "> \(diagnostic.message.escapedForMarkdown)"]
      let titles = diagnostic.fixes.map { $0.title.escapedForMarkdown }
      if !titles.isEmpty { lines += ["", "Quick fix: " + titles.joined(separator: "; ") + "."] }
    }
    return lines + ["", "Right:", ""] + example(rule.good)
  }

  /// A fenced block. What cannot be shown on a page is cut: bytes that are no text, and lines that go on and on.
  private static func example(_ text: String) -> [String] {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      line -> String in
      var shown = String(String.UnicodeScalarView(line.map { $0.value < 0x20 && $0 != "\t" ? "\u{FFFD}" : $0 }))
      if shown.count > 100 { shown = String(shown.prefix(60)) + "…" }
      return shown
    }
    return ["```yaml"] + lines + ["```"]
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  fileprivate var escapedForTable: String { escapedForMarkdown.replacing("|", with: "\\|") }

  /// Text outside of code, in which nothing is a mark.
  fileprivate var escapedForMarkdown: String {
    var result = ""
    for character in self {
      if "\\*_<>[]`#".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
