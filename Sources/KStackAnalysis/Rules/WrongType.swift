internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let wrongType = Rule(
    "wrong-type", .error,
    summary: "a value of a kind that does not belong here",
    explanation: """
      kstack expects another form (a list, a mapping, a single value) or another type. YAML decides the type of unquoted \
      text by its look: `1.10` is a number, `yes` a boolean, `2024-01-01` a date. Put text that must stay text in quotes.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    labels:\n      release: 1.10\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    labels:\n      release: \"1.10\"\n"
  ) { file, findings in
    for bound in file.binding.misshapen where !bound.isEnvironmentList && !bound.isFlatRoute {
      findings.report(
        bound.underline(in: file.text), through: bound.use, message(bound, file), fixes: wrapping(bound, file))
    }
    for unnamed in file.binding.unnamed where !unnamed.isFlatRoute {
      findings.report(
        (unnamed.name?.partner ?? unnamed.key).range, through: unnamed.bound.use, message(unnamed))
    }
    for bound in file.binding.scalars {
      switch bound.shape.scalarKind {
      // Most scalars are texts where texts belong.
      case .string, .imageReference, .mount, .containerPath, .urlPath:
        if bound.node.scalarKind == .string { continue }
      case .portMapping, .environmentValue: continue
      default: break
      }
      guard let type = bound.shape.scalar, let fault = fault(of: bound.node, type: type) else { continue }
      findings.report(
        bound.node.range, through: bound.use, "\(Wording.subject(bound)) must be \(Wording.expectation(type))\(fault)",
        fixes: retyping(bound, type, file))
    }
  }

  private static func message(_ bound: Binding.Bound, _ file: StackFile) -> String {
    let node = bound.node
    guard node.kind == .scalar, node.resolvedTag != .binary else {
      return "\(Wording.subject(bound)) must be \(Wording.expectation(bound.shape)), not \(Wording.form(node))"
    }
    if let assignments = Assignments(bound, file) {
      return "\(Wording.quote(assignments.first)) needs ': ' in place of its '='"
    }
    if let missing = MissingSpace(bound, file) {
      guard let key = missing.key else { return "there must be a space behind the '-' of a list item" }
      return "there must be a space between '\(key)' and its value"
    }
    // A word on a line of its own, where entries belong, is a key that is not finished.
    if bound.use == nil, bound.shape.mapping != nil, node.style == .plain, !node.value.contains(UInt8(ascii: " ")),
      let key = node.partner, key.range.upperBound <= node.range.lowerBound,
      file.text.line(at: key.range.upperBound) < file.text.line(at: node.range.lowerBound)
    {
      return "\(Wording.quote(node.string)) needs a ':' behind it to be a key of \(Wording.subject(bound))"
    }
    return "\(Wording.subject(bound)) must be \(Wording.expectation(bound.shape))"
  }

  private static func message(_ unnamed: Binding.Unnamed) -> String {
    let key = Wording.quote(unnamed.key.string)
    guard let name = unnamed.name else {
      let kind = unnamed.bound.shape.nameKind.map(Wording.noun) ?? "entry"
      return "\(key) stands where the name of \(Wording.indefinite(kind)) belongs; write the name and \(key) below it"
    }
    return "write the name as the key, '\(name.string):', and \(key) below it"
  }

  /// What is wrong with a scalar's type, as the end of a sentence; nil when nothing is.
  private static func fault(of node: YAMLNode, type: ScalarType) -> String? {
    let kind = node.scalarKind
    switch type {
    case .enumeration(let choices) where choices.contains { node.says($0.value) }:
      // `off` is a boolean to YAML 1.1, but where the word is a choice nothing else can be meant.
      return nil
    case .filePath where kind == .string, .refersTo where kind == .string:
      return node.valueCount == 0 ? ", and it is empty" : nil
    case .string, .imageReference, .mount, .containerPath, .filePath, .urlPath, .refersTo, .enumeration:
      return kind == .string ? nil : "; \(Wording.quote(node.string)) is \(Wording.form(node)) unless it is quoted"
    case .boolean:
      if kind == .string { return ", not the text \(Wording.quote(node.string))" }
      return kind == .boolean ? nil : ", not \(Wording.form(node))"
    case .integer(let bounds):
      if let number = node.shortInteger, bounds.contains(number) { return nil }
      if kind == .string { return ", not the text \(Wording.quote(node.string))" }
      guard kind == .integer || kind == .float else { return ", not \(Wording.form(node))" }
      if case .integer(_, let value?) = node.loaded, bounds.contains(value) { return nil }
      return "; \(Wording.quote(node.string)) is not"
    case .quantity:
      return kind == .string || kind == .integer || kind == .float ? nil : ", not \(Wording.form(node))"
    case .portMapping, .environmentValue:
      return nil
    }
  }

  private static func retyping(_ bound: Binding.Bound, _ type: ScalarType, _ file: StackFile) -> [Fix] {
    let node = bound.node
    switch type {
    case .string, .imageReference, .mount, .containerPath, .filePath, .urlPath, .refersTo, .enumeration:
      return Fix.quoting(node, in: file)
    case .boolean, .integer:
      // A quoted `"true"`, `"80"`: without its quotes it has the right type.
      let kind = ScalarResolution.kind(ofPlain: node.string)
      guard node.scalarKind == .string, node.tag == nil, kind == (type == .boolean ? .boolean : .integer),
        node.style == .singleQuoted || node.style == .doubleQuoted
      else { return [] }
      if case .integer(let bounds) = type {
        guard case .integer(_, let value?) = LoadedScalar(plain: node.string), bounds.contains(value) else { return [] }
      }
      return [Fix(title: "remove the quotes", edits: [TextEdit(range: node.range, replacement: node.string)])]
    default: return []
    }
  }

  /// A lone value where a list belongs: make it the list's only item.
  private static func wrapping(_ bound: Binding.Bound, _ file: StackFile) -> [Fix] {
    let node = bound.node
    if let assignments = Assignments(bound, file) { return [assignments.fix] }
    if let missing = MissingSpace(bound, file) { return [missing.fix] }
    guard node.kind == .scalar, node.anchor == nil, node.tag == nil, let type = bound.shape.items?.scalar,
      bound.shape.mapping == nil
    else { return [] }
    let item: String
    switch node.style {
    case .singleQuoted, .doubleQuoted: item = file.text.string(in: node.range)
    case .plain: item = type == .portMapping ? file.style.quoted(node.string) : file.style.scalar(node.string)
    case .literal, .folded, .block, .flow: return []
    }
    return [Fix(title: "make it a list", edits: [TextEdit(range: node.range, replacement: "[\(item)]")])]
  }
}

extension Binding.Bound {
  /// `environment` as a list of `NAME=VALUE`, as Docker Compose allows it.
  var isEnvironmentList: Bool {
    guard case .names(.variable, _) = shape.mapping else { return false }
    return node.kind == .sequence
  }

}

extension Fix {
  /// Puts a scalar's text into quotes as it is written. Its anchor stays; a tag would give it another type again, so
  /// nothing is offered for it.
  static func quoting(_ node: YAMLNode, in file: StackFile) -> [Fix] {
    guard node.tag == nil else { return [] }
    let text = file.style.quoted(node.string)
    return [Fix(title: "put quotes around it", edits: [TextEdit(range: node.range, replacement: text)])]
  }
}
