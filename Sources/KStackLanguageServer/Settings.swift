package import KStackAnalysis
package import LanguageServerProtocol

/// What a user can set, under the section `kstack` of the editor's settings.
package struct Settings: Sendable, Equatable {
  /// Names or paths of files that are stacks whatever they contain.
  package var filePatterns: [String] = []
  /// Image references to offer besides the known ones.
  package var images: [String] = []
  /// By code or group; nil switches it off.
  package var severities: [String: Diagnostic.Severity?] = [:]
  package var bestPractices = false
  package var diagnosticsRun = DiagnosticsRun.onType
  /// Where the page with one section for each code is, as a URI without a fragment; nil when nobody said.
  package var referencePage: String?
  /// The kinds of inlay hints that are shown.
  package var inlayHints = Set(InlayHint.Kind.allCases)
  /// What is switched off.
  package var off: Set<Feature> = []

  /// When a document is checked.
  package enum DiagnosticsRun: String, Sendable, CaseIterable {
    case onType, onSave
  }

  package init() {}

  /// The section's name.
  package static let section = "kstack"

  /// Takes over what the editor sent for the section: an object, nested or with dotted names, with or without the
  /// section's own name around it.
  ///
  /// - Returns: what is wrong, one line for each bad value; it names the setting. The rest holds.
  package mutating func apply(_ configuration: JSONValue) -> [String] {
    let values = configuration[Self.section].flatMap { $0.object == nil ? nil : $0 } ?? configuration
    guard values != .null else { return [] }
    guard values.object != nil else { return ["\(Self.section): settings must be an object"] }
    var complaints: [String] = []
    for setting in Setting.all {
      guard let value = Self.value(setting.name, in: values), value != .null else { continue }
      complaints += setting.apply(value, &self).map { "\(Self.section).\(setting.name): \($0)" }
    }
    return complaints
  }

  /// These settings, and where they are the defaults those of the project's own file. Severities are joined code by code.
  /// (Some editors send every setting, so that one with its default value cannot be told from one that nobody chose.)
  func over(_ project: Settings) -> Settings {
    let defaults = Settings()
    var result = self
    if filePatterns == defaults.filePatterns { result.filePatterns = project.filePatterns }
    if images == defaults.images { result.images = project.images }
    result.severities = project.severities.merging(severities) { _, own in own }
    if bestPractices == defaults.bestPractices { result.bestPractices = project.bestPractices }
    if diagnosticsRun == defaults.diagnosticsRun { result.diagnosticsRun = project.diagnosticsRun }
    if referencePage == defaults.referencePage { result.referencePage = project.referencePage }
    if inlayHints == defaults.inlayHints { result.inlayHints = project.inlayHints }
    result.off = off.union(project.off)
    return result
  }

  private static func value(_ name: String, in values: JSONValue) -> JSONValue? {
    if let value = values[name] ?? values["\(section).\(name)"] { return value }
    var value: JSONValue? = values
    for part in name.split(separator: ".") { value = value?[String(part)] }
    return value
  }
}

/// One setting: everything an editor's settings page and the server need to know of it.
package struct Setting: Sendable {
  /// Without the section.
  package let name: String
  /// The JSON Schema of its values.
  package let schema: [String: JSONValue]
  package let defaultValue: JSONValue
  /// One or two sentences for the settings page.
  package let description: String
  /// Takes over a value, or says what is wrong with it.
  let apply: @Sendable (JSONValue, inout Settings) -> [String]

  /// As an editor's settings page lists them.
  package static let all = general + hints + features

  private static let general: [Setting] = [
    Setting(
      name: "files",
      schema: ["type": "array", "items": ["type": "string"]],
      defaultValue: [],
      description: """
        Patterns of files that are kstack files whatever they contain, such as `deploy/*.yaml`. A pattern without a \
        slash is about the file's name, another about its path below the workspace. `*`, `**`, `?`, `[a-c]` and `{a,b}` work.
        """,
      apply: { value, settings in
        let (patterns, complaints) = texts(value)
        settings.filePatterns = patterns ?? settings.filePatterns
        return complaints
      }),
    Setting(
      name: "images",
      schema: ["type": "array", "items": ["type": "string"]],
      defaultValue: [],
      description:
        "Image references that completion offers besides the ones it knows, such as `registry/team/app:1.2`.",
      apply: { value, settings in
        let (images, complaints) = texts(value)
        settings.images = images ?? settings.images
        return complaints
      }),
    Setting(
      name: "diagnostics.severity",
      schema: [
        "type": "object",
        "additionalProperties": ["type": "string", "enum": .array(severityNames.map { .string($0.name) })],
      ],
      defaultValue: [:],
      description: """
        The severity of diagnostics by their code or the name of their group, such as \
        `{"unknown-key": "error", "images": "off"}`; `off` hides them, and a code goes before its group.
        """,
      apply: applySeverities),
    Setting(
      name: "diagnostics.bestPractices",
      schema: ["type": "boolean"],
      defaultValue: false,
      description: """
        Whether the guide's best practices are checked too: limits and read-only mounts for sidecars, configuration in \
        configs, one task for each sidecar.
        """,
      apply: { value, settings in
        guard let isOn = value.bool else { return ["must be true or false"] }
        settings.bestPractices = isOn
        return []
      }),
    Setting(
      name: "diagnostics.run",
      schema: ["type": "string", "enum": .array(Settings.DiagnosticsRun.allCases.map { .string($0.rawValue) })],
      defaultValue: .string(Settings.DiagnosticsRun.onType.rawValue),
      description: "When a file is checked: after every change (`onType`) or when it is opened and saved (`onSave`).",
      apply: { value, settings in
        guard let run = value.string.flatMap(Settings.DiagnosticsRun.init(rawValue:)) else {
          return ["must be 'onType' or 'onSave'"]
        }
        settings.diagnosticsRun = run
        return []
      }),
    Setting(
      name: "referencePage",
      schema: ["type": "string"],
      defaultValue: "",
      description: """
        The address of the reference page that a diagnostic's code links to. Empty for the page that was installed \
        with the server, if there is one.
        """,
      apply: { value, settings in
        guard let address = value.string else { return ["must be a text"] }
        if address.isEmpty {
          settings.referencePage = nil
        } else if address.hasPrefix("/") {
          settings.referencePage = DocumentURI.uri(forPath: address)
        } else if DocumentURI.hasScheme(address) {
          settings.referencePage = String(address.prefix { $0 != "#" })
        } else {
          return ["'\(address)' is neither a URI nor an absolute path"]
        }
        return []
      }),
  ]

  /// As an editor's settings page declares them: an object of JSON Schemas by full name.
  package static var declarations: JSONValue {
    var properties: [String: JSONValue] = [:]
    for setting in all {
      var schema = setting.schema
      schema["default"] = setting.defaultValue
      schema["description"] = .string(setting.description)
      properties["\(Settings.section).\(setting.name)"] = .object(schema)
    }
    return .object(properties)
  }

  private static let severityNames: [(name: String, severity: Diagnostic.Severity?)] = [
    ("error", .error), ("warning", .warning), ("information", .information), ("hint", .hint), ("off", nil),
  ]

  private static func texts(_ value: JSONValue) -> (texts: [String]?, complaints: [String]) {
    guard let items = value.array else { return (nil, ["must be a list of texts"]) }
    let wrong = items.indices.filter { items[$0].string == nil }
    return (items.compactMap(\.string), wrong.map { "item \($0 + 1) is not a text" })
  }

  @Sendable private static func applySeverities(_ value: JSONValue, _ settings: inout Settings) -> [String] {
    guard let entries = value.object else { return ["must be an object of severities by code"] }
    settings.severities = [:]
    var complaints: [String] = []
    for (code, value) in entries.sorted(by: { $0.key < $1.key }) {
      // An unquoted `off` in YAML is false.
      let name = value == .bool(false) ? "off" : value.string
      if let known = severityNames.first(where: { $0.name == name }) {
        settings.severities.updateValue(known.severity, forKey: code)
      } else {
        let names = severityNames.map { "'\($0.name)'" }.joined(separator: ", ")
        complaints.append("the severity of '\(code)' must be one of \(names)")
      }
    }
    let codes = Set(Rule.allNames)
    for code in entries.keys.sorted() where !codes.contains(code) {
      complaints.append("there is no diagnostic and no group called '\(code)'")
    }
    return complaints
  }
}
