internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let variableName = Rule(
    "variable-name", .error, group: .environment, mayBeUnfinished: true,
    summary: "a text that can't be the name of a variable",
    explanation: """
      The name of an environment variable has letters, digits, `_`, `-` and `.`, and does not begin with a digit; \
      Kubernetes refuses a pod with another name. Newer releases of Kubernetes take all visible ASCII characters but `=`: \
      a name that only they take gets a warning, for older ones refuse it and a shell cannot use it.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      LOG LEVEL: debug\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      LOG_LEVEL: debug\n"
  ) { file, findings in
    for (kind, key) in file.binding.declarations where kind == .variable {
      // Most names need no second look.
      if key.value.isOrdinaryName { continue }
      guard key.kind == .scalar, !key.range.isEmpty, key.nameReadInstead == nil, !key.hasTemplate,
        case .failure(let fault) = KStackSchema.VariableName.parse(key.value)
      else { continue }
      let isNewlyTaken = isTakenByNewerReleases(key)
      findings.report(
        key.part(fault.range), through: file.binding.bound(key)?.use,
        message(fault, key) + (isNewlyTaken ? "; older clusters refuse the pod" : "; the cluster refuses the pod"),
        severity: isNewlyTaken ? .warning : .error,
        fixes: isNewlyTaken && isFree(fault.suggestion, beside: key)
          ? Fix.replacing(key, with: fault.suggestion, in: file) : [])
    }
  }

  /// Visible ASCII characters without `=`.
  private static func isTakenByNewerReleases(_ key: YAMLNode) -> Bool {
    !key.value.isEmpty && key.value.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "=") }
  }

  /// Whether no other key is called so already.
  private static func isFree(_ name: String?, beside key: YAMLNode) -> Bool {
    guard let name, let mapping = key.parent else { return false }
    // Of a longer mapping the end is not searched: the work stays linear.
    return !mapping.entries.prefix(200).contains { $0.key.says(name) }
  }

  private static func message(_ fault: KStackSchema.VariableName.Fault, _ key: YAMLNode) -> String {
    let guilty = Wording.quote(key.text(in: fault.range))
    switch fault.reason {
    case .empty: return "the name of a variable is empty"
    case .badStart: return "the name of a variable can't begin with a digit"
    case .assignment: return "\(guilty) can't be in the name of a variable, which goes before the ':'"
    case .badCharacter:
      return guilty.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "'") })
        ? "the name of a variable has no spaces" : "\(guilty) can't be in the name of a variable"
    }
  }
}

extension ArraySlice<UInt8> {
  /// Letters and underscores only.
  fileprivate var isOrdinaryName: Bool {
    !isEmpty
      && allSatisfy {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
          || $0 == UInt8(ascii: "_")
      }
  }
}
