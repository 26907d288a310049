import KStackSchema
import Testing

@Suite struct PortMappingTests {
  @Test(arguments: [
    ("80", "80/tcp"), ("8080:80", "8080→80/tcp"), ("8080:80/udp", "8080→80/udp"), ("53/udp", "53/udp"),
    ("80/tcp", "80/tcp"), ("1:65535", "1→65535/tcp"), ("0080:0080", "80→80/tcp"),
    ("00000000000000000000080", "80/tcp"),
  ])
  func valid(text: String, expected: String) throws {
    let port = try PortMapping.parse(text.utf8).get()
    let published = port.published.map { "\($0.number)→" } ?? ""
    #expect("\(published)\(port.target.number)/\(port.transport)" == expected)
  }

  @Test func rangesPointAtTheNumbers() throws {
    let port = try PortMapping.parse("8080:80/udp".utf8).get()
    #expect(port.published?.range == 0..<4)
    #expect(port.target.range == 5..<7)
    #expect(port.transportRange == 8..<11)
    let bare = try PortMapping.parse("80".utf8).get()
    #expect(bare.published == nil && bare.target.range == 0..<2 && bare.transportRange == nil)
  }

  @Test(arguments: [
    ("", "empty ⟦⟧"),
    (" 8080:80", "whitespace ⟦ ⟧ → 8080:80"),
    ("8080: 80", "whitespace ⟦ ⟧ → 8080:80"),
    ("80 80", "whitespace ⟦ ⟧"),
    ("http", "notANumber ⟦http⟧"),
    ("8080:http", "notANumber ⟦http⟧"),
    ("80.5", "notANumber ⟦80.5⟧"),
    ("-80", "notANumber ⟦-80⟧"),
    ("+80", "notANumber ⟦+80⟧"),
    ("0", "outOfRange ⟦0⟧"),
    ("65536:80", "outOfRange ⟦65536⟧"),
    ("80:99999999999999999999", "outOfRange ⟦99999999999999999999⟧"),
    (":80", "missingPublished ⟦⟧ → 80"),
    ("8080:", "missingTarget ⟦⟧ → 8080"),
    ("8080:/udp", "missingTarget ⟦⟧ → 8080/udp"),
    ("/tcp", "missingTarget ⟦⟧"),
    (":", "missingPublished ⟦⟧"),
    ("127.0.0.1:8080:80", "hostAddress ⟦127.0.0.1⟧ → 8080:80"),
    ("[::1]:8080:80/tcp", "hostAddress ⟦[::1]⟧ → 8080:80/tcp"),
    ("localhost:80", "hostAddress ⟦localhost⟧ → 80"),
    ("8000-8010", "portRange ⟦8000-8010⟧"),
    ("8000-8010:80", "portRange ⟦8000-8010⟧"),
    ("1:2:3", "tooManyPorts ⟦3⟧"),
    ("80/", "missingProtocol ⟦⟧ → 80"),
    ("80/TCP", "unknownProtocol ⟦TCP⟧ → 80/tcp"),
    ("80/sctp", "unknownProtocol ⟦sctp⟧"),
    ("80/tcp/udp", "unknownProtocol ⟦tcp/udp⟧"),
  ])
  func faults(text: String, expected: String) {
    guard case .failure(let fault) = PortMapping.parse(text.utf8) else {
      Issue.record("'\(text)' was accepted")
      return
    }
    #expect(render(fault.reason, fault.range, in: text, fault.suggestion.map { [$0] } ?? []) == expected)
  }

  @Test func hostileTextIsAnswered() {
    for text in hostileTexts {
      if case .failure(let fault) = PortMapping.parse(text) {
        #expect(text.indices.lowerBound <= fault.range.lowerBound && fault.range.upperBound <= text.count)
      }
    }
  }
}
