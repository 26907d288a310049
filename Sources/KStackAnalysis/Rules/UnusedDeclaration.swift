internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unusedDeclaration = Rule(
    "unused-declaration", .hint, group: .references, looksAround: true, silentIn: .unclear,
    summary: "a volume, config or secret that no container uses",
    explanation: """
      kstack creates a PersistentVolumeClaim for every volume and a ConfigMap for every config of the file, used or not. \
      Mount it, or remove the entry; a volume that has been deployed keeps its data until its claim is deleted.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\nvolumes:\n  uploads:\n    size: 5Gi\n  cache:\n    size: 1Gi\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\nvolumes:\n  uploads:\n    size: 5Gi\n"
  ) { file, findings in
    var volumes = Uses(of: .volume)
    var configs = Uses(of: .config)
    var secrets = Uses(of: .secret)
    for reference in file.names.references {
      let name = reference.bound.node.string
      // A config that is declared as a secret, or the other way round, is used too.
      let isElsewhere = !file.names.isDeclared(name, reference.kind)
      if isElsewhere || reference.kind == .config { configs.add(name, file.names) }
      if isElsewhere || reference.kind == .secret { secrets.add(name, file.names) }
    }
    for written in file.mounts.written where written.mount.source.kind == .volume {
      volumes.add(written.mount.source.text, file.names)
    }
    volumes.addMeant(file.names)
    configs.addMeant(file.names)
    secrets.addMeant(file.names)
    for (kind, key) in file.binding.declarations where key.kind == .scalar {
      let uses: Uses
      switch kind {
      case .volume: uses = volumes
      case .config: uses = configs
      case .secret: uses = secrets
      case .app, .sidecar, .variable, .domain, .free: continue
      }
      let name = key.string
      guard !key.range.isEmpty, !uses.names.contains(name) else { continue }
      findings.report(
        key.range, about: .name(kind, name), "no container uses the \(Wording.noun(kind)) \(Wording.quote(name))",
        tags: [.unnecessary])
    }
  }

  /// The names of one kind that are used.
  private struct Uses {
    let kind: NameKind
    private(set) var names: Set<String> = []
    private var undeclared: [String] = []

    init(of kind: NameKind) { self.kind = kind }

    mutating func add(_ name: String, _ table: NameTable) {
      guard names.insert(name).inserted, !table.isDeclared(name, kind) else { return }
      undeclared.append(name)
    }

    /// A misspelt use is a use, and told where it stands.
    mutating func addMeant(_ table: NameTable) {
      guard !undeclared.isEmpty else { return }
      let declared = table.names(kind)
      for name in undeclared.sorted().prefix(NameTable.nearMissLimit) {
        if let meant = NearMiss.nearest(to: name.utf8, among: declared) { names.insert(meant) }
      }
    }
  }
}
