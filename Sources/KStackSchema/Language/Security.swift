extension Record {
  static let securityContext = Record(
    "security context", unknownKeys: .ignored,
    misnomers: [
      "user": "runAsUser", "uid": "runAsUser", "group": "runAsGroup", "gid": "runAsGroup",
      "read_only": "readOnlyRootFilesystem",
      "readOnly": "readOnlyRootFilesystem", "nonRoot": "runAsNonRoot", "cap_add": "capabilities",
      "cap_drop": "capabilities", "capability": "capabilities",
    ],
    keys: [
      .runAsNonRoot, .runAsUser, .runAsGroup, .fsGroup, .readOnlyRootFilesystem, .allowPrivilegeEscalation,
      .privileged, .capabilities,
    ])

  static let capabilities = Record(
    "capabilities", unknownKeys: .ignored, keys: [.addedCapabilities, .droppedCapabilities])
}

extension Key {
  static let securityContext = Key(
    "securityContext", .record(.securityContext),
    summary: "As whom the container runs and what it may do",
    documentation: """
      Least privilege: `runAsNonRoot: true`, `allowPrivilegeEscalation: false`, `readOnlyRootFilesystem: true` and \
      `capabilities` with `drop: [ALL]` suit most sidecars. An image that must run as root then fails to start, which \
      is better known early.

      Each container has its own; nothing is inherited. kstack's validator does not check this key.
      """,
    defaultsHoldUnwritten: true,
    example: """
      securityContext:
        runAsNonRoot: true
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
      """,
    becomes: "`securityContext` of the container")

  static let runAsNonRoot = Key(
    "runAsNonRoot", .scalar(.boolean),
    summary: "Refuses to start the container as root",
    documentation: "With `true` the image must name a numeric user other than 0, or `runAsUser` must.",
    default: "false", example: "runAsNonRoot: true", becomes: "`securityContext.runAsNonRoot`")

  static let runAsUser = Key(
    "runAsUser", .scalar(.integer(0...Int(Int32.max))),
    summary: "The numeric user that runs the container",
    documentation: "Takes the place of the image's own user. The files that the image writes must belong to it.",
    example: "runAsUser: 1000", becomes: "`securityContext.runAsUser`")

  static let runAsGroup = Key(
    "runAsGroup", .scalar(.integer(0...Int(Int32.max))),
    summary: "The numeric main group of the container's process",
    documentation: "Takes the place of the image's own group.",
    example: "runAsGroup: 1000", becomes: "`securityContext.runAsGroup`")

  static let fsGroup = Key(
    "fsGroup", .scalar(.integer(0...Int(Int32.max))),
    summary: "The numeric group that owns the mounted volumes",
    documentation: """
      Lets a container that is not root write to a volume. Kubernetes knows it for the whole pod only, so it counts \
      for the app and all its sidecars.
      """,
    example: "fsGroup: 1000", becomes: "`securityContext.fsGroup` of the pod", inheritance: .shared)

  static let readOnlyRootFilesystem = Key(
    "readOnlyRootFilesystem", .scalar(.boolean),
    summary: "Forbids writing outside of mounted volumes",
    documentation: "A container that writes temporary files then needs a volume for them, often at `/tmp`.",
    default: "false", example: "readOnlyRootFilesystem: true", becomes: "`securityContext.readOnlyRootFilesystem`")

  static let allowPrivilegeEscalation = Key(
    "allowPrivilegeEscalation", .scalar(.boolean),
    summary: "Whether a process may gain more rights than its parent",
    documentation: "`false` switches off programs such as `sudo`. It must be `true` when `privileged` is.",
    default: "true", example: "allowPrivilegeEscalation: false", becomes: "`securityContext.allowPrivilegeEscalation`")

  static let privileged = Key(
    "privileged", .scalar(.boolean),
    summary: "Gives the container nearly all rights of the node",
    documentation: """
      Only for tools that administer the node itself; many clusters forbid it. Prefer single `capabilities`.
      """,
    default: "false", example: "privileged: false", becomes: "`securityContext.privileged`")

  static let capabilities = Key(
    "capabilities", .record(.capabilities),
    summary: "Single rights of root that the container gets or loses",
    documentation: "Drop `ALL` and add only what is needed. Names are Linux capabilities without the prefix `CAP_`.",
    example: """
      capabilities:
        drop:
          - ALL
        add:
          - NET_BIND_SERVICE
      """,
    becomes: "`securityContext.capabilities`")

  static let addedCapabilities = Key(
    "add", .list(of: .scalar(.string)),
    summary: "Rights that the container gets",
    documentation: """
      `NET_BIND_SERVICE` allows ports below 1024, `NET_ADMIN` changing the network, as service meshes do.
      """,
    example: """
      add:
        - NET_BIND_SERVICE
      """,
    becomes: "`securityContext.capabilities.add`")

  static let droppedCapabilities = Key(
    "drop", .list(of: .scalar(.string)),
    summary: "Rights that the container loses",
    documentation: "`ALL` takes away every capability that is not in `add`.",
    example: """
      drop:
        - ALL
      """,
    becomes: "`securityContext.capabilities.drop`")
}
