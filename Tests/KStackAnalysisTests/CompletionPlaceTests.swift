import KStackAnalysis
import TestSupport
import Testing

private let web = "apps:\n  web:\n    image: nginx\n"

/// Where the value of a key begins, and where nothing can stand.
@Suite struct CompletionPlaceTests {
  @Test func nothingAtAColumnWhereNothingCanStand() throws {
    #expect(try labels(web + "    ports:\n      - \"80:80\"\n        █\n").isEmpty)
    #expect(try labels("apps:\n  a:\n        █\n    image: x\n").isEmpty)
    #expect(try labels(web + "     po█\n").isEmpty)
    #expect(try labels(web + "    environment:\n      A: b\n    █\n").contains("ports"))
  }

  @Test func nothingBehindTheEndOfTheDocument() throws {
    #expect(try labels(web + "...█\n").isEmpty)
    #expect(try labels(web + "...\n█\n").isEmpty)
    #expect(try labels(web + "... # end\n\n# more\nco█\n").isEmpty)
    #expect(try labels(web + "█\n...\n").contains("configs"))
    #expect(try labels(web + "...a: 1\n█\n").contains("configs"))
  }

  @Test func aBlockScalarIsNotCutInTwo() throws {
    let text = web + "    command:\n      - sh\n      - |\n        one\n"
    for indent in ["", "  ", "    ", "      ", "        "] {
      #expect(try labels(text + indent + "█\n\n        two\n").isEmpty)
      #expect(try labels(text + "\n" + indent + "█\n        two\n").isEmpty)
    }
    #expect(try labels(text + "    █\n").contains("ports"))
    #expect(try labels(text + "\n█\n").contains("configs"))
  }

  @Test(arguments: [" ", ""])
  func aCollectionBeginsBelowItsKey(_ space: String) throws {
    try expectCompletion(
      "apps:\(space)█\n", choosing: "app", gives: "apps:\(space)\n  web:\n    image: \n", snippets: false)
    try expectCompletion(
      web + "    ports:\(space)█\n", choosing: "80:80", gives: web + "    ports:\(space)\n      - \"80:80\"\n")
    try expectCompletion(
      web + "    resources:\(space)█\n", choosing: "limits",
      gives: web + "    resources:\(space)\n      limits:\n        \n", snippets: false)
    try expectCompletion(
      web + "    envFrom:\n      - secret:\(space)█\n", choosing: "name",
      gives: web + "    envFrom:\n      - secret:\(space)\n          name: $1\n")
    try expectCompletion(
      web + "    sidecars:\(space)█\n", choosing: "logger",
      gives: web + """
            sidecars:\(space)
              logger:
                image: fluent/fluentd:latest
                volumesFrom:
                  - config:
                      name: fluentd-config
                      mountPath: /fluentd/etc
                environment:
                  FLUENTD_CONF: custom.conf

        """, snippets: false)
    try expectCompletion(
      web + "    volumesFrom:\(space)█\n", choosing: "config",
      gives: web + "    volumesFrom:\(space)\n      - config:\n          name: $1\n")
  }

  @Test func aCollectionThatIsThereIsNotBegunAgain() throws {
    #expect(try labels(web + "    ports: █\n      - \"80:80\"\n").isEmpty)
    #expect(try labels(web + "    ports: █\n    - \"80:80\"\n").isEmpty)
    #expect(try labels(web + "    environment: █\n      A: b\n").isEmpty)
    #expect(try labels("x-a: █\n").isEmpty)
  }

  @Test func hosts() throws {
    try expectCompletion(
      web + "    expose:\n      - █\n", choosing: "host",
      gives: web + "    expose:\n      - example.com:\n          protocol: http\n", snippets: false)
    try expectCompletion(
      web + "    expose:\n      █\n", choosing: "host",
      gives: web + "    expose:\n      - ${1:example.com}:\n          protocol: ${2|http,https|}\n")
    try expectCompletion(
      web + "    expose: █\n", choosing: "host",
      gives: web + "    expose: \n      - example.com:\n          protocol: http\n", snippets: false)
    #expect(try !labels(web + "    expose:\n      - a.com:\n          protocol: http\n        █\n").contains("host"))
  }

  @Test func mergedMappings() throws {
    let anchors = "x-a: &base {image: nginx}\nx-b: &list [a]\napps:\n"
    #expect(try labels(anchors + "  web:\n    <<: █\n") == ["*base"])
    #expect(try labels(anchors + "  web:\n    <<:█\n") == ["*base"])
    #expect(try labels(anchors + "  web:\n    <<: [█]\n") == ["*base"])
    try expectCompletion(
      anchors + "  web:\n    <<: *b█\n", choosing: "*base", gives: anchors + "  web:\n    <<: *base\n")
    #expect(try labels("apps:\n  web: &web\n    <<: █\n").isEmpty)
  }

  @Test(arguments: ["data:/x:", "data:/x:r"])
  func modesOfAMount(_ mount: String) throws {
    for (open, close) in [("", ""), ("\"", "\"")] {
      try expectCompletion(
        web + "    volumes:\n      - \(open)\(mount)█\(close)\n", choosing: "ro",
        gives: web + "    volumes:\n      - \(open)data:/x:ro\(close)\n")
    }
  }
}

/// What stands around the word stays as it is, and is finished where it is not.
@Suite struct CompletionAroundTheWordTests {
  @Test(arguments: [":1.2", "@sha256:abc", ":1.2@sha256:abc"])
  func theTagStays(_ tag: String) throws {
    try expectCompletion(
      "apps:\n  web:\n    image: ng█inx\(tag)\n", choosing: "httpd", gives: "apps:\n  web:\n    image: httpd\(tag)\n")
    let file = "apps:\n  other:\n    image: \"registry:5000/team/app:7\"\n  web:\n    image: "
    try expectCompletion(
      file + "registry:5000/te█am/x\(tag)\n", choosing: "nginx", gives: file + "nginx\(tag)\n")
    try expectCompletion(
      file + "r█edis\(tag)\n", choosing: "registry:5000/team/app:7", gives: file + "registry:5000/team/app:7\n")
  }

  @Test func whatAnInsertionReplaces() throws {
    let (text, list) = try complete("apps:\n  web:\n    image: ng█inx:1.2\n")
    let item = try #require(list.items.first { $0.label == "nginx" })
    #expect(text.utf8.dropFirst(item.insert.lowerBound).prefix(item.insert.count).elementsEqual("ng".utf8))
    #expect(text.utf8.dropFirst(item.replace.lowerBound).prefix(item.replace.count).elementsEqual("nginx".utf8))
  }

  @Test func anOpenQuoteIsClosed() throws {
    try expectCompletion(
      "apps:\n  web:\n    image: 'ng█\n", choosing: "nginx", gives: "apps:\n  web:\n    image: 'nginx'\n")
    try expectCompletion(
      web + "    ports:\n      - \"█\n", choosing: "80:80", gives: web + "    ports:\n      - \"80:80\"\n")
    try expectCompletion(
      "apps:\n  web:\n    \"im█\n", choosing: "image", gives: "apps:\n  web:\n    \"image\": \n", snippets: false)
  }

  @Test func aQuotedKeyGetsItsColon() throws {
    try expectCompletion(
      "{\"apps\": {\"web\": {\"im█\"}}}\n", choosing: "image", gives: "{\"apps\": {\"web\": {\"image\": }}}\n")
    try expectCompletion(
      "apps:\n  web:\n    \"im█\"\n", choosing: "image", gives: "apps:\n  web:\n    \"image\": \n")
  }

  @Test func jsonStaysJSON() throws {
    try expectCompletion(
      "{\"apps\": {\"web\": {█}}}\n", choosing: "image", gives: "{\"apps\": {\"web\": {\"image\": }}}\n",
      snippets: false)
    try expectCompletion(
      "{\"apps\": {\"web\": {\"image\": █}}}\n", choosing: "nginx",
      gives: "{\"apps\": {\"web\": {\"image\": \"nginx\"}}}\n")
    try expectCompletion(
      "{\"configs\": {\"a\": {\"external\": █}}}\n", choosing: "true",
      gives: "{\"configs\": {\"a\": {\"external\": true}}}\n")
    try expectCompletion(
      "{\"apps\": {\"db\": {\"image\": \"redis\", █}}}\n", choosing: "ports",
      gives: "{\"apps\": {\"db\": {\"image\": \"redis\", \"ports\": }}}\n", snippets: false)
  }

  @Test func whatIsThereIsNotOfferedAgain() throws {
    let app = "apps:\n  db:\n    image: postgres:16\n"
    let variables = try labels(app + "    environment:\n      POSTGRES_PASSWORD_FILE: /run/x\n      █\n")
    #expect(!variables.contains("POSTGRES_PASSWORD") && variables.contains("POSTGRES_USER"))
    #expect(try labels(app + "    ports:\n      - █\n").contains("5432:5432"))
    #expect(try !labels(app + "    ports:\n      - \"5000:5432\"\n      - █\n").contains("5432:5432"))
    #expect(try labels(app + "    ports:\n      - \"54█\"\n") == ["5432:5432"])
  }

  @Test func aByteOrderMarkIsNoIndentation() throws {
    try expectCompletion(
      "\u{FEFF}apps:█\n", choosing: "app", gives: "\u{FEFF}apps:\n  web:\n    image: \n", snippets: false)
  }

  /// Some editors insert unless told otherwise, and what stands behind the cursor would follow a closing quote.
  @Test func whatCannotGoOnReplacesTheWord() throws {
    let list = try complete("x: &n 1\napps:\n  web:\n    resources: {limits: {cpu: 50█0m}}\n").list
    let (quoted, plain) = (list.items.filter { $0.newText.hasPrefix("\"") }, list.items.filter { $0.label == "500m" })
    #expect(!quoted.isEmpty && quoted.allSatisfy { $0.insert == $0.replace })
    #expect(!plain.isEmpty && plain.allSatisfy { $0.insert.upperBound < $0.replace.upperBound })
    let alias = try complete("x: &n {a: 1}\napps:\n  web:\n    labels: *█m\n").list.items
    #expect(!alias.isEmpty && alias.allSatisfy { $0.insert == $0.replace })
  }

  @Test func theMarkOfADocumentStays() throws {
    for place in ["█---\n", "-█--\n", "---█\n"] { #expect(try labels(place + "apps:\n  web:\n").isEmpty) }
    #expect(try !labels("---\n█\napps:\n").isEmpty)
  }

  @Test func whatIsMergedBelowIsNotNamedAgain() throws {
    let anchor = "x: &a {image: b}\napps:\n  web:\n"
    #expect(try labels(anchor + "    <<: █\n      - *a\n").isEmpty)
    #expect(try labels(anchor + "    <<: █\n    command: [a]\n") == ["*a"])
  }
}
