import TestSupport
import Testing

/// Volumes, configs and secrets where a container uses them.
@Suite struct HoverMountTests {
  @Test func aVolumeThatASidecarShares() throws {
    try expectHover(
      """
      apps:
        app:
          image: postgres:17
          volumes:
            - data:/var/lib/postgresql/data
          sidecars:
            backup:
              image: backup:latest
              volumes:
                - ⟦data:/█shared:ro⟧
            watch: {image: busybox}
      volumes:
        data:
          size: 5Gi

      """,
      says: """
        **Volume** `data`, mounted at `/shared`, read-only

        - PersistentVolumeClaim `data`, `5Gi`
        - Shared with: app `app` at `/var/lib/postgresql/data` (read-write), sidecar `watch` of `app` at `/var/lib/postgresql/data` (read-write, inherited)

        ```yaml
        data:
          size: 5Gi
        ```
        """)
  }

  @Test func aHostPath() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx
          volumes: [⟦/var/log█:/logs⟧]

      """,
      says: """
        **Host path** `/var/log`, mounted at `/logs`, read-write

        - A directory of the node that the pod runs on; another node has other files
        """)
  }

  @Test func aConfigMountedForTheImage() throws {
    try expectHover(
      """
      apps:
        api:
          image: api:1.0
          sidecars:
            logger:
              image: fluent/fluentd:latest
              volumesFrom:
                - config:
                    name: ⟦fluentd█-config⟧
                    mountPath: /fluentd/etc
      configs:
        fluentd-config:
          data:
            fluent.conf: |
              <match **>
                @type stdout
              </match>

      """,
      says: """
        **ConfigMap** `config-fluentd-config`, mounted at `/fluentd/etc`

        - `fluent/fluentd` reads `fluent.conf` in the directory `/fluentd/etc`
        - Declared under the top-level `configs`: with the file `fluent.conf`

        ```yaml
        fluentd-config:
          data:
            fluent.conf: |
              <match **>
                @type stdout
              </match>
        ```
        """)
  }

  @Test func theDefaultMountPath() throws {
    try expectHover(
      """
      apps:
        api:
          image: api:1.0
          volumesFrom: [{config: {name: ⟦sett█ings⟧}}]

      """,
      says: """
        **ConfigMap** `config-settings`, mounted at `/config/settings` by default

        - Not declared under the top-level `configs`: kstack refuses the file
        """)
  }

  @Test func aMountPathBesideItsConfig() throws {
    try expectHover(
      """
      apps:
        api:
          image: api:1.0
          volumesFrom:
            - config: {name: db, secret: true}
              mountPath: ⟦/run█/db⟧
      secrets:
        db: {external: true}

      """,
      says: """
        **Secret** `db`, mounted at `/run/db`

        - Declared under the top-level `secrets`

        ```yaml
        db: {external: true}
        ```
        """)
  }

  @Test func aSecretInEnvFrom() throws {
    try expectHover(
      """
      apps:
        api:
          image: api:1.0
          envFrom:
            - secret:
                name: ⟦█db⟧
      secrets:
        db:
          external: true

      """,
      says: """
        **Secret** `db`: its entries become variables of the app `api`

        - Declared under the top-level `secrets`

        ```yaml
        db:
          external: true
        ```
        """)
  }
}
