import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What belongs under a key and stands as deep as the key: one diagnostic for the cause, and its cure.
@Suite struct RuleUnindentedTests {
  private static let web = "apps:\n  web:\n    image: nginx:1.27\n"

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
      .filter { $0.severity < .information }
  }

  @Test func theCauseIsNamedOnce() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumesFrom:
            - config:
              ↑↑↑↑↑↑ error[missing-value]: 'config' is empty; 'name' and 'mountPath' belong under it and are not indented fix*: indent 'name' and 'mountPath' under 'config'
              name: a
              mountPath: /etc/nginx/conf.d
          environment:
          ↑↑↑↑↑↑↑↑↑↑↑ error[missing-value]: 'environment' is empty; 'MODE' and 2 more belong under it and are not indented fix*: indent 'MODE' and 2 more under 'environment'
          MODE: a
          LEVEL: b
          # comment
          SIZE: 3
          command: [run]
      configs:
        a:
          external: true

      """, fixes: true)
  }

  @Test(arguments: [
    (
      web
        + "    volumesFrom:\n      - config:\n        name: a\n\n        mountPath: /etc/nginx/conf.d\nconfigs:\n  a: {external: true}\n",
      web
        + "    volumesFrom:\n      - config:\n          name: a\n\n          mountPath: /etc/nginx/conf.d\nconfigs:\n  a: {external: true}\n"
    ),
    (
      web + "    sidecars:\n    log:\n      image: busybox:1\n      command:\n        - a\n    labels: {a: b}\n",
      web + "    sidecars:\n      log:\n        image: busybox:1\n        command:\n          - a\n    labels: {a: b}\n"
    ),
    ("apps:\nweb:\n  image: nginx:1.27\n", "apps:\n  web:\n    image: nginx:1.27\n"),
    ("apps:\n  web:\n  image: nginx:1.27\n  args: [a]\n", "apps:\n  web:\n    image: nginx:1.27\n    args: [a]\n"),
    (
      web + "    expose:\n      - a.com:\n        protocol: http\n",
      web + "    expose:\n      - a.com:\n          protocol: http\n"
    ),
    (web + "    deploy:\n    replicas: 2\n", web + "    deploy:\n      replicas: 2\n"),
  ])
  func theCureIndents(_ text: String, _ cured: String) throws {
    let found = diagnostics(text)
    #expect(found.map(\.code) == ["missing-value"])
    let fix = try #require(found.first?.fixes.first)
    expectText(try applying(fix.edits, to: text), equals: cured)
    #expect(diagnostics(cured).isEmpty)
  }

  @Test(arguments: [
    "    environment:\n    restart: always\n", "    environment:\n    imagee: x\n", "    sidecars:\n    log: {}\n",
    "    environment: {}\n    MODE: a\n", "    deploy:\n    resources: {}\n",
  ])
  func othersAreLeftAlone(_ lines: String) {
    #expect(!diagnostics(Self.web + lines).contains { $0.message.contains("belong") })
  }
}

@Suite struct RuleItemWithoutSpaceTests {
  @Test func belowAListAsDeepAsItsKey() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          expose:
          - a.com: {protocol: http}
          -b.com: {protocol: http}
          ↑↑↑↑↑↑ warning[unknown-key]: '-b.com' is no item of the list above; there must be a space behind its '-' fix*: add a space

      """, fixes: true)
  }
}

@Suite struct RuleAssignmentTests {
  @Test func aLoneAssignment() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          environment:
            URL=http://a:80/
            ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[wrong-type]: 'URL=http://a:80/' needs ': ' in place of its '=' fix*: replace '=' with ': '

      """, fixes: true)
  }

  @Test func severalAssignments() throws {
    let app = "apps:\n  web:\n    image: nginx:1.27\n    environment:\n"
    let text = app + "      A=b c\n      N=4\n\n      EMPTY=\n"
    let found = StackFile(text: SourceText(text)).diagnostics()
    #expect(found.map(\.code) == ["wrong-type"])
    let fix = try #require(found.first?.fixes.first)
    expectText(
      try applying(fix.edits, to: text), equals: app + "      A: b c\n      N: \"4\"\n\n      EMPTY: \"\"\n")
  }
}
