import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What a file looks like after the fixes of volumes, configs and secrets.
@Suite struct RuleVolumeFixTests {
  private static func app(_ lines: String...) -> String {
    (["apps:", "  web:", "    image: example/web:1.0"] + lines).map { $0 + "\n" }.joined()
  }

  private static let secret = ["    envFrom:", "      - secret: {name: s}", "secrets:"].map { $0 + "\n" }.joined()

  @Test(arguments: [
    ("invalid-mount", app("    volumes:", "      - 'data:a'  # all"), app("    volumes:", "      - 'data:/a'  # all")),
    ("invalid-mount", app("    volumes: [data:/a:z]"), app("    volumes: [data:/a]")),
    (
      "relative-mount-source",
      app("    volumes:", "      - ./My_App.conf:/etc/app.conf:ro  # why"),
      app(
        "    volumesFrom:", "      - config:  # why", "          name: my-app-conf",
        "          mountPath: /etc/app.conf",
        "          subPath: My_App.conf", "          readOnly: true", "configs:", "  my-app-conf:",
        "    file: ./My_App.conf")
    ),
    (
      "relative-mount-source",
      app(
        "    volumes:", "    - data:/data", "    # the config", "    - ./a.conf:/a.conf", "    labels: {a: b}",
        "configs:",
        "  b:", "    external: true"),
      app(
        "    volumes:", "    - data:/data", "    # the config", "    volumesFrom:", "    - config:",
        "        name: a-conf",
        "        mountPath: /a.conf", "        subPath: a.conf", "    labels: {a: b}", "configs:", "  b:",
        "    external: true", "  a-conf:", "    file: ./a.conf")
    ),
    (
      "relative-mount-source",
      app(
        "    volumesFrom:", "      - config:", "          name: b", "          mountPath: /b", "    volumes:",
        "      - ./a.conf:/a.conf", "configs: {b: {external: true}}"),
      app(
        "    volumesFrom:", "      - config:", "          name: b", "          mountPath: /b", "      - config:",
        "          name: a-conf", "          mountPath: /a.conf", "          subPath: a.conf",
        "configs: {b: {external: true}, a-conf: {file: ./a.conf}}")
    ),
    ("relative-mount-source", app("    volumes: [./a.conf:/a.conf]"), nil),
    ("relative-mount-source", app("    volumes:", "      - ./a:/a"), nil),
    ("relative-mount-source", app("    volumes: &v", "      - ./a.conf:/a.conf"), nil),
    (
      "relative-mount-source",
      app(
        "    volumesFrom: []", "    sidecars:", "      a:", "        image: example/a:1.0", "        volumes:",
        "          - ./a.conf:/a.conf"), nil
    ),
    (
      "unknown-key",
      app(
        "    volumesFrom:", "      - source: data", "        mountPath: /data", "        readOnly: true",
        "    ports: []"),
      app("    volumes:", "      - data:/data:ro", "    ports: []")
    ),
    (
      "unknown-key", app("    volumes:", "      - a:/a  # a", "    volumesFrom:", "      - {source: b, mountPath: /b}"),
      app("    volumes:", "      - a:/a  # a", "      - b:/b")
    ),
    (
      "unknown-key", app("    volumesFrom:", "      - source: b  # why", "        mountPath: /b"), nil
    ),
    (
      "writable-shared-volume",
      app(
        "    volumes: ['d:/d']", "    sidecars:", "      a:", "        image: example/a:1.0",
        "        volumes: [\"d:/d\"]"),
      app(
        "    volumes: ['d:/d']", "    sidecars:", "      a:", "        image: example/a:1.0",
        "        volumes: [\"d:/d:ro\"]")
    ),
    (
      "default-mount-path",
      app("    volumesFrom:", "      - config:", "          name: a  # b", "          subPath: c"),
      app(
        "    volumesFrom:", "      - config:", "          name: a  # b", "          mountPath: /config/a",
        "          subPath: c")
    ),
    (
      "default-mount-path", app("    volumesFrom: [{config: {name: 'a'}}]"),
      app("    volumesFrom: [{config: {name: 'a', mountPath: /config/a}}]")
    ),
    (
      "undeclared-volume", app("    volumes: [b:/b]", "volumes:", "    a: # first", "", "# end"),
      app("    volumes: [b:/b]", "volumes:", "    a: # first", "    b:", "      size: 1Gi", "", "# end")
    ),
    (
      "secret-not-external", app() + secret + "  s:\n    file: ./s  # why\n",
      app() + secret + "  s:\n    external: true\n    file: ./s  # why\n"
    ),
    ("secret-not-external", app() + secret + "  s: {}\n", app() + secret + "  s: {external: true}\n"),
    (
      "secret-not-external", app() + secret + "  s: {file: ./s}\n",
      app() + secret + "  s: {external: true, file: ./s}\n"
    ),
    (
      "secret-not-external", app() + secret + "  s: {external: no} # why\n",
      app() + secret + "  s: {external: true} # why\n"
    ),
    (
      "undeclared-config", app("    envFrom: [{config: {name: s}}]", "secrets: {s: {external: true}}"),
      app("    envFrom: [{secret: {name: s}}]", "secrets: {s: {external: true}}")
    ),
    (
      "undeclared-config",
      app(
        "    volumesFrom:", "      - config:", "          name: s", "        mountPath: /s",
        "secrets: {s: {external: true}}"),
      app(
        "    volumesFrom:", "      - config:", "          name: s", "          secret: true", "        mountPath: /s",
        "secrets: {s: {external: true}}")
    ),
  ])
  func fixOf(code: String, before: String, after: String?) throws {
    for (before, after) in [(before, after), (before.windows, after?.windows)] {
      let diagnostic = diagnostics(before).first { $0.code == code && !$0.fixes.isEmpty }
      guard let after else {
        #expect(diagnostic == nil, "\(diagnostics(before))")
        continue
      }
      let fix = try #require(diagnostic?.fixes.first, "\n\(annotate(before, diagnostics(before), fixes: true))")
      expectText(try applying(fix.edits, to: before), equals: after)
      let left = diagnostics(after)
      #expect(!left.contains { $0.code == code || $0.severity == .error }, "\n\(annotate(after, left))")
    }
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
