import KStackSchema
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    ("web", ResourceName.Form.label), ("1web", .label), ("a--b", .label), ("web", .serviceLabel),
    ("fluentd-config", .subdomain), ("app.example.org", .subdomain), ("1.a", .subdomain),
    (String(repeating: "a", count: 63), .label), (String(repeating: "a", count: 253), .subdomain),
  ])
  func validResourceNames(text: String, form: ResourceName.Form) throws {
    #expect(try ResourceName.parse(text.utf8, as: form).get().text == text)
    #expect(ResourceName.nearest(to: text.utf8, as: form) == text)
  }

  @Test(arguments: [
    ("", ResourceName.Form.label, "empty ⟦⟧"),
    ("WebApp", .label, "uppercase ⟦W⟧ → webapp"),
    ("web_app", .label, "badCharacter ⟦_⟧ → web-app"),
    ("web app", .label, "badCharacter ⟦ ⟧ → web-app"),
    ("web.app", .label, "badCharacter ⟦.⟧ → web-app"),
    ("web__app", .label, "badCharacter ⟦__⟧ → web-app"),
    ("-web", .label, "badStart ⟦-⟧ → web"),
    ("web-", .label, "badEnd ⟦-⟧ → web"),
    ("2048", .serviceLabel, "badStart ⟦2⟧ → app-2048"),
    ("größe", .label, "badCharacter ⟦öß⟧ → gre"),
    ("___", .label, "badCharacter ⟦___⟧"),
    ("ä", .label, "badCharacter ⟦ä⟧"),
    ("a..b", .subdomain, "badLabel ⟦.⟧ → a.b"),
    ("a-.b", .subdomain, "badLabel ⟦-⟧ → a-b"),
    ("a.", .subdomain, "badEnd ⟦.⟧ → a"),
  ])
  func badResourceNames(text: String, form: ResourceName.Form, expected: String) {
    guard case .failure(let fault) = ResourceName.parse(text.utf8, as: form) else {
      Issue.record("'\(text)' was accepted")
      return
    }
    #expect(render(fault.reason, fault.range, in: text, fault.suggestion.map { [$0] } ?? []) == expected)
  }

  @Test func longResourceNames() {
    let long = String(repeating: "a", count: 62) + "-b"
    guard case .failure(let fault) = ResourceName.parse(long.utf8, as: .label) else {
      Issue.record("64 bytes were accepted")
      return
    }
    #expect(fault.reason == .tooLong)
    #expect(fault.range == 63..<64)
    #expect(fault.suggestion == String(repeating: "a", count: 62))
  }

  @Test(arguments: ["APP_PORT", "_x", "a.b", "-a", "lower", "A1"])
  func validVariableNames(text: String) throws {
    #expect(try VariableName.parse(text.utf8).get().text == text)
  }

  @Test(arguments: [
    ("", "empty ⟦⟧"), ("1A", "badStart ⟦1⟧ → _1A"), ("A B", "badCharacter ⟦ ⟧ → A_B"),
    ("A=b", "assignment ⟦=b⟧ → A"), ("=b", "assignment ⟦=b⟧"), ("A$", "badCharacter ⟦$⟧ → A"),
    ("ÄÖ", "badCharacter ⟦ÄÖ⟧"), (" A", "badCharacter ⟦ ⟧ → A"),
  ])
  func badVariableNames(text: String, expected: String) {
    guard case .failure(let fault) = VariableName.parse(text.utf8) else {
      Issue.record("'\(text)' was accepted")
      return
    }
    #expect(render(fault.reason, fault.range, in: text, fault.suggestion.map { [$0] } ?? []) == expected)
  }

  @Test(arguments: [("example.org", false), ("*.example.org", true), ("localhost", false), ("a-b.1c.d", false)])
  func validHostNames(text: String, isWildcard: Bool) throws {
    #expect(try HostName.parse(text.utf8).get().isWildcard == isWildcard)
  }

  @Test(arguments: [
    ("", "empty ⟦⟧"),
    ("https://example.org", "scheme ⟦https://⟧ → example.org"),
    ("https://Example.org:8443/api", "scheme ⟦https://⟧ → example.org"),
    ("example.org:8080", "port ⟦:8080⟧ → example.org"),
    ("example.org/api", "path ⟦/api⟧ → example.org"),
    ("10.0.0.1", "address ⟦10.0.0.1⟧"),
    ("a.*.org", "badWildcard ⟦*⟧"),
    ("*", "badWildcard ⟦*⟧"),
    ("*.", "badWildcard ⟦*.⟧"),
    ("Example.org", "uppercase ⟦E⟧ → example.org"),
    ("exa_mple.org", "badCharacter ⟦_⟧"),
    ("exa mple.org", "badCharacter ⟦ ⟧"),
    ("example..org", "badLabel ⟦.⟧"),
    ("-a.org", "badLabel ⟦-a⟧"),
    ("example.org.", "badLabel ⟦⟧ → example.org"),
  ])
  func badHostNames(text: String, expected: String) {
    guard case .failure(let fault) = HostName.parse(text.utf8) else {
      Issue.record("'\(text)' was accepted")
      return
    }
    #expect(render(fault.reason, fault.range, in: text, fault.suggestion.map { [$0] } ?? []) == expected)
  }

  @Test func hostileTextIsAnswered() {
    for text in hostileTexts {
      for form in [ResourceName.Form.label, .serviceLabel, .subdomain] {
        if case .failure(let fault) = ResourceName.parse(text, as: form) {
          #expect(fault.range.lowerBound >= 0 && fault.range.upperBound <= text.count)
          if let name = fault.suggestion { #expect((try? ResourceName.parse(name.utf8, as: form).get()) != nil) }
        }
      }
      if case .failure(let fault) = VariableName.parse(text) {
        #expect(fault.range.lowerBound >= 0 && fault.range.upperBound <= text.count)
        if let name = fault.suggestion { #expect((try? VariableName.parse(name.utf8).get()) != nil) }
      }
      if case .failure(let fault) = HostName.parse(text) {
        #expect(fault.range.lowerBound >= 0 && fault.range.upperBound <= text.count)
        if let name = fault.suggestion { #expect((try? HostName.parse(name.utf8).get()) != nil) }
      }
    }
  }
}
