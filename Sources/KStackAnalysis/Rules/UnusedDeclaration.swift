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
    var used: [NameKind: Set<String>] = [:]
    for reference in file.names.references {
      // A config that is declared as a secret, or the other way round, is used too.
      for kind in [NameKind.config, .secret]
      where kind == reference.kind || !file.names.isDeclared(reference.bound.node.string, reference.kind) {
        used[kind, default: []].insert(reference.bound.node.string)
      }
    }
    for written in file.mounts.written { used[.volume, default: []].insert(written.mount.source.text) }
    // A misspelt use is a use, and told where it stands.
    for kind in [NameKind.volume, .config, .secret] {
      let undeclared = (used[kind] ?? []).filter { !file.names.isDeclared($0, kind) }
      let declared = undeclared.isEmpty ? [] : file.names.names(kind)
      for name in undeclared.sorted().prefix(20) {
        if let meant = NearMiss.nearest(to: name.utf8, among: declared) { used[kind, default: []].insert(meant) }
      }
    }
    for (kind, key) in file.binding.declarations
    where [.volume, .config, .secret].contains(kind) && key.kind == .scalar {
      let name = key.string
      guard !key.range.isEmpty, used[kind]?.contains(name) != true else { continue }
      findings.report(
        key.range, about: .name(kind, name), "no container uses the \(Wording.noun(kind)) \(Wording.quote(name))",
        tags: [.unnecessary])
    }
  }
}
