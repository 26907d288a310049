import TestSupport
import Testing

/// Keys of the language and keys that are names.
@Suite struct HoverKeyTests {
  @Test func aTopLevelKey() throws {
    try expectHover(
      """
      ⟦ap█ps⟧:
        web:
          image: nginx:1.27

      """,
      says: """
        **`apps`**: The applications of this stack, each with its sidecars

        …

        - Type: a mapping, each key an app's name, each value a mapping that describes the app
        - Required
        - In Kubernetes: One Deployment with one pod template per entry, and a Service when the app has `ports`

        ```yaml
        apps:
          web:
            image: nginx:1.27
            ports:
              - "8080:80"
        ```
        """)
  }

  @Test func anAppsKeyThatSidecarsInherit() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          ⟦█volumes⟧: ["data:/d"]

      """,
      says: """
        **`volumes`**: What the container mounts, and where

        …

        - Type: a list, each item a mount, `SOURCE:PATH[:ro|:rw]`
        - In Kubernetes: `volumeMounts` of the container, and a `persistentVolumeClaim` or `hostPath` volume of the pod
        - Sidecars: a sidecar without this key takes the app's value as a whole; the two are never merged

        ```yaml
        volumes:
          - data:/shared:ro
        ```
        """)
  }

  @Test func aSidecarsKeyReplacesTheAppsValue() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          volumes: ["data:/d", "logs:/l"]
          sidecars:
            log: {image: busybox, ⟦volumes█⟧: ["logs:/l:ro"]}

      """,
      says: """
        **`volumes`**: What the container mounts, and where

        …

        - Here: replaces the `volumes` of the app `web` (2 items) as a whole
        - Type: a list, each item a mount, `SOURCE:PATH[:ro|:rw]`
        - In Kubernetes: `volumeMounts` of the container, and a `persistentVolumeClaim` or `hostPath` volume of the pod
        - Sidecars: what is written here replaces the app's `volumes` as a whole; without this key the sidecar has the app's

        ```yaml
        volumes:
          - data:/shared:ro
        ```
        """)
  }

  @Test func aQuotedKeyWhoseValueIsAnAlias() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          labels: &l {team: a}
          ⟦"lab█els"⟧: *l

      """,
      says: """
        **`labels`**: Labels by which Kubernetes objects are found

        Short names and values for selecting objects, such as `team: payments`. Values are text of at most 63 characters: letters, digits, `-`, `_` and `.`. Quote values that YAML would read as a number or a boolean (`"true"`, `"1.10"`).

        kstack's validator does not check this key.

        - Type: a mapping, each key a name of your choice, each value a text
        - In Kubernetes: `metadata.labels` of the objects that kstack makes

        ```yaml
        labels:
          team: payments
        ```
        """)
  }

  @Test func aKeyInAnAnchorThatIsMergedIntoAContainer() throws {
    try expectHover(
      """
      x-logging: &logging
        ⟦env_█file⟧: ./log.env
      apps:
        web:
          image: nginx:1.27
          sidecars:
            log:
              <<: *logging
              image: busybox

      """,
      says: """
        **`env_file`**: Files with environment variables, one NAME=value per line

        …

        - The app `web` has no `env_file` to inherit
        - Type: a path relative to the stack file, or a list, each item a path relative to the stack file
        - In Kubernetes: `env` of the container
        - Sidecars: what is written here replaces the app's `env_file` as a whole; without this key the sidecar has the app's

        ```yaml
        env_file:
          - ./app.env
        ```
        """)
  }

  @Test func aMisspeltKey() throws {
    try expectHover(
      """
      apps:
        web:
          ⟦envi█roment⟧: {A: 1}
          image: nginx:1.27

      """,
      says: """
        **`enviroment`** is not a key of the language; did you mean `environment`?

        **`environment`**: Environment variables of the container
        """)
  }

  @Test func aKeyOfAppsInASidecar() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          sidecars:
            log: {image: busybox, ⟦dep█loy⟧: {replicas: 2}}

      """,
      says: """
        **`deploy`** is a key of apps; in a sidecar kstack ignores it
        """)
  }

  @Test func aKeyOfAVolumesFromItem() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: site, ⟦mount█Path⟧: /etc/nginx/conf.d}
      configs: {site: {external: true}}

      """,
      says: """
        **`mountPath`**: The directory in which the config's files appear

        …

        - Here: ConfigMap `config-site` is mounted at `/etc/nginx/conf.d`
        - Type: an absolute path in the container
        - In Kubernetes: `mountPath` of the container's volume mount

        ```yaml
        mountPath: /fluentd/etc
        ```
        """)
  }

  @Test func aVolumesName() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          volumes: ["data:/srv"]
          sidecars:
            backup:
              image: restic/restic:0.17.3
              volumes: ["data:/srv:ro"]
      volumes:
        ⟦da█ta⟧: {size: 5Gi}

      """,
      says: """
        **Volume** `data`

        - PersistentVolumeClaim `data`, `5Gi`
        - Mounted by: app `web` at `/srv`, sidecar `backup` of `web` at `/srv` (read-only)
        """)
  }

  @Test func aConfigsName() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          envFrom:
            - config: {name: site}
      configs:
        ⟦site█⟧:
          data:
            a.conf: x
            b.conf: y

      """,
      says: """
        **Config** `site`

        - ConfigMap `config-site`: with the files `a.conf`, `b.conf`
        - Used by: app `web`
        """)
  }

  @Test func aSecretsName() throws {
    try expectHover(
      """
      apps: {web: {image: nginx, envFrom: [{secret: {name: db}}]}}
      secrets: {⟦█db⟧: {external: true}}

      """,
      says: """
        **Secret** `db`

        - Secret `db`: already in the cluster
        - Used by: app `web`
        """)
  }

  @Test func aDomain() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx:1.27
          expose:
            - ⟦shop.█example.org⟧: {protocol: https, path: /api}

      """,
      says: """
        **Domain** `shop.example.org`, reached at `https://shop.example.org/api`

        - Ingress `web-ingress` → Service `web`, port `80`
        - Served by the ingress controller of the class `traefik`
        """)
  }

  @Test func aMergeKey() throws {
    try expectHover(
      """
      x-base: &base
        image: nginx:1.27
        labels: {team: a}
      apps:
        web:
          ⟦<█<⟧: *base

      """,
      says: """
        **`<<`** merges mappings into this one: what is written here wins, then what is merged first

        - `*base`: `image`, `labels`

        ```yaml
        image: nginx:1.27
        labels: {team: a}
        ```
        """)
  }

  @Test func aKeyWithAFixedSetOfWords() throws {
    try expectHover(
      """
      volumes:
        data:
          ⟦dri█ver⟧: local

      """,
      says: """
        **`driver`**: The volume driver

        Kept for Docker Compose files; kstack accepts `local` only. The cluster's storage class decides what really stores the data.

        - Type: only `local`
        - In Kubernetes: Nothing of its own

        ```yaml
        driver: local
        ```
        """)
  }

  @Test func aNestedSidecarsKey() throws {
    try expectHover(
      """
      apps:
        web:
          image: nginx
          sidecars:
            log:
              image: busybox
              ⟦side█cars⟧: {}

      """,
      says: """
        **`sidecars`** is a key of apps; kstack rejects a sidecar inside a sidecar
        """)
  }

  @Test func aDuplicateKeyIsAKeyLikeAnother() throws {
    try expectHover(
      """
      configs:
        site:
          external: true
          ⟦█external⟧: false

      """,
      says: """
        **`external`**: Whether the ConfigMap is already in the cluster

        With `true` kstack creates nothing and expects a ConfigMap `config-NAME` in the cluster. Without it a pod that mounts the config waits until it exists.

        - Type: `true` or `false`
        - Default: `false`
        - In Kubernetes: No ConfigMap when true

        ```yaml
        external: true
        ```
        """)
  }
}
