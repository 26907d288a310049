internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let flatExpose = Rule(
    "flat-expose", .error, group: .network,
    summary: "a domain as a value under 'expose'",
    explanation: """
      Some pages show `- domain: shop.example.org` with `protocol` beside it. kstack rejects that form: the domain itself \
      is the key, and `protocol` and the rest stand below it.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:80\"\n    expose:\n      - domain: shop.example.org\n        protocol: https\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"80:80\"\n    expose:\n      - shop.example.org:\n          protocol: https\n"
  ) { file, findings in
    for flat in file.binding.flatRoutes {
      findings.report(
        flat.key.range, through: flat.use,
        "the domain itself must be the key: write '\(flat.domain.string):' and 'protocol' below it",
        fixes: fixes(flat, file))
    }
  }

  private static func fixes(_ flat: FlatRoute, _ file: StackFile) -> [Fix] {
    let mapping = flat.mapping
    guard mapping.anchor == nil, mapping.tag == nil, flat.domain.kind == .scalar, flat.domain.anchor == nil,
      !mapping.entries.contains(where: { $0.key.isMergeKey })
    else { return [] }
    let hasProtocol = mapping.entries.contains { $0.key.says("protocol") }
    let edits = mapping.style == .flow ? flowEdits(flat, hasProtocol, file) : blockEdits(flat, hasProtocol, file)
    let title = "make '\(flat.domain.string)' the key" + (hasProtocol ? "" : ", with protocol http")
    return edits.isEmpty ? [] : [Fix(title: title, edits: edits, isPreferred: hasProtocol)]
  }

  private static func flowEdits(_ flat: FlatRoute, _ hasProtocol: Bool, _ file: StackFile) -> [TextEdit] {
    let range = flat.mapping.range
    guard !file.text.bytes[range].contains(UInt8(ascii: "#")) else { return [] }
    var rest = flat.mapping.entries.filter { $0.key != flat.key }.map { file.text.string(in: $0.range) }
    if !hasProtocol { rest.insert("protocol: http", at: 0) }
    let key = file.style.scalar(flat.domain.string)
    return [TextEdit(range: range, replacement: "{\(key): {\(rest.joined(separator: ", "))}}")]
  }

  /// The domain's line becomes the key, and every other line of the mapping moves in below it.
  private static func blockEdits(_ flat: FlatRoute, _ hasProtocol: Bool, _ file: StackFile) -> [TextEdit] {
    let text = file.text
    let start = flat.mapping.range.lowerBound
    let column = text.column(of: start)
    let first = text.line(at: start)
    let last = text.line(at: flat.mapping.range.upperBound)
    let own = text.line(at: flat.key.range.lowerBound)
    guard text.line(at: flat.domain.range.upperBound) == own, flat.key.wholeRange == flat.key.range else { return [] }
    let newline = file.style.newline
    let indent = file.style.indent(file.style.step)
    let key = file.style.scalar(flat.domain.string) + ":"
    let inner = newline + file.style.indent(column) + indent
    let entry = hasProtocol ? key : key + inner + "protocol: http"
    var edits: [TextEdit] = []
    let isFirst = own == first && flat.key.range.lowerBound == start
    if isFirst {
      // A comment behind the domain stays on its line.
      edits.append(TextEdit(range: flat.key.range.lowerBound..<flat.domain.range.upperBound, replacement: key))
      if !hasProtocol {
        let end = text.lineRange(own).upperBound
        edits.append(TextEdit(range: end..<end, replacement: inner + "protocol: http"))
      }
    } else {
      edits.append(TextEdit(range: start..<start, replacement: entry + inner))
    }
    guard first < last else { return edits }
    for line in first + 1...last {
      let range = text.lineRange(line)
      if line == own, !isFirst {
        // Its line goes, with its break; what else stands on it would be lost.
        let rest = text.bytes[flat.domain.range.upperBound..<range.upperBound]
        guard rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return [] }
        let end = text.lineRange(line - 1).upperBound
        edits.append(TextEdit(range: end..<range.upperBound, replacement: ""))
      } else if text.bytes[range].contains(where: { $0 != 0x20 && $0 != 0x09 }) {
        edits.append(TextEdit(range: range.lowerBound..<range.lowerBound, replacement: indent))
      }
    }
    return edits
  }
}

/// `domain: shop.example.org` where the domain itself should be the key.
struct FlatRoute {
  var mapping: YAMLNode
  /// `domain`, `host` or `name`.
  var key: YAMLNode
  var domain: YAMLNode
  var use: YAMLNode?
}

extension Binding {
  /// The items of `expose` that name their domain as a value, in order.
  var flatRoutes: [FlatRoute] {
    var routes: [FlatRoute] = []
    for unnamed in unnamed where unnamed.isFlatRoute {
      guard let domain = unnamed.name, let key = domain.partner else { continue }
      routes.append(FlatRoute(mapping: unnamed.bound.node, key: key, domain: domain, use: unnamed.bound.use))
    }
    for bound in misshapen where bound.isFlatRoute {
      guard let key = bound.name, let mapping = key.parent else { continue }
      routes.append(FlatRoute(mapping: mapping, key: key, domain: bound.node, use: bound.use))
    }
    return routes
  }
}

extension Binding.Unnamed {
  /// A domain's record with the domain as one of its values.
  var isFlatRoute: Bool { bound.shape.nameKind == .domain && name != nil }
}

extension Binding.Bound {
  /// `- domain: shop.example.org` with nothing beside it that belongs to a domain.
  var isFlatRoute: Bool {
    guard node.kind == .scalar, node.scalarKind == .string, !node.value.isEmpty, let name,
      ["domain", "host"].contains(name.string), let list = name.parent?.parent,
      list.kind == .sequence, shape.mapping != nil, shape.scalar == nil
    else { return false }
    guard case .success = HostName.parse(node.value) else { return false }
    return true
  }
}
