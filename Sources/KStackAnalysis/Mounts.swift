internal import KStackSchema
internal import YAMLSyntax

extension Sequence<UInt8> {
  /// Whether something may fill in a part of the text before kstack reads it: `${DATA}`, `{{ data }}`. What will stand
  /// there in the end nobody can know.
  var isTemplate: Bool {
    var last: UInt8 = 0
    for byte in self {
      if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{") && last == byte { return true }
      last = byte
    }
    return false
  }
}

extension Binding {
  /// An item of `volumes` that could be read.
  struct WrittenMount: Sendable {
    var bound: Bound
    var mount: Mount

    var node: YAMLNode { bound.node }
    /// Where the source stands.
    var source: Range<Int> { node.part(mount.source.range) }
  }

  /// The items of `volumes`, read once.
  struct WrittenMounts: Sendable {
    /// Those that are mounts, in document order; without templates.
    private(set) var written: [WrittenMount] = []
    /// Those that are not.
    private(set) var faults: [(bound: Bound, fault: Mount.Fault)] = []
    /// All that are not in ``written``.
    private(set) var unread: [Bound] = []

    init(_ binding: Binding) {
      for bound in binding.scalars(.mount) {
        guard bound.node.scalarKind == .string, !bound.node.value.isTemplate else {
          unread.append(bound)
          continue
        }
        switch Mount.parse(bound.node.value) {
        case .success(let mount): written.append(WrittenMount(bound: bound, mount: mount))
        case .failure(let fault):
          faults.append((bound, fault))
          unread.append(bound)
        }
      }
    }
  }

  /// The alias through which a part of a container comes; nil for what is written in its place.
  func use(of origin: EffectiveConfiguration.Origin, in container: EffectiveConfiguration.Container) -> YAMLNode? {
    let whole = containers.indices.contains(container.index) ? containers[container.index].use : nil
    if let whole { return whole }
    if case .alias(let alias) = origin { return alias }
    return nil
  }
}

extension EffectiveConfiguration.Mounted {
  /// The name of the volume that is mounted; nil for other sources.
  var volume: String? {
    if case .volume(let name) = source { name } else { nil }
  }

  var isTemplate: Bool { node.value.isTemplate || path.utf8.isTemplate }

  /// The value of a key below `config` of an item of `volumesFrom`.
  func configEntry(_ key: String) -> YAMLNode? { node.entry("config")?.entry(key) }
}

extension Fix {
  /// Puts another text in place of a part of a scalar; nothing where the part is not written as it is read.
  static func replacing(_ range: Range<Int>, of node: YAMLNode, with text: String) -> [Fix] {
    guard node.contentOffset != nil, FileStyle.isSafePlain(text) else { return [] }
    return [
      Fix(
        title: "replace \(Wording.quote(node.text(in: range))) with '\(text)'",
        edits: [TextEdit(range: node.part(range), replacement: text)])
    ]
  }
}

/// A sidecar's volume that neither another container mounts nor the file declares: most likely another one is meant.
struct StrayVolume {
  var node: YAMLNode
  var mount: Mount
  var container: EffectiveConfiguration.Container
  var origin: EffectiveConfiguration.Origin
  var app: EffectiveConfiguration.Container
  /// The app's volume with nearly the same name.
  var meant: String?
}

extension StackFile {
  /// Every ``StrayVolume``, in document order.
  func strayVolumes() -> [StrayVolume] {
    guard hasUndeclaredMounts else { return [] }
    var counts: [String: Int] = [:]
    for container in effective.containers {
      let own = container.mounts.lazy.filter { !$0.origin.isInherited }.compactMap(\.volume)
      for name in Set(own) { counts[name, default: 0] += 1 }
    }
    var result: [StrayVolume] = []
    for pod in effective.pods {
      // A near miss takes a look at every name.
      var comparisons = 2_000
      let shared = Set(pod.app.mounts.compactMap(\.volume)).sorted()
      for sidecar in pod.sidecars {
        for mounted in sidecar.mounts where !mounted.origin.isInherited && !mounted.isTemplate {
          guard let mount = mounted.mount, let name = mounted.volume else { continue }
          // Spent for every mount, so that it does not depend on other pods who gets it.
          defer { comparisons -= shared.count }
          guard counts[name] == 1, !names.isDeclared(name, .volume) else { continue }
          let meant = comparisons > 0 ? NearMiss.nearest(to: name.utf8, among: shared) : nil
          result.append(
            StrayVolume(
              node: mounted.node, mount: mount, container: sidecar, origin: mounted.origin, app: pod.app, meant: meant))
        }
      }
    }
    return result
  }

  /// Whether a sidecar mounts a volume that is not declared.
  private var hasUndeclaredMounts: Bool {
    effective.pods.contains { pod in
      pod.sidecars.contains { sidecar in
        sidecar.mounts.contains { mounted in
          mounted.volume.map { !names.isDeclared($0, .volume) } ?? false
        }
      }
    }
  }

  /// Whether the top-level key that declares volumes is written, holds something, and could be read to its end.
  var listsVolumes: Bool {
    if let names = elsewhere?.names { return names.listsVolumes }
    guard let section = context.language.section(declaring: .volume),
      let value = entry(of: section)?.value.dereferenced, value.kind == .mapping, value.subtreeEnd > value.index + 1
    else { return false }
    return canRead(section)
  }
}
