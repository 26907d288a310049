internal import KStackSchema
internal import YAMLSyntax

/// Why what the parts of a file seem not to say to each other may be said all the same.
struct Doubts: OptionSet, Sendable {
  let rawValue: UInt8

  /// Some of the text could not be read.
  static let lost = Doubts(rawValue: 1)
  /// Something was not understood and may use any name, or nothing is there that could use one.
  static let unclear = Doubts(rawValue: 2)
  /// Not all declarations of the kind could be read.
  static let unreadableConfigs = Doubts(rawValue: 4)
  static let unreadableSecrets = Doubts(rawValue: 8)

  /// The one about the declarations of a kind of names, where there is one.
  static func unreadable(_ kind: NameKind) -> Doubts {
    switch kind {
    case .config: .unreadableConfigs
    case .secret: .unreadableSecrets
    case .app, .sidecar, .volume, .variable, .domain, .free: []
    }
  }
}

extension StackFile {
  var doubts: Doubts {
    var doubts: Doubts = isComplete ? [] : .lost
    if binding.containers.isEmpty || !tree.problems.isEmpty || !unclearPlaces.isEmpty { doubts.insert(.unclear) }
    for kind in [NameKind.config, .secret] {
      if let section = context.language.section(declaring: kind), !canRead(section) { doubts.insert(.unreadable(kind)) }
    }
    return doubts
  }

  /// Where something was read and not understood, or is filled in by something else before kstack reads it: what is
  /// used there is not known.
  var unclearPlaces: [Int] {
    func place(_ bound: Binding.Bound) -> Int { (bound.use ?? bound.node).range.lowerBound }
    let misunderstood =
      binding.misshapen.map(place) + binding.unnamed.map { place($0.bound) }
      + binding.unknownKeys.lazy.filter { $0.meant != nil || $0.record.advice[$0.entry.key.string] != nil }
      .map { ($0.use ?? $0.entry.key).range.lowerBound }
    let templates = names.references.lazy.filter { $0.bound.node.value.isTemplate }.map { place($0.bound) }
    return misunderstood + templates + mounts.unread.map(place)
  }
}
