internal import KStackSchema
internal import YAMLSyntax

extension Refactoring {
  /// `"8080:80/udp"` becomes `target: 80`, `published: 8080`, `protocol: udp`.
  static let portsAsMappings = Refactoring(kind: .rewrite) { file, selection in
    file.rewritingPorts(at: selection, one: "as a mapping", all: "as mappings", file.asMapping)
  }

  /// The way back.
  static let portsAsText = Refactoring(kind: .rewrite) { file, selection in
    file.rewritingPorts(at: selection, one: "as text", all: "as text", file.asText)
  }
}

extension StackFile {
  /// The port at the selection in another form, or, at the list's key, all that can be written in it.
  fileprivate func rewritingPorts(
    at selection: Refactoring.Selection, one: String, all: String, _ rewritten: (YAMLNode) -> [TextEdit]?
  ) -> [Refactoring.Offer] {
    for container in binding.containers where container.use == nil {
      for entry in container.entries where entry.use == nil {
        guard container.record.key(entry.key.value)?.shape.items?.scalar == .portMapping,
          entry.value.kind == .sequence
        else { continue }
        let items = entry.value.items
        if selection.touches(entry.key.range) {
          let edits = items.compactMap(rewritten).flatMap(\.self)
          return [Refactoring.Offer(title: "write \(Wording.quote(entry.key.string)) \(all)", edits: edits)]
        }
        for item in items where selection.touches(item.range) {
          guard let edits = rewritten(item) else { continue }
          return [Refactoring.Offer(title: "write the port \(one)", edits: edits)]
        }
      }
    }
    return []
  }

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
