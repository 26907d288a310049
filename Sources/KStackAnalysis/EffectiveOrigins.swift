internal import KStackSchema
internal import YAMLSyntax

extension EffectiveConfiguration.Origin {
  /// The alias that brought something in.
  var use: YAMLNode? {
    if case .alias(let node) = self { node } else { nil }
  }
}

extension EffectiveConfiguration.Container {
  /// The alias that the whole container stands behind; nil where it is written in its place.
  var use: YAMLNode? { name?.partner.flatMap { $0.kind == .alias ? $0 : nil } }

  /// What a person underlines of the container.
  var place: Range<Int>? { name?.range }

  /// Whether `ports` is written with items.
  var hasPorts: Bool {
    guard let value = part("ports")?.value, value.kind == .sequence else { return false }
    return value.children.first { _ in true } != nil
  }

  /// Whether every item of `ports` is a port. Where one is not, that is a fault of its own, and more may be meant.
  var hasReadablePorts: Bool {
    guard let value = part("ports")?.value else { return true }
    guard value.kind == .sequence, hasPorts else { return value.kind == .sequence }
    // Without a single one the items need not be counted.
    return !ports.isEmpty && value.children.reduce(0) { count, _ in count + 1 } == ports.count
  }
}

extension EffectiveConfiguration.Pod {
  /// The alias through which a container of this pod, or the pod itself, is here.
  func use(of container: EffectiveConfiguration.Container) -> YAMLNode? { app.use ?? container.use }
}

extension EffectiveConfiguration.Port {
  /// What a person would underline: the text, or the number behind one of a mapping's keys.
  func underline(_ key: String = "target", in text: SourceText) -> Range<Int> {
    guard node.kind == .mapping else { return node.range }
    // The last of several equal keys is the one that is loaded.
    let entry = node.entries.reduce(YAMLNode.Entry?.none) { $1.key.says(key) ? $1 : $0 }
    return entry?.value.range ?? node.firstLine(in: text)
  }
}

extension PortMapping.Transport {
  /// A number for a port of this protocol, unlike that of any other.
  func socket(_ port: Int) -> Int { self == .tcp ? port : -port }
}

extension EffectiveConfiguration.Variable {
  /// The alias that the value comes from.
  var use: YAMLNode? {
    origin.use ?? name.partner.flatMap { $0.kind == .alias ? $0 : nil }
  }

  /// What a person would underline for a part of the value: that part, or the name where the value has lines of its own.
  func underline(_ part: Range<Int>) -> Range<Int> {
    value.style == .literal || value.style == .folded ? name.range : value.part(part)
  }
}

extension StackFile {
  /// Whether the whole text could be read. What seems to be missing may else be on a lost line.
  var isComplete: Bool { !tree.isIncomplete(in: 0..<text.bytes.count + 1) }

  /// The containers, as indices of ``Binding/containers``, that write `ports` under another name by mistake.
  var containersMeaningPorts: Set<Int> {
    Set(binding.unknownKeys.lazy.filter { $0.meant?.name == "ports" }.compactMap(\.container))
  }
}
