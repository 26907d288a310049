extension Record {
  static let resources = Record(
    "resources", unknownKeys: .ignored,
    misnomers: [
      "limit": "limits", "request": "requests", "reservations": "requests", "reservation": "requests",
    ],
    keys: [.limits, .requests])

  static let resourceAmounts = Record(
    "amount of resources", unknownKeys: .ignored,
    misnomers: ["mem": "memory", "ram": "memory", "mem_limit": "memory", "cpus": "cpu", "cores": "cpu"],
    keys: [.memory, .cpu])

  static let healthcheck = Record(
    "health check", unknownKeys: .ignored,
    misnomers: [
      "url": "path", "endpoint": "path", "interval": "periodSeconds", "period": "periodSeconds",
      "timeout": "timeoutSeconds", "retries": "failureThreshold", "start_period": "initialDelaySeconds",
      "initialDelay": "initialDelaySeconds", "delay": "initialDelaySeconds", "failures": "failureThreshold",
    ],
    keys: [.healthPath, .healthPort, .initialDelay, .period, .timeout, .failureThreshold])
}

extension Key {
  static let resources = Key(
    "resources", .record(.resources),
    summary: "How much memory and processor time the container needs and may use",
    documentation: """
      `requests` is what the scheduler sets aside on a node, `limits` what the container cannot exceed. The pod needs \
      the sum over the app and all its sidecars: give each sidecar its own, for nothing is inherited.

      kstack's validator does not check this key; a wrong quantity is refused by the cluster.
      """,
    example: """
      resources:
        limits:
          memory: 256Mi
          cpu: 500m
        requests:
          memory: 128Mi
          cpu: 100m
      """,
    becomes: "`resources` of the container")

  static let limits = Key(
    "limits", .record(.resourceAmounts),
    summary: "The most that the container may use",
    documentation: """
      A container above its memory limit is killed (OOMKilled) and started again; above its cpu limit it is slowed \
      down. Without `requests` the limits are requested too.
      """,
    example: """
      limits:
        memory: 256Mi
        cpu: 500m
      """,
    becomes: "`resources.limits` of the container")

  static let requests = Key(
    "requests", .record(.resourceAmounts),
    summary: "What the scheduler sets aside for the container",
    documentation: """
      The pod is placed on a node that has this much left. A request above its limit is refused by the cluster.
      """,
    example: """
      requests:
        memory: 128Mi
        cpu: 100m
      """,
    becomes: "`resources.requests` of the container")

  static let memory = Key(
    "memory", .scalar(.quantity(.memory)),
    summary: "An amount of memory, such as 256Mi",
    documentation: """
      A Kubernetes quantity in bytes: `256Mi` is 256 × 2²⁰, `256M` is 256 × 10⁶. `256MB` is no quantity, and `256m` is \
      a quarter of a byte.
      """,
    example: "memory: 256Mi", becomes: "`memory` of the container's limits or requests")

  static let cpu = Key(
    "cpu", .scalar(.quantity(.cpu)),
    summary: "Processor time in cores, such as 500m or 2",
    documentation: "A Kubernetes quantity: `1` is one core, `500m` half of one, the same as `0.5`.",
    example: "cpu: 500m", becomes: "`cpu` of the container's limits or requests")

  static let healthcheck = Key(
    "healthcheck", .record(.healthcheck),
    summary: "An HTTP request by which Kubernetes sees whether the container works",
    documentation: """
      Kubernetes asks for `path` on `port`; an answer from 200 to 399 means well. This is not the form of Docker \
      Compose: there is no `test` command, and times are whole seconds without a unit.

      kstack's validator does not check this key.
      """,
    example: """
      healthcheck:
        path: /healthz
        port: 8080
      """,
    becomes: "An HTTP probe (`httpGet`) of the container")

  static let healthPath = Key(
    "path", .scalar(.urlPath),
    summary: "The HTTP path to ask for",
    documentation: "Starts with a slash. It should be cheap to answer and not depend on other services.",
    example: "path: /healthz", becomes: "`httpGet.path` of the probe")

  static let healthPort = Key(
    "port", .scalar(.integer(PortMapping.bounds)),
    summary: "The container's port to ask on",
    documentation: "The port on which the container listens, not the published one.",
    example: "port: 8080", becomes: "`httpGet.port` of the probe")

  static let initialDelay = Key(
    "initialDelaySeconds", .scalar(.integer(0...Int(Int32.max))),
    summary: "Seconds to wait after the start before the first request",
    documentation: """
      Give slow starters time: a probe that fails too early restarts the container again and again. The default is \
      Kubernetes' own.
      """,
    default: "0", example: "initialDelaySeconds: 10", becomes: "`initialDelaySeconds` of the probe")

  static let period = Key(
    "periodSeconds", .scalar(.integer(1...Int(Int32.max))),
    summary: "Seconds between two requests",
    documentation: "At least 1. The default is Kubernetes' own.",
    default: "10", example: "periodSeconds: 15", becomes: "`periodSeconds` of the probe")

  static let timeout = Key(
    "timeoutSeconds", .scalar(.integer(1...Int(Int32.max))),
    summary: "Seconds after which a request without an answer has failed",
    documentation: "At least 1. The default is Kubernetes' own.",
    default: "1", example: "timeoutSeconds: 3", becomes: "`timeoutSeconds` of the probe")

  static let failureThreshold = Key(
    "failureThreshold", .scalar(.integer(1...Int(Int32.max))),
    summary: "How many requests in a row must fail before the container counts as broken",
    documentation: "At least 1. The default is Kubernetes' own.",
    default: "3", example: "failureThreshold: 5", becomes: "`failureThreshold` of the probe")
}
