internal import KStackSchema
internal import YAMLSyntax

/// How things are called in messages.
enum Wording {
  /// The author's text in quotes, shortened when it is long.
  static func quote(_ text: some StringProtocol) -> String {
    let limit = 60
    let line = text.prefix { $0 != "\n" && $0 != "\r\n" }
    let short = line.count > limit || line.count < text.count ? line.prefix(limit) + "…" : Substring(line)
    return "'\(short)'"
  }

  /// What a node is in its place: `'ports'`, `an item of 'ports'`, `'web'`.
  static func subject(_ bound: Binding.Bound) -> String {
    // What an alias stands for is called as the alias is.
    var place = bound.node
    if let use = bound.use, use.target == place { place = use }
    if place.role == .value, place.anchor == nil || bound.use == nil, let key = place.partner {
      return quote(key.string)
    }
    if let key = bound.key { return place.role == .item ? "an item of \(quote(key.name))" : quote(key.name) }
    return place.role == .root ? "a stack file" : "this"
  }

  /// What a mapping is in its place: `'config'`, `an item of 'envFrom'`, `the stack file`.
  static func subject(_ mapping: YAMLNode, _ record: Record, use: YAMLNode?) -> String {
    switch mapping.role {
    case .item:
      if let key = mapping.parent?.partner { return "an item of \(quote(key.string))" }
    case .value:
      if use == nil, let key = mapping.partner { return quote(key.string) }
    case .root, .key: break
    }
    return "the \(record.noun)"
  }

  /// What a shape takes: `a list of ports such as "8080:80"`, `text or a list of texts`.
  static func expectation(_ shape: Shape) -> String {
    var forms: [String] = []
    if let scalar = shape.scalar { forms.append(expectation(scalar)) }
    if let items = shape.items { forms.append("a list" + (several(items).map { " of " + $0 } ?? "")) }
    switch shape.mapping {
    case .record(let record): forms.append("a mapping" + keys(of: record))
    case .names(.variable, _): forms.append("a mapping, 'NAME: value'")
    case .names(.free, _): forms.append("a mapping of names to values")
    case .names(.domain, _): forms.append("a mapping with a host as its key")
    case .names(let kind, _): forms.append("a mapping of names to \(noun(kind))s")
    case nil: break
    }
    return forms.joined(separator: " or ")
  }

  /// The items of a list; nil when there is no short name for them.
  private static func several(_ shape: Shape) -> String? {
    switch (shape.scalar, shape.mapping) {
    case (.portMapping, _): "ports such as \"8080:80\""
    case (.mount, _): "mounts such as data:/var/data"
    case (.filePath, _): "paths"
    case (.string, _): "texts"
    case (nil, .record(let record)): "mappings" + keys(of: record)
    case (nil, .names(.domain, _)): "mappings with a host as their key"
    default: nil
    }
  }

  private static func keys(of record: Record) -> String {
    if let required = record.keys.first(where: \.isRequired) { return " with \(quote(required.name))" }
    guard let first = record.keys.first else { return "" }
    return " of keys such as \(quote(first.name))"
  }

  static func expectation(_ type: ScalarType) -> String {
    switch type {
    case .boolean: "true or false"
    case .integer(let bounds) where bounds.upperBound >= Int(Int32.max): "a whole number, at least \(bounds.lowerBound)"
    case .integer(let bounds): "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .environmentValue: "text, a number, true or false"
    case .enumeration(let choices): (choices.count == 1 ? "" : "one of ") + choices.map(\.value).joined(separator: ", ")
    case .quantity: "a quantity such as \(exampleQuantity(type))"
    case .imageReference: "an image such as nginx:1.27"
    case .portMapping: "text such as \"8080:80\""
    case .mount: "text such as data:/var/data"
    case .string, .containerPath, .filePath, .urlPath, .refersTo: "text"
    }
  }

  private static func exampleQuantity(_ type: ScalarType) -> String {
    type == .quantity(.cpu) ? "500m" : type == .quantity(.storage) ? "10Gi" : "256Mi"
  }

  static func noun(_ kind: NameKind) -> String {
    switch kind {
    case .app: "app"
    case .sidecar: "sidecar"
    case .volume: "volume"
    case .config: "config"
    case .secret: "secret"
    case .variable: "variable"
    case .domain: "host"
    case .free: "entry"
    }
  }

  /// A record with its article: `an app`, `a port`.
  static func indefinite(_ record: Record) -> String { indefinite(record.noun) }

  static func indefinite(_ noun: String) -> String {
    let isVowel = noun.utf8.first.map { Array("aeiou".utf8).contains($0) } ?? false
    return (isVowel ? "an " : "a ") + noun
  }

  /// What a node is by its form.
  static func form(_ node: YAMLNode) -> String {
    switch node.kind {
    case .mapping: return node.resolvedTag == .set ? "a set" : "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    case .scalar:
      switch node.scalarKind {
      case .null: return "empty"
      case .boolean: return "a boolean"
      case .integer, .float: return "a number"
      case .timestamp: return "a date"
      case .merge, .value, .string: return node.resolvedTag == .binary ? "binary data" : "text"
      }
    }
  }

  /// `app 'web'`, `sidecar 'logger' of 'web'`.
  static func container(_ index: Int, in binding: Binding) -> String {
    guard let container = binding.containers.element(index) else { return "this container" }
    let name = container.name.map { " " + quote($0.string) } ?? ""
    guard container.kind == .sidecar else { return "app" + name }
    let app = binding.containers.element(container.app)?.name.map { " of " + quote($0.string) } ?? ""
    return "sidecar" + name + app
  }
}

extension Binding.Bound {
  /// What a person would underline: the scalar; the key of a collection or of an empty value; the first line of an item.
  func underline(in text: SourceText) -> Range<Int> {
    if node.kind == .scalar, !node.range.isEmpty { return node.range }
    if node.role == .value, let key = node.partner, !key.range.isEmpty { return key.range }
    if node.range.isEmpty, let dash = text.dash(before: node.range.lowerBound) { return dash..<dash + 1 }
    return node.firstLine(in: text)
  }
}

extension YAMLNode {
  /// What of the node stands on the line where it begins.
  func firstLine(in text: SourceText) -> Range<Int> {
    let line = text.lineRange(text.line(at: range.lowerBound))
    return range.lowerBound..<max(range.lowerBound, min(range.upperBound, line.upperBound))
  }
}

extension SourceText {
  /// The list dash that stands on the same line before `offset` with nothing but white space between, or nil.
  func dash(before offset: Int) -> Int? {
    var position = min(offset, bytes.count) - 1
    while position >= 0, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t") { position -= 1 }
    return position >= 0 && bytes[position] == UInt8(ascii: "-") ? position : nil
  }
}

extension Shape {
  /// What the keys of a mapping here name; nil for other shapes.
  var nameKind: NameKind? {
    if case .names(let kind, _) = mapping { kind } else { nil }
  }
}
