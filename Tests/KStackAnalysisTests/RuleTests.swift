import Foundation
import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What holds for every rule.
@Suite struct RuleTests {
  private static let codes = Rule.all.map(\.code)

  @Test func codesAreUniqueAndKebabCase() {
    #expect(Set(Self.codes).count == Self.codes.count)
    for code in Self.codes {
      let words = code.split(separator: "-", omittingEmptySubsequences: false)
      #expect(words.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (97...122).contains($0) } }, "\(code)")
    }
  }

  /// A rule lives in a file of its name; the rules of YAML itself share two.
  @Test func everyFileOfRulesIsInTheList() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/KStackAnalysis/Rules")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    let listed = Self.codes.filter { SyntaxProblem.Code(rawValue: $0) == nil }.map { code in
      code.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
    #expect(Set(files) == Set(listed + ["Syntax", "SyntaxPage"]))
    #expect(SyntaxProblem.Code.allCases.allSatisfy { Self.codes.contains($0.rawValue) })
  }

  @Test(arguments: codes)
  func badExampleGivesExactlyItsCode(code: String) throws {
    let rule = try #require(Rule.all.first { $0.code == code })
    let found = diagnostics(rule.bad, bestPractices: rule.isOptIn)
    #expect(found.map(\.code) == [code], "\n\(annotate(rule.bad, found, fixes: true))")
  }

  @Test(arguments: codes)
  func goodExampleGivesNothing(code: String) throws {
    let rule = try #require(Rule.all.first { $0.code == code })
    let found = diagnostics(rule.good, bestPractices: rule.isOptIn)
    #expect(found.isEmpty, "\n\(annotate(rule.good, found, fixes: true))")
  }

  @Test(arguments: codes)
  func fixesCureTheBadExample(code: String) throws {
    let rule = try #require(Rule.all.first { $0.code == code })
    for diagnostic in diagnostics(rule.bad, bestPractices: rule.isOptIn) {
      for fix in diagnostic.fixes {
        let cured = try applying(fix.edits, to: rule.bad)
        let left = diagnostics(cured, bestPractices: rule.isOptIn)
        #expect(left.isEmpty, "after '\(fix.title)':\n\(annotate(cured, left))")
      }
    }
  }

  @Test(arguments: codes)
  func pageIsWrittenInPlainSentences(code: String) throws {
    let rule = try #require(Rule.all.first { $0.code == code })
    #expect(rule.summary.first?.isLowercase == true && rule.summary.last != ".", "\(rule.summary)")
    #expect(rule.explanation.last == "." || rule.explanation.last == ":", "\(rule.explanation)")
    #expect(rule.bad.hasSuffix("\n") && rule.good.hasSuffix("\n") && rule.bad != rule.good)
  }

  /// All messages of the examples and of the corpus of broken files.
  @Test func messagesAreLowerCaseWithoutFullStop() throws {
    let texts = try Rule.all.map(\.bad) + Corpus.broken.fixtures.map(\.text)
    for diagnostic in texts.flatMap({ diagnostics($0, bestPractices: true) }) {
      let message = diagnostic.message
      #expect(message.first?.isUppercase == false || message.hasPrefix("YAML "), "\(message)")
      #expect(!message.hasSuffix("."), "\(message)")
      #expect(!message.contains("\n") && message.count < 160, "\(message)")
      for fix in diagnostic.fixes {
        #expect(fix.title.first?.isLowercase == true && fix.title.last != ".", "\(fix.title)")
      }
      #expect(diagnostic.fixes.filter(\.isPreferred).count <= 1, "\(message)")
    }
  }

  @Test func severitiesAreTheUsersToChoose() {
    let text = "apps:\n  web:\n    image: nginx:1.27\n    enviroment: {}\n"
    func found(_ severities: [String: Diagnostic.Severity?]) -> [Diagnostic.Severity] {
      StackFile(text: SourceText(text), context: AnalysisContext(severities: severities)).diagnostics().map(\.severity)
    }
    #expect(found([:]) == [.warning])
    #expect(found(["unknown-key": .hint]) == [.hint])
    #expect(found(["unknown-key": nil]) == [])
    #expect(found(["structure": .hint]) == [.hint])
    #expect(found(["structure": nil]) == [])
    #expect(found(["structure": nil, "unknown-key": .error]) == [.error])
  }

  @Test func codesAndGroupsHaveDifferentNames() {
    #expect(Set(Rule.allNames).count == Rule.allNames.count)
  }

  @Test func bestPracticesAreOffUntilAskedFor() throws {
    for rule in Rule.all where rule.isOptIn {
      func codes(_ severities: [String: Diagnostic.Severity?], bestPractices: Bool = false) -> [String] {
        let context = AnalysisContext(severities: severities, bestPractices: bestPractices, languageID: "kstack")
        return StackFile(text: SourceText(rule.bad), context: context).diagnostics().map(\.code)
      }
      #expect(codes([:]) == [])
      #expect(codes([:], bestPractices: true) == [rule.code])
      #expect(codes([rule.code: .hint]) == [rule.code])
      #expect(codes(["best-practices": .warning]).contains(rule.code))
      #expect(codes([rule.code: nil], bestPractices: true) == [])
    }
  }

  private func diagnostics(_ text: String, bestPractices: Bool = false) -> [Diagnostic] {
    let context = AnalysisContext(
      bestPractices: bestPractices, languageID: "kstack", existingPaths: ["./web.env", "web.env"])
    return StackFile(text: SourceText(text), context: context).diagnostics()
  }
}
