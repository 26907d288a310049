internal import KStackSchema
internal import YAMLSyntax

/// Where the names that a file declares are used, for renaming them everywhere at once.
struct NameUses {
  private struct Use {
    var node: YAMLNode
    /// Of the value; nil for all of it.
    var part: Range<Int>?
  }

  private var uses: [NameKind: [String: [Use]]] = [:]
  /// Apps and their sidecars, as the hosts of addresses.
  private var hosts: [String: [Use]] = [:]

  init(_ file: StackFile) {
    // What stands in an anchor is used in several places and written once.
    var seen: Set<Int> = []
    for reference in file.names.references where seen.insert(reference.bound.node.index).inserted {
      let node = reference.bound.node
      uses[reference.kind, default: [:]][node.string, default: []].append(Use(node: node))
    }
    for bound in file.binding.scalars(.mount) where bound.node.scalarKind == .string {
      guard case .success(let mount) = Mount.parse(bound.node.value), mount.source.kind == .volume,
        seen.insert(bound.node.index).inserted
      else { continue }
      uses[.volume, default: [:]][mount.source.text, default: []].append(
        Use(node: bound.node, part: mount.source.range))
    }
    for container in file.effective.containers {
      for variable in container.environment where variable.namesHosts && seen.insert(variable.value.index).inserted {
        for mention in HostMention.all(in: variable.value.value)
        where mention.isInAddress || mention.portRange != nil || mention.isAlone && variable.isHost {
          hosts[variable.value.text(in: mention.host), default: []].append(
            Use(node: variable.value, part: mention.host))
        }
      }
    }
  }

  /// The edits that give a declared name another text, at the key and wherever the file uses it. Nil where a use is
  /// written so that no single place holds the name.
  func renaming(_ key: YAMLNode, _ kind: NameKind, to name: String, in file: StackFile) -> [TextEdit]? {
    guard let own = Fix.replacing(key, with: name, in: file).first?.edits,
      let others = renaming(key.string, kind, to: name, in: file)
    else { return nil }
    return own + others
  }

  /// The same for a name that is used and not declared.
  func renaming(_ old: String, _ kind: NameKind, to name: String, in file: StackFile) -> [TextEdit]? {
    edits(uses[kind]?[old] ?? [], name, file)
  }

  /// The edits that give a host another name in every address.
  func renaming(host: String, to name: String, in file: StackFile) -> [TextEdit]? {
    edits(hosts[host] ?? [], name, file)
  }

  private func edits(_ uses: [Use], _ name: String, _ file: StackFile) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for use in uses {
      guard let edit = Self.edit(use, name, file) else { return nil }
      edits.append(edit)
    }
    return edits
  }

  private static func edit(_ use: Use, _ name: String, _ file: StackFile) -> TextEdit? {
    if let part = use.part { return TextEdit(part: part, of: use.node, with: name) }
    return Fix.replacing(use.node, with: name, in: file).first?.edits.first
  }
}

extension EffectiveConfiguration.Variable {
  /// Whether the whole value is a host, by the variable's name.
  fileprivate var isHost: Bool {
    isNamed(withOneOf: [
      "HOST", "HOSTS", "HOSTNAME", "SERVER", "SERVERS", "ADDR", "ADDRESS", "ENDPOINT", "UPSTREAM", "SERVICE", "BROKER",
    ])
  }
}
