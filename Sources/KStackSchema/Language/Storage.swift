extension Record {
  static let configMount = Record(
    "config mount", unknownKeys: .ignored,
    misnomers: ["configMap": "config", "configs": "config", "mount": "mountPath", "path": "mountPath"],
    advice: ["source": volumeAdvice, "volume": volumeAdvice], keys: [.mountedConfig, .mountPath])

  private static let volumeAdvice = "to mount a volume write 'volumes: - NAME:PATH'"

  static let mountedConfig = Record(
    "mounted config", unknownKeys: .ignored,
    misnomers: ["mount": "mountPath", "path": "mountPath", "target": "mountPath", "ro": "readOnly"],
    keys: [.mountedName, .mountPath, .subPath, .readOnly, .mountsSecret])

  static let volume = Record(
    "volume", unknownKeys: .ignored,
    misnomers: [
      "storage": "size", "capacity": "size", "driverOpts": "driver_opts", "driver_options": "driver_opts",
      "options": "driver_opts", "opts": "driver_opts",
    ],
    keys: [.size, .driver, .driverOptions])

  static let driverOptions = Record(
    "volume options", unknownKeys: .ignored, misnomers: ["options": "o", "opts": "o", "path": "device"],
    keys: [.driverType, .driverMountOptions, .driverDevice])
}

extension Key {
  static let volumes = Key(
    "volumes", .list(of: .scalar(.mount)),
    summary: "What the container mounts, and where",
    documentation: """
      A list of texts, `SOURCE:PATH` or `SOURCE:PATH:ro`. A source that starts with `/` is a directory of the node; \
      any other name is a volume of the top-level `volumes`. PATH is absolute, and two mounts of one container cannot \
      share it.

      * A relative source (`./conf`) cannot work: nothing copies files from your machine to the cluster. Put \
      configuration under the top-level `configs` and mount it with `volumesFrom`.
      * App and sidecar share files by mounting the same name; mount it `:ro` where a container only reads.
      * A sidecar without this key takes the app's list as a whole; a sidecar with it has only its own mounts.
      """,
    example: """
      volumes:
        - data:/shared:ro
      """,
    becomes: "`volumeMounts` of the container, and a `persistentVolumeClaim` or `hostPath` volume of the pod",
    inheritance: .whole)

  static let volumesFrom = Key(
    "volumesFrom", .list(of: .record(.configMount)),
    summary: "Configs that the container sees as files",
    documentation: """
      A list; each item has `config` with the config's name and the directory where its files appear. The config must \
      be declared under the top-level `configs`, `external: true` when the ConfigMap is already in the cluster.

      This is not Docker's `volumes_from`. The form `source: VOLUME` that some pages show is rejected: a volume is \
      mounted under `volumes`. A sidecar without this key takes the app's list as a whole.
      """,
    example: """
      volumesFrom:
        - config:
            name: fluentd-config
            mountPath: /fluentd/etc
      """,
    becomes: "A `configMap` volume of the pod (`config-NAME`) and a `volumeMounts` entry of the container",
    inheritance: .whole)

  static let mountedConfig = Key(
    "config", .record(.mountedConfig),
    summary: "The config to mount, and where",
    documentation: """
      Its `name` must be declared under the top-level `configs`. `mountPath` may stand in here or beside `config`.
      """,
    required: true,
    example: """
      config:
        name: envoy-config
        mountPath: /etc/envoy
      """,
    becomes: "A `configMap` volume of the pod, mounted in the container")

  static let mountedName = Key(
    "name", .scalar(.refersTo(.config)),
    summary: "The config's name under the top-level configs",
    documentation: """
      Write the name as it is declared under `configs`, without the prefix `config-` that the ConfigMap has in the \
      cluster. With `secret: true` it is the name of a Secret.
      """,
    required: true, example: "name: fluentd-config", becomes: "`configMap.name` of the volume, as `config-NAME`")

  static let mountPath = Key(
    "mountPath", .scalar(.containerPath),
    summary: "The directory in which the config's files appear",
    documentation: """
      An absolute path. What the image has in that directory is hidden by the mount; use `subPath` to add a single \
      file. No two mounts of one container can share a path. Without it the files appear under `/config/NAME`.
      """,
    example: "mountPath: /fluentd/etc", becomes: "`mountPath` of the container's volume mount")

  static let subPath = Key(
    "subPath", .scalar(.string),
    summary: "Mounts a single file of the config instead of all",
    documentation: """
      The name of one file of the config; `mountPath` is then the path of that file. A file mounted so is not updated \
      when the config changes. kstack's validator does not check this key.
      """,
    example: "subPath: nginx.conf", becomes: "`subPath` of the container's volume mount")

  static let readOnly = Key(
    "readOnly", .scalar(.boolean),
    summary: "Whether the container may only read the files",
    documentation: """
      Files of a ConfigMap cannot be changed by the container in any case. kstack's validator does not check this key.
      """,
    example: "readOnly: true", becomes: "`readOnly` of the container's volume mount")

  static let mountsSecret = Key(
    "secret", .scalar(.boolean),
    summary: "Mounts a Secret of this name instead of a ConfigMap",
    documentation: """
      With `true`, `name` is the name of a Secret, whose entries appear as files. kstack's validator does not check \
      this key.
      """,
    default: "false", example: "secret: true", becomes: "A `secret` volume instead of a `configMap` volume")

  static let size = Key(
    "size", .scalar(.quantity(.storage)),
    summary: "How much storage to ask for",
    documentation: """
      A Kubernetes quantity: `5Gi` is 5 × 2³⁰ bytes, `5G` is 5 × 10⁹. `5GB` and `5 Gi` are no quantities. A claim can \
      grow later if its storage class allows it; it can never shrink.
      """,
    default: "1Gi", example: "size: 5Gi", becomes: "`spec.resources.requests.storage` of the PersistentVolumeClaim")

  static let driver = Key(
    "driver", .scalar(.enumeration([.init("local", "The only driver that kstack accepts")])),
    summary: "The volume driver",
    documentation: """
      Kept for Docker Compose files; kstack accepts `local` only. The cluster's storage class decides what really \
      stores the data.
      """,
    example: "driver: local", becomes: "Nothing of its own")

  static let driverOptions = Key(
    "driver_opts", .record(.driverOptions),
    summary: "Options of the local volume driver",
    documentation: "As in Docker Compose: `type`, `o` and `device`, all of them texts.",
    example: """
      driver_opts:
        type: none
        o: bind
        device: /srv/data
      """,
    becomes: "Nothing of its own")

  static let driverType = Key(
    "type", .scalar(.string),
    summary: "The type of file system, as mount knows it",
    documentation: "Such as `nfs`, `tmpfs` or `none` for a bind mount.",
    example: "type: nfs", becomes: "Nothing of its own")

  static let driverMountOptions = Key(
    "o", .scalar(.string),
    summary: "Mount options, separated by commas",
    documentation: "Such as `bind`, or `addr=10.0.0.5,rw` for NFS. One text, not a list.",
    example: "o: addr=10.0.0.5,rw", becomes: "Nothing of its own")

  static let driverDevice = Key(
    "device", .scalar(.string),
    summary: "What is mounted: a path or a remote export",
    documentation: "Such as `/srv/data`, or `\":/export\"` for NFS, quoted because of its colon.",
    example: "device: /srv/data", becomes: "Nothing of its own")
}
