import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What the file looks like after a fix: in its own indentation, quotes and line ends, with all comments.
@Suite struct RuleFixTests {
  /// Lines of one app.
  private static func app(_ lines: String...) -> String {
    (["apps:", "  web:", "    image: nginx:1.27"] + lines).map { $0 + "\n" }.joined()
  }

  @Test(arguments: [
    ("unquoted-port", app("    ports:", "      - 8080:50  # web"), app("    ports:", "      - \"8080:50\"  # web")),
    ("unquoted-port", app("    ports: [8080]"), app("    ports: [\"8080\"]")),
    (
      "unquoted-port", app("    labels: {a: 'b'}", "    ports: [8080]"),
      app("    labels: {a: 'b'}", "    ports: ['8080']")
    ),
    ("invalid-port", app("    ports: ['80/TCP']"), app("    ports: ['80/tcp']")),
    ("invalid-port", app("    ports: [\"127.0.0.1:80:80\"]"), app("    ports: [\"80:80\"]")),
    ("invalid-value", app("    service: {type: 'nodeport'}"), app("    service: {type: 'NodePort'}")),
    ("unknown-key", app("    \"enviroment\": {}  # all"), app("    \"environment\": {}  # all")),
    ("unknown-key", "services: {}\n", "apps: {}\n"),
    ("wrong-type", app("    labels: {v: &v 1.10}"), app("    labels: {v: &v \"1.10\"}")),
    ("wrong-type", app("    ports: 8080:50 # web"), app("    ports: [\"8080:50\"] # web")),
    ("wrong-type", app("    command: run"), nil),
    ("wrong-type", "apps:\n  web:\n    image:nginx\n", "apps:\n  web:\n    image: nginx\n"),
    (
      "wrong-type", app("    volumes:", "      -a:/a", "      -b:/b"),
      app("    volumes:", "      - a:/a", "      - b:/b")
    ),
    ("wrong-type", app("    networks: no"), app("    networks: [\"no\"]")),
    ("wrong-type", app("    deploy: {replicas: \"2\"}"), app("    deploy: {replicas: 2}")),
    ("wrong-type", app("    deploy: {replicas: \"-2\"}"), nil),
    ("environment-value", app("    environment: {DAY: 2024-01-01}"), app("    environment: {DAY: \"2024-01-01\"}")),
    ("unloadable-value", app("    args: [=]"), app("    args: [\"=\"]")),
    (
      "missing-value", app("    environment:", "      MODE:  # none"),
      app("    environment:", "      MODE: \"\"  # none")
    ),
    ("unknown-tag", app("    args: [!Ref a]"), app("    args: [a]")),
    ("undefined-alias", app("    args: [*txt]"), app("    args: [\"*txt\"]")),
    (
      "environment-list",
      app(
        "    environment:", "      # first", "      - MODE=fast  # why", "", "      - N=4", "      - E",
        "      - X=a: b"),
      app(
        "    environment:", "      # first", "      MODE: fast  # why", "", "      N: \"4\"", "      E: \"\"",
        "      X: \"a: b\"")
    ),
    (
      "environment-list", app("    environment:", "    - A=b", "    - 'C=d'"),
      app("    environment:", "      A: b", "      C: d")
    ),
    ("environment-list", app("    environment: [A=b, \"C=1\"]"), app("    environment: {A: b, C: \"1\"}")),
    (
      "environment-list", app("    environment:", "      - A: b", "      - C: 1"),
      app("    environment:", "      A: b", "      C: 1")
    ),
    ("environment-list", app("    environment:", "      -", "        - A=b"), nil),
    ("environment-list", app("    environment: [A=1, A=2]"), nil),
    ("environment-list", app("    environment: []"), app("    environment: {}")),
  ])
  func fixOf(code: String, before: String, after: String?) throws {
    let diagnostic = diagnostics(before).first { $0.code == code && !$0.fixes.isEmpty }
    guard let after else {
      #expect(diagnostic == nil, "\(diagnostics(before))")
      return
    }
    let fix = try #require(diagnostic?.fixes.first, "\n\(annotate(before, diagnostics(before), fixes: true))")
    expectText(try applying(fix.edits, to: before), equals: after)
    #expect(!diagnostics(after).contains { $0.code == code }, "\n\(annotate(after, diagnostics(after)))")
  }

  private static let user = "      - config: {name: web}\n"

  @Test(arguments: [
    ("apps:\n  w:\n    image: a:1\n    envFrom:\n\(user)", "\(user)configs:\n  web:\n    external: true\n"),
    (
      "apps:\n  w:\n    image: a:1\n    envFrom:\n      - config: {name: web}",
      "\(user)configs:\n  web:\n    external: true\n"
    ),
    (
      "configs:  # none\napps:\n  w:\n    image: a:1\n    envFrom:\n\(user)",
      "configs:  # none\n  web:\n    external: true\napps:"
    ),
    ("configs: {}\napps:\n  w:\n    image: a:1\n    envFrom:\n\(user)", "configs: {web: {external: true}}\napps:"),
    (
      "configs: {a: {external: true}, }\napps:\n  w:\n    image: a:1\n    envFrom:\n\(user)",
      "configs: {a: {external: true}, web: {external: true}, }\napps:"
    ),
    (
      "configs:\n    a:\n        data:\n            b: |\n                c\n\n# d\napps:\n  w:\n    image: a:1\n    envFrom:\n\(user)",
      "                c\n    web:\n        external: true\n\n# d\napps:"
    ),
    (
      "apps:\r\n  w:\r\n    image: a:1\r\n    envFrom:\r\n      - config: {name: web}\r\nconfigs:\r\n",
      "configs:\r\n  web:\r\n    external: true\r\n"
    ),
    (
      "---\napps:\n  w:\n    image: a:1\n    envFrom:\n\(user)...\n",
      "\(user)configs:\n  web:\n    external: true\n...\n"
    ),
    (
      "{apps: {w: {image: a:1, envFrom: [{config: {name: web}}]}}}",
      "{apps: {w: {image: a:1, envFrom: [{config: {name: web}}]}}, configs: {web: {external: true}}}"
    ),
    (
      "apps:\n  w:\n    image: a:1\n    envFrom:\n      - config: {name: \"on\"}\n",
      "configs:\n  \"on\":\n    external: true\n"
    ),
  ])
  func declarationOfAConfig(before: String, part: String) throws {
    let found = try #require(diagnostics(before).first { $0.code == "undeclared-config" })
    let fix = try #require(found.fixes.last)
    let after = try applying(fix.edits, to: before)
    #expect(after.utf8.count > before.utf8.count)
    #expect(after.replacing("\r\n", with: "⏎").contains(part.replacing("\r\n", with: "⏎")), "\(after)")
    #expect(!diagnostics(after).contains { $0.severity < .hint }, "\n\(annotate(after, diagnostics(after)))")
  }

  @Test func aSectionThatIsAnAliasIsLeftAlone() throws {
    let text = "x-c: &c {}\nconfigs: *c\napps:\n  w:\n    image: a:1\n    envFrom:\n\(Self.user)"
    let found = try #require(diagnostics(text).first { $0.code == "undeclared-config" })
    #expect(found.fixes.isEmpty)
  }

  /// Fixes of one file in any order: each cures its own fault.
  @Test(arguments: try Corpus.broken.fixtures)
  func fixesOfBrokenFilesAreEditsAnEditorTakes(fixture: Fixture) throws {
    guard String(validating: fixture.bytes, as: UTF8.self) != nil else { return }
    for diagnostic in diagnostics(fixture.text) {
      for fix in diagnostic.fixes {
        #expect(throws: Never.self) { try applying(fix.edits, to: fixture.text) }
      }
    }
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
