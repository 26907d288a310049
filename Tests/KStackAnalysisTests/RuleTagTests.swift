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
                           ↑↑↑↑↑↑↑↑ error[wrong-type]
          environment:
            MODE: !!binary aGVsbG8=
                           ↑↑↑↑↑↑↑↑ error[wrong-type]
      """)
  }

  @Test func aSetIsNoMapping() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          labels: !!set {a, b}
          ↑↑↑↑↑↑ error[wrong-type]
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
                mountPath: /etc/web
          env_file: ''
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
      """)
  }
}
