import TestSupport
import Testing

/// Values whose tag makes something else of them than their look says, and values with nothing in them.
@Suite struct RuleTagTests {
  @Test func binaryDataIsNoText() {
    expectDiagnostics(
      """
      apps:
        web:
          image: !!binary aGVsbG8=
                          ↑↑↑↑↑↑↑↑ error[wrong-type]: 'image' must be an image such as nginx:1.27, not binary data
          ports: [!!binary aGVsbG8=]
                           ↑↑↑↑↑↑↑↑ error[wrong-type]: an item of 'ports' must be text such as "8080:80" or a mapping with 'target', not binary data
          environment:
            MODE: !!binary aGVsbG8=
                           ↑↑↑↑↑↑↑↑ error[wrong-type]: 'MODE' must be text, a number, true or false, not binary data
      """)
  }

  @Test func aSetIsNoMapping() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          labels: !!set {a, b}
          ↑↑↑↑↑↑ error[wrong-type]: 'labels' must be a mapping of names to values, not a set
      """)
  }

  @Test func aNameIsNotEmpty() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          volumesFrom:
            - config:
                name: ""
                      ↑↑ error[wrong-type]: 'name' must be text, and it is empty
                mountPath: /etc/web
          env_file: ''
                    ↑↑ error[wrong-type]: 'env_file' must be text, and it is empty
      """)
  }

  @Test func aTemplateAsAKeyIsToldOnce() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          labels:
            {{ team }}: web
            ↑↑↑↑↑↑↑↑↑↑ error[unloadable-key]: kstack fills in no templates, and this is a mapping as the key of a mapping; text needs quotes
            {{ a }: b}: web
            ↑↑↑↑↑↑↑↑↑↑ error[unloadable-key]: kstack fills in no templates, and this is a mapping as the key of a mapping; text needs quotes
      """)
  }

  @Test func theLastOfEqualKeysIsMerged() {
    expectDiagnostics(
      """
      x-base: &base
        image: example/base:1.0
        ↑↑↑↑↑ related[duplicate-key]: the first one is here
        image: 4.2
        ↑↑↑↑↑ error[duplicate-key]: 'image' is written twice; the loader keeps only the last one
               ↑↑↑ related[wrong-type]: it is written here
      apps:
        web:
          <<: *base
              ↑↑↑↑↑ error[wrong-type]: 'image' must be an image such as nginx:1.27; '4.2' is a number unless it is quoted
      """)
  }
}
