internal import KStackSchema
internal import YAMLSyntax

/// A word between the author's own that says what is not written: it belongs to no text.
public struct InlayHint: Sendable, Hashable {
  /// What hints are about; a user can choose among them.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// What a sidecar takes over from its app.
    case inheritance
    /// The Service that leads to a port.
    case ports
    /// What a container receives for a value that YAML changes.
    case values
    /// Where a config without a mount path is mounted.
    case mountPaths
  }

  /// What it is about.
  public var kind: Kind
  /// Where it is shown: a byte offset, behind the text that it is about.
  public var offset: Int
  /// On one line, without spaces around it.
  public var label: String
  /// GitHub-flavoured markdown without HTML: what the label leaves out. Nil when it was not asked for.
  public var tooltip: String?

  /// A label of a kind, and what more there is to say.
  public init(kind: Kind, offset: Int, label: String, tooltip: String? = nil) {
    self.kind = kind
    self.offset = offset
    self.label = label
    self.tooltip = tooltip
  }
}

extension StackFile {
  /// The hints of some kinds from the start to the end of a byte range, in order. Nothing
  /// when the file is no kstack file. What aliases bring to several places gets a hint only when it is the same for all.
  public func inlayHints(
    in range: Range<Int>, kinds: Set<InlayHint.Kind> = Set(InlayHint.Kind.allCases), tooltips: Bool = true
  ) -> [InlayHint] {
    guard isStack, !kinds.isEmpty else { return [] }
    var hints = HintCollection(
      file: self, range: range.lowerBound...range.upperBound, kinds: kinds, hasTooltips: tooltips)
    hints.collectValues()
    for pod in effective.pods {
      for container in pod.containers {
        hints.collectPorts(of: container)
        hints.collectMountPaths(of: container)
      }
      for sidecar in pod.sidecars { hints.collectInheritance(of: sidecar, from: pod.app) }
    }
    return hints.sorted
  }
}

/// Hints while they are being found.
private struct HintCollection {
  let file: StackFile
  let range: ClosedRange<Int>
  let kinds: Set<InlayHint.Kind>

  private struct Place: Hashable {
    var offset: Int
    var kind: InlayHint.Kind
  }

  private let hasTooltips: Bool
  /// Mappings with a key that was probably meant as `mountPath`: then it is not the default that counts.
  private let misspelt: Set<YAMLNode>
  /// Nil where several hints contradict one another.
  private var found: [Place: InlayHint?] = [:]
  /// What is repeated by inheritance and aliases is read again only so often.
  private var budget: Int
  /// What is shown of a name or a value.
  private static let longest = 60

  init(file: StackFile, range: ClosedRange<Int>, kinds: Set<InlayHint.Kind>, hasTooltips: Bool) {
    self.file = file
    self.range = range
    self.kinds = kinds
    self.hasTooltips = hasTooltips
    budget = file.binding.expansionLimit
    misspelt = Set(file.binding.unknownKeys.lazy.filter { $0.meant?.name == "mountPath" }.map(\.mapping))
  }

  var sorted: [InlayHint] {
    found.values.compactMap { $0 }.sorted { ($0.offset, $0.kind.rawValue) < ($1.offset, $1.kind.rawValue) }
  }

  private mutating func add(_ kind: InlayHint.Kind, at offset: Int, _ label: String, _ tooltip: () -> String) {
    guard range.contains(offset) else { return }
    let place = Place(offset: offset, kind: kind)
    if let earlier = found[place] {
      if earlier?.label != label { found[place] = .some(nil) }
      return
    }
    found[place] = InlayHint(kind: kind, offset: offset, label: label, tooltip: hasTooltips ? tooltip() : nil)
  }

  // MARK: Kinds

  mutating func collectInheritance(
    of sidecar: EffectiveConfiguration.Container, from app: EffectiveConfiguration.Container
  ) {
    guard kinds.contains(.inheritance), let name = sidecar.name, !name.range.isEmpty else { return }
    let inherited = sidecar.parts.filter(\.origin.isInherited)
    guard !inherited.isEmpty else { return }
    let keys = inherited.map(\.key.name).joined(separator: ", ")
    let owner = app.name.map { short($0.string) } ?? "its app"
    let file = file
    add(.inheritance, at: file.text.endOfColon(behind: name), "inherits \(keys) from \(owner)") {
      let words = HoverText(file: file)
      let from = app.name.map { " from the app \(Markdown.code($0.string))" } ?? ""
      let text = inherited.flatMap { part in
        words.lines(of: YAMLNode.Entry(key: part.keyNode, value: part.keyNode.partner ?? part.value))
      }
      return Markdown.blocks([
        "Inherited\(from), each key as a whole, because the sidecar does not have it itself", Markdown.yaml(text),
      ])
    }
  }

  mutating func collectPorts(of container: EffectiveConfiguration.Container) {
    guard kinds.contains(.ports), let clusterName = container.clusterName else { return }
    let words = HoverText(file: file)
    for part in container.parts where part.key.shape.items?.scalar == .portMapping && !part.origin.isInherited {
      if part.origin != .own {
        guard budget > 0 else { return }
        budget -= part.value.subtreeEnd - part.value.index
      }
      for (position, item) in part.value.items.enumerated() {
        guard let port = item.dereferenced.flatMap({ EffectiveConfiguration.Port($0, .init(part.origin)) }),
          let service = ServicePort(
            published: port.published, target: port.target, position: position, of: container.kind, named: clusterName)
        else { continue }
        let kind = service.isLoadBalancer ? "LoadBalancer" : "Service"
        add(.ports, at: endOfPort(item), "→ \(kind) \(short(service.name)):\(service.number)") {
          let known = HoverText.PortItem(
            published: port.published, target: port.target, transport: port.transport.rawValue, position: position)
          return Markdown.list(words.portFacts(known, in: container.index))
        }
      }
    }
  }

  /// Behind an item on one line; behind the published number, or the only one, of a mapping that has lines.
  private func endOfPort(_ item: YAMLNode) -> Int {
    guard item.kind == .mapping, item.style == .block else { return item.range.upperBound }
    let entries = Array(item.entries.prefix(8))
    let number = ["published", "target"].lazy
      .compactMap { name in entries.first { $0.key.says(name) } }.first
    return number?.value.range.upperBound ?? item.firstLine(in: file.text).upperBound
  }

  mutating func collectValues() {
    guard kinds.contains(.values) else { return }
    let words = HoverText(file: file)
    for bound in file.binding.scalars(.environmentValue) {
      guard let text = bound.node.changedText else { continue }
      var place = bound.node
      if let use = bound.use, use.target == place {
        place = use
      } else if bound.use != nil, let parent = place.parent.flatMap(file.binding.bound),
        parent.shape.nameKind != .variable
      {
        // An alias in what an alias stands for: no variable is written here.
        continue
      }
      add(.values, at: place.range.upperBound, "→ \(short(text))") { words.received(bound.node) ?? "" }
    }
  }

  mutating func collectMountPaths(of container: EffectiveConfiguration.Container) {
    guard kinds.contains(.mountPaths) else { return }
    let words = HoverText(file: file)
    for mount in container.mounts where !mount.origin.isInherited {
      guard !mount.writesPath, !mount.isTemplate, let name = mount.configEntry("name"),
        mount.node.range.contains(orEndsAt: name.range.upperBound), !misspelt.contains(mount.node),
        name.parent.map(misspelt.contains) != true
      else { continue }
      add(.mountPaths, at: name.range.upperBound, "mountPath: \(short(mount.path))") {
        words.configMount(around: name).map { words.describe($0, in: container.index) }
          ?? "Mounted at \(Markdown.code(mount.path)) by default"
      }
    }
  }

  private func short(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > Self.longest || line.count < text.count ? line.prefix(Self.longest) + "…" : String(line)
  }
}

extension SourceText {
  /// Behind the colon of an entry; behind its key where the colon is not next to it.
  fileprivate func endOfColon(behind key: YAMLNode) -> Int {
    var position = key.range.upperBound
    while bytes.indices.contains(position), bytes[position] == UInt8(ascii: " ") { position += 1 }
    guard bytes.indices.contains(position), bytes[position] == UInt8(ascii: ":") else { return key.range.upperBound }
    return position + 1
  }
}
