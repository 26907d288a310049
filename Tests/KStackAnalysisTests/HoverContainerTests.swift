import TestSupport
import Testing

/// Names of apps and sidecars; anchors, aliases.
@Suite struct HoverContainerTests {
  @Test func anAppsName() throws {
    try expectHover(
      """
      apps:
        ⟦we█b⟧:
          image: nginx:1.27
          ports: ["8080:80", "8443:443"]
          sidecars:
            metrics: {image: nginx/nginx-prometheus-exporter:1.4}
            log: {image: example/log}

      """,
      says: """
        **App** `web`

        - Deployment `web`
        - Service `web`, port `8080`; LoadBalancer `web-lb`
        - Image `nginx:1.27`: nginx web server and reverse proxy (Docker official image).
        - Sidecars: `metrics` (`nginx/nginx-prometheus-exporter:1.4`), `log` (`example/log`)
        - Listens on: `80`, `443` in `web`
        - Resources: no container has requests or limits
        """)
  }

  @Test func aSidecarsName() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          environment: {A: b}
          volumes: ["logs:/var/log/nginx"]
          env_file: ./web.env
          networks: [backend]
          sidecars:
            ⟦█metrics⟧:
              image: nginx/nginx-prometheus-exporter:1.4
              networks: [monitoring]
              ports:
                - "9113:9113"

      """,
      says: """
        **Sidecar** `metrics` of the app `web`

        - Container `web-metrics` in the pod of the Deployment `web`
        - Service `web-metrics`, port `9113`; LoadBalancer `web-metrics-lb`
        - Image `nginx/nginx-prometheus-exporter:1.4`: Official exporter for NGINX stub_status and NGINX Plus API metrics; this is the current image name.
        - Inherited from `web`, each as a whole: `volumes`, `env_file`
        - Its own instead of the app's: `networks`
        - Mounts: volume `logs` at `/var/log/nginx` (inherited)
        - Resources: neither requests nor limits
        - Shares the pod's network: it reaches the app on `localhost`, and no two containers share a port
        - `environment` of `web`: the sidecar guide says that sidecars can inherit it, but kstack's converter does not copy it
        """)
  }

  @Test func aSidecarThatInheritsNothing() throws {
    try expectHover(
      """
      apps: {web: {image: nginx, sidecars: {⟦lo█g⟧: {image: busybox}}}}

      """,
      says: """
        **Sidecar** `log` of the app `web`

        - Container `web-log` in the pod of the Deployment `web`
        - No Service: it has no `ports`
        - Image `busybox`: BusyBox: small shell and common Unix tools in one binary (Docker official image).
        - Inherits nothing: `web` has none of `volumes`, `volumesFrom`, `env_file`, `networks`
        - Resources: neither requests nor limits
        - Shares the pod's network: it reaches the app on `localhost`, and no two containers share a port
        """)
  }

  @Test func anAlias() throws {
    try expectHover(
      """
      x-logging: &logging
        image: fluent/fluentd:v1.17
        environment:
          A: b
      apps:
        web:
          image: nginx:1.27
          sidecars:
            log: ⟦*logg█ing⟧

      """.windows,
      says: """
        **`*logging`** stands for

        ```yaml
        image: fluent/fluentd:v1.17
        environment:
          A: b
        ```
        """)
  }

  @Test func anAliasOfAScalarSaysWhatItMeansInItsPlace() throws {
    try expectHover(
      """
      apps:
        web:
          image: &i nginx:1.27
          environment: {A: &flag yes}
          sidecars:
            log:
              image: busybox
              environment: {B: ⟦█*flag⟧}

      """,
      says: """
        **`*flag`** stands for

        ```yaml
        yes
        ```

        **`B`**: environment variable of the sidecar `log` of `web`

        - The container receives `True`, not `yes`, which YAML 1.1 reads as a boolean: put it in quotes to keep it
        """)
  }

  @Test func anUndefinedAlias() throws {
    try expectHover(
      """
      apps:
        web: ⟦*ba█se⟧

      """,
      says: """
        **`*base`** stands for nothing: no such anchor before it
        """)
  }

  @Test func anAnchor() throws {
    try expectHover(
      """
      x-größe: ⟦&si█ze⟧ {cpu: 1}
      apps:
        web: {image: nginx, resources: {limits: *size, requests: *size}}

      """,
      says: """
        **Anchor** `size`, used 2 times: `*size` stands for what is behind it
        """)
  }
}
