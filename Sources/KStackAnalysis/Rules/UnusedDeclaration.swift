internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let unusedDeclaration = Rule(
    "unused-declaration", .hint, group: .references, looksAround: true,
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
    let binding = file.binding
    // What could not be read may use any name.
    guard !binding.containers.isEmpty, file.tree.problems.isEmpty, binding.misshapen.isEmpty, binding.unnamed.isEmpty,
      binding.unknownKeys.allSatisfy({ $0.meant == nil && $0.record.advice[$0.entry.key.string] == nil }),
      file.mounts.areComplete
    else { return }
    var used: [NameKind: Set<String>] = [:]
    for reference in file.names.references {
      guard !reference.bound.node.value.isTemplate else { return }
      // A config that is declared as a secret, or the other way round, is used too.
      for kind in [NameKind.config, .secret]
      where kind == reference.kind || file.names.declaration(of: reference.bound.node.string, reference.kind) == nil {
        used[kind, default: []].insert(reference.bound.node.string)
      }
    }
    for written in file.mounts.written { used[.volume, default: []].insert(written.mount.source.text) }
    // A misspelt use is a use, and told where it stands.
    for kind in [NameKind.volume, .config, .secret] {
      let undeclared = (used[kind] ?? []).filter { file.names.declaration(of: $0, kind) == nil }
      let declared = undeclared.isEmpty ? [] : file.names.names(kind)
      for name in undeclared.sorted().prefix(20) {
        if let meant = NearMiss.nearest(to: name.utf8, among: declared) { used[kind, default: []].insert(meant) }
      }
    }
    for (kind, key) in binding.declarations where [.volume, .config, .secret].contains(kind) && key.kind == .scalar {
      guard !key.range.isEmpty, used[kind]?.contains(key.string) != true else { continue }
      findings.report(
        key.range, "no container uses the \(Wording.noun(kind)) \(Wording.quote(key.string))", tags: [.unnecessary])
    }
  }
}
