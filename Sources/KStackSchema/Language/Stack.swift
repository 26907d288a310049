extension Record {
  /// The root of a stack file.
  static let stack = Record(
    "stack file", unknownKeys: .ignored,
    misnomers: [
      "services": "apps", "service": "apps", "app": "apps", "application": "apps", "applications": "apps",
      "containers": "apps", "deployments": "apps", "volume": "volumes", "storage": "volumes", "config": "configs",
      "configMaps": "configs", "configmaps": "configs", "secret": "secrets",
    ],
    freePrefix: "x-",
    keys: [.apps, .topVolumes, .configs, .secrets])
}

extension Key {
  static let apps = Key(
    "apps", .names(.app, .record(.app)),
    summary: "The applications of this stack, each with its sidecars",
    documentation: """
      Each entry is one app: a main container and, under `sidecars`, the containers that help it. All containers of an \
      app run in one pod, so they start together, are scheduled on one node and reach each other on `localhost`.

      The app's name becomes a Deployment's and a Service's name, so it must be a lower-case DNS label that starts \
      with a letter: letters, digits and inner hyphens, at most 63 characters. A sidecar is called `APP-SIDECAR` in \
      the cluster; an app `web-metrics` therefore collides with the sidecar `metrics` of the app `web`.

      Apps reach one another by name, as in `http://api:8080` with the published port. Docker Compose calls this key \
      `services`; kstack does not read that name.
      """,
    required: true,
    example: """
      apps:
        web:
          image: nginx:1.27
          ports:
            - "8080:80"
      """,
    becomes: "One Deployment with one pod template per entry, and a Service when the app has `ports`")

  static let topVolumes = Key(
    "volumes", .names(.volume, .record(.volume, allowsNull: true)),
    summary: "The volumes that containers of this stack mount",
    documentation: """
      Each entry is storage that outlives the containers. A container mounts it with `NAME:/path` under its own \
      `volumes`; app and sidecar share files by mounting the same name.

      An entry may be empty (`data:`): it then has the default size. Names are DNS subdomains: lower-case letters, \
      digits, hyphens and dots.
      """,
    example: """
      volumes:
        data:
          size: 5Gi
      """,
    becomes: "One PersistentVolumeClaim per entry, with the entry's name")

  static let configs = Key(
    "configs", .names(.config, .record(.config)),
    summary: "Configuration files and values that containers mount or read",
    documentation: """
      Each entry is a set of files, written here under `data`, read from a `file`, or already in the cluster \
      (`external: true`). Containers mount it with `volumesFrom` or take its entries as environment variables with \
      `envFrom`.

      In the cluster the ConfigMap is called `config-NAME`. kstack refuses a `volumesFrom` or `envFrom` whose config \
      is not declared here.
      """,
    example: """
      configs:
        fluentd-config:
          data:
            custom.conf: |
              <match **>
                @type stdout
              </match>
      """,
    becomes: "One ConfigMap `config-NAME` per entry that is not external")

  static let secrets = Key(
    "secrets", .names(.secret, .record(.secret)),
    summary: "Secrets of the cluster that containers read",
    documentation: """
      Each entry names a Secret that already exists in the cluster; `envFrom` hands its entries to a container as \
      environment variables. kstack does not create Secrets, so every entry needs `external: true`.

      Keep secret values out of the stack file: it is stored and shared as plain text.
      """,
    example: """
      secrets:
        db-credentials:
          external: true
      """,
    becomes: "No object: a Secret of this name must exist in the cluster")
}
