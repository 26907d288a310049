internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// `target: 80`, `published: 8080`, `protocol: udp` becomes `"8080:80/udp"`.
  static let portsAsText = Refactoring(kind: .rewrite) { file, selection in
    file.rewritingPorts(at: selection, one: "as text", all: "as text", file.asText)
  }
}

extension StackFile {
  fileprivate func asText(_ item: YAMLNode) -> [TextEdit]? {
    guard item.kind == .mapping, item.anchor == nil, item.tag == nil,
      let port = EffectiveConfiguration.Port(item, .own)
    else { return nil }
    var keys: [String] = []
    for entry in item.entries {
      guard entry.key.anchor == nil, entry.value.anchor == nil, entry.value.kind == .scalar,
        ["target", "published", "protocol"].contains(entry.key.string), !keys.contains(entry.key.string)
      else { return nil }
      keys.append(entry.key.string)
    }
    guard
      !tree.comments.contains(where: {
        $0.lowerBound >= item.range.lowerBound && $0.upperBound <= item.range.upperBound
      })
    else { return nil }
    let written =
      (port.published.map { "\($0):" } ?? "") + "\(port.target)"
      + (keys.contains("protocol") ? "/\(port.transport.rawValue)" : "")
    return [TextEdit(range: item.range, replacement: style.quoted(written))]
  }
}
