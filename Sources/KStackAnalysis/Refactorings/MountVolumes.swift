internal import YAMLSyntax

extension Refactoring {
  /// `- source: VOLUME, mountPath: PATH` under `volumesFrom` becomes `- VOLUME:PATH` under `volumes`.
  static let mountVolumes = Refactoring(kind: .rewrite) { file, selection in
    let offers = file.binding.unknownKeys.lazy.filter { selection.touches($0.mapping.range) }
      .flatMap { file.mountingVolume(of: $0) }
    return offers.first.map { [Offer(title: $0.title, edits: $0.edits)] } ?? []
  }
}
