import Foundation
import KStackAnalysis
import KStackSchema
import Testing

/// The manual, which is part of the repository.
@Suite struct RuleReferenceTests {
  @Test func committedPageIsCurrent() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let committed = try? String(contentsOf: root.appending(path: "schemas/reference.md"), encoding: .utf8)
    #expect(
      committed == RuleReference.page(for: .kstack),
      "schemas/reference.md is stale: run `kstack-language-server schema --write schemas`")
  }

  @Test func keysComeFirstThenTheRules() {
    let page = RuleReference.page(for: .kstack)
    #expect(page.hasPrefix(ReferencePage.text(for: .kstack)))
    #expect(page.hasSuffix(RuleReference.text))
    #expect(page.hasSuffix("```\n") && !page.contains("\n\n\n"))
  }

  /// A diagnostic's link is the page with the code as its fragment.
  @Test func everyRuleHasASectionWhoseAnchorIsItsCode() {
    let lines = RuleReference.page(for: .kstack).split(separator: "\n").map(String.init)
    let anchors = lines.filter { $0.hasPrefix("#") }.map { line in
      ReferencePage.anchor(forHeading: String(line.drop { $0 == "#" }.dropFirst()))
    }
    for rule in Rule.all {
      #expect(lines.filter { $0 == "### \(rule.code)" }.count == 1)
      #expect(anchors.filter { $0 == rule.code }.count == 1, "\(rule.code)")
      #expect(lines.contains { $0.hasPrefix("| [`\(rule.code)`](#\(rule.code)) | \(rule.severity) |") })
    }
  }

  @Test func pageIsTextWithoutControlCharacters() {
    let page = RuleReference.text
    #expect(page.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
    let fences = page.split(separator: "\n").filter { $0.hasPrefix("```") }
    #expect(fences.count == Rule.all.count * 4)
  }
}
