import KStackAnalysis
import LanguageServerProtocol
import TestSupport
import Testing

@testable import KStackLanguageServer

@Suite struct SettingsTests {
  private static let all: JSONValue = [
    "files": ["*.stack"], "images": ["registry:5000/a"],
    "diagnostics": ["severity": ["unknown-key": "error", "host-path": "off"], "run": "onSave", "bestPractices": true],
    "referencePage": "https://example.org/reference#top",
  ]
  private static let dotted: JSONValue = [
    "kstack.files": ["*.stack"], "images": ["registry:5000/a"],
    "diagnostics.severity": ["unknown-key": "error", "host-path": "off"], "kstack.diagnostics.run": "onSave",
    "diagnostics.bestPractices": true,
    "kstack.referencePage": "https://example.org/reference",
  ]

  @Test(arguments: [all, ["kstack": all], dotted])
  func `settings may be nested, dotted or in their section`(_ configuration: JSONValue) {
    var settings = Settings()
    #expect(settings.apply(configuration) == [])
    var expected = Settings()
    expected.filePatterns = ["*.stack"]
    expected.images = ["registry:5000/a"]
    expected.severities = ["unknown-key": .error]
    expected.severities.updateValue(nil, forKey: "host-path")
    expected.diagnosticsRun = .onSave
    expected.bestPractices = true
    expected.referencePage = "https://example.org/reference"
    #expect(settings == expected)
  }

  @Test(
    arguments: [
      (["files": "a"], "kstack.files: must be a list of texts"),
      (["files": ["a", 3]], "kstack.files: item 2 is not a text"),
      (["images": false], "kstack.images: must be a list of texts"),
      (["diagnostics": ["run": "never"]], "kstack.diagnostics.run: must be 'onType' or 'onSave'"),
      (
        ["diagnostics": ["severity": ["nope": "error"]]],
        "kstack.diagnostics.severity: there is no diagnostic and no group called 'nope'"
      ),
      (["diagnostics": ["severity": "off"]], "kstack.diagnostics.severity: must be an object of severities by code"),
      (
        ["diagnostics": ["severity": ["host-path": "fatal"]]],
        "kstack.diagnostics.severity: the severity of 'host-path' must be one of 'error', 'warning', 'information', 'hint', 'off'"
      ),
      (["diagnostics": ["bestPractices": "yes"]], "kstack.diagnostics.bestPractices: must be true or false"),
      (["referencePage": 3], "kstack.referencePage: must be a text"),
      (["referencePage": "reference.md"], "kstack.referencePage: 'reference.md' is neither a URI nor an absolute path"),
      ("on", "kstack: settings must be an object"),
    ] as [(JSONValue, String)])
  func `a bad value is named and the rest holds`(_ configuration: JSONValue, _ complaint: String) {
    var values = configuration.object ?? [:]
    if configuration.object != nil, values["images"] == nil { values["images"] = ["kept"] }
    var settings = Settings()
    #expect(settings.apply(configuration.object == nil ? configuration : .object(values)) == [complaint])
    if values["images"] == ["kept"] { #expect(settings.images == ["kept"]) }
  }

  @Test(arguments: [nil, [:], ["files": nil], ["diagnostics": nil], ["trace": ["server": "off"]]] as [JSONValue])
  func `nothing said means the defaults`(_ configuration: JSONValue) {
    var settings = Settings()
    #expect(settings.apply(configuration) == [])
    #expect(settings == Settings())
  }

  @Test func `every default is what holds without settings`() {
    for setting in Setting.all {
      var settings = Settings()
      #expect(setting.apply(setting.defaultValue, &settings) == [], "\(setting.name)")
      #expect(settings == Settings(), "\(setting.name)")
    }
  }

  @Test func `the declarations have a type, a default and a description each`() {
    let declarations = Setting.declarations.object ?? [:]
    let others = [
      "kstack.diagnostics.bestPractices", "kstack.diagnostics.run", "kstack.diagnostics.severity", "kstack.files",
      "kstack.images", "kstack.inlayHints.inheritance", "kstack.inlayHints.mountPaths", "kstack.inlayHints.ports",
      "kstack.inlayHints.values", "kstack.referencePage",
    ]
    #expect(declarations.keys.sorted() == (others + Feature.allCases.map { "kstack.\($0.setting)" }).sorted())
    for (name, schema) in declarations {
      #expect(
        schema["type"]?.string != nil && schema["default"] != nil && schema["description"]?.string != nil, "\(name)")
    }
  }
}

@Suite struct ConfigurationTests {
  private let pull: JSONValue = ["workspace": ["configuration": true]]

  @Test func `settings are pulled, and the client is asked to say when they change`() throws {
    var client = Client()
    let capabilities: JSONValue = [
      "workspace": ["configuration": true, "didChangeConfiguration": ["dynamicRegistration": true]]
    ]
    #expect(try client.request("initialize", ["capabilities": capabilities])["error"] == nil)
    let sent = try client.notify("initialized", [:])
    #expect(sent.map { $0["method"] } == ["client/registerCapability", "workspace/configuration"])
    #expect(
      sent[0]["params"] == [
        "registrations": [
          [
            "id": "kstack-configuration", "method": "workspace/didChangeConfiguration",
            "registerOptions": ["section": "kstack"],
          ]
        ]
      ])
    #expect(sent[1]["params"] == ["items": [["section": "kstack"]]])
    #expect(try client.send(["jsonrpc": "2.0", "id": sent[0]["id"] ?? 0, "result": nil]) == [])
    let complaint = try client.send(["jsonrpc": "2.0", "id": sent[1]["id"] ?? 0, "result": [["images": 3]]])
    #expect(complaint.map { $0["params"] } == [["type": 2, "message": "kstack.images: must be a list of texts"]])
  }

  @Test func `nothing is asked of a client that announced nothing`() throws {
    var client = Client()
    #expect(try client.request("initialize", ["capabilities": [:]])["error"] == nil)
    #expect(try client.notify("initialized") == [])
  }

  @Test(
    arguments: [["result": []], ["result": [nil]], ["result": nil], ["error": ["code": 1, "message": "no"]]]
      as [[String: JSONValue]])
  func `an empty answer leaves the options of initialize`(_ answer: [String: JSONValue]) throws {
    var client = try Client.initialized(pull, options: ["diagnostics": ["run": "onSave"]])
    var message = answer
    message["jsonrpc"] = "2.0"
    message["id"] = "kstack-1"
    #expect(try client.send(.object(message)) == [])
    try client.open("a")
    #expect(try client.idle().count == 1)
    try client.change(version: 2, ["text": "b"])
    #expect(!client.server.hasIdleWork)
  }

  @Test func `a change is pulled, and an answer to an older pull is dropped`() throws {
    var client = try Client.initialized(pull)
    let sent = try client.notify("workspace/didChangeConfiguration", ["settings": ["kstack": ["images": 3]]])
    #expect(sent.map { $0["method"] } == ["workspace/configuration"])
    #expect(sent[0]["id"] == "kstack-2")
    #expect(try client.send(["jsonrpc": "2.0", "id": "kstack-1", "result": [["files": 3]]]) == [])
    #expect(try client.send(["jsonrpc": "2.0", "id": "kstack-2", "result": [["files": 3]]]).count == 1)
  }

  @Test func `a client that cannot be asked pushes`() throws {
    var client = try Client.initialized()
    try client.open("a")
    #expect(try client.idle().count == 1)
    let settings: JSONValue = ["kstack": ["diagnostics": ["run": "onSave"]], "other": 1]
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": settings]) == [])
    #expect(try client.idle() == [])
    try client.change(version: 2, ["text": "b"])
    #expect(!client.server.hasIdleWork)
    #expect(try client.notify("workspace/didChangeConfiguration", ["settings": nil]) == [])
  }
}
