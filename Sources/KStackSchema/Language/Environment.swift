extension Record {
  static let environmentSource = Record(
    "environment source", unknownKeys: .rejected,
    misnomers: [
      "configMap": "config", "configMapRef": "config", "configs": "config", "secretRef": "secret", "secrets": "secret",
    ],
    isChoice: true, keys: [.environmentConfig, .environmentSecret])

  static let configReference = Record(
    "config reference", unknownKeys: .ignored, keys: [.environmentConfigName])

  static let secretReference = Record(
    "secret reference", unknownKeys: .ignored, keys: [.environmentSecretName])
}

extension Key {
  static let environment = Key(
    "environment", .names(.variable, .scalar(.environmentValue)),
    summary: "Environment variables of the container",
    documentation: """
      A mapping from the variable's name to its value. The list form of Docker Compose (`- NAME=value`) is rejected, \
      and so are empty values, lists, mappings and dates: write `NAME: ""` for an empty text.

      Everything a container receives is text, made from the value as YAML 1.1 reads it: `yes` and `true` arrive as \
      `True`, `1.10` as `1.1`, `0400` as `256`, `12:30:45` as `45045`. Quote a value that must arrive as it is \
      written.

      The sidecar guide says that sidecars can inherit environment variables. kstack's converter does not copy this \
      key: write a variable that a sidecar needs in the sidecar too, or put it into an `env_file`, which sidecars take \
      over. Keep passwords out of here and use `envFrom` with a secret.
      """,
    example: """
      environment:
        APP_PORT: 8080
        LOG_LEVEL: info
      """,
    becomes: "`env` of the container")

  static let envFile = Key(
    "env_file", Shape(scalar: .filePath, items: .scalar(.filePath)),
    summary: "Files with environment variables, one NAME=value per line",
    documentation: """
      One path or a list of paths, relative to the stack file. kstack's validator does not check this key.

      A sidecar without this key takes the app's list as a whole.
      """,
    example: """
      env_file:
        - ./app.env
      """,
    becomes: "`env` of the container", inheritance: .whole)

  static let envFrom = Key(
    "envFrom", .list(of: .record(.environmentSource)),
    summary: "Takes all entries of a config or secret as environment variables",
    documentation: """
      A list; each item has exactly one of `config` and `secret`. Every entry of the ConfigMap or Secret becomes a \
      variable of the same name; a variable under `environment` wins over it.

      A config must be declared under the top-level `configs`, a secret under `secrets` with `external: true`. \
      Sidecars do not inherit this key.
      """,
    example: """
      envFrom:
        - config:
            name: app-settings
        - secret:
            name: db-credentials
      """,
    becomes: "`envFrom` of the container, with `configMapRef` `config-NAME` or `secretRef` `NAME`")

  static let environmentConfig = Key(
    "config", .record(.configReference),
    summary: "The config whose entries become variables",
    documentation: """
      The config must be declared under the top-level `configs`. An item has either `config` or `secret`, never both.
      """,
    example: """
      config:
        name: app-settings
      """,
    becomes: "`configMapRef` to the ConfigMap `config-NAME`")

  static let environmentConfigName = Key(
    "name", .scalar(.refersTo(.config)),
    summary: "The config's name under the top-level configs",
    documentation: """
      Write the name as it is declared under `configs`, without the prefix `config-` that the ConfigMap has in the \
      cluster.
      """,
    required: true, example: "name: app-settings", becomes: "`configMapRef.name`, as `config-NAME`")

  static let environmentSecret = Key(
    "secret", .record(.secretReference),
    summary: "The secret whose entries become variables",
    documentation: """
      The secret must be declared under the top-level `secrets` with `external: true`. An item has either `config` or \
      `secret`, never both.
      """,
    example: """
      secret:
        name: db-credentials
      """,
    becomes: "`secretRef` to the Secret")

  static let environmentSecretName = Key(
    "name", .scalar(.refersTo(.secret)),
    summary: "The secret's name under the top-level secrets",
    documentation: "Write the name as it is declared under `secrets`, which is the name of the Secret in the cluster.",
    required: true, example: "name: db-credentials", becomes: "`secretRef.name`")
}
