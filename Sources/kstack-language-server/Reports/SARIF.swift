/// What is used of SARIF's objects, by their names there.
struct SARIF: Encodable {
  var schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version: String
  let runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  struct Run: Encodable {
    let tool: Tool
    let columnKind: String
    let results: [Result]
  }

  struct Tool: Encodable {
    let driver: ToolComponent
  }

  struct ToolComponent: Encodable {
    let name: String
    let semanticVersion: String
    let rules: [ReportingDescriptor]
  }

  struct ReportingDescriptor: Encodable {
    let id: String
    let shortDescription: Message
    let help: MultiformatMessage
    let defaultConfiguration: ReportingConfiguration
    let properties: PropertyBag
  }

  struct ReportingConfiguration: Encodable {
    let enabled: Bool
    let level: String
  }

  struct PropertyBag: Encodable {
    let tags: [String]
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int?
    let level: String
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]
    let fixes: [Fix]
  }

  struct Message: Encodable {
    let text: String
  }

  struct MultiformatMessage: Encodable {
    let text: String
    let markdown: String
  }

  struct Location: Encodable {
    let id: Int?
    let message: Message?
    let physicalLocation: PhysicalLocation
  }

  struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    let region: Region
  }

  struct ArtifactLocation: Encodable {
    let uri: String
  }

  struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
    let byteOffset: Int
    let byteLength: Int
  }

  struct Fix: Encodable {
    let description: Message
    let artifactChanges: [ArtifactChange]
  }

  struct ArtifactChange: Encodable {
    let artifactLocation: ArtifactLocation
    let replacements: [Replacement]
  }

  struct Replacement: Encodable {
    let deletedRegion: Region
    let insertedContent: Message
  }
}
