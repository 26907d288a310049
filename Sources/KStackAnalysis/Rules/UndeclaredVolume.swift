internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let undeclaredVolume = Rule(
    "undeclared-volume", .warning, group: .references, looksAround: true,
    summary: "a volume that the file's own list of volumes lacks",
    explanation: """
      kstack creates a PersistentVolumeClaim for each entry of the top-level `volumes`. A container that mounts any other \
      name waits for a claim that nobody makes. Correct the name, or declare the volume. A file without a top-level \
      `volumes` is not judged: its claims may be made elsewhere.
      """,
    bad:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\n      - cache:/var/cache\nvolumes:\n  uploads:\n    size: 5Gi\n",
    good:
      "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - uploads:/var/uploads\n      - cache:/var/cache\nvolumes:\n  uploads:\n    size: 5Gi\n  cache:\n    size: 1Gi\n"
  ) { file, findings in
    guard let section = file.context.language.section(declaring: .volume), file.listsVolumes else { return }
    lazy var declared = file.names.names(.volume)
    lazy var site = DeclarationSite(of: section, in: file)
    lazy var misspelt = Set(file.strayVolumes().filter { $0.meant != nil }.map(\.node.index))
    var seen: Set<String> = []
    for written in file.mounts.written where written.mount.source.kind == .volume {
      let name = written.mount.source.text
      guard !file.names.isDeclared(name, .volume), findings.areAsked(about: .name(.volume, name)),
        !misspelt.contains(written.node.index), seen.insert(name).inserted
      else { continue }
      let meant = seen.count > NameTable.nearMissLimit ? nil : NearMiss.nearest(to: name.utf8, among: declared)
      var fixes = meant.map { Fix.replacing(written.mount.source.range, of: written.node, with: $0) } ?? []
      if let edits = site?.declaring(name, as: DeclarationSite.body(of: .volume)) {
        fixes.append(Fix(title: "declare '\(name)' under '\(section.name)'", edits: edits, isPreferred: fixes.isEmpty))
      }
      let hint = meant.map { "; did you mean '\($0)'?" } ?? ", so nothing creates it and the pod will wait for it"
      findings.report(
        written.source, through: written.bound.use, about: .name(.volume, name),
        "volume \(Wording.quote(name)) is not declared under '\(section.name)'\(hint)", fixes: fixes)
    }
  }
}
