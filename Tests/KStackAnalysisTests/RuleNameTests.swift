import TestSupport
import Testing

/// Names that are declared elsewhere, and what aliases bring in.
@Suite struct RuleNameTests {
  // MARK: Undeclared

  @Test func undeclaredConfigs() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: web-confg}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/web-confg'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
                             ↑↑↑↑↑↑↑↑↑ warning[undeclared-config]: config 'web-confg' is not declared under 'configs'; did you mean 'web-config'? fix*: replace 'web-confg' with 'web-config' fix: declare 'web-confg' under 'configs'
            - config:
                name: other
                      ↑↑↑↑↑ warning[undeclared-config]: config 'other' is not declared under 'configs'; kstack refuses the file without it fix*: declare 'other' under 'configs'
              mountPath: /etc/other
            - config: {name: keys, secret: true}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/keys'; say where with 'mountPath' fix*: add mountPath: /config/keys
                             ↑↑↑↑ warning[undeclared-secret]: secret 'keys' is not declared under 'secrets'; kstack refuses the file without it fix*: declare 'keys' under 'secrets'
            - config: {name: plain, secret: false}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/plain'; say where with 'mountPath' fix*: add mountPath: /config/plain
                             ↑↑↑↑↑ warning[undeclared-config]: config 'plain' is not declared under 'configs'; kstack refuses the file without it fix*: declare 'plain' under 'configs'
          envFrom:
            - config: {name: 'other'}
            - secret: {name: db}
                             ↑↑ warning[undeclared-secret]: secret 'db' is not declared under 'secrets'; kstack refuses the file without it fix*: declare 'db' under 'secrets'
            - secret: {name: known}
      configs:
        web-config: {external: true}
      secrets:
        known: {external: true}
      """, fixes: true)
  }

  @Test func undeclaredIntoAnEmptySection() {
    expectDiagnostics(
      """
      configs:  # none yet
      ↑↑↑↑↑↑↑ warning[missing-value]: 'configs' is empty; it needs at least one config, or remove the key
      apps:
          web:
              image: nginx:1.27
              volumesFrom:
                  - config: {name: web}
                    ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/web'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
                                   ↑↑↑ warning[undeclared-config]: config 'web' is not declared under 'configs'; kstack refuses the file without it fix*: declare 'web' under 'configs'
      """, fixes: true)
  }

  @Test func undeclaredIntoAFlowSection() {
    expectDiagnostics(
      """
      configs: {other: {external: true}}
                ↑↑↑↑↑ hint[unused-declaration]: no container uses the config 'other' (unnecessary)
      secrets: {}
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
          - config: {name: web}
            ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/web'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
                           ↑↑↑ warning[undeclared-config]: config 'web' is not declared under 'configs'; kstack refuses the file without it fix*: declare 'web' under 'configs'
          envFrom:
          - secret: {name: db}
                           ↑↑ warning[undeclared-secret]: secret 'db' is not declared under 'secrets'; kstack refuses the file without it fix*: declare 'db' under 'secrets'
      """, fixes: true)
  }

  @Test func undeclaredIntoABlockSection() {
    expectDiagnostics(
      """
      configs:
        other:
        ↑↑↑↑↑ hint[unused-declaration]: no container uses the config 'other' (unnecessary)
          data:
            a: |
              text

      # behind
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: web}  # no break behind
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/web'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
                             ↑↑↑ warning[undeclared-config]: config 'web' is not declared under 'configs'; kstack refuses the file without it fix*: declare 'web' under 'configs'
      """, fixes: true)
  }

  @Test func undeclaredBeforeTheEndOfTheDocument() {
    expectDiagnostics(
      """
      ---
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: "null"}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/null'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
                             ↑↑↑↑↑↑ warning[undeclared-config]: config 'null' is not declared under 'configs'; kstack refuses the file without it fix*: declare 'null' under 'configs'
      ...
      """, fixes: true)
  }

  @Test func undeclaredInAFlowFile() {
    expectDiagnostics(
      """
      {apps: {web: {image: nginx:1.27, envFrom: [{config: {name: web}}]}}}
                                                                 ↑↑↑ warning[undeclared-config]: config 'web' is not declared under 'configs'; kstack refuses the file without it fix*: declare 'web' under 'configs'
      """, fixes: true)
  }

  @Test func undeclaredSectionOfAnotherForm() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: web}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/web'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
          envFrom:
            - secret: {name: db}
      configs: [web]
      ↑↑↑↑↑↑↑ error[wrong-type]: 'configs' must be a mapping of names to configs, not a list
      secret:
      ↑↑↑↑↑↑ warning[unknown-key]: unknown key 'secret'; did you mean 'secrets'? fix*: replace 'secret' with 'secrets'
        db: {external: true}
      """, fixes: true)
  }

  @Test func undeclaredSectionWithoutName() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: web}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/web'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
      configs:
        file: ./web.conf
        ↑↑↑↑ error[wrong-type]: 'file' stands where the name of a config belongs; write the name and 'file' below it
      """, fixes: true)
  }

  @Test func undeclaredDeclaredThroughAnAlias() {
    expectDiagnostics(
      """
      x-configs: &configs
        web: {external: true}
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config: {name: web}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/web'; 'nginx' reads '/etc/nginx/conf.d' fix*: add mountPath: /etc/nginx/conf.d
            - config: {name: extra}
              ↑↑↑↑↑↑ information[default-mount-path]: without 'mountPath' the files appear under '/config/extra'; say where with 'mountPath' fix*: add mountPath: /config/extra
            - config: {name: }
                       ↑↑↑↑ error[missing-value]: 'name' has no value; it must be text
            - config: {name: 5}
                             ↑ error[wrong-type]: 'name' must be text; '5' is a number unless it is quoted fix*: put quotes around it
      configs:
        <<: *configs
        extra: {external: true}
      """, fixes: true)
  }

  // MARK: Anchors

  @Test func anchorsFaultAtTheAliasOnce() {
    expectDiagnostics(
      """
      x-base: &base
        image: Nginx:1.27
               ↑↑↑↑↑↑↑↑↑↑ related[image-reference]: it is written here
        enviroment: {}
        ↑↑↑↑↑↑↑↑↑↑ related[unknown-key]: it is written here
        ports: [8080]
                ↑↑↑↑ related[unquoted-port]: it is written here
      x-port: &port 80:20
                    ↑↑↑↑↑ related[unquoted-port]: it is written here
      apps:
        web: *base
             ↑↑↑↑↑ error[image-reference]: an image's name is in lower case; write 'nginx:1.27'
             ↑↑↑↑↑ error[unquoted-port]: a port must be text; put 8080 in quotes
             ↑↑↑↑↑ warning[unknown-key]: unknown key 'enviroment'; did you mean 'environment'?
        api: *base
        job:
          <<: *base
          image: busybox:1.37
          ports: [*port]
                  ↑↑↑↑↑ error[unquoted-port]: '80:20' is read as the number 4820 (base 60 in YAML 1.1); put it in quotes
      """, fixes: true)
  }

  @Test func anchorsFaultInItsPlaceIsToldThere() {
    expectDiagnostics(
      """
      apps:
        web: &web
          image: nginx:1.27
          environment:
            DAY: 2024-01-01
                 ↑↑↑↑↑↑↑↑↑↑ error[environment-value]: '2024-01-01' is read as a date, which can't be an environment value; put it in quotes fix*: put quotes around it
          sidecars:
            logger: &logger
              imag: fluent/fluentd:v1.17
              ↑↑↑↑ error[unknown-key]: unknown key 'imag'; did you mean 'image'? fix*: replace 'imag' with 'image'
            second: *logger
        api: *web
        job:
          <<: *web
      """, fixes: true)
  }

  @Test func anchorsRequiredKeyIsMerged() {
    expectDiagnostics(
      """
      x-image: &image {image: nginx:1.27}
      x-more: &more {<<: *image, ports: []}
      apps:
        web:
          <<: *image
        api:
          <<: [*more, {labels: {}}]
        job:
          <<: {image: busybox:1.37}
      """, fixes: true)
  }

  @Test func anchorsLaterMergeKeyWins() {
    expectDiagnostics(
      """
      x-a: &a {image: nginx:1.27, ports: [80]}
                                          ↑↑ related[unquoted-port]: it is written here
      x-b: &b {ports: ["80:80"]}
      apps:
        web:
          <<: *a
          <<: *b
        api:
          <<: [*b, *a]
        job:
          <<: [*a, *b]
               ↑↑ error[unquoted-port]: a port must be text; put 80 in quotes
      """, fixes: true)
  }

  @Test func anchorsRecursive() {
    expectDiagnostics(
      """
      apps: &apps
      ↑↑↑↑ related[missing-key]: it is written here
        web: *apps
        ↑↑↑ related[unknown-key]: it is written here
             ↑↑↑↑↑ error[missing-key]: app 'web' has no 'image'
             ↑↑↑↑↑ warning[unknown-key]: unknown key 'web'; kstack ignores it
      """, fixes: true)
  }

  @Test func anchorsAliasOfAScalar() {
    expectDiagnostics(
      """
      x-mode: &mode web:1
                    ↑↑↑↑↑ related[wrong-type]: it is written here
      x-many: &many [a]
      ↑↑↑↑↑↑ related[wrong-type]: it is written here
      apps:
        web:
          image: *mode
          environment:
            MODE: *mode
            LIST: *many
                  ↑↑↑↑↑ error[wrong-type]: 'LIST' must be text, a number, true or false, not a list
          command: *many
          volumes: *mode
                   ↑↑↑↑↑ error[wrong-type]: 'volumes' must be a list of mounts such as data:/var/data
      """, fixes: true)
  }
}
