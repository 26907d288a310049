import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What a container ends up with, as text.
@Suite struct EffectiveTextTests {
  private func file(_ text: String) -> StackFile {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
  }

  /// The text for the container at the fixture's `█`, with `…` in place of the defaults that every container has.
  private func expectEffective(
    _ fixture: String, is expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let marked = try MarkedText(fixture)
    let found = file(marked.text).effectiveText(at: try marked.cursor)
    let effective = try #require(found, "no container", sourceLocation: sourceLocation)
    let usual = """
      securityContext:  # default
        runAsNonRoot: false  # default
        readOnlyRootFilesystem: false  # default
        allowPrivilegeEscalation: true  # default
        privileged: false  # default

      """
    expectText(effective.text.replacing(usual, with: "…\n"), equals: expected, sourceLocation: sourceLocation)
  }

  @Test func `a sidecar inherits whole keys`() throws {
    try expectEffective(
      """
      apps:
        web:
          image: example/web:1.0
          environment: {MODE: live}
          volumes: ["logs:/var/log/web"]
          networks: [back]
          sidecars:
            log:
              image: example/log:1.0
              networks: [front]
              environment:
                █DEBUG: yes
                PORT: 8080

      """,
      is: """
        # Effective configuration of sidecar 'log' of app 'web'
        image: example/log:1.0
        environment:
          DEBUG: "True"  # written as yes
          PORT: "8080"
        volumes:  # inherited from app 'web'
          - logs:/var/log/web
        networks:
          - front
        …

        """)
  }

  @Test func `merges and aliases are resolved, and named`() throws {
    try expectEffective(
      """
      x-base: &base
        image: example/base:1.0
        environment: &env {A: one, B: two}
      x-mount: &mount data:/data
      apps:
        web:
          <<: *base
          environment:
            <<: *env
            B: three
          volumes: [*mount, "logs:/logs"]█

      """,
      is: """
        # Effective configuration of app 'web'
        image: example/base:1.0  # from *base
        environment:
          B: three
          A: one  # from *env
        volumes:
          - data:/data  # from *mount
          - logs:/logs
        deploy:  # default
          replicas: 1  # default
          updateStrategy:  # default
            type: RollingUpdate  # default
            maxUnavailable: 25%  # default
            maxSurge: 25%  # default
        …

        """)
  }

  @Test func `defaults stand beside what is written`() throws {
    try expectEffective(
      """
      apps:
        we█b:
          image: example/web:1.0
          ports: [{target: 80, published: 8080}, "443:443"]
          expose:
            - shop.example.org: {protocol: https}
          volumesFrom:
            - config: {name: settings}
          healthcheck: {path: /healthz, port: 80, periodSeconds: 5}
          deploy: {updateStrategy: {type: Recreate}}
          service: {type: NodePort}
          securityContext: {runAsNonRoot: yes, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false,
            privileged: false}
          enviroment: {A: b}

      """,
      is: """
        # Effective configuration of app 'web'
        image: example/web:1.0
        ports:
          - target: 80
            published: 8080
            protocol: tcp  # default
          - "443:443"
        volumesFrom:
          - config:
              name: settings
              secret: false  # default
              mountPath: /config/settings  # default
        expose:
          - shop.example.org:
              protocol: https
              port: 80  # default
              path: /  # default
              ingressClassName: traefik  # default
        healthcheck:
          path: /healthz
          port: 80
          periodSeconds: 5
          initialDelaySeconds: 0  # default
          timeoutSeconds: 1  # default
          failureThreshold: 3  # default
        deploy:
          updateStrategy:
            type: Recreate
          replicas: 1  # default
        service:
          type: NodePort
          externalTrafficPolicy: Cluster  # default
          sessionAffinity: None  # default
        securityContext:
          runAsNonRoot: true
          readOnlyRootFilesystem: true
          allowPrivilegeEscalation: false
          privileged: false

        """)
  }

  @Test func `texts stay the texts they are`() throws {
    try expectEffective(
      """
      apps:
        web: {}
        job:
          image: 'example/job:1.0'
          █command:
            - sh
            - -c
            - |
              first
                second

              third
          args: ["no", '0400', "a: b", "tab\\there", ""]
          labels: {on: "x\\u2028y"}

      """,
      is: """
        # Effective configuration of app 'job'
        image: example/job:1.0
        command:
          - sh
          - -c
          - |
            first
              second

            third
        args:
          - 'no'
          - '0400'
          - 'a: b'
          - "tab\\there"
          - ''
        deploy:  # default
          replicas: 1  # default
          updateStrategy:  # default
            type: RollingUpdate  # default
            maxUnavailable: 25%  # default
            maxSurge: 25%  # default
        …
        labels:
          'True': "x\\u2028y"

        """)
  }

  /// At the `█`; nil where there is none.
  @Test(arguments: [
    ("apps:\n█  web:\n    image: a\n", "app 'web'"),
    ("apps:\n  web: █ # note\n    image: a\n", "app 'web'"),
    ("apps:\n  web:\n    image: a\n█\n    ports: []\n", "app 'web'"),
    ("apps:\n  web:\n    image: a\n\n    # note\n   █\n", "app 'web'"),
    (
      "apps:\n  web:\n    sidecars:\n      log:\n        image: a\n        █\n    image: a\n",
      "sidecar 'log' of app 'web'"
    ),
    ("apps:\n  web:\n    sidecars:\n      log:\n        image: a\n    █image: a\n", "app 'web'"),
    ("apps:\n  web:\n    sidecars:\n      log:\n        image: a\n    █\n", "app 'web'"),
    ("apps:\n  web:\n    side█cars:\n      log:\n        image: a\n", "app 'web'"),
    ("apps: {a: {image: x}, b: {ima█ge: y}, c: {image: z}}\n", "app 'b'"),
    ("x-a: &a {image: a}\napps:\n  web: *█a\n", "app 'web'"),
    ("apps:\n  \"a\\nb\":\n    ima█ge: a\n", "app 'a…'"),
    ("█apps:\n  web:\n    image: a\n", nil),
    ("apps:\n  web:\n    image: a\n█\n", nil),
    ("apps:\n  web:\n    image: a\nvolumes:\n  da█ta:\n", nil),
    ("apps:\n  web:\n    image: a\n  new█:\n", nil),
    ("kind: Pod█\n", nil), ("█", nil),
  ])
  func `the container at a place`(_ fixture: String, _ title: String?) throws {
    for text in [fixture, fixture.replacing("\n", with: "\r\n")] {
      let marked = try MarkedText(text)
      #expect(file(marked.text).effectiveText(at: try marked.cursor)?.title == title)
    }
  }

  @Test func `by name, and all of a file`() throws {
    let file = file("apps:\n  web:\n    image: a\n    sidecars:\n      log: {image: b}\n  \"on\": {image: c}\n")
    #expect(file.effectiveText(ofApp: "web")?.title == "app 'web'")
    #expect(file.effectiveText(ofApp: "web", sidecar: "log")?.title == "sidecar 'log' of app 'web'")
    #expect(file.effectiveText(ofApp: "web", sidecar: "web") == nil)
    #expect(file.effectiveText(ofApp: "log") == nil)
    let all = try #require(file.effectiveText()).text
    let own = all.split(separator: "\n").filter { !$0.hasSuffix("# default") }.joined(separator: "\n")
    expectText(
      own,
      equals: """
        apps:
          web:
            image: a
            sidecars:
              log:
                image: b
          "on":
            image: c
        """)
  }

  @Test func `what syntax errors hide is not passed over`() throws {
    let text = try #require(file("apps:\n  web:\n    image: a\n    ports: [\"80:80\n").effectiveText(ofApp: "web")).text
    #expect(text.hasPrefix("# The file has syntax errors: what could not be read is not here\n"))
  }

  @Test func `aliases that repeat without end are cut`() throws {
    var text = "x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...8 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "x-\(level): &a\(level) [\(items)]\n"
    }
    text += "apps:\n  web:\n    image: a\n    args: *a8\n  own: &own\n    labels: {self: *own}\n"
    let all = try #require(file(text).effectiveText()).text
    #expect(all.utf8.count < 1_000_000 && all.hasSuffix("# The rest is too long to be shown\n"))
    #expect(YAMLTree(SourceText(all)).problems.isEmpty)
    #expect(file(text).effectiveText(ofApp: "own") != nil)
  }

  /// What is written is YAML, and says of itself what it says: everything in it is the container's own, and nothing
  /// is added.
  @Test(arguments: try Corpus.all)
  func `it is read again as the same`(_ fixture: Fixture) throws {
    guard let all = file(fixture.text).effectiveText() else { return }
    let again = file(all.text)
    #expect(YAMLTree(again.text).problems.isEmpty, "\(fixture):\n\(all.text)")
    let second = try #require(again.effectiveText())
    expectText(Self.withoutComments(second), equals: Self.withoutComments(all))
  }

  private static func withoutComments(_ effective: EffectiveText) -> String {
    let text = SourceText(effective.text)
    var result = effective.text.utf8.map { $0 }
    for comment in YAMLTree(text).comments.reversed() {
      let blanks = result[..<comment.lowerBound].reversed().prefix { $0 == 0x20 }.count
      result.removeSubrange(comment.lowerBound - blanks..<comment.upperBound)
    }
    return String(decoding: result, as: UTF8.self).split(separator: "\n").joined(separator: "\n")
  }
}
