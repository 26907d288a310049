extension Record {
  static let deploy = Record(
    "deployment", unknownKeys: .ignored,
    misnomers: [
      "replica": "replicas", "scale": "replicas", "instances": "replicas", "update_config": "updateStrategy",
      "strategy": "updateStrategy", "resource": "resources",
    ],
    keys: [.replicas, .updateStrategy, .resources])

  static let updateStrategy = Record(
    "update strategy", unknownKeys: .ignored, keys: [.updateType, .maxUnavailable, .maxSurge])
}

extension Key {
  static let deploy = Key(
    "deploy", .record(.deploy),
    summary: "How many pods of the app run and how they are replaced",
    documentation: "Apps only: sidecars run in each pod of their app. kstack's validator does not check this key.",
    defaultsHoldUnwritten: true,
    example: """
      deploy:
        replicas: 2
      """,
    becomes: "`spec` of the Deployment")

  static let replicas = Key(
    "replicas", .scalar(.integer(0...Int(Int32.max))),
    summary: "How many pods of the app run at the same time",
    documentation: """
      Each pod has the app and all its sidecars. With more than one, the app must not keep state of its own: a volume \
      is usually mounted on one node only. `0` stops the app and keeps its objects.
      """,
    default: "1", example: "replicas: 2", becomes: "`spec.replicas` of the Deployment")

  static let updateStrategy = Key(
    "updateStrategy", .record(.updateStrategy),
    summary: "How old pods give way to new ones",
    documentation: "Use `Recreate` when two versions must never run side by side, for example over one volume.",
    defaultsHoldUnwritten: true,
    example: """
      updateStrategy:
        type: RollingUpdate
        maxUnavailable: 0
        maxSurge: 1
      """,
    becomes: "`spec.strategy` of the Deployment")

  static let updateType = Key(
    "type",
    .scalar(
      .enumeration([
        .init("RollingUpdate", "A few pods at a time, without a break"),
        .init("Recreate", "All old pods stop before the first new one starts"),
      ])),
    summary: "The kind of replacement",
    documentation: "Written exactly so, capitals included. `Recreate` means a short break.",
    default: "RollingUpdate", example: "type: Recreate", becomes: "`spec.strategy.type` of the Deployment")

  static let maxUnavailable = Key(
    "maxUnavailable", countOrShare,
    summary: "How many pods may be missing during an update",
    documentation: """
      A number of pods or a share of them, such as `25%`. Only for `RollingUpdate`. It cannot be 0 when `maxSurge` is \
      0.
      """,
    default: "25%", defaultWith: .init("type", ["RollingUpdate"]), example: "maxUnavailable: 1",
    becomes: "`spec.strategy.rollingUpdate.maxUnavailable` of the Deployment")

  static let maxSurge = Key(
    "maxSurge", countOrShare,
    summary: "How many pods more than wanted may run during an update",
    documentation: """
      A number of pods or a share of them, such as `25%`. Only for `RollingUpdate`. It cannot be 0 when \
      `maxUnavailable` is 0.
      """,
    default: "25%", defaultWith: .init("type", ["RollingUpdate"]), example: "maxSurge: 1",
    becomes: "`spec.strategy.rollingUpdate.maxSurge` of the Deployment")

  /// Kubernetes' `IntOrString`, which no scalar type names; the tool does not judge it.
  private static let countOrShare = Shape(scalar: .string, isFree: true)
}
