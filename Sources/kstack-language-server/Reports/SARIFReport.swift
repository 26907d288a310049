import KStackAnalysis
import KStackLanguageServer

/// SARIF 2.1.0 (OASIS), which code hosts and editors read.
struct SARIFReport: Report {
  private var results: [SARIF.Result] = []
  private static let indices = Dictionary(
    Rule.all.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })

  mutating func add(_ file: CheckedFile) -> String {
    let artifact = SARIF.ArtifactLocation(uri: Self.uri(file.pathInRepository))
    func region(_ range: Range<Int>) -> SARIF.Region {
      let (start, end) = (file.place(range.lowerBound), file.place(range.upperBound))
      return SARIF.Region(
        startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column,
        byteOffset: range.lowerBound, byteLength: range.count)
    }
    func physical(_ range: Range<Int>) -> SARIF.PhysicalLocation {
      SARIF.PhysicalLocation(artifactLocation: artifact, region: region(range))
    }
    results += file.diagnostics.map { diagnostic in
      SARIF.Result(
        ruleId: diagnostic.code, ruleIndex: Self.indices[diagnostic.code], level: Self.level(diagnostic.severity),
        message: SARIF.Message(text: diagnostic.message),
        locations: [SARIF.Location(id: nil, message: nil, physicalLocation: physical(diagnostic.range))],
        relatedLocations: diagnostic.related.enumerated().map { index, related in
          SARIF.Location(
            id: index, message: SARIF.Message(text: related.message), physicalLocation: physical(related.range))
        },
        fixes: diagnostic.fixes.filter { !$0.edits.isEmpty }.map { fix in
          let replacements = fix.edits.map { edit in
            SARIF.Replacement(
              deletedRegion: region(edit.range), insertedContent: SARIF.Message(text: edit.replacement))
          }
          return SARIF.Fix(
            description: SARIF.Message(text: fix.title),
            artifactChanges: [SARIF.ArtifactChange(artifactLocation: artifact, replacements: replacements)])
        })
    }
    return ""
  }

  func end() throws -> String {
    let rules = Rule.all.map { rule in
      SARIF.ReportingDescriptor(
        id: rule.code, shortDescription: SARIF.Message(text: rule.summary.replacing("`", with: "")),
        help: SARIF.MultiformatMessage(
          text: RuleReference.plainPage(of: rule.code) ?? rule.summary, markdown: rule.explanation),
        defaultConfiguration: SARIF.ReportingConfiguration(enabled: !rule.isOptIn, level: Self.level(rule.severity)),
        properties: SARIF.PropertyBag(tags: [rule.group.rawValue]))
    }
    let driver = SARIF.ToolComponent(name: programName, semanticVersion: programVersion, rules: rules)
    let run = SARIF.Run(
      tool: SARIF.Tool(driver: driver), columnKind: "unicodeCodePoints", results: results)
    return try JSONReport.encoded(SARIF(version: "2.1.0", runs: [run]))
  }

  private static func level(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .information, .hint: "note"
    }
  }

  /// A relative reference, which is read from the top of the repository, or the URI of an absolute path.
  private static func uri(_ name: String) -> String {
    let path = fileURI(path: name)
    return name.hasPrefix("/") ? path : String(path.dropFirst("file://".count))
  }
}
