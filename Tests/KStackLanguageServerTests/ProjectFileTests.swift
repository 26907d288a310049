import KStackAnalysis
import LanguageServerProtocol
import TestSupport
import Testing
import YAMLSyntax

@testable import KStackLanguageServer

@Suite struct ProjectFileTests {
  private static let path = "/project/.kstack-ls.yaml"

  private func settings(_ text: String) -> Settings {
    ProjectFile(path: Self.path, bytes: Array(text.utf8)).settings
  }

  @Test(arguments: [
    "diagnostics:\n  severity:\n    unknown-key: error\n    images: off\n  bestPractices: yes\nfiles: [a.yaml]\n",
    "diagnostics.severity: {unknown-key: error, images: \"off\"}\ndiagnostics.bestPractices: true\nfiles:\n- a.yaml\n",
    "kstack.diagnostics.severity: {unknown-key: error, images: off}\nkstack.diagnostics.bestPractices: on\nkstack.files: [a.yaml]\n",
    "kstack:\n  diagnostics:\n    severity: &s {unknown-key: error, images: off}\n    bestPractices: true\n  files: [a.yaml]\n",
    "files: [a.yaml]\ndiagnostics: {severity: {unknown-key: error, images: off}, bestPractices: true}\nunknown: \"x\n",
  ])
  func `settings are nested or dotted, and what can be read counts`(_ text: String) {
    var expected = Settings()
    expected.severities = ["unknown-key": .error]
    expected.severities.updateValue(nil, forKey: "images")
    expected.bestPractices = true
    expected.filePatterns = ["a.yaml"]
    #expect(settings(text) == expected)
  }

  @Test(arguments: ["", "# nothing\n", "[]", "\u{0}", "a: &a [*a]\n", "files: &f [*f]\n"])
  func `any text gives settings`(_ text: String) {
    #expect(settings(text).severities.isEmpty)
  }

  @Test func `mistakes are diagnosed in the file`() {
    expectDiagnostics(
      """
      file: []
      ↑↑↑↑ warning[unknown-key]: unknown key 'file'; did you mean 'files'?
      images: nginx
              ↑↑↑↑↑ error[wrong-type]: 'images' must be a list of texts
      diagnostics:
        run: onSav
             ↑↑↑↑↑ error[invalid-value]: 'onSav' is not known here; did you mean 'onSave'?
        bestPractices: "no"
                       ↑↑↑↑ error[wrong-type]: 'bestPractices' must be true or false, not the text 'no'
        severity:
          unknwon-key: error
          ↑↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'unknwon-key'; did you mean 'unknown-key'?
          wrong-type: off
          syntax: never
                  ↑↑↑↑↑ error[invalid-value]: 'syntax' must be one of error, warning, information, hint, off, not 'never'
          nonsense: off
          ↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'nonsense'; the language server ignores it
      kstack.images: [a]
      """, context: ProjectFile.context(snippets: false))
  }

  @Test func `codes are completed and explained`() throws {
    let marked = "diagnostics:\n  severity:\n    unquoted-port: hint\n    \n"
    let file = StackFile(text: SourceText(marked), context: ProjectFile.context(snippets: false))
    let labels = file.completion(at: marked.utf8.count - 1).items.map(\.label)
    #expect(labels.contains("unknown-key") && labels.contains("network") && !labels.contains("unquoted-port"))
    let hover = try #require(file.hover(at: 30))
    #expect(hover.markdown.contains("base 60"))
    let top = StackFile(text: SourceText(""), context: ProjectFile.context(snippets: false)).completion(at: 0)
    let sections = ["files", "images", "referencePage", "diagnostics", "inlayHints"]
    #expect(Set(top.items.map(\.label)) == Set(sections + Feature.allCases.map(\.rawValue)))
  }

  @Test func `the nearest one above a file is found`() {
    let disk = FakeDisk(["/a/.kstack-ls.yaml": "images: [far]\n", "/a/b/c/d/.kstack-ls.yaml": "images: [below]\n"])
    var files = ProjectFiles()
    let found = files.nearest(above: "/a/b/c/web.yaml", disk.read)
    #expect(found?.file.settings.images == ["far"])
    #expect(found?.file.folder == "/a")
    #expect(found?.isNew == true)
    #expect(disk.asked == ["/a/b/c/.kstack-ls.yaml", "/a/b/.kstack-ls.yaml", "/a/.kstack-ls.yaml"])
    #expect(files.nearest(above: "/x/web.yaml", disk.read) == nil)
    #expect(ProjectFile(path: "/.kstack-ls.yaml", bytes: []).folder == "/")
  }

  @Test func `no folder is looked into twice`() {
    let disk = FakeDisk(["/a/.kstack-ls.yaml": "images: [far]\n"])
    var files = ProjectFiles()
    _ = files.nearest(above: "/a/b/web.yaml", disk.read)
    let asked = disk.asked
    #expect(files.nearest(above: "/a/b/other.yaml", disk.read)?.isNew == false)
    #expect(files.nearest(above: "/a/other.yaml", disk.read)?.file.settings.images == ["far"])
    #expect(disk.asked == asked)
    #expect(files.nearest(above: "/a/c/d/web.yaml", disk.read)?.isNew == false)
    #expect(disk.asked.dropFirst(asked.count) == ["/a/c/d/.kstack-ls.yaml", "/a/c/.kstack-ls.yaml"])
    #expect(files.nearest(above: "/web.yaml", disk.read) == nil)
    #expect(files.nearest(above: "/x/web.yaml", disk.read) == nil)
    #expect(disk.asked.suffix(2) == ["/.kstack-ls.yaml", "/x/.kstack-ls.yaml"])
  }

  @Test func `what is wrong with it is said once, however many folders it is for`() throws {
    let disk = FakeDisk([
      "/p/.kstack-ls.yaml": "referencePage: nowhere\n", "/p/a/a.yaml": Self.stack, "/p/b/c/b.yaml": Self.stack,
    ])
    var client = Client(disk: disk.disk)
    _ = try client.request("initialize", ["capabilities": [:], "rootUri": "file:///p"])
    let sent = try client.later("workspace/symbol", ["query": "web"])
    #expect(sent.map { $0["method"] } == ["window/logMessage", nil])
    #expect(sent.last?["result"]?.array?.count == 2)
  }

  @Test func `an editor's settings win`() {
    var editor = Settings()
    editor.severities = ["unknown-key": .hint]
    editor.images = ["own"]
    var project = Settings()
    project.severities = ["unknown-key": .error, "wrong-type": .hint]
    project.images = ["project"]
    project.filePatterns = ["*.stack"]
    project.diagnosticsRun = .onSave
    project.bestPractices = true
    project.inlayHints = [.ports]
    project.off = [.codeLens]
    let both = editor.over(project)
    #expect(both.severities == ["unknown-key": .hint, "wrong-type": .hint])
    #expect(both.images == ["own"])
    #expect(both.filePatterns == ["*.stack"])
    #expect(both.diagnosticsRun == .onSave && both.bestPractices)
    #expect(both.inlayHints == [.ports] && both.off == [.codeLens])
  }

  // MARK: - In a session

  private func severities(_ messages: [JSONValue]) -> [[JSONValue]] {
    messages.map { ($0["params"]?["diagnostics"]?.array ?? []).compactMap { $0["severity"] } }
  }

  private static let stack = "apps:\n  web:\n    image: nginx:1.27\n    one: 1\n"

  @Test func `it is read when a document is opened and never before`() throws {
    let disk = FakeDisk([Self.path: "diagnostics.severity: {unknown-key: error}\n"])
    var client = try Client.initialized(disk: disk.disk)
    #expect(disk.asked.isEmpty)
    try client.open(Self.stack)
    #expect(severities(try client.idle()) == [[1]])
    #expect(disk.asked == [Self.path])
    try client.open(Self.stack, uri: "file:///project/other.yaml")
    #expect(disk.asked == [Self.path])
    try client.open(Self.stack, uri: "untitled:Untitled-1")
    #expect(disk.asked == [Self.path])
  }

  @Test func `it is read again when it changes`() throws {
    let disk = FakeDisk([:])
    let capabilities: JSONValue = ["workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]]]
    var client = Client(disk: disk.disk)
    _ = try client.request("initialize", ["capabilities": capabilities])
    let sent = try client.notify("initialized", [:])
    #expect(
      sent.map { $0["params"] } == [
        [
          "registrations": [
            [
              "id": "kstack-files", "method": "workspace/didChangeWatchedFiles",
              "registerOptions": [
                "watchers": [["globPattern": "**/.kstack-ls.yaml"], ["globPattern": "**/*.{yaml,yml}"]]
              ],
            ]
          ]
        ]
      ])
    try client.open(Self.stack)
    #expect(severities(try client.idle()) == [[2]])
    disk.write("diagnostics: {severity: {structure: hint}}\n", at: Self.path)
    let changes: JSONValue = ["changes": [["uri": "file:///project/.kstack-ls.yaml", "type": 1]]]
    #expect(try client.notify("workspace/didChangeWatchedFiles", changes) == [])
    #expect(severities(try client.idle()) == [[4]])
    disk.write(nil, at: Self.path)
    let saved: JSONValue = ["textDocument": ["uri": "file:///project/.kstack-ls.yaml"]]
    #expect(try client.notify("textDocument/didSave", saved) == [])
    #expect(severities(try client.idle()) == [[2]])
    let others: JSONValue = ["changes": [["uri": "file:///project/a.yaml", "type": 1]]]
    #expect(try client.notify("workspace/didChangeWatchedFiles", others) == [])
    #expect(!client.server.hasIdleWork)
  }

  @Test func `what it switches off is not shown`() throws {
    let disk = FakeDisk([Self.path: "codeLens: false\n"])
    var client = try Client.initialized(disk: disk.disk)
    let text = "apps:\n  web:\n    image: nginx:1.27\n"
    let uris: [JSONValue] = ["file:///project/web.kstack.yaml", "file:///other/web.kstack.yaml"]
    for uri in uris { try client.open(text, uri: uri) }
    let lenses = try uris.map { uri in
      try client.request("textDocument/codeLens", ["textDocument": ["uri": uri]])["result"]?.array?.count
    }
    #expect(lenses == [nil, 1])
  }

  @Test func `its patterns count from its folder, and its images are known`() throws {
    let disk = FakeDisk([Self.path: "files: [\"deploy/*.yaml\"]\ndiagnostics.run: onSave\n"])
    var client = try Client.initialized(disk: disk.disk)
    let uri: JSONValue = "file:///project/deploy/a.yaml"
    try client.open("one: 1\n", uri: uri)
    #expect(severities(try client.idle()).first?.isEmpty == false)
    let change: JSONValue = [
      "textDocument": ["uri": uri, "version": 2], "contentChanges": [["text": "two: 1\n"]],
    ]
    #expect(try client.notify("textDocument/didChange", change) == [])
    #expect(!client.server.hasIdleWork)
  }

  @Test func `it is checked when it is opened itself, and what is more is logged`() throws {
    let disk = FakeDisk([Self.path: "referencePage: page.md\n"])
    var client = try Client.initialized(disk: disk.disk)
    try client.open("images: 3\n", uri: "file:///project/.kstack-ls.yaml")
    #expect(severities(try client.idle()) == [[1]])
    let item: JSONValue = ["uri": Client.uri, "languageId": "yaml", "version": 1, "text": .string(Self.stack)]
    let sent = try client.notify("textDocument/didOpen", ["textDocument": item])
    #expect(sent.map { $0["method"] } == ["window/logMessage"])
  }
}
