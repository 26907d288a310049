import LanguageServerProtocol
import TestSupport
import Testing

/// `kstack/effectiveConfiguration`, which is no part of LSP.
@Suite struct EffectiveConfigurationTests {
  private static let method = "kstack/effectiveConfiguration"
  private static let text =
    "apps:\n  é😀: {sidecars: {}}\n  web:\n    sidecars: {log: {image: a}}\n    volumes: [\"d:/d\"]\n"

  @Test func `it is announced as experimental`() throws {
    var client = Client()
    let answer = try client.request("initialize", ["capabilities": [:]])
    #expect(answer["result"]?["capabilities"]?["experimental"] == ["kstackEffectiveConfiguration": true])
  }

  @Test(arguments: ["utf-8", "utf-16", "utf-32"])
  func `the container at the position`(_ encoding: String) throws {
    var editor = try Editor(Self.text, encoding: encoding)
    let answer = try editor.ask(Self.method, at: "{log█: {image: a}}")
    #expect(answer["title"] == "sidecar 'log' of app 'web'")
    #expect(answer["languageId"] == "yaml")
    let lines = answer["text"]?.string?.split(separator: "\n")
    #expect(lines?.prefix(4).dropFirst() == ["image: a", "volumes:  # inherited from app 'web'", "  - d:/d"])
    #expect(try editor.ask(Self.method, at: "  é😀█: {sid")["title"] == "app 'é😀'")
    #expect(try editor.ask(Self.method, at: "app█s:") == .null)
  }

  @Test func `nothing where there is no stack, and wrong params are refused`() throws {
    var client = try Client.initialized()
    #expect(try client.request(Self.method, Client.position(0, 0))["result"] == .null)
    try client.open("kind: Pod\napps: {a: {image: x}}\n")
    for wrong in [nil, [], ["textDocument": 3]] as [JSONValue?] {
      #expect(try client.request(Self.method, wrong)["error"]?["code"] == -32602)
    }
  }
}
