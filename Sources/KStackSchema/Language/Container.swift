extension Record {
  static let app = Record(
    "app", container: .app, unknownKeys: .ignored,
    misnomers: containerMisnomers.merging([
      "sidecar": "sidecars", "side_cars": "sidecars", "containers": "sidecars", "helpers": "sidecars",
      "ingress": "expose", "domains": "expose", "hosts": "expose", "exposed": "expose", "deployment": "deploy",
      "svc": "service", "networkPolicies": "networkPolicy",
    ]) { first, _ in first },
    keys: [
      .image, .ports, .environment, .sidecars, .volumes, .volumesFrom, .envFrom, .envFile, .expose, .command, .args,
      .resources, .healthcheck, .deploy, .service, .networks, .networkPolicy, .securityContext, .labels, .annotations,
    ])

  /// What an app is, without the keys that speak of the pod or its Service.
  static let sidecar = Record(
    "sidecar", container: .sidecar, unknownKeys: .ignored, misnomers: containerMisnomers,
    keys: [
      .image, .ports, .environment, .volumes, .volumesFrom, .envFrom, .envFile, .command, .args, .resources,
      .healthcheck, .networks, .securityContext, .labels, .annotations,
    ])

  private static let containerMisnomers = [
    "img": "image", "port": "ports", "env": "environment", "envs": "environment", "variables": "environment",
    "vars": "environment", "environments": "environment", "envFile": "env_file", "env_files": "env_file",
    "envFiles": "env_file", "envfrom": "envFrom", "env_from": "envFrom", "volume": "volumes", "mounts": "volumes",
    "volumeMounts": "volumes", "volumeFrom": "volumesFrom", "volume_from": "volumesFrom",
    "volumes_from": "volumesFrom", "configFrom": "volumesFrom", "network": "networks", "entrypoint": "command",
    "cmd": "command", "arguments": "args", "resource": "resources", "healthCheck": "healthcheck",
    "health_check": "healthcheck", "health": "healthcheck", "security": "securityContext", "label": "labels",
    "annotation": "annotations",
  ]
}

extension Key {
  static let image = Key(
    "image", .scalar(.imageReference),
    summary: "The container image to run",
    documentation: """
      `[REGISTRY[:PORT]/]NAME[:TAG][@DIGEST]`. A name without a registry is Docker Hub's, so `nginx`, `library/nginx` \
      and `docker.io/library/nginx` are one image.

      Without a tag it is `latest`, which means something else tomorrow: write a version, or a digest where the very \
      same bytes matter. The name is lower case; only the tag may have capitals. Every app and every sidecar needs an \
      image; it is never inherited.
      """,
    required: true, example: "image: nginx:1.27",
    becomes: "`image` of the container in the Deployment's pod template")

  static let sidecars = Key(
    "sidecars", .names(.sidecar, .record(.sidecar)),
    summary: "Containers that run beside this app in the same pod",
    documentation: """
      Each entry is a container that does one job for the app: ship its logs, export its metrics, stand in front of it \
      as a proxy, back up its files.

      * All containers of the app share one network: they reach each other on `localhost`, and no two of them can \
      listen on the same port.
      * A sidecar without `volumes`, `volumesFrom`, `networks` or `env_file` takes the app's value of that key as a \
      whole; with the key, it has only what it writes itself.
      * Files are shared through a volume that both mount by the same name; mount it read-only (`:ro`) where the \
      sidecar only reads.
      * Set `resources` for each: the pod needs the sum of all its containers.

      A sidecar has the keys of an app without `sidecars`, `expose`, `deploy`, `service` and `networkPolicy`. A \
      sidecar inside a sidecar is rejected.
      """,
    example: """
      sidecars:
        metrics:
          image: nginx/nginx-prometheus-exporter:1.4
          ports:
            - "9113:9113"
      """,
    becomes: "One more container, `APP-SIDECAR`, in the app's pod; with `ports` also a Service of that name")

  static let command = Key(
    "command", Shape(scalar: .string, items: .scalar(.string)),
    summary: "The program to start instead of the image's own",
    documentation: """
      Replaces the entry point of the image. A list is taken word for word, without a shell: variables, pipes and `&&` \
      need `["sh", "-c", "…"]`.

      Kubernetes' word for Docker's entry point is *command*, and its word for Docker's command is *args*. kstack's \
      validator does not check this key. Quote words that YAML would read as a number or a boolean.
      """,
    example: """
      command:
        - sh
        - -c
        - exec server --port 8080
      """,
    becomes: "`command` of the container")

  static let args = Key(
    "args", Shape(scalar: .string, items: .scalar(.string)),
    summary: "Arguments for the program that the container starts",
    documentation: """
      Handed to the image's entry point, or to `command` when that is written. They replace the arguments that the \
      image has by itself; they are not added to them.

      kstack's validator does not check this key. Quote words that YAML would read as a number or a boolean.
      """,
    example: """
      args:
        - --config=/etc/app/config.yaml
      """,
    becomes: "`args` of the container")

  static let labels = Key(
    "labels", .names(.free, .scalar(.string)),
    summary: "Labels by which Kubernetes objects are found",
    documentation: """
      Short names and values for selecting objects, such as `team: payments`. Values are text of at most 63 \
      characters: letters, digits, `-`, `_` and `.`. Quote values that YAML would read as a number or a boolean \
      (`"true"`, `"1.10"`).

      kstack's validator does not check this key.
      """,
    example: """
      labels:
        team: payments
      """,
    becomes: "`metadata.labels` of the objects that kstack makes")

  static let annotations = Key(
    "annotations", .names(.free, .scalar(.string)),
    summary: "Notes on the Kubernetes objects for other tools",
    documentation: """
      Free text that other programs read, such as a monitoring system or a certificate issuer. Unlike labels they \
      cannot be searched for and may be long. Quote values that YAML would read as a number or a boolean (`"true"`).

      kstack's validator does not check this key.
      """,
    example: """
      annotations:
        prometheus.io/scrape: "true"
      """,
    becomes: "`metadata.annotations` of the objects that kstack makes")
}
