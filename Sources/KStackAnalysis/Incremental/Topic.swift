internal import KStackSchema

/// What the parts of a file say something about to each other. Whatever a rule that looks around
/// (``Rule/looksAround``) finds is about one topic, and depends on nothing but what is said about that.
enum Topic: Hashable, Sendable {
  /// An app, a sidecar, a volume, a config or a secret.
  case name(NameKind, String)
  /// What something is called in the cluster, or is reached by.
  case host(String)
  /// A port that apps publish, or that is looked for on the own machine.
  case port(Int)
  /// How an app's pod answers itself; every port that is looked for there hangs on it.
  case ownMachine(of: String)

  /// Configs and secrets are looked for among each other when they are not found.
  var siblings: Set<Topic> {
    switch self {
    case .name(.config, let name), .name(.secret, let name): [.name(.config, name), .name(.secret, name)]
    case .name, .host, .port, .ownMachine: [self]
    }
  }
}
