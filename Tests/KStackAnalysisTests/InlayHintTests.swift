import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Hints printed into their text as `«label»`.
@Suite struct InlayHintTests {
  private func expectHints(
    _ expected: String, kinds: Set<InlayHint.Kind> = Set(InlayHint.Kind.allCases),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let bytes = Array(
      expected.split(separator: "«").enumerated().map { index, piece in
        index == 0 ? piece : piece.drop { $0 != "»" }.dropFirst()
      }.joined().utf8)
    let file = StackFile(text: SourceText(bytes), context: AnalysisContext(languageID: "kstack"))
    var found = bytes
    for hint in file.inlayHints(in: 0..<bytes.count, kinds: kinds).reversed() {
      #expect(hint.tooltip?.isEmpty == false, sourceLocation: sourceLocation)
      found.insert(contentsOf: "«\(hint.label)»".utf8, at: hint.offset)
    }
    expectText(String(decoding: found, as: UTF8.self), equals: expected, sourceLocation: sourceLocation)
  }

  private func hints(_ text: String) -> [InlayHint] {
    let source = SourceText(text)
    return StackFile(text: source, context: AnalysisContext(languageID: "kstack"))
      .inlayHints(in: 0..<source.bytes.count)
  }

  @Test func `a sidecar shows what it inherits and from where`() {
    expectHints(
      """
      apps:
        web:
          image: example/web:1.0
          volumes: ["logs:/var/log/web"]
          env_file: [web.env]
          networks: [front]
          sidecars:
            log:«inherits volumes, env_file, networks from web» # ships logs
              image: example/log:1.0
            "own":«inherits env_file, networks from web» {image: example/own:1.0, volumes: ["logs:/logs"]}
        api:
          image: example/api:1.0
          sidecars:
            log:
              image: example/log:1.0

      """)
  }

  @Test func `what several apps hand on gets no hint when it differs`() {
    expectHints(
      """
      x-sidecars: &sidecars
        log:
          image: example/log:1.0
      apps:
        web:
          image: example/web:1.0
          volumes: ["a:/a"]
          sidecars: *sidecars
        api:
          image: example/api:1.0
          volumes: ["a:/a"]
          sidecars: *sidecars

      """)
    expectHints(
      """
      x-log: &log
        image: example/log:1.0
        environment: {DEBUG: yes«→ True»}
      apps:
        web:
          image: example/web:1.0
          volumes: ["a:/a"]
          sidecars:
            log:«inherits volumes from web» *log
            more:«inherits volumes from web»
              <<: *log

      """)
  }

  @Test func `a port shows the Service that leads to it`() {
    expectHints(
      """
      apps:
        web:
          image: example/web:1.0
          ports:
            - "80:8080"«→ Service web:80»
            - target: 9090
              published: 90«→ LoadBalancer web-lb:90»
              protocol: tcp
            - "91:9091"
            - 8080:50
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9113"«→ Service web-metrics:9113», {target: 53, published: 5353}«→ Service web-metrics:5353»]
        api:
          image: example/api:1.0
          ports: ["8080", "80"]

      """)
  }

  @Test func `a value shows what the container receives when that differs`() {
    expectHints(
      """
      x-flag: &flag on
      apps:
        web:
          image: example/web:1.0
          environment:
            DEBUG: yes«→ True» # the flag
            QUOTED: "yes"
            MODE: 0400«→ 256»
            VERSION: 1.10«→ 1.1»
            PORT: 8080
            SIZE: 1_000«→ 1000»
            TIME: 12:30:45«→ 45045»
            WORD: 1e3
            DAY: 2024-01-01
            NONE:
            FLAG: *flag«→ True»

      """)
  }

  @Test func `a config without a mount path shows where it is mounted`() {
    expectHints(
      """
      apps:
        web:
          image: example/web:1.0
          volumesFrom:
            - config: {name: web«mountPath: /config/web»}
            - config:
                name: "site"«mountPath: /config/site»
            - config: {name: own, mountPath: /own}
            - config: {name: beside}
              mountPath: /beside
            - config: {name: slip, mountpath: /slip}
            - config: {name: "${NAME}"}
            - config:
                name:
          sidecars:
            log:«inherits volumesFrom from web»
              image: example/log:1.0

      """)
  }

  @Test func `only what is asked for is shown`() {
    let all = """
      apps:
        web:
          image: example/web:1.0
          ports: ["80:8080"«→ Service web:80»]
          environment: {A: yes«→ True»}

      """
    expectHints(all.replacing("«→ True»", with: ""), kinds: [.ports])
    expectHints(all.replacing("«→ Service web:80»", with: ""), kinds: [.values, .mountPaths])
    let text = "apps:\n  web:\n    image: a\n    environment:\n      A: yes\n      B: no\n"
    let found = hints(text)
    #expect(found.map(\.label) == ["→ True", "→ False"])
    let file = StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
    for hint in found {
      #expect(file.inlayHints(in: hint.offset..<hint.offset) == [hint])
      #expect(file.inlayHints(in: hint.offset + 1..<hint.offset + 2) == [])
    }
    #expect(file.inlayHints(in: 0..<text.utf8.count, tooltips: false).allSatisfy { $0.tooltip == nil })
  }

  @Test func `tooltips say the rest`() {
    let found = hints(
      """
      apps:
        web:
          image: example/web:1.0
          volumes:
            - logs:/var/log/web # shared
          ports: ["80:8080"]
          environment: {DEBUG: yes}
          sidecars:
            log:
              image: example/log:1.0
              volumesFrom: [{config: {name: log}}]
      configs:
        log: {file: log.conf}

      """)
    #expect(
      found.map(\.tooltip) == [
        """
        - Port `80` of the Service `web` → container port `8080`, TCP
        - The other apps of this stack reach it at `web:80`
        """,
        "The container receives `True`, not `yes`, which YAML 1.1 reads as a boolean: put it in quotes to keep it",
        """
        Inherited from the app `web`, each key as a whole, because the sidecar does not have it itself

        ```yaml
        volumes:
          - logs:/var/log/web
        ```
        """,
        """
        **ConfigMap** `config-log`, mounted at `/config/log` by default

        - Declared under the top-level `configs`: made from the file `log.conf`

        ```yaml
        log: {file: log.conf}
        ```
        """,
      ])
  }

  @Test func `broken text keeps its hints and other files have none`() {
    expectHints(
      """
      apps:
        web:
          image: "example/web:1.0
          ports:
            - "80:8080"«→ Service web:80»
          environment:
            DEBUG: yes«→ True»
            BROKEN

      """)
    let file = StackFile(text: SourceText("kind: Pod\nenvironment: {A: yes}\n"))
    #expect(file.inlayHints(in: 0..<100) == [])
  }
}
