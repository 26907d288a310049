import KStackAnalysis
import KStackSchema
import TestSupport
import Testing
import YAMLSyntax

/// Definition, references, highlights and linked editing. In a fixture `█` is the cursor and the `⟦…⟧` are the ranges.
@Suite struct NameTests {
  private let stack = """
    apps:
      api:
        image: api:1.0
        ports:
          - "8080:80"
        volumes:
          - data:/data
        environment:
          SELF: http://api:8080/health
          OTHER: "postgres://user:pass@db:5432/app?host=db"
          DB_HOST: db
          EXPORTER: http://api-metrics:9113/metrics
          PUBLIC: https://api.example.org
          FULL: http://api.default.svc.cluster.local:8080
        sidecars:
          metrics:
            image: exporter:1.0
            volumes:
              - data:/data:ro
            volumesFrom:
              - config:
                  name: settings
            envFrom:
              - secret: {name: keys}
      db:
        image: postgres:16
    volumes:
      data:
        size: 5Gi
    configs:
      settings:
        external: true
    secrets:
      keys:
        external: true

    """

  /// Marks the cursor behind the nth occurrence of a text.
  private func at(_ text: String, nth: Int = 1) throws -> (StackFile, Int) {
    var rest = stack[...]
    for _ in 1..<nth {
      let range = try #require(rest.firstRange(of: text))
      rest = rest[range.upperBound...]
    }
    let range = try #require(rest.firstRange(of: text))
    return (file(stack), stack.utf8.distance(from: stack.startIndex, to: range.lowerBound))
  }

  private func file(_ text: String) -> StackFile {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
  }

  /// The line and the text before the place for each range, which tells them apart.
  private func lines(_ ranges: [Range<Int>], in file: StackFile) -> [String] {
    ranges.map { range in
      let line = file.text.lineRange(file.text.line(at: range.lowerBound))
      let whole = file.text.string(in: line.lowerBound..<range.lowerBound) + "⟦" + file.text.string(in: range) + "⟧"
      return (whole + file.text.string(in: range.upperBound..<max(range.upperBound, line.upperBound)))
        .drop { $0 == " " }.description
    }
  }

  @Test func `an app is found in the hosts of addresses`() throws {
    let (file, offset) = try at("api:\n")
    #expect(
      lines(file.references(at: offset, includingDeclaration: true), in: file) == [
        "⟦api⟧:", "SELF: http://⟦api⟧:8080/health", "EXPORTER: http://⟦api⟧-metrics:9113/metrics",
        "FULL: http://⟦api⟧.default.svc.cluster.local:8080",
      ])
    #expect(file.references(at: offset, includingDeclaration: false).count == 3)
  }

  @Test func `a host behind credentials and a variable that says HOST name an app`() throws {
    let (file, offset) = try at("db:\n")
    #expect(
      lines(file.references(at: offset, includingDeclaration: true), in: file) == [
        "OTHER: \"postgres://user:pass@⟦db⟧:5432/app?host=db\"", "DB_HOST: ⟦db⟧", "⟦db⟧:",
      ])
  }

  @Test func `the name of a sidecar in the cluster leads to the app and to the sidecar`() throws {
    let (file, offset) = try at("api-metrics")
    let app = try #require(file.definition(at: offset))
    #expect(lines(app.targets.map(\.name), in: file) == ["⟦api⟧:"])
    let sidecar = try #require(file.definition(at: offset + 4))
    #expect(lines(sidecar.targets.map(\.name), in: file) == ["⟦metrics⟧:"])
    #expect(file.text.string(in: sidecar.origin) == "metrics")
  }

  @Test func `a volume inside a mount leads to its declaration`() throws {
    let (file, offset) = try at("data:/data:ro")
    let link = try #require(file.definition(at: offset + 2))
    #expect(file.text.string(in: link.targets[0].extent) == "data:\n    size: 5Gi")
    #expect(link.targets.count == 1)
    #expect(file.definition(at: offset + 6) == nil)
  }

  @Test func `highlights tell what writes`() throws {
    let (file, offset) = try at("data:\n")
    let marks = file.highlights(at: offset)
    #expect(marks.map(\.isWrite) == [true, false, true])
    #expect(marks.map(\.isDeclaration) == [false, false, true])
  }

  @Test(arguments: ["settings", "keys"]) func `configs and secrets`(_ name: String) throws {
    let (file, offset) = try at(name)
    let link = try #require(file.definition(at: offset))
    #expect(lines(link.targets.map(\.name), in: file) == ["⟦\(name)⟧:"])
    #expect(file.references(at: offset, includingDeclaration: true).count == 2)
  }

  @Test(arguments: [
    "x-base: &⟦b█ase⟧ {image: a}\napps:\n  web:\n    <<: *⟦base⟧\n  api: *⟦base⟧\n",
    "x-base: &⟦base⟧ {image: a}\napps:\n  web:\n    <<: █*⟦base⟧\n  api: *⟦base⟧\n",
    "x-a: &a 1\nx-b: &⟦a⟧ 2\napps:\n  web: {image: *⟦a█⟧}\n",
    "apps:\n  \"⟦w█eb⟧\":\n    image: a\n    environment: {URL: 'http://⟦web⟧'}\n",
    "apps:\n  ⟦wéb⟧█:\n    image: a\n    environment: {URL: 'http://web'}\n",
    "apps:\n  web:\n    volumes:\n      - ⟦da█ta⟧\n      - ⟦data⟧:/x\n",
    "apps:\n  web:\n    volumes: &v [\"⟦data⟧:/x\"]\n  api: {volumes: *v}\nvolumes: {⟦data█⟧: }\n",
    "apps:\n  ⟦web█⟧:\n    image: a\n    command: [sh, -c, curl http://⟦web⟧:80 | tee]\n",
    "apps:\n  ⟦w█eb⟧:\nconfigs:\n  c:\n    data:\n      n.conf: |\n        # web\n        proxy_pass http://⟦web⟧:80;\n",
    "apps:\n  ⟦web⟧: {image: a}\n  api: {image: b, environment: {PEERS: \"⟦web⟧:1,⟦w█eb⟧:2/x,webs:3\"}}\n",
  ])
  func references(_ fixture: String) throws {
    let marked = try MarkedText(fixture)
    #expect(file(marked.text).references(at: try marked.cursor, includingDeclaration: true) == marked.ranges)
  }

  @Test(arguments: [
    "apps:\n  web:\n    im█age: a\n", "apps:\n  web:\n    image: we█b\n", "# we█b\napps: {web: }\n", "█", "apps: █\n",
    "apps: {web: {image: a, environment: {X: we█b, Y: http://localhost█:80}}}\n".replacing(
      "localhost█", with: "localhost"),
  ])
  func `no name, no answer`(_ fixture: String) throws {
    let marked = try MarkedText(fixture)
    let file = file(marked.text)
    let offset = try marked.cursor
    #expect(file.definition(at: offset) == nil)
    #expect(file.references(at: offset, includingDeclaration: true) == [])
    #expect(file.highlights(at: offset) == [])
    #expect(file.linkedRanges(at: offset) == nil)
    #expect(file.renamePlace(at: offset) == nil)
  }

  @Test func `sidecars that an alias brings in are one`() throws {
    let marked = try MarkedText(
      "apps:\n  web: {image: a, sidecars: &s {⟦l█og⟧: {image: b}}}\n  api:\n    image: c\n    sidecars: *s\n"
        + "    environment: {A: http://web-⟦log⟧:1, B: http://api-⟦log⟧:1}\n")
    #expect(file(marked.text).references(at: try marked.cursor, includingDeclaration: true) == marked.ranges)
  }

  @Test func `a sidecar belongs to its app`() throws {
    let marked = try MarkedText(
      "apps:\n  web: {image: a, sidecars: {⟦l█og⟧: {image: b}}}\n  api: {image: a, sidecars: {log: {image: b}}}\n")
    #expect(file(marked.text).references(at: try marked.cursor, includingDeclaration: true) == marked.ranges)
  }

  @Test func `names are found in broken text`() throws {
    let marked = try MarkedText(
      "apps:\n  web:\n    image: \"a\n    volumes:\n      - ⟦data⟧:/x\nvolumes:\n  ⟦da█ta⟧:\n")
    #expect(file(marked.text).references(at: try marked.cursor, includingDeclaration: true) == marked.ranges)
  }

  // MARK: Linked editing

  @Test(arguments: [
    "apps:\n  ⟦w█eb⟧: {image: a, environment: {U: http://⟦web⟧:80}}\n",
    "x: &⟦a█⟧ 1\napps: {web: {image: *⟦a⟧}}\n",
  ])
  func `a declaration and its uses change together`(_ fixture: String) throws {
    let marked = try MarkedText(fixture)
    #expect(file(marked.text).linkedRanges(at: try marked.cursor) == marked.ranges)
  }

  @Test(arguments: [
    "apps:\n  web: {image: a, environment: {U: http://w█eb:80}}\n", "apps:\n  w█eb: {image: a}\n",
    "apps:\n  w█eb: {environment: {U: http://web:80}}\n  web: {image: b}\n",
    "apps:\n  \"w█\\x65b\": {environment: {U: http://web:80}}\n",
  ])
  func `nothing changes together where that is not safe`(_ fixture: String) throws {
    let marked = try MarkedText(fixture)
    #expect(file(marked.text).linkedRanges(at: try marked.cursor) == nil)
  }

  // MARK: Reference page

  @Test(arguments: [
    ("apps:\n  web:\n    im█age: a\n", "## `apps.NAME.image`"), ("ap█ps: {}\n", "## `apps`"),
    ("apps:\n  web:\n    ports: [\"80█80:80\"]\n", "## `apps.NAME.ports`"),
    (
      "apps:\n  web:\n    volumesFrom:\n      - config:\n          na█me: x\n",
      "## `apps.NAME.volumesFrom[].config.name`"
    ),
    ("apps:\n  web:\n    envFrom:\n      - config:\n          na█me: x\n", "## `apps.NAME.envFrom[].config.name`"),
    ("apps:\n  web:\n    sidecars:\n      log:\n        ima█ge: x\n", "## `apps.NAME.image`"),
  ])
  func `a key leads to its section of the reference page`(_ fixture: String, _ heading: String) throws {
    let marked = try MarkedText(fixture)
    let section = try #require(file(marked.text).referenceSection(at: try marked.cursor))
    let page = RuleReference.page(for: .kstack).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(page[section.line] == heading)
  }

  @Test(arguments: ["apps:\n  web:\n    imag█: a\n", "x-█a: 1\n", "# ap█ps\n", "█"])
  func `an unknown key has no section`(_ fixture: String) throws {
    let marked = try MarkedText(fixture)
    #expect(file(marked.text).referenceSection(at: try marked.cursor) == nil)
  }
}
