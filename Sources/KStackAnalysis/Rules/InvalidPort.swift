internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let invalidPort = Rule(
    "invalid-port", .error, group: .network,
    summary: "a text that is no port",
    explanation: """
      A port is `"PUBLISHED:CONTAINER"` or `"CONTAINER"`, each from 1 to 65535, with `/tcp` or `/udp` behind it where it \
      matters. Host addresses (`127.0.0.1:8080:80`) and ranges (`8000-8010`), which Docker Compose knows, do not exist here.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:99999\"\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n"
  ) { file, findings in
    for bound in file.binding.scalars(.portMapping) where bound.node.scalarKind == .string {
      guard case .failure(let fault) = PortMapping.parse(bound.node.value) else { continue }
      findings.report(
        bound.node.part(fault.range), through: bound.use, message(fault, bound.node),
        fixes: Fix.replacing(bound.node, with: fault.suggestion, in: file))
    }
  }

  private static func message(_ fault: PortMapping.Fault, _ node: YAMLNode) -> String {
    let guilty = Wording.quote(node.text(in: fault.range))
    switch fault.reason {
    case .empty: return "a port is missing here, such as \"8080:80\""
    case .whitespace: return "a port has no spaces"
    case .notANumber: return "\(guilty) is not a port number; write \"PUBLISHED:CONTAINER\", such as \"8080:80\""
    case .outOfRange: return "\(guilty) is not a port; ports go from 1 to 65535"
    case .missingPublished: return "there is no port before the ':'"
    case .missingTarget: return "the container's port is missing"
    case .hostAddress: return "a port can't name a host address here; leave \(guilty) out"
    case .portRange: return "ranges such as \(guilty) do not exist here; write each port as an item of its own"
    case .tooManyPorts: return "at most two ports: \"PUBLISHED:CONTAINER\""
    case .missingProtocol: return "'tcp' or 'udp' is missing behind the '/'"
    case .unknownProtocol: return "\(guilty) is no protocol; it must be 'tcp' or 'udp'"
    }
  }
}

extension YAMLNode {
  /// The bytes of the text that a part of the value stands for; the whole scalar where escapes or folding make that
  /// unknowable, and where nothing is in the part.
  func part(_ range: Range<Int>) -> Range<Int> {
    guard let start = contentOffset, !range.isEmpty else { return self.range }
    return start + range.lowerBound..<start + range.upperBound
  }

  /// Part of the value, as text; clamped.
  func text(in range: Range<Int>) -> String {
    let value = value
    let range = range.clamped(to: 0..<value.count)
    return String(decoding: value.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }
}

extension Fix {
  /// Puts another text in a scalar's place, in the scalar's own quotes.
  static func replacing(_ node: YAMLNode, with text: String?, in file: StackFile) -> [Fix] {
    guard let text else { return [] }
    var style = file.style
    let isQuoted = node.style == .singleQuoted || node.style == .doubleQuoted
    if isQuoted { style.quote = node.style == .singleQuoted ? "'" : "\"" }
    let written = isQuoted ? style.quoted(text) : style.scalar(text)
    return [
      Fix(
        title: "replace \(Wording.quote(node.string)) with '\(text)'",
        edits: [TextEdit(range: node.range, replacement: written)])
    ]
  }
}
