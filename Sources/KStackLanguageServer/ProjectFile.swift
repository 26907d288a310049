package import KStackAnalysis
package import KStackSchema
import LanguageServerProtocol
import YAMLSyntax

/// The settings that a project keeps beside its stacks, for everybody who works on it: a YAML file with the names of the
/// editor's settings, nested or dotted, found upwards from a stack.
package struct ProjectFile: Sendable {
  package static let name = ".kstack-ls.yaml"

  /// Absolute, with the name.
  package let path: String
  /// The text as ``Language/projectFile`` has it.
  package let file: StackFile
  package let settings: Settings
  /// What is wrong beyond the form of the file.
  package let complaints: [String]

  /// Any bytes give settings: what cannot be read counts as not written.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    let text = SourceText(bytes)
    file = StackFile(text: text, context: Self.context(snippets: false))
    var settings = Settings()
    var budget = 20_000
    let values = YAMLTree(text).root.map { JSONValue($0, depth: 0, budget: &budget) } ?? .null
    let complaints = settings.apply(values)
    self.settings = settings
    // What the language says too stands at its place in the file.
    self.complaints = file.diagnostics().isEmpty ? complaints : []
  }

  package var folder: String {
    let folder = path.dropLast(Self.name.utf8.count + 1)
    return folder.isEmpty ? "/" : String(folder)
  }

  package static func isNamed(_ pathOrURI: String) -> Bool { pathOrURI.hasSuffix("/\(name)") || pathOrURI == name }

  /// What the analysis needs to know to judge a project file.
  package static func context(snippets: Bool) -> AnalysisContext {
    AnalysisContext(language: .projectFile, fileName: name, matchesFilePatterns: true, snippets: snippets)
  }
}

/// The project files of what is asked about. Each folder is looked into once, and each project file read once.
package struct ProjectFiles: Sendable {
  /// The nearest one by folder, which has no closing slash.
  private var nearest: [Substring: ProjectFile?] = [:]

  package init() {}

  /// The project file in the folder of a file, or in the nearest folder above it.
  ///
  /// - Parameters:
  ///   - path: absolute.
  ///   - read: gives the bytes of the file at an absolute path, or nil.
  /// - Returns: nil when there is none; `isNew` when it was not given before.
  package mutating func nearest(
    above path: String, _ read: (_ path: String) -> [UInt8]?
  ) -> (file: ProjectFile, isNew: Bool)? {
    var folder = path[...]
    var passed: [Substring] = []
    var found: (file: ProjectFile, isNew: Bool)?
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if let known = nearest[folder] {
        found = known.map { ($0, false) }
        break
      }
      passed.append(folder)
      let candidate = "\(folder)/\(ProjectFile.name)"
      if let bytes = read(candidate) {
        found = (ProjectFile(path: candidate, bytes: bytes), true)
        break
      }
    }
    for folder in passed { nearest.updateValue(found?.file, forKey: folder) }
    return found
  }
}

extension Settings {
  /// What the analysis is told about the world outside the text.
  ///
  /// - Parameters:
  ///   - path: absolute; nil for a text without one.
  ///   - folders: absolute paths; file patterns that name folders count from them.
  package func context(
    fileName: String?, path: String?, below folders: [String], languageID: String?, snippets: Bool
  ) -> AnalysisContext {
    let patterns = filePatterns.map { Glob($0) }
    return AnalysisContext(
      extraImages: images, severities: severities, bestPractices: bestPractices, fileName: fileName,
      languageID: languageID,
      matchesFilePatterns: path.map { path in patterns.contains { $0.matches(path: path, below: folders) } } ?? false,
      snippets: snippets)
  }
}

extension Language {
  /// The language of project files, made of the settings: checks, completion and hover work in these files as in stacks.
  package static let projectFile: Language = {
    let nested = nestedKeys()
    let dotted = Setting.all.flatMap { setting -> [Key] in
      let full = "\(Settings.section).\(setting.name)"
      let names = setting.name.contains(".") ? [setting.name, full] : [full]
      return names.map { key($0, setting, isOffered: false) }
    }
    let section = Key(
      Settings.section, .record(record("settings", nested)), summary: "The settings, as in an editor",
      documentation: "The section that an editor's settings have may be written here too.",
      example: "\(Settings.section):\n  files: [\"deploy/*.yaml\"]", becomes: "", isOffered: false)
    let root = record("project file", nested + dotted + [section])
    return Language(
      name: "kstack project file", reader: "the language server", root: .record(root, allowsNull: true), patterns: [])
  }()

  private static func record(_ noun: String, _ keys: [Key]) -> Record {
    Record(noun, unknownKeys: .ignored, keys: keys)
  }

  /// `diagnostics.severity` is the key `severity` in the key `diagnostics`.
  private static func nestedKeys() -> [Key] {
    var keys: [Key] = []
    var groups: [(name: String, keys: [Key])] = []
    for setting in Setting.all {
      let parts = setting.name.split(separator: ".", maxSplits: 1).map(String.init)
      guard let group = parts.first, let name = parts.dropFirst().first else {
        keys.append(key(setting.name, setting))
        continue
      }
      if let index = groups.firstIndex(where: { $0.name == group }) {
        groups[index].keys.append(key(name, setting))
      } else {
        groups.append((group, [key(name, setting)]))
      }
    }
    return keys
      + groups.map { group in
        Key(
          group.name, .record(record(group.name, group.keys)), summary: summary(ofGroup: group.name),
          documentation: "Holds `" + group.keys.map(\.name).joined(separator: "`, `") + "`.",
          example: "\(group.name):\n  \(group.keys.first?.name ?? ""): …", becomes: "")
      }
  }

  private static func summary(ofGroup name: String) -> String {
    name == "diagnostics" ? "What is reported, and when" : "What is shown between the author's own words"
  }

  private static func key(_ name: String, _ setting: Setting, isOffered: Bool = true) -> Key {
    Key(
      name, shape(setting.schema), summary: String(setting.description.prefix { $0 != "." && $0 != ";" }),
      documentation: setting.description, example: "\(name): …", becomes: "", isOffered: isOffered)
  }

  /// The shapes of the JSON Schemas that settings have. The keys of an object are the codes and groups of diagnostics.
  private static func shape(_ schema: [String: JSONValue]) -> Shape {
    switch schema["type"]?.string {
    case "boolean": return .scalar(.boolean)
    case "array": return .list(of: .scalar(.string), allowsNull: true)
    case "object":
      let value = shape(schema["additionalProperties"]?.object ?? [:])
      let codes = Rule.all.map { rule in
        Key(
          rule.code, value, summary: rule.summary, documentation: rule.explanation, default: "\(rule.severity)",
          example: "\(rule.code): warning", becomes: "")
      }
      let groups = Rule.Group.allCases.map { group in
        Key(
          group.rawValue, value, summary: "all diagnostics of the group", documentation: "Stands for all of the group.",
          example: "\(group.rawValue): warning", becomes: "")
      }
      return .record(record("severities", codes + groups), allowsNull: true)
    default:
      guard let words = schema["enum"]?.array else { return .scalar(.string) }
      return .scalar(.enumeration(words.compactMap(\.string).map { ScalarType.Choice($0, "") }))
    }
  }
}

extension JSONValue {
  /// A node as the JSON that an editor would send for it. What is nested too deep, too much or no JSON is null.
  fileprivate init(_ node: YAMLNode, depth: Int, budget: inout Int) {
    budget -= 1
    guard depth < 32, budget > 0, let node = node.dereferenced else {
      self = .null
      return
    }
    switch node.kind {
    case .alias: self = .null
    case .sequence:
      var items: [JSONValue] = []
      for item in node.items { items.append(JSONValue(item, depth: depth + 1, budget: &budget)) }
      self = .array(items)
    case .mapping:
      var members: [String: JSONValue] = [:]
      for entry in node.entries where entry.key.kind == .scalar {
        members[entry.key.string] = JSONValue(entry.value, depth: depth + 1, budget: &budget)
      }
      self = .object(members)
    case .scalar:
      switch node.loaded {
      case .null, .failure: self = .null
      case .boolean(let value): self = .bool(value)
      case .integer(_, let value): self = value.map { .integer($0) } ?? .null
      case .string(let text): self = .string(text)
      case .float, .date, .dateTime, .binary: self = .string(node.string)
      }
    }
  }
}
