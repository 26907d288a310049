import TestSupport
import Testing

/// Configs and secrets where containers mount or read them.
@Suite struct RuleConfigMountTests {
  @Test func configsWithoutMountPath() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config:
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/one'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
                name: one  # first
            - config: {name: two}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/two'; say where with 'mountPath' fix*: add mountPath: /config/two
            - config: {name: keys, secret: true}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/keys'; say where with 'mountPath' fix*: add mountPath: /config/keys
            - config: {name: three, path: /x}
                                    ↑↑↑↑ warning[unknown-key]: unknown key 'path'; did you mean 'mountPath'? fix*: replace 'path' with 'mountPath'
            - config: {name: }
                       ↑↑↑↑ error[missing-value]: 'name' has no value; it must be text
      configs: {one: {external: true}, two: {external: true}, three: {external: true}}
      secrets: {keys: {external: true}}
      """#, fixes: true)
  }

  @Test func configsWhereTheImageDoesNotLook() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: a, mountPath: /usr/share/nginx/html}
          sidecars:
            logger:
              image: fluent/fluentd:v1.17-1
              volumesFrom:
                - config: {name: a, mountPath: /etc/fluentd}
                                               ↑↑↑↑↑↑↑↑↑↑↑↑ hint[unread-mount-path]: 'fluent/fluentd' looks for its configuration in '/fluentd/etc', not in '/etc/fluentd' fix*: replace '/etc/fluentd' with '/fluentd/etc'
            told:
              image: fluent/fluentd:v1.17-1
              environment: {FLUENTD_CONF: /etc/fluentd/a.conf}
              volumesFrom:
                - config: {name: a, mountPath: /etc/fluentd}
            more:
              image: fluent/fluentd:v1.17-1
              volumesFrom:
                - config: {name: a, mountPath: /fluentd/etc}
                - config: {name: a, mountPath: /certs}
            bit:
              image: fluent/fluent-bit:3.2.2
              volumesFrom:
                - config: {name: a, mountPath: /fluent-bit/etc}
      configs: {a: {external: true}}
      """#, fixes: true)
  }

  @Test func secretsThatAreNotExternal() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          envFrom:
            - secret: {name: a}
            - secret: {name: b}
            - secret: {name: c}
            - secret: {name: d}
            - secret: {name: e}
            - secret: {name: f}
      secrets:
        a: {file: ./a}
        ↑ warning[secret-not-external]: secret 'a' must be 'external: true'; kstack creates no Secrets and refuses to use it fix*: mark it as external
        b:
          external: false
                    ↑↑↑↑↑ warning[secret-not-external]: secret 'b' must be 'external: true'; kstack creates no Secrets and refuses to use it fix*: mark it as external
        c:
        ↑ warning[secret-not-external]: secret 'c' must be 'external: true'; kstack creates no Secrets and refuses to use it fix*: mark it as external
          file: ./c  # local
        d: {}
        ↑ warning[secret-not-external]: secret 'd' must be 'external: true'; kstack creates no Secrets and refuses to use it fix*: mark it as external
        e: {external: "no"}
                      ↑↑↑↑ error[wrong-type]: 'external' must be true or false, not the text 'no' fix*: remove the quotes
        f: {extern: true}
            ↑↑↑↑↑↑ warning[unknown-key]: unknown key 'extern'; did you mean 'external'? fix*: replace 'extern' with 'external'
      """#, fixes: true)
  }

  @Test func namesOfTheOtherKind() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumesFrom:
            - config: {name: keys, mountPath: /keys}
                             ↑↑↑↑ warning[undeclared-config]: config 'keys' is declared under 'secrets', not under 'configs'; add 'secret: true' to mount the secret fix*: add secret: true
            - config:
                name: more
                      ↑↑↑↑ warning[undeclared-config]: config 'more' is declared under 'secrets', not under 'configs'; add 'secret: true' to mount the secret fix*: add secret: true
                mountPath: /more
            - config: {name: web, secret: true, mountPath: /web}
                             ↑↑↑ warning[undeclared-secret]: secret 'web' is declared under 'configs', not under 'secrets'; remove 'secret: true' to mount the config
          envFrom:
            - config: {name: keys}
                             ↑↑↑↑ warning[undeclared-config]: config 'keys' is declared under 'secrets', not under 'configs'; write 'secret' before it fix*: replace 'config' with 'secret'
            - secret: {name: web}
                             ↑↑↑ warning[undeclared-secret]: secret 'web' is declared under 'configs', not under 'secrets'; write 'config' before it fix*: replace 'secret' with 'config'
      configs:
        web: {external: true}
      secrets:
        keys: {external: true}
        more: {external: true}
      """#, fixes: true)
  }

  @Test func volumesUnderVolumesFrom() {
    expectDiagnostics(
      #"""
      apps:
        web:
          image: example/web:1.0
          volumesFrom:
            - source: data
              ↑↑↑↑↑↑ error[unknown-key]: 'source' does not exist here; to mount a volume write 'volumes: - NAME:PATH' fix*: mount it under 'volumes'
              mountPath: /data
              readOnly: true
              ↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'readOnly'; kstack ignores it
            - {source: logs, mountPath: /logs}
               ↑↑↑↑↑↑ error[unknown-key]: 'source' does not exist here; to mount a volume write 'volumes: - NAME:PATH' fix*: mount it under 'volumes'
            - source: odd
              ↑↑↑↑↑↑ error[unknown-key]: 'source' does not exist here; to mount a volume write 'volumes: - NAME:PATH'
      """#, fixes: true)
  }
}
