extension Record {
  static let service = Record(
    "service", unknownKeys: .ignored, misnomers: ["kind": "type"],
    keys: [.serviceType, .externalTrafficPolicy, .sessionAffinity, .sessionAffinityConfig])

  static let sessionAffinityConfig = Record("session affinity", unknownKeys: .ignored, keys: [.clientIP])

  static let clientIP = Record(
    "client address affinity", unknownKeys: .ignored, misnomers: ["timeout": "timeoutSeconds"], keys: [.affinityTimeout]
  )

  static let networkPolicy = Record("network policy", unknownKeys: .ignored, keys: [.ingress, .egress])
}

extension Key {
  static let service = Key(
    "service", .record(.service),
    summary: "How the app's Service hands traffic to the pods",
    documentation: "Apps only; it has an effect when the app has `ports`. kstack's validator does not check this key.",
    example: """
      service:
        type: NodePort
      """,
    becomes: "`spec` of the Service `APP`")

  static let serviceType = Key(
    "type",
    .scalar(
      .enumeration([
        .init("ClusterIP", "Reached from within the cluster only"),
        .init("NodePort", "Also reached on a port of every node"),
        .init("LoadBalancer", "Also reached through a load balancer of the cloud"),
      ])),
    summary: "From where the Service can be reached",
    documentation: """
      Written exactly so, capitals included. `LoadBalancer` needs a cluster that can provide one, and usually costs \
      money. Web sites are better exposed with `expose`.
      """,
    default: "ClusterIP", example: "type: NodePort", becomes: "`spec.type` of the Service")

  static let externalTrafficPolicy = Key(
    "externalTrafficPolicy",
    .scalar(
      .enumeration([
        .init("Cluster", "Any node passes traffic on to any pod; the client's address is lost"),
        .init("Local", "Only nodes with a pod answer; the client's address is kept"),
      ])),
    summary: "Whether traffic from outside may be passed on to other nodes",
    documentation: """
      Only for the types `NodePort` and `LoadBalancer`. Choose `Local` when the app must see its clients' addresses.
      """,
    default: "Cluster", defaultWith: .init("type", ["NodePort", "LoadBalancer"]),
    example: "externalTrafficPolicy: Local", becomes: "`spec.externalTrafficPolicy` of the Service")

  static let sessionAffinity = Key(
    "sessionAffinity",
    .scalar(
      .enumeration([
        .init("None", "Each connection goes to any pod"),
        .init("ClientIP", "Connections from one address go to one pod"),
      ])),
    summary: "Whether a client stays with one pod",
    documentation: "Matters when the app has several replicas and keeps state in memory.",
    default: "None", example: "sessionAffinity: ClientIP", becomes: "`spec.sessionAffinity` of the Service")

  static let sessionAffinityConfig = Key(
    "sessionAffinityConfig", .record(.sessionAffinityConfig),
    summary: "How long a client stays with one pod",
    documentation: "Only with `sessionAffinity: ClientIP`.",
    example: """
      sessionAffinityConfig:
        clientIP:
          timeoutSeconds: 600
      """,
    becomes: "`spec.sessionAffinityConfig` of the Service")

  static let clientIP = Key(
    "clientIP", .record(.clientIP),
    summary: "Settings of the affinity by client address",
    documentation: "Only with `sessionAffinity: ClientIP`.",
    example: """
      clientIP:
        timeoutSeconds: 600
      """,
    becomes: "`spec.sessionAffinityConfig.clientIP` of the Service")

  static let affinityTimeout = Key(
    "timeoutSeconds", .scalar(.integer(1...86400)),
    summary: "Seconds after its last connection that a client stays with its pod",
    documentation: "From 1 to 86400, which is a day. The default is three hours.",
    default: "10800", example: "timeoutSeconds: 600", becomes: "`timeoutSeconds` of the client address affinity")

  static let networkPolicy = Key(
    "networkPolicy", .record(.networkPolicy),
    summary: "Who may connect to the app, and to whom it may connect",
    documentation: """
      Apps only, and it holds for the whole pod: the sidecars too. Once a direction has rules, everything that no rule \
      allows is forbidden. An `egress` without a rule for DNS (port 53) leaves the app unable to look up any name. The \
      cluster's network plugin must enforce policies.

      kstack's validator does not check this key; the rules are Kubernetes' own.
      """,
    example: """
      networkPolicy:
        ingress:
          - from:
              - podSelector:
                  matchLabels:
                    app: web
      """,
    becomes: "A NetworkPolicy for the app's pods")

  static let ingress = Key(
    "ingress", .list(of: .free),
    summary: "Rules for connections to the app",
    documentation: """
      A list of Kubernetes' ingress rules, each with `from` and `ports`. A connection passes when one rule allows it. \
      An empty list forbids all.
      """,
    example: """
      ingress:
        - ports:
            - port: 8080
      """,
    becomes: "`spec.ingress` of the NetworkPolicy")

  static let egress = Key(
    "egress", .list(of: .free),
    summary: "Rules for connections from the app",
    documentation: """
      A list of Kubernetes' egress rules, each with `to` and `ports`. A connection passes when one rule allows it. \
      Allow DNS (port 53, UDP and TCP) or no name can be looked up.
      """,
    example: """
      egress:
        - ports:
            - port: 53
              protocol: UDP
      """,
    becomes: "`spec.egress` of the NetworkPolicy")
}
