import KStackAnalysis
import LanguageServerProtocol

/// Settings that are on or off.
extension Setting {
  package static let hints: [Setting] =
    InlayHint.Kind.allCases.map { kind in
      flag("inlayHints.\(kind.rawValue)", description(of: kind)) { isOn, settings in
        if isOn { settings.inlayHints.insert(kind) } else { settings.inlayHints.remove(kind) }
      }
    }

  /// A switch for each feature.
  package static let features: [Setting] =
    Feature.allCases.map { feature in
      flag(feature.setting, feature.description) { isOn, settings in
        if isOn { settings.off.remove(feature) } else { settings.off.insert(feature) }
      }
    }

  private static func description(of kind: InlayHint.Kind) -> String {
    switch kind {
    case .inheritance: "Whether a hint beside a sidecar shows what it inherits from its app."
    case .ports: "Whether a hint behind a port shows the Service that leads to it."
    case .values:
      "Whether a hint shows the text that a container receives for a value that YAML changes, such as `yes`."
    case .mountPaths: "Whether a hint shows where a config without a `mountPath` is mounted."
    }
  }

  /// A setting that is on or off, and on by default.
  private static func flag(
    _ name: String, _ description: String, set: @escaping @Sendable (Bool, inout Settings) -> Void
  ) -> Setting {
    Setting(name: name, schema: ["type": "boolean"], defaultValue: .bool(true), description: description) {
      value, settings in
      guard let isOn = value.bool else { return ["must be true or false"] }
      set(isOn, &settings)
      return []
    }
  }
}
