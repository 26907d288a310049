internal import KStackSchema
internal import YAMLSyntax

/// Something of the file that an outline shows.
public struct DocumentSymbol: Sendable, Hashable {
  /// Never empty, one line.
  public var name: String
  /// What stands behind the name in an outline: the image, the mapping of a port; one line.
  public var detail: String?
  /// What it is.
  public var kind: Kind
  /// The whole of it in UTF-8 bytes, without white space at its end.
  public var range: Range<Int>
  /// What is selected when a person goes there; inside ``range``.
  public var selection: Range<Int>
  /// In order, each inside ``range``.
  public var children: [DocumentSymbol]

  /// What a symbol is, in the words of the language.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A top-level key.
    case section
    case app, sidecar, image, port, variable, volume, config, secret, domain
    /// Something mounted into a container.
    case mount
    /// A key of the language, or one it does not know.
    case key
    case text, number, boolean, empty, list, mapping
  }
}

extension StackFile {
  /// The outline of the file, in order; nothing for a file that is no stack. What cannot be read is missing from it.
  public func documentSymbols() -> [DocumentSymbol] {
    guard isStack else { return [] }
    let outline = Outline(file: self)
    return tree.documents.compactMap(\.root).flatMap { outline.children(of: $0, isTop: true) }
  }
}

/// Makes symbols of nodes.
private struct Outline {
  let file: StackFile

  typealias Symbol = DocumentSymbol

  func children(of node: YAMLNode, isTop: Bool = false) -> [Symbol] {
    switch node.kind {
    case .mapping: node.entries.map { entry($0, isTop: isTop) }
    case .sequence: node.children.map(item)
    case .scalar, .alias: []
    }
  }

  // MARK: Entries

  private func entry(_ entry: YAMLNode.Entry, isTop: Bool) -> Symbol {
    let range = file.text.trimmed(entry.range)
    return Symbol(
      name: name(ofKey: entry.key), detail: detail(of: entry), kind: kind(of: entry, isTop: isTop), range: range,
      selection: selection(entry.key, in: range), children: children(of: entry.value))
  }

  private func name(ofKey key: YAMLNode) -> String {
    Self.line(key.kind == .scalar ? key.string : file.text.string(in: key.range)) ?? "(no name)"
  }

  private func kind(of entry: YAMLNode.Entry, isTop: Bool) -> Symbol.Kind {
    if isTop { return .section }
    guard let bound = file.binding.bound(entry.key), let key = bound.key else { return .key }
    if key.shape === bound.shape, entry.key.says(key.utf8) {
      return key.shape.scalar == .imageReference ? .image : .key
    }
    switch bound.nameKind {
    case .app: return .app
    case .sidecar: return .sidecar
    case .volume: return .volume
    case .config: return .config
    case .secret: return .secret
    case .variable: return .variable
    case .domain: return .domain
    case .free, nil: return .key
    }
  }

  private func detail(of entry: YAMLNode.Entry) -> String? {
    let value = entry.value
    switch value.kind {
    case .scalar: return value.isMissing ? nil : Self.line(value.string)
    case .alias: return Self.line(file.text.string(in: value.range))
    case .sequence: return nil
    case .mapping: break
    }
    switch file.binding.bound(entry.key)?.nameKind {
    case .app, .sidecar: return text("image", of: value)
    case .volume: return text("size", of: value)
    case .config, .secret:
      if value.entry("external")?.loaded == .boolean(true) { return "external" }
      return text("file", of: value)
    case .domain: return text("protocol", of: value)
    case .variable, .free, nil: return nil
    }
  }

  // MARK: Items

  private func item(_ node: YAMLNode) -> Symbol {
    let range = file.text.trimmed(node.wholeRange)
    let (name, detail, kind) = describe(node)
    let first = node.entries.first { _ in true }?.key ?? node
    return Symbol(
      name: name ?? "(empty)", detail: detail, kind: kind, range: range, selection: selection(first, in: range),
      children: children(of: node))
  }

  /// What an item is called, never by its number.
  private func describe(_ item: YAMLNode) -> (name: String?, detail: String?, kind: Symbol.Kind) {
    guard let node = item.dereferenced else { return (Self.line(file.text.string(in: item.range)), nil, .text) }
    let alias = item.kind == .alias ? Self.line(file.text.string(in: item.range)) : nil
    let shape = file.binding.bound(item)?.shape
    switch node.kind {
    case .alias: return (alias, nil, .text)
    case .sequence: return (alias ?? "list", "\(node.children.reduce(0) { count, _ in count + 1 }) items", .list)
    case .scalar:
      if shape?.scalar == .portMapping { return (Self.line(node.string), portDetail(node), .port) }
      if shape?.scalar == .mount, let mount = mount(node) { return mount }
      return (Self.line(node.string), alias, Symbol.Kind(scalar: node))
    case .mapping: break
    }
    if shape?.scalar == .portMapping, let target = text("target", of: node) {
      let published = text("published", of: node).map { $0 + ":" } ?? ""
      return (published + target, portDetail(node), .port)
    }
    for kind in ["config", "secret"] {
      guard let inner = node.entry(kind), let name = text("name", of: inner) else { continue }
      let path = text("mountPath", of: inner) ?? text("mountPath", of: node)
      return (name, path ?? kind, path == nil ? (kind == "config" ? .config : .secret) : .mount)
    }
    guard let entry = node.entries.first(where: { _ in true }) else { return (alias, nil, .mapping) }
    if case .names(.domain, _) = shape?.mapping {
      return (name(ofKey: entry.key), entry.value.dereferenced.flatMap { text("protocol", of: $0) }, .domain)
    }
    return (text("name", of: node) ?? name(ofKey: entry.key), detail(of: entry) ?? alias, .mapping)
  }

  private func portDetail(_ node: YAMLNode) -> String? {
    var published: Int?
    let target: Int
    var transport = PortMapping.Transport.tcp
    if node.kind == .scalar {
      guard case .success(let port) = PortMapping.parse(node.value) else { return nil }
      (published, target, transport) = (port.published?.number, port.target.number, port.transport)
    } else {
      guard let number = node.integer("target") else { return nil }
      (published, target) = (node.integer("published"), number)
      transport = node.entry("protocol").flatMap { PortMapping.Transport(rawValue: $0.string) } ?? .tcp
    }
    let container = "container port \(target)/\(transport.rawValue)"
    return published.map { "port \($0) → \(container)" } ?? container
  }

  private func mount(_ node: YAMLNode) -> (name: String?, detail: String?, kind: Symbol.Kind)? {
    guard case .success(let mount) = Mount.parse(node.value) else { return nil }
    return (
      Self.line(mount.source.text), Self.line(mount.path + (mount.mode == .readOnly ? " (read-only)" : "")), .mount
    )
  }

  // MARK: Text

  private func text(_ key: String, of mapping: YAMLNode) -> String? {
    guard let value = mapping.entry(key), value.kind == .scalar else { return nil }
    return Self.line(value.string)
  }

  /// The node, or what of it stands on its first line, within the range of its symbol.
  private func selection(_ node: YAMLNode, in range: Range<Int>) -> Range<Int> {
    let line = node.firstLine(in: file.text)
    return (line.isEmpty ? range.lowerBound..<range.lowerBound : line).clamped(to: range)
  }

  /// The first line of a text, without white space around it and cut where it is long; nil when there is nothing.
  private static func line(_ text: String) -> String? {
    let limit = 80
    let bytes = text.unicodeScalars.drop { $0.value <= 0x20 }.prefix { $0.value >= 0x20 && $0 != "\u{85}" }
    let line = String(bytes.prefix(limit))
    let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
    guard end > line.startIndex else { return nil }
    return String(line[..<end]) + (bytes.dropFirst(limit).isEmpty ? "" : "…")
  }
}

extension DocumentSymbol.Kind {
  fileprivate init(scalar node: YAMLNode) {
    switch node.scalarKind {
    case .null: self = .empty
    case .boolean: self = .boolean
    case .integer, .float: self = .number
    case .timestamp, .merge, .value, .string: self = .text
    }
  }
}
