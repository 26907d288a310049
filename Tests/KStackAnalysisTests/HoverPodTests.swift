import TestSupport
import Testing

/// What a pod and a sidecar really run with.
@Suite struct HoverPodTests {
  @Test func anAppShowsItsPod() throws {
    try expectHover(
      """
      apps:
        ⟦█web⟧:
          image: example/web:1.0
          ports: ["80:8080", {target: 53, protocol: udp}]
          volumes: ["logs:/var/log/web", "data:/data"]
          resources:
            requests: {memory: 128Mi, cpu: 100m}
            limits: {memory: 256Mi, cpu: "1"}
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9113:9113"]
              resources: {limits: {memory: 64Mi, cpu: 0.05}}
            log:
              image: example/log:1.0
              volumes: ["logs:/logs:ro"]
              resources: {requests: {memory: 500M}}

      """,
      says: """
        **App** `web`

        - Deployment `web`
        - Service `web`, port `80`; LoadBalancer `web-lb`
        - Image `example/web:1.0`
        - Sidecars: `metrics` (`example/metrics:1.0`), `log` (`example/log:1.0`)
        - Listens on: `8080`, `53/udp` in `web`, `9113` in `metrics`
        - Volumes:
          - `logs`: `web`, `metrics` (inherited), `log` (read-only)
          - `data`: `web`, `metrics` (inherited)
        - Requests of the pod: memory `669Mi`, cpu `150m` (none in `log`)
        - Limits of the pod: memory `320Mi` (none in `log`), cpu `1050m` (none in `log`)
        """)
  }

  @Test func anAppWithoutRequests() throws {
    try expectHover(
      """
      apps:
        ⟦█web⟧:
          image: example/web:1.0
          deploy: {resources: {limits: {cpu: 1500m}}}
          sidecars:
            log: {image: example/log:1.0}

      """,
      says: """
        **App** `web`

        - Deployment `web`
        - No Service: it has no `ports`
        - Image `example/web:1.0`
        - Sidecars: `log` (`example/log:1.0`)
        - Requests of the pod: cpu `1500m` (none in `log`)
        - Limits of the pod: cpu `1500m` (none in `log`)
        """)
  }

  @Test func anAppAlone() throws {
    try expectHover(
      """
      apps:
        ⟦█web⟧:
          image: example/web:1.0
          resources: {requests: {memory: 1.5Gi, cpu: lots}}

      """,
      says: """
        **App** `web`

        - Deployment `web`
        - No Service: it has no `ports`
        - Image `example/web:1.0`
        - Sidecars: none
        - Requests: memory `1536Mi`
        - Limits: none
        """)
  }

  @Test func aSidecarShowsWhereItsPartsComeFrom() throws {
    try expectHover(
      """
      x-logging: &logging
        image: example/log:1.0
        environment: {LEVEL: info}
        resources: {limits: {memory: 1Gi}, requests: {memory: 512Mi, cpu: 250m}}
      apps:
        web:
          image: example/web:1.0
          volumes: ["logs:/var/log/web:ro", "/etc/ssl:/ssl"]
          volumesFrom:
            - config: {name: web, mountPath: /etc/web}
          sidecars:
            ⟦l█og⟧:
              <<: *logging
              volumesFrom:
                - config: {name: log}
                - config: {name: keys, secret: true, mountPath: /keys, readOnly: true}

      """,
      says: """
        **Sidecar** `log` of the app `web`

        - Container `web-log` in the pod of the Deployment `web`
        - No Service: it has no `ports`
        - Image `example/log:1.0`
        - Inherited from `web`, each as a whole: `volumes`
        - Its own instead of the app's: `volumesFrom`
        - Mounts: volume `logs` at `/var/log/web` (read-only, inherited), host path `/etc/ssl` at `/ssl` (inherited), config `log` at `/config/log`, secret `keys` at `/keys` (read-only)
        - Sets: `LEVEL` (from `*logging`)
        - From `*logging`: `image`, `environment`, `resources`
        - Requests: memory `512Mi`, cpu `250m`
        - Limits: memory `1Gi`
        - Shares the pod's network: it reaches the app on `localhost`, and no two containers share a port
        """)
  }

  @Test func anAppOfManyContainersIsShownInPart() throws {
    try expectHover(
      """
      apps:
        ⟦█web⟧:
          image: example/web:1.0
          sidecars:
            s1: {image: example/s:1.0, volumes: ["v1:/v"], ports: ["9001"]}
            s2: {image: example/s:1.0, volumes: ["v2:/v"], ports: ["9002"]}
            s3: {image: example/s:1.0, volumes: ["v3:/v"], ports: ["9003"]}
            s4: {image: example/s:1.0, volumes: ["v4:/v"], ports: ["9004"]}
            s5: {image: example/s:1.0, volumes: ["v5:/v"], ports: ["9005"]}
            s6: {image: example/s:1.0, volumes: ["v6:/v"], ports: ["9006"]}
            s7: {image: example/s:1.0, volumes: ["v7:/v"], ports: ["9007"]}
            s8: {image: example/s:1.0, volumes: ["v8:/v"], ports: ["9008"]}
            s9: {image: example/s:1.0, volumes: ["v9:/v"], ports: ["9009"]}

      """,
      says: """
        **App** `web`

        - Deployment `web`
        - No Service: it has no `ports`
        - Image `example/web:1.0`
        - Sidecars: `s1` (`example/s:1.0`), `s2` (`example/s:1.0`), `s3` (`example/s:1.0`), `s4` (`example/s:1.0`), `s5` (`example/s:1.0`), `s6` (`example/s:1.0`), `s7` (`example/s:1.0`), `s8` (`example/s:1.0`), …
        - Listens on: `9001` in `s1`, `9002` in `s2`, `9003` in `s3`, `9004` in `s4`, `9005` in `s5`, `9006` in `s6`, …
        - Volumes:
          - `v1`: `s1`
          - `v2`: `s2`
          - `v3`: `s3`
          - `v4`: `s4`
          - `v5`: `s5`
          - `v6`: `s6`
          - …
        - Resources: no container has requests or limits
        """)
  }
}
