internal import KStackSchema
internal import YAMLSyntax

/// A line of facts above what it is about.
public struct CodeLens: Sendable, Hashable {
  /// The name that it is about, in bytes.
  public var range: Range<Int>
  /// On one line.
  public var title: String
  /// The places that ``title`` counts, in bytes and in order; empty when it counts none.
  public var references: [Range<Int>]

  /// Facts on a name, and the places of its use.
  public init(range: Range<Int>, title: String, references: [Range<Int>] = []) {
    self.range = range
    self.title = title
    self.references = references
  }
}

extension StackFile {
  /// What runs together in the pod of each app, and who uses each volume, config and secret; in document order. Nothing
  /// when the file is no kstack file.
  public func codeLenses() -> [CodeLens] {
    guard isStack else { return [] }
    var seen: Set<YAMLNode> = []
    let pods = effective.pods.compactMap { pod -> CodeLens? in
      guard let name = pod.app.name, !name.range.isEmpty, seen.insert(name).inserted else { return nil }
      return CodeLens(range: name.range, title: pod.summary)
    }
    return (pods + usesOfDeclarations()).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func usesOfDeclarations() -> [CodeLens] {
    let kinds: Set<NameKind> = [.volume, .config, .secret]
    let declarations = binding.declarations.filter { kinds.contains($0.kind) && $0.key.kind == .scalar }
    guard !declarations.isEmpty else { return [] }
    let uses = Uses(of: self)
    return declarations.compactMap { kind, key in
      guard !key.range.isEmpty else { return nil }
      let name = Uses.Name(kind: kind, text: key.string)
      let count = uses.users[name]?.count ?? 0
      if count == 0 {
        // What could not be read may use any name.
        guard uses.areComplete, tree.problems.isEmpty, binding.misshapen.isEmpty, binding.unknownKeys.isEmpty else {
          return nil
        }
        return CodeLens(range: key.range, title: "used by no container")
      }
      let places = Set(uses.places[name] ?? []).sorted { $0.lowerBound < $1.lowerBound }
      return CodeLens(
        range: key.range, title: "used by \(count) container\(count == 1 ? "" : "s")", references: places)
    }
  }
}

/// Who uses what the file declares, and where that is written.
private struct Uses {
  struct Name: Hashable {
    var kind: NameKind
    var text: String
  }

  /// Indices in ``Binding/containers``, with those that inherit a mount.
  private(set) var users: [Name: Set<Int>] = [:]
  private(set) var places: [Name: [Range<Int>]] = [:]
  /// False when a template may stand for any name.
  private(set) var areComplete = true

  init(of file: StackFile) {
    for container in file.effective.containers {
      for mount in container.mounts {
        switch mount.source {
        case .volume(let name): users[Name(kind: .volume, text: name), default: []].insert(container.index)
        case .config(let name): users[Name(kind: .config, text: name), default: []].insert(container.index)
        case .secret(let name): users[Name(kind: .secret, text: name), default: []].insert(container.index)
        case .hostPath, .relativePath: break
        }
      }
    }
    for reference in file.names.references {
      let node = reference.bound.node
      if node.value.isTemplate { areComplete = false }
      let name = Name(kind: reference.kind, text: node.string)
      places[name, default: []].append(node.range)
      if let container = reference.bound.container { users[name, default: []].insert(container) }
    }
    for bound in file.binding.scalars(.mount) where bound.node.scalarKind == .string {
      guard !bound.node.value.isTemplate, case .success(let mount) = Mount.parse(bound.node.value) else {
        areComplete = false
        continue
      }
      guard mount.source.kind == .volume else { continue }
      places[Name(kind: .volume, text: mount.source.text), default: []].append(bound.node.part(mount.source.range))
    }
  }
}

extension EffectiveConfiguration.Pod {
  /// "pod: 3 containers · 2 ports · limits 384Mi / 700m".
  fileprivate var summary: String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let containers = containers
    // The containers share one network, so a number that two of them name is one port.
    let ports = Set(containers.flatMap(\.ports).map { $0.transport == .udp ? -$0.target : $0.target })
    var facts = [count(containers.count, "container")]
    if !ports.isEmpty { facts.append(count(ports.count, "port")) }
    let sums = ResourceSums(containers)
    let (label, shown) = sums.limits.isEmpty ? ("requests", sums.requests) : ("limits", sums.limits)
    if shown.isEmpty {
      facts.append("no limits")
    } else {
      // Two amounts tell by themselves which is which; one needs its name.
      let amounts = shown.count > 1 ? shown.map(\.text) : shown.map { "\($0.resource.rawValue) \($0.text)" }
      let lacking = Set(shown.flatMap(\.lacking)).count
      let part = lacking == 0 ? "" : " (\(containers.count - lacking) of \(containers.count) containers)"
      facts.append("\(label) \(amounts.joined(separator: " / "))" + part)
    }
    return "pod: " + facts.joined(separator: " · ")
  }
}
