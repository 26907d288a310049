extension Record {
  static let port = Record(
    "port", unknownKeys: .rejected,
    misnomers: [
      "port": "published", "hostPort": "published", "host": "published", "host_port": "published",
      "targetPort": "target", "target_port": "target", "containerPort": "target", "container": "target",
      "proto": "protocol",
    ],
    keys: [.portTarget, .portPublished, .portProtocol])

  static let route = Record(
    "exposed domain", unknownKeys: .ignored,
    misnomers: [
      "scheme": "protocol", "proto": "protocol", "targetPort": "port", "prefix": "path",
      "ingressClass": "ingressClassName",
      "class": "ingressClassName",
    ],
    keys: [.routeProtocol, .routePort, .routePath, .ingressClassName])
}

extension Key {
  static let ports = Key(
    "ports", .list(of: Shape(scalar: .portMapping, mapping: .record(.port))),
    summary: "Ports on which the container is reached",
    documentation: """
      A list. Each item is a **quoted** text, `"PUBLISHED:CONTAINER"`, `"CONTAINER"`, either with `/tcp` or `/udp` \
      behind it, or a mapping with `target`, `published` and `protocol`. Other apps call the published port: \
      `http://APP:PUBLISHED`.

      * Quote it: YAML 1.1 reads `8080:50` as the number 484850, and kstack rejects bare numbers.
      * The first port of an app must be a pair, or the conversion fails.
      * The first published port gets a ClusterIP Service `APP`; a second port adds a LoadBalancer Service `APP-lb`. A \
      sidecar with ports gets a Service `APP-SIDECAR` and, when a port is published, a LoadBalancer `APP-SIDECAR-lb`: \
      leave `ports` out where only the app itself calls the sidecar, on `localhost`.
      * All containers of an app share one network, so app and sidecars cannot listen on the same container port.
      """,
    example: """
      ports:
        - "8080:80"
      """,
    becomes: "`ports` of the container, and the ports of the Service `APP` or `APP-SIDECAR`")

  static let portTarget = Key(
    "target", .scalar(.integer(PortMapping.bounds)),
    summary: "The port on which the container listens",
    documentation: """
      A number from 1 to 65535, without quotes. No two containers of one app can listen on the same port.
      """,
    required: true, example: "target: 80", becomes: "`containerPort` of the container and `targetPort` of the Service")

  static let portPublished = Key(
    "published", .scalar(.integer(PortMapping.bounds)),
    summary: "The port of the Service, by which others reach the container",
    documentation: "A number from 1 to 65535, without quotes. The first port of an app needs it.",
    example: "published: 8080", becomes: "`port` of the Service")

  static let portProtocol = Key(
    "protocol",
    .scalar(
      .enumeration([
        .init("tcp", "Connections: HTTP and nearly everything else"), .init("udp", "Datagrams: DNS, syslog, StatsD"),
      ])),
    summary: "The transport protocol of the port",
    documentation: "In lower case. One port number can be open for both: write two items.",
    default: "tcp", example: "protocol: udp", becomes: "`protocol` of the container's and the Service's port")

  static let networks = Key(
    "networks", .list(of: .scalar(.string)),
    summary: "Names of the networks that the container belongs to",
    documentation: """
      A list of names, as in Docker Compose. In Kubernetes every pod can reach every other unless a network policy \
      forbids it, and the containers of one app share one network whatever is written here. kstack's validator does \
      not check this key.

      A sidecar without this key takes the app's list as a whole.
      """,
    example: """
      networks:
        - backend
      """,
    becomes: "No object of its own", inheritance: .whole)

  static let expose = Key(
    "expose", .list(of: .names(.domain, .record(.route))),
    summary: "Domains under which the app is reached from outside the cluster",
    documentation: """
      A list. Each item is a mapping with one key, the domain, and under it `protocol` and what else differs from the \
      defaults. The flat form with `domain:` as a key, which some pages show, is rejected.

      This is not Docker's `expose`: ports that other apps call belong under `ports`.
      """,
    example: """
      expose:
        - shop.example.org:
            protocol: https
            port: 8080
      """,
    becomes: "One Ingress rule per domain, and the Service `APP-ingress` behind it")

  static let routeProtocol = Key(
    "protocol",
    .scalar(
      .enumeration([
        .init("http", "Plain HTTP"), .init("https", "HTTP over TLS, which needs a certificate for the domain"),
      ])),
    summary: "How clients speak to the domain",
    documentation: "In lower case. With `https` the ingress controller needs a certificate for the domain.",
    required: true, example: "protocol: https", becomes: "The Ingress' entry point and, for `https`, its `tls` part")

  static let routePort = Key(
    "port", .scalar(.integer(PortMapping.bounds)),
    summary: "The port of the app's Service that receives the requests",
    documentation: "The published port of one of the app's `ports`.",
    default: "80", example: "port: 8080", becomes: "`backend.service.port.number` of the Ingress rule")

  static let routePath = Key(
    "path", .scalar(.urlPath),
    summary: "Only requests whose path starts with this reach the app",
    documentation: "Starts with a slash. Several apps can share a domain under different paths.",
    default: "/", example: "path: /api", becomes: "`path` of the Ingress rule")

  static let ingressClassName = Key(
    "ingressClassName", .scalar(.string),
    summary: "The ingress controller that serves the domain",
    documentation: """
      The name of an IngressClass of the cluster. Without a controller of this class nothing answers under the domain.
      """,
    default: "traefik", example: "ingressClassName: nginx", becomes: "`spec.ingressClassName` of the Ingress")
}
