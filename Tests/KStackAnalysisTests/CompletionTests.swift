import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

@Suite struct CompletionOfKeysTests {
  @Test func topLevelKeysRequiredFirst() throws {
    #expect(try labels("█") == ["apps", "volumes", "configs", "secrets"])
    #expect(try labels("apps:\n  web:\n    image: nginx\n█\n") == ["volumes", "configs", "secrets"])
  }

  @Test func keysOfAnAppHideWhatIsWritten() throws {
    let keys = try labels("apps:\n  web:\n    ports:\n      - \"80:80\"\n    █\n")
    #expect(keys.first == "image")
    #expect(keys.contains("sidecars") && keys.contains("expose") && keys.contains("deploy"))
    #expect(!keys.contains("ports"))
  }

  @Test func keysOfASidecarAreFewer() throws {
    let keys = try labels("apps:\n  web:\n    image: nginx\n    sidecars:\n      log:\n        █\n")
    #expect(keys.first == "image" && keys.contains("volumesFrom"))
    for absent in ["sidecars", "expose", "deploy", "service", "networkPolicy"] { #expect(!keys.contains(absent)) }
  }

  @Test func keysOfNestedMaps() throws {
    #expect(try labels("apps:\n  web:\n    resources:\n      █\n") == ["limits", "requests"])
    #expect(try labels("apps:\n  web:\n    resources:\n      limits:\n        █\n") == ["memory", "cpu"])
    #expect(try labels("apps:\n  web:\n    volumesFrom:\n      - █\n").first == "config")
    #expect(try labels("apps:\n  web:\n    volumesFrom:\n      - config:\n          █\n").first == "name")
    #expect(
      try labels("apps:\n  web:\n    volumesFrom:\n      - config:\n          name: x\n          █\n").contains(
        "mountPath"))
    #expect(try labels("apps:\n  web:\n    ports:\n      - target: 80\n        █\n") == ["published", "protocol"])
    #expect(try labels("apps:\n  web:\n    expose:\n      - example.com:\n          █\n").first == "protocol")
  }

  @Test func flowStyle() throws {
    #expect(try labels("apps: {web: {im█}}\n").first == "image")
    try expectCompletion("apps: {web: {im█}}\n", choosing: "image", gives: "apps: {web: {image: }}\n", snippets: false)
    #expect(try labels("apps:\n  web:\n    resources: {limits: {█}}\n") == ["memory", "cpu"])
    #expect(try labels("apps:\n  web:\n    resources: {limits: {cpu: 1, █}}\n") == ["memory"])
    #expect(
      try labels("apps:\n  web:\n    resources:\n      {\n        limits: {cpu: 1},\n        █\n      }\n") == [
        "requests"
      ])
  }

  @Test func aHalfTypedKeyIsReplaced() throws {
    try expectCompletion(
      "apps:\n  web:\n    ima█\n", choosing: "image", gives: "apps:\n  web:\n    image: $1\n")
    try expectCompletion(
      "apps:\n  web:\n    ima█\n", choosing: "image", gives: "apps:\n  web:\n    image: \n", snippets: false)
  }

  @Test func withoutSnippetsNoQuoteIsLeftOpen() throws {
    try expectCompletion(
      "apps:\n  web:\n    po█\n", choosing: "ports", gives: "apps:\n  web:\n    ports:\n      - \n", snippets: false)
    try expectCompletion(
      "apps:\n  'web':\n    po█\n", choosing: "ports", gives: "apps:\n  'web':\n    ports:\n      - \n",
      snippets: false)
  }

  @Test func aKeyAboveItsValueIsTheKeyAlone() throws {
    let app = "apps:\n  web:\n    image: nginx\n"
    try expectCompletion(
      app + "    po█\n      - \"80:80\"\n", choosing: "ports", gives: app + "    ports:\n      - \"80:80\"\n")
    try expectCompletion(
      app + "    po█\n    - \"80:80\"\n", choosing: "ports", gives: app + "    ports:\n    - \"80:80\"\n")
    try expectCompletion(
      app + "    env█\n\n      MODE: a\n", choosing: "environment", gives: app + "    environment:\n\n      MODE: a\n")
  }

  @Test func aNewAppHasANameOfItsOwn() throws {
    let two = "apps:\n  web:\n    image: nginx\n  app:\n    image: redis\n"
    try expectCompletion(
      two + "  █\n", choosing: "app", gives: two + "  app2:\n    image: \n", snippets: false)
  }

  @Test func aNameAboveItsBodyIsTheNameAlone() throws {
    let app = "apps:\n  web:\n    image: nginx\n    sidecars:\n"
    try expectCompletion(
      app + "      log█\n        image: fluent/fluentd:v1.18\n", choosing: "logger",
      gives: app + "      logger:\n        image: fluent/fluentd:v1.18\n")
    let user = "apps:\n  web:\n    image: nginx\n    envFrom:\n      - config: {name: base}\nconfigs:\n"
    try expectCompletion(
      user + "  b█\n    external: true\n", choosing: "base", gives: user + "  base:\n    external: true\n")
  }

  @Test func anItemGoesOnBehindItsColon() throws {
    let app = "apps:\n  web:\n    image: nginx\n"
    try expectCompletion(
      app + "    volumes:\n      - data:█\n", choosing: "data:/usr/share/nginx/html",
      gives: app + "    volumes:\n      - data:/usr/share/nginx/html\n")
    try expectCompletion(
      app + "    ports:\n    - 80:█ # web\n", choosing: "80:80", gives: app + "    ports:\n    - \"80:80\" # web\n")
    #expect(try labels(app + "    volumesFrom:\n      - config:█\n").first == "name")
    #expect(try labels(app + "    ports:\n      - protocol:█\n") == ["tcp", "udp"])
  }

  @Test func aColonIsNeverDoubled() throws {
    try expectCompletion(
      "apps:\n  web:\n    im█: nginx\n", choosing: "image", gives: "apps:\n  web:\n    image: nginx\n")
    try expectCompletion(
      "apps:\n  web:\n    \"im█\": nginx\n", choosing: "image", gives: "apps:\n  web:\n    \"image\": nginx\n")
    try expectCompletion("apps: {web: {im█: nginx}}\n", choosing: "image", gives: "apps: {web: {image: nginx}}\n")
  }

  @Test func insertedTextFollowsTheFile() throws {
    try expectCompletion(
      "apps:\n    web:\n        image: nginx\n        volu█\n", choosing: "volumesFrom",
      gives:
        "apps:\n    web:\n        image: nginx\n        volumesFrom:\n            - config:\n                  name: $1\n"
    )
    try expectCompletion(
      "apps:\n  web:\n    image: nginx\n    ports:\n    - '80:80'\n  api:\n    po█\n", choosing: "ports",
      gives: "apps:\n  web:\n    image: nginx\n    ports:\n    - '80:80'\n  api:\n    ports:\n    - '$1'\n")
    try expectCompletion(
      "apps:\r\n  web:\r\n    environ█\r\n", choosing: "environment",
      gives: "apps:\r\n  web:\r\n    environment:\r\n      \r\n", snippets: false)
  }

  @Test func aListIsBegunWithItsDash() throws {
    try expectCompletion(
      "apps:\n  web:\n    volumesFrom:\n      █\n", choosing: "config",
      gives: "apps:\n  web:\n    volumesFrom:\n      - config:\n          name: \n", snippets: false)
    try expectCompletion(
      "apps:\n  web:\n    image: nginx\n    ports:\n      █\n", choosing: "80:80",
      gives: "apps:\n  web:\n    image: nginx\n    ports:\n      - \"80:80\"\n")
  }

  @Test func nothingInCommentsAndTexts() throws {
    #expect(try labels("apps:\n  web:\n    # █\n").isEmpty)
    #expect(try labels("apps:\n  web:\n    image: nginx # im█\n").isEmpty)
    #expect(try labels("configs:\n  c:\n    data:\n      a.conf: |\n        server {\n        █\n").isEmpty)
    #expect(try labels("configs:\n  c:\n    data:\n      a.conf: |\n        ser█\n").isEmpty)
    #expect(try labels("x-free:\n  █\n").isEmpty)
    #expect(try labels("apps:\n  web:\n    networkPolicy:\n      ingress:\n        - █\n").isEmpty)
  }

  @Test func silenceOutsideKstack() throws {
    let marked = try MarkedText("services:\n  web:\n    █\n")
    let file = StackFile(text: SourceText(marked.text), context: AnalysisContext(fileName: "docker.yaml"))
    #expect(file.completion(at: try marked.cursor).items.isEmpty)
  }
}

@Suite struct CompletionOfNamesTests {
  @Test func sidecarPatterns() throws {
    let found = try labels("apps:\n  web:\n    image: nginx\n    sidecars:\n      █\n")
    #expect(found == ["logger", "metrics", "proxy", "collector", "auth", "backup", "cache"])
  }

  @Test func aPatternIsAWholeSidecar() throws {
    try expectCompletion(
      "apps:\n  web:\n    image: nginx\n    sidecars:\n      log█\n", choosing: "logger",
      gives: """
        apps:
          web:
            image: nginx
            sidecars:
              logger:
                image: fluent/fluentd:latest
                volumesFrom:
                  - config:
                      name: fluentd-config
                      mountPath: /fluentd/etc
                environment:
                  FLUENTD_CONF: custom.conf

        """, snippets: false)
  }

  @Test func aPatternOnAnExistingNameIsTheNameAlone() throws {
    try expectCompletion(
      "apps:\n  web:\n    image: nginx\n    sidecars:\n      lo█:\n        image: x\n", choosing: "logger",
      gives: "apps:\n  web:\n    image: nginx\n    sidecars:\n      logger:\n        image: x\n")
  }

  @Test func declaredNames() throws {
    let fixture = """
      apps:
        web:
          image: nginx
          volumesFrom:
            - config:
                name: █
          envFrom:
            - config:
                name: other
      configs:
        a-config:
          external: true
        b-config:
          external: true

      """
    #expect(try labels(fixture) == ["a-config", "b-config", "other"])
  }

  @Test func undeclaredNamesWhereTheyAreDeclared() throws {
    try expectCompletion(
      "apps:\n  web:\n    image: nginx\n    volumesFrom:\n      - config:\n          name: web-config\nconfigs:\n  █\n",
      choosing: "web-config",
      gives:
        "apps:\n  web:\n    image: nginx\n    volumesFrom:\n      - config:\n          name: web-config\nconfigs:\n  web-config:\n    external: true\n"
    )
    #expect(
      try labels("apps:\n  web:\n    image: nginx\n    volumes:\n      - data:/x\nvolumes:\n  █\n") == ["data"])
  }

  @Test func mountsAndVariablesOfTheImage() throws {
    #expect(
      try labels(
        "apps:\n  web:\n    image: a\n    volumes:\n      - data:/shared\n    sidecars:\n      b:\n        volumes:\n          - █\n"
      ).first
        == "data:/shared:ro")
    let variables = try labels("apps:\n  db:\n    image: postgres:16\n    environment:\n      █\n")
    #expect(variables.first == "POSTGRES_PASSWORD")
    #expect(
      try labels("apps:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: x\n      POST█\n")
        .contains("POSTGRES_USER"))
    #expect(
      try labels(
        "apps:\n  a:\n    image: fluent/fluentd\n    volumesFrom:\n      - config:\n          name: x\n          mountPath: █\n"
      ).first
        == "/fluentd/etc")
  }

  @Test func aliases() throws {
    #expect(try labels("x-a: &base {}\nx-b: &other {}\napps:\n  web: *█\n") == ["*base", "*other"])
  }
}

@Suite struct CompletionOfValuesTests {
  @Test func theWholeReferenceIsTheWord() throws {
    try expectCompletion(
      "apps:\n  web:\n    sidecars:\n      metrics:\n        image: prom/no█\n", choosing: "prom/node-exporter",
      gives: "apps:\n  web:\n    sidecars:\n      metrics:\n        image: prom/node-exporter\n")
    try expectCompletion(
      "apps:\n  web:\n    sidecars:\n      metrics:\n        image: \"prom/no█\"\n", choosing: "prom/node-exporter",
      gives: "apps:\n  web:\n    sidecars:\n      metrics:\n        image: \"prom/node-exporter\"\n")
  }

  @Test(arguments: [
    ("logger", "fluent/fluentd"), ("metrics", "prom/node-exporter"), ("cache", "redis"), ("proxy", "envoyproxy/envoy"),
  ])
  func imagesAreRankedByTheSidecarsName(_ name: String, _ expected: String) throws {
    let found = try labels("apps:\n  web:\n    image: nginx\n    sidecars:\n      \(name):\n        image: █\n")
    let place = try #require(found.firstIndex(of: expected))
    #expect(place < 15)
    #expect(found.count > 100)
  }

  @Test func valuesRightBehindTheColon() throws {
    try expectCompletion(
      "apps:\n  web:\n    image:█\n", choosing: "nginx", gives: "apps:\n  web:\n    image: nginx\n")
    #expect(try labels("configs:\n  c:\n    external:█\n") == ["true", "false"])
    #expect(try labels("configs:\n  c:\n    external: █\n") == ["true", "false"])
    #expect(try labels("configs: {c: {external: █}}\n") == ["true", "false"])
  }

  @Test func enumerations() throws {
    #expect(try labels("apps:\n  web:\n    service:\n      type: █\n") == ["ClusterIP", "NodePort", "LoadBalancer"])
    #expect(try labels("apps:\n  web:\n    service: {type: \"█\"}\n") == ["ClusterIP", "NodePort", "LoadBalancer"])
  }

  @Test func portsOfTheImage() throws {
    try expectCompletion(
      "apps:\n  web:\n    image: redis:7\n    ports:\n      - █\n", choosing: "6379:6379",
      gives: "apps:\n  web:\n    image: redis:7\n    ports:\n      - \"6379:6379\"\n")
    try expectCompletion(
      "apps:\n  web:\n    image: redis:7\n    ports:\n      -█\n", choosing: "6379:6379",
      gives: "apps:\n  web:\n    image: redis:7\n    ports:\n      - \"6379:6379\"\n")
    try expectCompletion(
      "apps:\n  web:\n    image: redis:7\n    ports: [\"6█\"]\n", choosing: "6379:6379",
      gives: "apps:\n  web:\n    image: redis:7\n    ports: [\"6379:6379\"]\n")
  }

  @Test func imagesOfTheUser() throws {
    let found = try complete("apps:\n  web:\n    image: █\n", images: ["registry.example.com/team/api"]).list.items.map(
      \.label)
    #expect(found.contains("registry.example.com/team/api"))
  }
}

/// The example stack with one line broken at a time: completion in the app's body lives on, and so do the reports of
/// the other apps.
@Suite struct CompletionInBrokenTextTests {
  static let brokenLines = [
    "image: \"nginx", "image: 'nginx", "}", "]", "image nginx", "\timage: nginx", "- x", "*", "&", "[", "{", "|", ">",
    "!!", "!", "? :", "%bad",
    "`x`", "- - -", ",", "#", "image: nginx: latest", "image: *", "image: @x", "image: [a, b", "image: {a: b",
    "<<<<<<< HEAD", "image: \"a\\dq\"", "image: \"a\" b", "image:nginx", "ima", ": x", "image: |x", "image: %x",
    "image: - x",
    "\"image", "'", "\"", "image: ]", "x: [", "x: {", "=======",
  ]
  static let places = ["above in another app", "just above", "just below"]

  @Test(arguments: brokenLines, places)
  func lives(_ line: String, _ place: String) throws {
    var lines = [
      "apps:", "  first:", "    image: first:1", "    ports:", "      - \"81:81\"", "  web:", "    image: nginx:1.27",
      "    █",
      "    ports:", "      - \"80:80\"", "  last:", "    image: last:1", "    enviroment:", "      A: b", "",
    ]
    let indented = line.hasPrefix("<") || line.hasPrefix("=") ? line : "    " + line
    switch place {
    case "above in another app": lines.insert(indented, at: 4)
    case "just above": lines.insert(indented, at: 7)
    default: lines.insert(indented, at: 8)
    }
    let fixture = lines.joined(separator: "\n")
    let found = try labels(fixture)
    #expect(found.contains("sidecars"), "\(fixture)\ngives \(found)")
    #expect(found.contains("environment") && !found.contains("apps"))
    let text = try MarkedText(fixture).text
    let codes = StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics().map(
      \.code)
    #expect(codes.contains("unknown-key"), "\(text)\ngives \(codes)")
  }
}
