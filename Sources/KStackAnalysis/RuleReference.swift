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
      "What is reported, by code. The severity of each code and of each group can be changed in the settings, or either "
        + "switched off; comments suppress them in places (see [unused-suppression](#unused-suppression)). The group "
        + "`best-practices` is off unless the setting `kstack.diagnostics.bestPractices` is on.", "",
      "| code | severity | group | what is wrong |", "|---|---|---|---|",
    ]
    for rule in Rule.all {
      let link = "[`\(rule.code)`](#\(rule.code))"
      lines.append("| \(link) | \(rule.severity) | \(rule.group.rawValue) | \(rule.summary.escapedForTable) |")
    }
    for rule in Rule.all { lines += section(rule) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The section about one rule as plain text, as `explain` prints it; nil for an unknown code.
  public static func plainPage(of code: String) -> String? {
    guard let rule = Rule.all.first(where: { $0.code == code }) else { return nil }
    return PlainText.text(ofMarkdown: section(rule).dropFirst().joined(separator: "\n")) + "\n"
  }

  /// Every code with its summary, a line each, below the name of its group; or the codes of one group.
  public static var listOfCodes: String {
    Rule.Group.allCases.map { "\($0.rawValue)\n" + listOfCodes(in: $0.rawValue, indent: "  ") }.joined(separator: "\n")
  }

  /// The codes of a group with their summaries, a line each; empty for an unknown one.
  public static func listOfCodes(in group: String, indent: String = "") -> String {
    let width = Rule.all.map(\.code.utf8.count).max() ?? 0
    return Rule.all.filter { $0.group.rawValue == group }.map { rule in
      let gap = String(repeating: " ", count: max(0, width - rule.code.utf8.count) + 2)
      return indent + rule.code + gap + rule.summary.replacing("`", with: "") + "\n"
    }.joined()
  }

  private static func section(_ rule: Rule) -> [String] {
    let severity = "\(rule.severity)".capitalizedFirst
    var lines = ["", "### \(rule.code)", "", "\(severity): \(rule.summary).", ""]
    lines += [rule.explanation, "", "Wrong:", ""] + example(rule.bad)
    let context = AnalysisContext(bestPractices: rule.isOptIn, languageID: "kstack")
    let found = StackFile(text: SourceText(rule.bad), context: context).diagnostics()
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
