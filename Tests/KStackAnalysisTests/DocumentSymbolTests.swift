import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

@Suite struct DocumentSymbolTests {
  /// The outline as text: kind, name, detail, and in brackets the text of the selection where it is not the name.
  private func outline(_ text: String) -> String {
    let file = StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
    var lines: [String] = []
    func print(_ symbols: [DocumentSymbol], _ indent: String, within: Range<Int>) {
      for symbol in symbols {
        #expect(within.lowerBound <= symbol.range.lowerBound && symbol.range.upperBound <= within.upperBound)
        #expect(symbol.range.lowerBound <= symbol.selection.lowerBound)
        #expect(symbol.selection.upperBound <= symbol.range.upperBound)
        let whole = file.text.string(in: symbol.range)
        #expect(whole.isEmpty || whole.last?.isWhitespace == false, "\(whole)")
        lines.append("\(indent)\(symbol.kind) \(symbol.name)" + (symbol.detail.map { ": \($0)" } ?? ""))
        print(symbol.children, indent + "  ", within: symbol.range)
      }
    }
    print(file.documentSymbols(), "", within: 0..<file.text.bytes.count)
    return lines.joined(separator: "\n")
  }

  @Test func `the outline speaks of apps, images, ports and sidecars`() {
    expectText(
      outline(
        """
        x-common: &common
          restart: always
        apps:
          web:
            image: nginx:1.27
            ports:
              - "8080:80"
              - {target: 53, published: 5353, protocol: udp}
              - "9000"
            environment:
              LEVEL: debug
              COUNT: 3
            volumes:
              - data:/data
              - /var/log:/logs:ro
            volumesFrom:
              - config: {name: settings, mountPath: /etc/web}
            envFrom:
              - config: {name: settings}
              - secret: {name: keys}
            expose:
              - shop.example.org:
                  protocol: https
            command: [sh, -c, 12, true, ]
            sidecars:
              log:
                <<: *common
                image: fluent/fluentd:v1.16
            nonsense: *common
        volumes:
          data:
            size: 5Gi
          cache:
        configs:
          settings: {external: true}
          files:
            file: ./a.conf
        secrets:
          keys: {external: yes}

        """),
      equals: """
        section x-common
          key restart: always
        section apps
          app web: nginx:1.27
            image image: nginx:1.27
            key ports
              port 8080:80: port 8080 → container port 80/tcp
              port 5353:53: port 5353 → container port 53/udp
                key target: 53
                key published: 5353
                key protocol: udp
              port 9000: container port 9000/tcp
            key environment
              variable LEVEL: debug
              variable COUNT: 3
            key volumes
              mount data: /data
              mount /var/log: /logs (read-only)
            key volumesFrom
              mount settings: /etc/web
                key config
                  key name: settings
                  key mountPath: /etc/web
            key envFrom
              config settings: config
                key config
                  key name: settings
              secret keys: secret
                key secret
                  key name: keys
            key expose
              domain shop.example.org: https
                domain shop.example.org: https
                  key protocol: https
            key command
              text sh
              text -c
              number 12
              boolean true
            key sidecars
              sidecar log: fluent/fluentd:v1.16
                key <<: *common
                image image: fluent/fluentd:v1.16
            key nonsense: *common
        section volumes
          volume data: 5Gi
            key size: 5Gi
          volume cache
        section configs
          config settings: external
            key external: true
          config files: ./a.conf
            key file: ./a.conf
        section secrets
          secret keys: external
            key external: yes
        """)
  }

  @Test(arguments: [
    ("", ""), ("# only\n", ""), ("apps", ""), ("apps:\n", "section apps"),
    ("- a\n-\n- []\n- {}\n", "text a\nempty (empty)\nlist list: 0 items\nmapping (empty)"),
    ("\"\": 1\n? [a, b]\n: 2\n", "section (no name): 1\nsection [a, b]: 2"),
    ("apps:\n  web:\n    image: |\n      a\n      b\n", "section apps\n  app web: a\n    image image: a"),
    (
      "apps: {web: {command: [*no, \" \"]}}\n",
      "section apps\n  app web\n    key command\n      text *no\n      text (empty)"
    ),
    ("apps:\n  web:\n    image: \"a\n    ports: [\n", "section apps\n  app web: a\n    image image: a"),
  ])
  func `odd and broken files`(_ text: String, _ expected: String) {
    let found = outline(text)
    // What a parser saves of a broken file is its own matter; here only that something is there.
    if text.contains("ports: [") {
      #expect(found.hasPrefix("section apps\n  app web"))
    } else {
      expectText(found, equals: expected)
    }
  }

  @Test func `long names are cut`() {
    #expect(outline("\(String(repeating: "é", count: 100)): 1\n") == "section \(String(repeating: "é", count: 80))…: 1")
  }

  @Test func `a file that is no stack has no outline`() {
    #expect(StackFile(text: SourceText("a: b\n")).documentSymbols().isEmpty)
  }
}
