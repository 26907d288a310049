internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// What is said of scalars that are values or items.
extension HoverText {
  func value(_ node: YAMLNode) -> String? {
    guard let bound = binding.bound(node) else { return nil }
    return value(node, bound, place: node)
  }

  /// - Parameters:
  ///   - node: the scalar.
  ///   - bound: its place in the language.
  ///   - place: the node that stands in that place: the scalar or an alias for it.
  func value(_ node: YAMLNode, _ bound: Binding.Bound, place: YAMLNode) -> String? {
    guard node.kind == .scalar, let key = bound.key else { return nil }
    switch bound.shape.scalar {
    case .imageReference: return image(node)
    case .portMapping: return port(node, bound, item: place)
    case .environmentValue:
      guard let name = place.partner else { return nil }
      return variable(named: name, bound)
    case .mount: return mount(node, bound)
    case .refersTo(let kind): return reference(node, bound, kind, place: place)
    case .enumeration(let choices):
      return choice(node, choices, key, portLine(around: place, bound))
    case .boolean: return boolean(node, key)
    case .containerPath:
      guard let mount = configMount(around: place) else { return Documentation.brief(of: key) }
      return describe(mount, in: bound.container)
    case .integer:
      return Markdown.blocks([Documentation.brief(of: key), portLine(around: place, bound)])
    case .string, .quantity, .filePath, .urlPath:
      // Long texts are the author's own: nothing is known of them.
      return node.style == .literal || node.style == .folded ? nil : Documentation.brief(of: key)
    case nil: return nil
    }
  }

  // MARK: Images

  private func image(_ node: YAMLNode) -> String {
    let text = node.string
    guard node.value.count <= Self.longestReference, case .success(let reference) = ImageReference.parse(node.value)
    else {
      return "**Image** \(Markdown.code(text)): not an image reference"
    }
    let parts = parts(of: reference)
    if let known = knownImage(text) { return Documentation.markdown(of: known, facts: [parts]) }
    var items = [parts]
    if let near = file.context.images.nearMiss(of: text) {
      items.append("Not in the catalog of known images; did you mean \(Markdown.code(near.reference))?")
    }
    return Markdown.blocks(["**Image** \(Markdown.code(reference.familiarName))", Markdown.list(items)])
  }

  private func parts(of reference: ImageReference) -> String {
    var parts = ["Registry \(Markdown.code(reference.registry ?? ImageReference.defaultRegistry))"]
    switch (reference.tag, reference.digest) {
    case (let tag?, _): parts.append("tag \(Markdown.code(tag))\(tag == "latest" ? ", whatever is newest" : "")")
    case (nil, nil): parts.append("no tag, so `latest`, whatever is newest")
    case (nil, _?): break
    }
    if let digest = reference.digest { parts.append("digest \(Markdown.code(digest))") }
    return parts.joined(separator: ", ")
  }

  // MARK: Environment

  /// A variable, by the key that names it.
  func variable(named name: YAMLNode, _ bound: Binding.Bound) -> String {
    let value = name.partner?.dereferenced
    let facts = value.flatMap { received($0) }.map { [$0] } ?? []
    if let image = knownImage(of: bound.container),
      let known = image.environment.first(where: { $0.name.utf8.elementsEqual(name.value) })
    {
      return Documentation.markdown(of: known, in: image, facts: facts)
    }
    return Markdown.blocks([
      "**\(Markdown.code(name.string))**: environment variable of the \(label(of: bound.container))",
      Markdown.list(facts),
    ])
  }

  /// What arrives in the container when that is not what is written.
  func received(_ node: YAMLNode) -> String? {
    guard node.kind == .scalar, !node.isMissing else { return nil }
    let written = Markdown.code(node.string)
    switch node.loaded {
    case .date, .dateTime: return "YAML reads \(written) as a date, which kstack rejects: put it in quotes"
    case .null: return "YAML reads \(written) as nothing, which kstack rejects: put it in quotes"
    case .boolean, .integer, .float:
      guard let text = node.changedText else { return nil }
      return "The container receives \(Markdown.code(text)), not \(written), which YAML 1.1 reads as "
        + "\(Wording.form(node)): put it in quotes to keep it"
    case .binary, .string, .failure: return nil
    }
  }

  // MARK: Words

  private func choice(_ node: YAMLNode, _ choices: [ScalarType.Choice], _ key: Key, _ facts: String) -> String {
    let name = Markdown.code(node.string)
    let others = choices.filter { !$0.value.utf8.elementsEqual(node.value) }
    let rest = others.map { "\(Markdown.code($0.value)): \($0.summary)" }
    guard let chosen = choices.first(where: { $0.value.utf8.elementsEqual(node.value) }) else {
      let all = choices.map { Markdown.code($0.value) }.joined(separator: ", ")
      return Markdown.blocks([
        "**\(name)** is no value of \(Markdown.code(key.name)); possible: \(all)", Markdown.list(rest),
      ])
    }
    return Markdown.blocks([
      "**\(name)**: \(chosen.summary)", "\(Markdown.code(key.name)): \(key.summary)", facts,
      rest.isEmpty ? "" : "Instead of it:\n\n" + Markdown.list(rest),
    ])
  }

  private func boolean(_ node: YAMLNode, _ key: Key) -> String {
    let name = Markdown.code(key.name)
    guard case .boolean(let flag) = node.loaded else { return Documentation.brief(of: key) }
    let isPlainWord = node.string == (flag ? "true" : "false")
    let reading = isPlainWord ? "" : ", which YAML 1.1 reads as `\(flag)`"
    let standard = key.defaultValue.map { ["Default: \(Markdown.code($0))"] } ?? []
    return Markdown.blocks([
      "**\(Markdown.code(node.string))**\(reading). \(name): \(key.summary): \(flag ? "yes" : "no")",
      Markdown.list(standard),
    ])
  }
}

extension YAMLNode {
  /// The text that a container receives for a boolean or a number, where that is not what is written.
  var changedText: String? {
    guard kind == .scalar, !isMissing else { return nil }
    switch loaded {
    case .boolean, .integer, .float: break
    case .null, .date, .dateTime, .binary, .string, .failure: return nil
    }
    guard let text = loaded.pythonText, text != string else { return nil }
    return text
  }
}
