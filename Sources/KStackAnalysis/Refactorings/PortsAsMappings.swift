internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// `"8080:80/udp"` becomes `target: 80`, `published: 8080`, `protocol: udp`.
  static let portsAsMappings = Refactoring(kind: .rewrite) { file, selection in
    file.rewritingPorts(at: selection, one: "as a mapping", all: "as mappings", file.asMapping)
  }
}

extension StackFile {
  fileprivate func asMapping(_ item: YAMLNode) -> [TextEdit]? {
    guard item.kind == .scalar, item.scalarKind == .string, item.anchor == nil, item.tag == nil,
      item.contentOffset != nil, item.style != .literal, item.style != .folded,
      case .success(let port) = PortMapping.parse(item.value), let list = item.parent
    else { return nil }
    let entries =
      ["target: \(port.target.number)"] + (port.published.map { ["published: \($0.number)"] } ?? [])
      + (port.transportRange == nil ? [] : ["protocol: \(port.transport.rawValue)"])
    guard list.style == .block, let dash = text.dash(before: item.range.lowerBound) else {
      return [TextEdit(range: item.range, replacement: "{\(entries.joined(separator: ", "))}")]
    }
    guard text.line(at: dash) == text.line(at: item.range.upperBound) else { return nil }
    // A comment behind the port stays on its line.
    let indent = style.newline + style.indent(text.column(of: item.range.lowerBound))
    let rest = entries.dropFirst().map { indent + $0 }.joined()
    let end = text.lineRange(text.line(at: item.range.lowerBound)).upperBound
    return [TextEdit(range: item.range, replacement: entries.prefix(1).joined())]
      + (rest.isEmpty ? [] : [TextEdit(range: end..<end, replacement: rest)])
  }
}
