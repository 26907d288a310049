import TestSupport
import Testing

/// What must be there, and in which form.
@Suite struct RuleStructureTests {
  // MARK: MissingKey

  @Test func missingKeyEmptyFile() {
    expectDiagnostics(
      """

      ↑ (empty) error[missing-key]: the file is empty; it needs at least 'apps'
      """, fixes: true)
  }

  @Test func missingKeyFileWithOnlyAComment() {
    expectDiagnostics(
      """
      # kstack
      ↑ (empty) error[missing-key]: the file is empty; it needs at least 'apps'
      """, fixes: true)
  }

  @Test func missingKeyDocumentWithoutContent() {
    expectDiagnostics(
      """
      ---
        ↑ error[missing-value]: the file is empty; it needs at least 'apps'
      """, fixes: true)
  }

  @Test func missingKeyFileWithoutApps() {
    expectDiagnostics(
      """
      volumes:
      ↑↑↑↑↑↑↑ error[missing-key]: the stack file has no 'apps'
        data:
      """, fixes: true)
  }

  @Test func missingKeyAppAndSidecarWithoutImage() {
    expectDiagnostics(
      """
      apps:
        web:
        ↑↑↑ error[missing-key]: app 'web' has no 'image'
          ports:
            - "8080:80"
          sidecars:
            logger:
            ↑↑↑↑↑↑ error[missing-key]: sidecar 'logger' of 'web' has no 'image'
              environment: {}
        api: {}
        ↑↑↑ error[missing-key]: app 'api' has no 'image'
      """, fixes: true)
  }

  @Test func missingKeySmallerMappings() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            - published: 8080
              ↑↑↑↑↑↑↑↑↑ error[missing-key]: an item of 'ports' has no 'target'
          expose:
            - shop.example.org:
              ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[missing-key]: 'shop.example.org' has no 'protocol'
                port: 80
          volumesFrom:
            - mountPath: /etc/web
              ↑↑↑↑↑↑↑↑↑ error[missing-key]: an item of 'volumesFrom' has no 'config'
            - config:
              ↑↑↑↑↑↑ error[missing-key]: 'config' has no 'name'
                mountPath: /etc/web
          envFrom:
            - config: {}
              ↑↑↑↑↑↑ error[missing-key]: 'config' has no 'name'
            - secret: {}
              ↑↑↑↑↑↑ error[missing-key]: 'secret' has no 'name'
      """, fixes: true)
  }

  @Test func missingKeyMisnomerSpeaksForIt() {
    expectDiagnostics(
      """
      services:
      ↑↑↑↑↑↑↑↑ error[unknown-key]: unknown key 'services'; did you mean 'apps'? fix*: replace 'services' with 'apps'
        web:
          image: nginx:1.27
      """, fixes: true)
  }

  @Test func missingKeyMisnomerOfAnImage() {
    expectDiagnostics(
      """
      apps:
        web:
          img: nginx:1.27
          ↑↑↑ error[unknown-key]: unknown key 'img'; did you mean 'image'? fix*: replace 'img' with 'image'
      """, fixes: true)
  }

  @Test func missingKeyNameLeftOut() {
    expectDiagnostics(
      """
      apps:
        image: nginx:1.27
        ↑↑↑↑↑ error[wrong-type]: 'image' stands where the name of an app belongs; write the name and 'image' below it
        ports:
          - "8080:80"
      """, fixes: true)
  }

  @Test func missingKeySidecarNameLeftOut() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          sidecars:
            name: logger
            ↑↑↑↑ error[wrong-type]: write the name as the key, 'logger:', and 'image' below it
            image: fluent/fluentd:v1.17
      """, fixes: true)
  }

  @Test func missingKeyFlatExpose() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          expose:
            - domain: shop.example.org
              ↑↑↑↑↑↑ error[flat-expose]: the domain itself must be the key: write 'shop.example.org:' and 'protocol' below it fix*: make 'shop.example.org' the key
              protocol: https
              port: 8080
      """, fixes: true)
  }

  @Test func missingKeyMergeThatCannotBeRead() {
    expectDiagnostics(
      """
      apps:
        web:
          <<: *base
              ↑↑↑↑↑ error[undefined-alias]: there is no anchor '&base' above
          ports: []
      """, fixes: true)
  }

  // MARK: MissingValue

  @Test func missingValueEmptyApp() {
    expectDiagnostics(
      """
      apps:
        web:
        ↑↑↑ error[missing-value]: 'web' is empty; it needs at least 'image'
      """, fixes: true)
  }

  @Test func missingValueEmptyApps() {
    expectDiagnostics(
      """
      apps:
      ↑↑↑↑ error[missing-value]: 'apps' is empty; it needs at least one app
      """, fixes: true)
  }

  @Test func missingValueNothingBehindKeys() {
    expectDiagnostics(
      """
      apps:
        web:
          image:
          ↑↑↑↑↑ error[missing-value]: 'image' has no value; it must be an image such as nginx:1.27
          ports:
          ↑↑↑↑↑ warning[missing-value]: 'ports' is empty; it needs at least one item, or remove the key
          environment:
            MODE:
            ↑↑↑↑ error[missing-value]: 'MODE' has no value; write "" for an empty text fix: write ""
            NULL_MODE: null
                       ↑↑↑↑ error[missing-value]: 'NULL_MODE' is 'null', which means no value; write "" for an empty text fix: write ""
            OTHER: ~
                   ↑ error[missing-value]: 'OTHER' is '~', which means no value; write "" for an empty text fix: write ""
          volumes:
            -
            ↑ error[missing-value]: this list item is empty; write text such as data:/var/data, or remove the dash
          resources:
            limits:
              memory:
              ↑↑↑↑↑↑ warning[missing-value]: 'memory' has no value; it must be a quantity such as 256Mi
          sidecars:
          ↑↑↑↑↑↑↑↑ warning[missing-value]: 'sidecars' is empty; it needs at least one sidecar, or remove the key
          command:
          ↑↑↑↑↑↑↑ warning[missing-value]: 'command' has no value; it must be text or a list of texts
          healthcheck:
          ↑↑↑↑↑↑↑↑↑↑↑ warning[missing-value]: 'healthcheck' has no value; it must be a mapping of keys such as 'path'
          deploy:
            replicas:
            ↑↑↑↑↑↑↑↑ warning[missing-value]: 'replicas' has no value; it must be a whole number, at least 0
          securityContext:
            runAsNonRoot: ~
                          ↑ warning[missing-value]: 'runAsNonRoot' is '~', which means no value; it must be true or false
      """, fixes: true)
  }

  @Test func missingValueEmptyItems() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          ports:
            -\u{20}
            ↑ error[missing-value]: this list item is empty; write text such as "8080:80" or a mapping with 'target', or remove the dash
          volumesFrom:
            -
            ↑ error[missing-value]: this list item is empty; write a mapping with 'config', or remove the dash
          args:
            - ~
              ↑ error[missing-value]: '~' means no value here; write text
      """, fixes: true)
  }

  @Test func missingValuePlacesThatMayBeEmpty() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
      volumes:
        data:
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'data' (unnecessary)
      x-nothing:
      """, fixes: true)
  }

  @Test func missingValueAnchorWithoutValue() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          environment:
            A: &a
            ↑ error[missing-value]: 'A' has no value; write "" for an empty text
            B: *a
      """, fixes: true)
  }

  // MARK: NestedSidecars

  @Test func nestedSidecarsInAnySidecar() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          sidecars:
            proxy:
              image: envoyproxy/envoy:v1.31
              sidecars:
              ↑↑↑↑↑↑↑↑ error[nested-sidecars]: a sidecar can't have sidecars of its own; move them to the app's 'sidecars'
                logger:
                  imag: fluent/fluentd:v1.17
            helper: &helper
              image: busybox:1.37
              sidecars: {}
              ↑↑↑↑↑↑↑↑ error[nested-sidecars]: a sidecar can't have sidecars of its own; move them to the app's 'sidecars'
            second: *helper
      """, fixes: true)
  }

  @Test func nestedSidecarsKeyInASidecarOfAnotherName() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          sidecars:
            sidecars:
              image: busybox:1.37
      """, fixes: true)
  }
}
