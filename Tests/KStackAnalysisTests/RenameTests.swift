import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

@Suite struct RenameTests {
  private func expectRename(
    _ fixture: String, to name: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let marked = try MarkedText(fixture)
    let edits = try file(marked.text).rename(at: try marked.cursor, to: name)
    expectText(try applying(edits, to: marked.text), equals: expected, sourceLocation: sourceLocation)
  }

  private func file(_ text: String) -> StackFile {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
  }

  @Test func `an app with its addresses`() throws {
    try expectRename(
      """
      apps:
        w█eb: # the web app
          image: web:1
          environment: {A: http://web:8080/web, B: 'http://web-log:1', C: web}
          sidecars: {log: {image: web}}
      """, to: "site",
      gives: """
        apps:
          site: # the web app
            image: web:1
            environment: {A: http://site:8080/web, B: 'http://site-log:1', C: web}
            sidecars: {log: {image: web}}
        """)
  }

  @Test func `a sidecar with its address`() throws {
    try expectRename(
      "apps: {web: {environment: {B: 'http://web-log:1'}, sidecars: {l█og: {image: log}}}}\n", to: "logger",
      gives: "apps: {web: {environment: {B: 'http://web-logger:1'}, sidecars: {logger: {image: log}}}}\n")
  }

  @Test func `a volume from a mount, quotes kept`() throws {
    try expectRename(
      "apps:\n  web:\n    volumes:\n      - \"da█ta:/x\"\n      - data:/y:ro\nvolumes:\n  'data': {}\n", to: "files",
      gives: "apps:\n  web:\n    volumes:\n      - \"files:/x\"\n      - files:/y:ro\nvolumes:\n  'files': {}\n")
  }

  @Test func `a name that would load as another value is quoted`() throws {
    try expectRename(
      "configs:\n  b█ase: {external: true}\napps: {web: {envFrom: [config: {name: \"base\"}, config: {name: base}]}}\n",
      to: "123",
      gives: "configs:\n  \"123\": {external: true}\napps: {web: {envFrom: [config: {name: \"123\"}, "
        + "config: {name: \"123\"}]}}\n")
  }

  @Test func `a host that would load as another value is quoted`() throws {
    try expectRename(
      "apps:\n  a█pi:\n  web:\n    environment:\n      API_HOST: api\n      API: api:80\n", to: "on",
      gives: "apps:\n  \"on\":\n  web:\n    environment:\n      API_HOST: \"on\"\n      API: on:80\n")
  }

  @Test func `a name that is written with escapes`() throws {
    try expectRename(
      "apps: {web: {volumes: [\"da\\x74a:/x\"]}}\nvolumes: {da█ta: }\n", to: "files",
      gives: "apps: {web: {volumes: [\"files:/x\"]}}\nvolumes: {files: }\n")
  }

  @Test func `an anchor with its aliases`() throws {
    try expectRename(
      "x: &ba█se {image: a}\napps: {a: *base, b: {<<: *base}}\r\n", to: "Common_1",
      gives: "x: &Common_1 {image: a}\napps: {a: *Common_1, b: {<<: *Common_1}}\r\n")
  }

  @Test func `the same name changes nothing`() throws {
    try expectRename("apps: {w█eb: }\n", to: "web", gives: "apps: {web: }\n")
  }

  @Test func `the place that is asked for`() throws {
    let marked = try MarkedText("apps: {web: {volumes: ['⟦d█ata⟧:/x']}}\n")
    let place = file(marked.text).renamePlace(at: try marked.cursor)
    #expect(place?.range == (try marked.range))
    #expect(place?.name == "data")
  }

  @Test(arguments: [
    ("apps: {w█eb: }\n", "Web", true, "'Web' is no name for an app: capital letters are not allowed; 'web' would do"),
    (
      "apps: {w█eb: }\n", "1a", true,
      "'1a' is no name for an app: it must start with a lower-case letter; 'app-1a' would do"
    ),
    (
      "apps: {w█eb: }\n", "a_b", true,
      "'a_b' is no name for an app: only lower-case letters, digits and hyphens are allowed; 'a-b' would do"
    ),
    ("apps: {w█eb: }\n", "", true, "'' is no name for an app: it is empty"),
    (
      "volumes: {d█ata: }\n", "a..b", true,
      "'a..b' is no name for a volume: a dot must have a letter or a digit on both sides; 'a.b' would do"
    ),
    ("x: &a█ 1\n", "a b", true, "'a b' is no name for an anchor: use letters, digits, '-' and '_'"),
    ("x: &a█ 1\ny: &b 2\n", "b", false, "there is an anchor 'b' in this file already, on line 2"),
    ("apps:\n  w█eb:\n  api:\n", "api", false, "there is an app 'api' in this file already, on line 3"),
    (
      "apps: {w█eb: {sidecars: {log: }}, a-log: }\n", "a", false,
      "the sidecar 'log' of 'web' would be called 'a-log' in the cluster, as the app 'a-log' is"
    ),
    (
      "apps: {web: {sidecars: {log: }}, a█pi: }\n", "web-log", false,
      "the app 'api' would be called 'web-log' in the cluster, as the sidecar 'log' of 'web' is"
    ),
    ("apps: {web: █}\n", "a", false, "there is no name here that can be changed"),
    (
      "apps:\n  w█eb:\n    image: \"http://web\n  api:\n    image: a\n", "site", false,
      "line 3 mentions 'web' and cannot be read: put its syntax right first"
    ),
    (
      "x: &n data\napps: {web: {envFrom: [config: {name: *n}, secret: {name: *n}]}}\nconfigs: {d█ata: }\n", "b", false,
      "line 1 also names a secret: change it by hand"
    ),
  ])
  func `what cannot be is refused with a reason`(
    _ fixture: String, _ name: String, _ isInvalidName: Bool, _ message: String
  ) throws {
    let marked = try MarkedText(fixture)
    let offset = try marked.cursor
    let failure = #expect(throws: RenameFailure.self) { try file(marked.text).rename(at: offset, to: name) }
    #expect(failure?.message == message)
    #expect(failure?.isInvalidName == isInvalidName)
  }

  @Test func `names that grow too long in the cluster are refused`() throws {
    let marked = try MarkedText("apps: {w█eb: {sidecars: {log: }}}\n")
    let offset = try marked.cursor
    let name = String(repeating: "a", count: 60)
    let failure = #expect(throws: RenameFailure.self) { try file(marked.text).rename(at: offset, to: name) }
    #expect(failure?.message.hasSuffix("which is longer than 63 characters") == true)
  }
}
