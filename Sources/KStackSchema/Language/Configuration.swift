extension Record {
  static let config = Record(
    "config", unknownKeys: .ignored,
    misnomers: ["path": "file", "content": "data", "contents": "data", "files": "data", "extern": "external"],
    keys: [.configData, .configFile, .configExternal])

  static let secret = Record(
    "secret", unknownKeys: .ignored, misnomers: ["path": "file", "extern": "external"],
    keys: [.secretExternal, .secretFile])
}

extension Key {
  static let configData = Key(
    "data", .names(.free, .scalar(.string)),
    summary: "The config's files, written in place",
    documentation: """
      A mapping from file name to text. Use a block scalar (`|`) for text of several lines. Values are texts: quote \
      what YAML would read as a number or a boolean. All files of a config together must stay below 1 MiB.
      """,
    example: """
      data:
        app.properties: |
          log.level=info
      """,
    becomes: "`data` of the ConfigMap `config-NAME`")

  static let configFile = Key(
    "file", .scalar(.filePath),
    summary: "A file on your machine whose content becomes the config",
    documentation: """
      The path is relative to the stack file. The file is read when the stack is converted, so a later change needs \
      another deployment.
      """,
    example: "file: ./nginx.conf", becomes: "An entry of `data` of the ConfigMap `config-NAME`")

  static let configExternal = Key(
    "external", .scalar(.boolean),
    summary: "Whether the ConfigMap is already in the cluster",
    documentation: """
      With `true` kstack creates nothing and expects a ConfigMap `config-NAME` in the cluster. Without it a pod that \
      mounts the config waits until it exists.
      """,
    default: "false", example: "external: true", becomes: "No ConfigMap when true")

  static let secretExternal = Key(
    "external", .scalar(.boolean),
    summary: "Says that the Secret is already in the cluster",
    documentation: """
      kstack does not create Secrets, so a secret that is used must have `external: true`. Create it with `kubectl \
      create secret` or let an operator do it.
      """,
    default: "false", example: "external: true", becomes: "No object")

  static let secretFile = Key(
    "file", .scalar(.filePath),
    summary: "A file on your machine that holds the secret",
    documentation: """
      A path relative to the stack file. kstack creates no Secret from it: a secret that is used must be external.
      """,
    example: "file: ./password.txt", becomes: "Nothing of its own")
}
