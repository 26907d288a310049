import TestSupport
import Testing

/// Keys that are unknown, repeated or impossible.
@Suite struct RuleKeyTests {
  // MARK: UnknownKey

  @Test func unknownKeySlipsAndWordsOfOtherTools() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          enviroment: {}
          ↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'enviroment'; did you mean 'environment'? fix*: replace 'enviroment' with 'environment'
          volumeFrom: []
          ↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'volumeFrom'; did you mean 'volumesFrom'? fix*: replace 'volumeFrom' with 'volumesFrom'
          sidecar: {}
          ↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'sidecar'; did you mean 'sidecars'? fix*: replace 'sidecar' with 'sidecars'
          port: []
          ↑↑↑↑ warning[unknown-key]: unknown key 'port'; did you mean 'ports'? fix*: replace 'port' with 'ports'
          'cmd': [run]
          ↑↑↑↑↑ warning[unknown-key]: unknown key 'cmd'; did you mean 'command'? fix*: replace 'cmd' with 'command'
          restart: always
          ↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'restart'; kstack ignores it
          depends_on: [db]
          ↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'depends_on'; kstack ignores it
      volume:
      ↑↑↑↑↑↑ warning[unknown-key]: unknown key 'volume'; did you mean 'volumes'? fix*: replace 'volume' with 'volumes'
        data:
      version: "3"
      ↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'version'; kstack ignores it
      """, fixes: true)
  }

  @Test func unknownKeyEnvForEnvironment() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          env: {}
          ↑↑↑ warning[unknown-key]: unknown key 'env'; did you mean 'environment'? fix*: replace 'env' with 'environment'
          variables: {}
          ↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'variables'; kstack ignores it
      """, fixes: true)
  }

  @Test func unknownKeyWordsBesideTheRightOne() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          environment: {}
          env: {}
          ↑↑↑ warning[unknown-key]: unknown key 'env'; kstack ignores it
      """, fixes: true)
  }

  @Test func unknownKeyKeysOfAnAppInASidecar() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          sidecars:
            logger:
              image: fluent/fluentd:v1.17
              expose: []
              ↑↑↑↑↑↑ warning[unknown-key]: 'expose' belongs to an app; in a sidecar kstack ignores it
              deploy: {}
              ↑↑↑↑↑↑ warning[unknown-key]: 'deploy' belongs to an app; in a sidecar kstack ignores it
              service: {}
              ↑↑↑↑↑↑↑ warning[unknown-key]: 'service' belongs to an app; in a sidecar kstack ignores it
              networkPolicy: {}
              ↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: 'networkPolicy' belongs to an app; in a sidecar kstack ignores it
              sidecar: {}
              ↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'sidecar'; kstack ignores it
      """, fixes: true)
  }

  @Test func unknownKeyRecordsThatRejectKeys() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - name: http
              ↑↑↑↑ error[unknown-key]: unknown key 'name'; kstack rejects it in a port
              port: 8080
              ↑↑↑↑ error[unknown-key]: unknown key 'port'; did you mean 'published'? fix*: replace 'port' with 'published'
              targetPort: 80
              ↑↑↑↑↑↑↑↑↑↑ error[unknown-key]: unknown key 'targetPort'; did you mean 'target'? fix*: replace 'targetPort' with 'target'
            - target: 80
              hostname: x
              ↑↑↑↑↑↑↑↑ error[unknown-key]: unknown key 'hostname'; kstack rejects it in a port
          envFrom:
            - configMapRef: {name: web}
              ↑↑↑↑↑↑↑↑↑↑↑↑ error[unknown-key]: unknown key 'configMapRef'; did you mean 'config'? fix*: replace 'configMapRef' with 'config'
            - config: {name: web}
              prefix: X
              ↑↑↑↑↑↑ error[unknown-key]: unknown key 'prefix'; kstack rejects it in an environment source
      configs:
        web: {}
      """, fixes: true)
  }

  @Test func unknownKeyVolumeInVolumesFrom() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - source: data
              ↑↑↑↑↑↑ error[unknown-key]: 'source' does not exist here; to mount a volume write 'volumes: - NAME:PATH' fix*: mount it under 'volumes'
              mountPath: /data
      """, fixes: true)
  }

  @Test func unknownKeySmallerMappings() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          resources:
            limit: {}
            ↑↑↑↑↑ warning[unknown-key]: unknown key 'limit'; did you mean 'limits'? fix*: replace 'limit' with 'limits'
          healthcheck: {url: /healthz, test: x}
                        ↑↑↑ warning[unknown-key]: unknown key 'url'; did you mean 'path'? fix*: replace 'url' with 'path'
                                       ↑↑↑↑ warning[unknown-key]: unknown key 'test'; kstack ignores it
          deploy: {"replica": 2}
                   ↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'replica'; did you mean 'replicas'? fix*: replace 'replica' with 'replicas'
      configs:
        web:
          path: ./web.conf
          ↑↑↑↑ warning[unknown-key]: unknown key 'path'; did you mean 'file'? fix*: replace 'path' with 'file'
      """, fixes: true)
  }

  @Test func unknownKeyAuthorsOwnKeys() {
    expectDiagnostics(
      """
      x-base: {anything: [1]}
      apps:
        web:
          image: nginx:1.27
          x-note: here
          ↑↑↑↑↑↑ warning[unknown-key]: unknown key 'x-note'; kstack ignores it
      """, fixes: true)
  }

  @Test func unknownKeyEmptyAndStrangeKeys() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          "": x
          ↑↑ warning[unknown-key]: unknown key ''; kstack ignores it
          : y
          ↑ error[stray-character]: there is no key before this ':'
          1: z
          ↑ warning[unknown-key]: unknown key '1'; kstack ignores it
          ? [a]
            ↑↑↑ error[unloadable-key]: a list can't be a key; kstack's loader rejects the file
          : b
      """, fixes: true)
  }

  @Test func unknownKeyServicesForApps() {
    expectDiagnostics(
      """
      services:
      ↑↑↑↑↑↑↑↑ error[unknown-key]: unknown key 'services'; did you mean 'apps'? fix*: replace 'services' with 'apps'
        web:
          image: nginx:1.27
          env: {}
          volumeFrom: []
          sidecar: {}
          port: []
      """, fixes: true)
  }

  // MARK: ConflictingKeys

  @Test func conflictingKeysConfigAndSecret() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          envFrom:
            - config: {name: web}
              secret: {name: web}
              ↑↑↑↑↑↑ error[conflicting-keys]: an item of 'envFrom' has either 'config' or 'secret', not both; write two items
            - {}
              ↑ error[missing-key]: an item of 'envFrom' needs 'config' or 'secret'
            - prefix: WEB_
              ↑↑↑↑↑↑ error[missing-key]: an item of 'envFrom' needs 'config' or 'secret'
              ↑↑↑↑↑↑ error[unknown-key]: unknown key 'prefix'; kstack rejects it in an environment source
            - <<: *nothing
                  ↑↑↑↑↑↑↑↑ error[undefined-alias]: there is no anchor '&nothing' above
            - configRef: {name: web}
              ↑↑↑↑↑↑↑↑↑ error[unknown-key]: unknown key 'configRef'; did you mean 'config'? fix*: replace 'configRef' with 'config'
      configs:
        web: {external: true}
      secrets:
        web: {external: true}
      """, fixes: true)
  }

  // MARK: DuplicateKey

  @Test func duplicateKeyEverywhere() {
    expectDiagnostics(
      """
      apps:
      ↑↑↑↑ related[duplicate-key]: the first one is here
        web:
        ↑↑↑ related[duplicate-key]: the first one is here
          image: nginx:1.27
          ↑↑↑↑↑ related[duplicate-key]: the first one is here
          ↑↑↑↑↑ related[duplicate-key]: the first one is here
          image: nginx:1.28
          ↑↑↑↑↑ error[duplicate-key]: 'image' is written twice; the loader keeps only the last one
          image: nginx:1.29
          ↑↑↑↑↑ error[duplicate-key]: 'image' is written twice; the loader keeps only the last one
        "web": {image: nginx:1.27, 'image': nginx:1.28}
        ↑↑↑↑↑ error[duplicate-key]: 'web' is written twice; the loader keeps only the last one
                ↑↑↑↑↑ related[duplicate-key]: the first one is here
                                   ↑↑↑↑↑↑↑ error[duplicate-key]: 'image' is written twice; the loader keeps only the last one
      x-free:
        a: 1
        ↑ related[duplicate-key]: the first one is here
        a: 2
        ↑ error[duplicate-key]: 'a' is written twice; the loader keeps only the last one
      apps: {}
      ↑↑↑↑ error[duplicate-key]: 'apps' is written twice; the loader keeps only the last one
      """, fixes: true)
  }

  @Test func duplicateKeyAsTheLoaderCompares() {
    expectDiagnostics(
      """
      x-keys:
        80: number
        ↑↑ related[duplicate-key]: the first one is here
        "80": text
        0x50: same number
        ↑↑↑↑ error[duplicate-key]: '0x50' is the same key as '80'; the loader keeps only the last one
        yes: boolean
        ↑↑↑ related[duplicate-key]: the first one is here
        on: same boolean
        ↑↑ error[duplicate-key]: 'on' is the same key as 'yes'; the loader keeps only the last one
        a: &a x
        2024-01-01: a date
        ↑↑↑↑↑↑↑↑↑↑ related[duplicate-key]: the first one is here
        2024-01-01 : again
        ↑↑↑↑↑↑↑↑↑↑ error[duplicate-key]: '2024-01-01' is written twice; the loader keeps only the last one
        ~: nothing
        ↑ related[duplicate-key]: the first one is here
        null: again
        ↑↑↑↑ error[duplicate-key]: 'null' is the same key as '~'; the loader keeps only the last one
      apps:
        web:
          image: nginx:1.27
      """, fixes: true)
  }

  @Test func duplicateKeyMergesAreNone() {
    expectDiagnostics(
      """
      x-a: &a
        image: nginx:1.27
      x-b: &b
        image: nginx:1.28
      apps:
        web:
          <<: *a
          <<: *b
          image: nginx:1.29
      """, fixes: true)
  }

  @Test func duplicateKeyAmongMany() {
    expectDiagnostics(
      """
      x-many: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13, c: 14}
                           ↑ related[duplicate-key]: the first one is here
                                                                                                 ↑ error[duplicate-key]: 'c' is written twice; the loader keeps only the last one
      apps:
        web:
          image: nginx:1.27
      """, fixes: true)
  }

  // MARK: UnloadableKey

  @Test func unloadableKeyListsAndMappings() {
    expectDiagnostics(
      """
      x-template: {{ name }}
                  ↑↑↑↑↑↑↑↑↑↑ error[unloadable-key]: kstack fills in no templates, and this is a mapping as the key of a mapping; text needs quotes
      x-keys:
        ? [a, b]
          ↑↑↑↑↑↑ error[unloadable-key]: a list can't be a key; kstack's loader rejects the file
        : c
        ? {a: b}
          ↑↑↑↑↑↑ error[unloadable-key]: a mapping can't be a key; kstack's loader rejects the file
        : c
        [d]: e
        ↑↑↑ error[unloadable-key]: a list can't be a key; kstack's loader rejects the file
      x-list: &list [a]
      x-alias:
        *list : b
        ↑↑↑↑↑ error[unloadable-key]: a list can't be a key; kstack's loader rejects the file
      apps:
        web:
          image: nginx:1.27
      """, fixes: true)
  }
}
