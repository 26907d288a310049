import TestSupport
import Testing

/// One cause gives one diagnostic, also while the text is being typed.
@Suite struct RuleEchoTests {
  // MARK: Echo

  @Test func echoOfABrokenLine() {
    expectDiagnostics(
      """
      apps:
        web:
          image "nginx:1.27
          ↑↑↑↑↑ error[missing-colon]: 'image' needs a ':' behind it fix*: add ':' after 'image'
          enviroment: {}
          ↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'enviroment'; did you mean 'environment'? fix*: replace 'enviroment' with 'environment'
        api:
          image: nginx:1.27
          ports: [8080
                 ↑ error[unclosed-bracket]: this '[' is never closed; add ']' fix*: add ']'
          env: {}
          ↑↑↑ warning[unknown-key]: unknown key 'env'; did you mean 'environment'? fix*: replace 'env' with 'environment'
             ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here
        job:
          image nginx
          ↑↑↑↑↑ error[missing-colon]: 'image' needs a ':' behind it fix*: add ':' after 'image'
      \tports: []
      ↑ error[tab-indentation]: YAML does not allow tabs as indentation; use spaces fix*: replace tabs with spaces
      """, fixes: true)
  }

  @Test func echoMissingKeyOnALostLine() {
    expectDiagnostics(
      """
      apps:
        web:
        ↑↑↑ error[missing-key]: app 'web' has no 'image'
          }
          ↑ error[stray-character]: nothing opens this '}' fix*: remove '}'
          ports: []
        api:
        ↑↑↑ error[missing-key]: app 'api' has no 'image'
          ports: []
      """, fixes: true)
  }

  @Test func echoListItemInMapping() {
    expectDiagnostics(
      """
      apps:
        web:
          - x
          image: nginx:1.27
          ↑↑↑↑↑ error[bad-indentation]: 'image' can't stand among list items; begin it with '- ' or indent it by 2 fix*: indent by 2
      """, fixes: true)
  }

  // MARK: Typing

  @Test func typingHalfAKey() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          si
          ↑↑ error[missing-colon]: 'si' needs a ':' behind it fix*: add ':' after 'si'
        api:
          image: nginx:1.27
      """, fixes: true)
  }

  @Test func typingHalfAValue() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:
                 ↑↑↑↑↑↑ error[needs-quotes]: a value that ends with ':' needs quotes fix*: put quotes around the value
          ports:
            - "8080:
              ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the key fix*: close the quote
      """, fixes: true)
  }
}
