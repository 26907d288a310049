import TestSupport
import Testing

/// Values of another form or type.
@Suite struct RuleTypeTests {
  // MARK: WrongType

  @Test func wrongTypeRootIsAList() {
    expectDiagnostics(
      """
      - apps
      ↑↑↑↑↑↑ error[wrong-type]: a stack file must be a mapping with 'apps', not a list
      """, fixes: true)
  }

  @Test func wrongTypeRootIsText() {
    expectDiagnostics(
      """
      apps
      ↑↑↑↑ error[wrong-type]: a stack file must be a mapping with 'apps'
      """, fixes: true)
  }

  @Test func wrongTypeHalfTypedKeys() {
    expectDiagnostics(
      """
      apps:
        web:
          ima
          ↑↑↑ error[wrong-type]: 'ima' needs a ':' behind it to be a key of 'web'
        api:
          image: nginx:1.27
          environment:
            LOG
            ↑↑↑ error[wrong-type]: 'LOG' needs a ':' behind it to be a key of 'environment'
          sidecars:
            log
            ↑↑↑ error[wrong-type]: 'log' needs a ':' behind it to be a key of 'sidecars'
          resources:
            limi
            ↑↑↑↑ error[wrong-type]: 'limi' needs a ':' behind it to be a key of 'resources'
      """, fixes: true)
  }

  @Test func wrongTypeMissingSpaces() {
    expectDiagnostics(
      """
      apps:
        web:
          image:nginx:1.27
          ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: there must be a space between 'image:' and its value fix*: add a space after 'image:'
        api:
          image: nginx:1.27
          environment:
            URL:x
            ↑↑↑↑↑ error[wrong-type]: there must be a space between 'URL:' and its value fix*: add a space after 'URL:'
          ports:
            -"80:80"
            ↑↑↑↑↑↑↑↑ error[wrong-type]: there must be a space behind the '-' of a list item fix*: add a space after '-'
          sidecars:
            log:x
            ↑↑↑↑↑ error[wrong-type]: 'log:x' needs a ':' behind it to be a key of 'sidecars'
      """, fixes: true)
  }

  @Test func wrongTypeScalarForCollection() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports: "8080:80"
                 ↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'ports' must be a list of ports such as "8080:80" fix*: make it a list
          volumes: data:/data
                   ↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'volumes' must be a list of mounts such as data:/var/data fix*: make it a list
          volumesFrom: web-config
                       ↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'volumesFrom' must be a list of mappings with 'config'
          networks: 5
                    ↑ error[wrong-type]: 'networks' must be a list of texts fix*: make it a list
          environment: MODE=production
                       ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'environment' must be a mapping, 'NAME: value'
          expose: shop.example.org
                  ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'expose' must be a list of mappings with a host as their key
          resources: small
                     ↑↑↑↑↑ error[wrong-type]: 'resources' must be a mapping of keys such as 'limits'
          healthcheck: /healthz
                       ↑↑↑↑↑↑↑↑ error[wrong-type]: 'healthcheck' must be a mapping of keys such as 'path'
          deploy: 2
                  ↑ error[wrong-type]: 'deploy' must be a mapping of keys such as 'replicas'
          sidecars: logger
                    ↑↑↑↑↑↑ error[wrong-type]: 'sidecars' must be a mapping of names to sidecars
          labels: web
                  ↑↑↑ error[wrong-type]: 'labels' must be a mapping of names to values
      """, fixes: true)
  }

  @Test func wrongTypeListForOthers() {
    expectDiagnostics(
      """
      apps:
        web:
          image: [nginx:1.27]
          ↑↑↑↑↑ error[wrong-type]: 'image' must be an image such as nginx:1.27, not a list
          environment:
            PATHS: [a, b]
            ↑↑↑↑↑ error[wrong-type]: 'PATHS' must be text, a number, true or false, not a list
          sidecars:
          ↑↑↑↑↑↑↑↑ error[wrong-type]: 'sidecars' must be a mapping of names to sidecars, not a list
            - name: logger
              image: fluent/fluentd:v1.17
          resources:
          ↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'resources' must be a mapping of keys such as 'limits', not a list
            - limits
          deploy:
            replicas: [1]
            ↑↑↑↑↑↑↑↑ error[wrong-type]: 'replicas' must be a whole number, at least 0, not a list
        api:
        ↑↑↑ error[wrong-type]: 'api' must be a mapping with 'image', not a list
          - image
      volumes: [data]
      ↑↑↑↑↑↑↑ error[wrong-type]: 'volumes' must be a mapping of names to volumes, not a list
      configs:
      ↑↑↑↑↑↑↑ error[wrong-type]: 'configs' must be a mapping of names to configs, not a list
        - web
      """, fixes: true)
  }

  @Test func wrongTypeMappingForOthers() {
    expectDiagnostics(
      """
      apps:
        web:
          image: {name: nginx}
          ↑↑↑↑↑ error[wrong-type]: 'image' must be an image such as nginx:1.27, not a mapping
          environment:
            NESTED: {a: b}
            ↑↑↑↑↑↑ error[wrong-type]: 'NESTED' must be text, a number, true or false, not a mapping
          ports:
          ↑↑↑↑↑ error[wrong-type]: 'ports' must be a list of ports such as "8080:80", not a mapping
            "8080": 80
          volumes:
          ↑↑↑↑↑↑↑ error[wrong-type]: 'volumes' must be a list of mounts such as data:/var/data, not a mapping
            data: /data
          command: {run: x}
          ↑↑↑↑↑↑↑ error[wrong-type]: 'command' must be text or a list of texts, not a mapping
          envFrom: {config: x}
          ↑↑↑↑↑↑↑ error[wrong-type]: 'envFrom' must be a list of mappings of keys such as 'config', not a mapping
          networks: {backend: {}}
          ↑↑↑↑↑↑↑↑ error[wrong-type]: 'networks' must be a list of texts, not a mapping
      """, fixes: true)
  }

  @Test func wrongTypeFormsInItems() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - ["8080:80"]
              ↑↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: an item of 'ports' must be text such as "8080:80" or a mapping with 'target', not a list
          volumes:
            - type: volume
              ↑↑↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: an item of 'volumes' must be text such as data:/var/data, not a mapping
              source: data
          volumesFrom:
            - web-config
              ↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: an item of 'volumesFrom' must be a mapping with 'config'
            - config: web-config
                      ↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'config' must be a mapping with 'name'
          envFrom:
            - web
              ↑↑↑ error[wrong-type]: an item of 'envFrom' must be a mapping of keys such as 'config'
            - secret: web
                      ↑↑↑ error[wrong-type]: 'secret' must be a mapping with 'name'
          expose:
            - shop.example.org
              ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: an item of 'expose' must be a mapping with a host as its key
            - shop.example.org: https
                                ↑↑↑↑↑ error[wrong-type]: 'shop.example.org' must be a mapping with 'protocol'
      """, fixes: true)
  }

  @Test func wrongTypeTextThatIsSomethingElse() {
    expectDiagnostics(
      """
      apps:
        web:
          image: 1.27
                 ↑↑↑↑ error[wrong-type]: 'image' must be an image such as nginx:1.27; '1.27' is a number unless it is quoted fix*: put quotes around it
          command: [sleep, 10]
                           ↑↑ error[wrong-type]: an item of 'command' must be text; '10' is a number unless it is quoted fix*: put quotes around it
          env_file: 2024-01-01
                    ↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'env_file' must be text; '2024-01-01' is a date unless it is quoted fix*: put quotes around it
          labels:
            canary: true
                    ↑↑↑↑ error[wrong-type]: 'canary' must be text; 'true' is a boolean unless it is quoted fix*: put quotes around it
          networks:
            - no
              ↑↑ error[wrong-type]: an item of 'networks' must be text; 'no' is a boolean unless it is quoted fix*: put quotes around it
      configs:
        settings:
        ↑↑↑↑↑↑↑↑ hint[unused-declaration]: no container uses the config 'settings' (unnecessary)
          data:
            VERSION: 1.10
                     ↑↑↑↑ error[wrong-type]: 'VERSION' must be text; '1.10' is a number unless it is quoted fix*: put quotes around it
      """, fixes: true)
  }

  @Test func wrongTypeNumbersAndBooleans() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - target: "80"
                      ↑↑↑↑ error[wrong-type]: 'target' must be a whole number from 1 to 65535, not the text '80' fix*: remove the quotes
              published: 8080.5
                         ↑↑↑↑↑↑ error[wrong-type]: 'published' must be a whole number from 1 to 65535; '8080.5' is not
            - target: 70000
                      ↑↑↑↑↑ error[wrong-type]: 'target' must be a whole number from 1 to 65535; '70000' is not
            - target: eighty
                      ↑↑↑↑↑↑ error[wrong-type]: 'target' must be a whole number from 1 to 65535, not the text 'eighty'
          deploy:
            replicas: -1
                      ↑↑ error[wrong-type]: 'replicas' must be a whole number, at least 0; '-1' is not
          healthcheck:
            periodSeconds: 10s
                           ↑↑↑ error[wrong-type]: 'periodSeconds' must be a whole number, at least 1, not the text '10s'
          securityContext:
            runAsNonRoot: "true"
                          ↑↑↑↑↑↑ error[wrong-type]: 'runAsNonRoot' must be true or false, not the text 'true' fix*: remove the quotes
            privileged: 1
                        ↑ error[wrong-type]: 'privileged' must be true or false, not a number
            runAsUser: root
                       ↑↑↑↑ error[wrong-type]: 'runAsUser' must be a whole number, at least 0, not the text 'root'
          service:
            sessionAffinityConfig:
              clientIP:
                timeoutSeconds: 100000
                                ↑↑↑↑↑↑ error[wrong-type]: 'timeoutSeconds' must be a whole number from 1 to 86400; '100000' is not
      configs:
        web:
        ↑↑↑ hint[unused-declaration]: no container uses the config 'web' (unnecessary)
          external: "yes"
                    ↑↑↑↑↑ error[wrong-type]: 'external' must be true or false, not the text 'yes' fix*: remove the quotes
      """, fixes: true)
  }

  @Test func wrongTypeQuantitiesOfAnotherType() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          resources:
            limits:
              memory: true
                      ↑↑↑↑ error[wrong-type]: 'memory' must be a quantity such as 256Mi, not a boolean
              cpu: 1.5
            requests:
              memory: [1Gi]
              ↑↑↑↑↑↑ error[wrong-type]: 'memory' must be a quantity such as 256Mi, not a list
              cpu: 2024-01-01
                   ↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'cpu' must be a quantity such as 500m, not a date
      """, fixes: true)
  }

  @Test func wrongTypeFixesKeepAnchorsAndComments() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          labels:
            version: &version 1.10  # quoted
                              ↑↑↑↑ error[wrong-type]: 'version' must be text; '1.10' is a number unless it is quoted fix*: put quotes around it
            tagged: !!int 5
                          ↑ error[wrong-type]: 'tagged' must be text; '5' is a number unless it is quoted
            "again": *version
      """, fixes: true)
  }
}
