import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Apps that become sidecars, and sidecars that become apps.
@Suite struct RefactoringMoveTests {
  @Test func `an app moves into another with its comments and its lines as they are`() throws {
    try expectRefactoring(
      """
      # the shop
      apps:
        web:
          image: example/web:1.0   # pinned
            # by hand

        # measures web
        exp█orter:  # on its own
          image: example/exporter:1.0
            # odd comment
          command: ["sh", "-c",
            "run"]
          environment:
            SCRIPT: |
              first

                second
            TEXT: "a
              b"
          # end of the exporter

        api:
          image: example/api:1.0
      """, "move app 'exporter' into 'web' as a sidecar",
      gives: """
        # the shop
        apps:
          web:
            image: example/web:1.0   # pinned
              # by hand
            sidecars:
              # measures web
              exporter:  # on its own
                image: example/exporter:1.0
                  # odd comment
                command: ["sh", "-c",
                  "run"]
                environment:
                  SCRIPT: |
                    first

                      second
                  TEXT: "a
                    b"
                # end of the exporter

          api:
            image: example/api:1.0
        """)
  }

  @Test func `the nearest apps come first`() throws {
    try expectOffers(
      """
      apps:
        a: {image: "example/a:1.0"}
        b:
          image: example/b:1.0
        c:
          image: example/c:1.0
          █
        d█:
          image: example/d:1.0
        e:
          image: example/e:1.0
      """.replacing("\n    █", with: ""),
      "move app 'd' into 'c' as a sidecar", "move app 'd' into 'e' as a sidecar", "move app 'd' into 'b' as a sidecar")
  }

  @Test func `what the sidecar inherits is said`() throws {
    try expectOffers(
      """
      apps:
        web:
          image: example/web:1.0
          volumes:
            - data:/data
          networks: [front]
        logger█:
          image: example/logger:1.0
          networks: [back]
      """, "move app 'logger' into 'web' as a sidecar (inherits volumes)")
  }

  @Test func `addresses follow`() throws {
    try expectRefactoring(
      """
      apps:
        web:
          image: example/web:1.0
          environment:
            METRICS: http://exporter:9100/metrics  # here
        exporter█:
          image: example/exporter:1.0
          ports: ["9100:9100"]
          environment:
            SELF: "http://exporter:9100"
      """, "move app 'exporter' into 'web' as a sidecar",
      gives: """
        apps:
          web:
            image: example/web:1.0
            environment:
              METRICS: http://web-exporter:9100/metrics  # here
            sidecars:
              exporter:
                image: example/exporter:1.0
                ports: ["9100:9100"]
                environment:
                  SELF: "http://web-exporter:9100"

        """)
  }

  @Test func `a sidecar joins the others, set off as they are`() throws {
    try expectRefactoring(
      """
      apps:
          cache█:
              image: example/cache:1.0

          web:
              image: example/web:1.0
              sidecars:
                a:
                  image: example/a:1.0

                b:
                  image: example/b:1.0
              labels: {a: b}
      """, "move app 'cache' into 'web' as a sidecar",
      gives: """
        apps:

            web:
                image: example/web:1.0
                sidecars:
                  a:
                    image: example/a:1.0

                  b:
                    image: example/b:1.0

                  cache:
                      image: example/cache:1.0
                labels: {a: b}
        """)
  }

  @Test(arguments: [
    // A sidecar cannot have it.
    "  x█:\n    image: example/x:1.0\n    deploy: {replicas: 2}\n",
    "  x█:\n    <<: *base\n    image: example/x:1.0\n",
    // The port is taken.
    "  x█:\n    image: example/x:1.0\n    ports: [\"90:80\"]\n",
    // The name is taken.
    "  side█:\n    image: example/x:1.0\n",
    // The alias would stand before its anchor.
    "  x█: &x\n    image: example/x:1.0\n  y:\n    image: example/y:1.0\n    sidecars: {}\n    <<: *x\n    expose: []\n",
  ])
  func `what would not work is not offered`(app: String) throws {
    let web =
      "x-base: &base\n  service: {type: NodePort}\napps:\n  web:\n    image: example/web:1.0\n"
      + "    ports: [\"80:80\"]\n    sidecars:\n      side:\n        image: example/side:1.0\n"
    let offers = try refactorings(web + app).map(\.title)
    #expect(!offers.contains { $0.contains("into 'web'") && !app.contains("&x") }, "\(offers)")
    for action in try refactorings(web + app) {
      let after = try applying(action.edits, to: MarkedText(web + app).text)
      #expect(!StackFile(text: .init(after)).diagnostics().contains { $0.severity == .error }, "\(after)")
    }
  }

  @Test func `a sidecar moves out with its section and back`() throws {
    let apart = """
      apps:
        web:
          image: example/web:1.0

        # all of it
        exporter:
          image: example/exporter:1.0
          ports:
            - "9100:9100"

      volumes:
        data: {size: 1Gi}

      """
    let together = """
      apps:
        web:
          image: example/web:1.0
          sidecars:
            # all of it
            exporter:
              image: example/exporter:1.0
              ports:
                - "9100:9100"

      volumes:
        data: {size: 1Gi}

      """
    try expectRefactoring(
      apart.replacing("exporter:\n", with: "exporter█:\n"), "move app 'exporter' into 'web' as a sidecar",
      gives: together)
    try expectRefactoring(
      together.replacing("exporter:\n", with: "exporter█:\n"), "move sidecar 'exporter' out of 'web' as an app",
      gives: apart.replacing("web:1.0\n\n", with: "web:1.0\n"))
  }

  @Test func `one sidecar of several moves out`() throws {
    try expectRefactoring(
      """
      apps:
        web:
          image: example/web:1.0
          volumes: [data:/data]
          sidecars:
            a:
              image: example/a:1.0

            b█:
              image: example/b:1.0

        api:
          image: example/api:1.0
      """.replacing("\n      b", with: "\n      b"),
      "move sidecar 'b' out of 'web' as an app (without the inherited volumes)",
      gives: """
        apps:
          web:
            image: example/web:1.0
            volumes: [data:/data]
            sidecars:
              a:
                image: example/a:1.0
          b:
            image: example/b:1.0

          api:
            image: example/api:1.0
        """)
  }

  @Test(arguments: [
    // An app has the name.
    "      api█:\n        image: example/a:1.0\n",
    // Its first port would be refused.
    "      a█:\n        image: example/a:1.0\n        ports: [\"90\"]\n",
    // The comment has no other place.
    "      # all of them\n\n      a█:\n        image: example/a:1.0\n",
  ])
  func `a sidecar that has to stay stays`(sidecar: String) throws {
    let web = "apps:\n  web:\n    image: example/web:1.0\n    sidecars:\n"
    let api = "  api:\n    image: example/api:1.0\n"
    try expectOffers(web + sidecar + api)
  }

  @Test func `lines end as those of the file`() throws {
    try expectRefactoring(
      "apps:\r\n  web:\r\n    image: a:1\r\n  b█:\r\n    image: b:1 # 😀\r\n    command: |\r\n      x\r\n\r\n      y\r\n    args: []",
      "move app 'b' into 'web' as a sidecar",
      gives:
        "apps:\r\n  web:\r\n    image: a:1\r\n    sidecars:\r\n      b:\r\n        image: b:1 # 😀\r\n        command: |\r\n          x\r\n\r\n          y\r\n        args: []\r\n"
    )
  }
}
