import KStackSchema
import Testing

private let hex64 = String(repeating: "0123456789abcdef", count: 4)

@Suite struct ImageReferenceTests {
  @Test(arguments: [
    ("nginx", "- nginx - -"),
    ("nginx:latest", "- nginx latest -"),
    ("nginx:1.25.3-alpine", "- nginx 1.25.3-alpine -"),
    ("library/nginx", "- library/nginx - -"),
    ("prom/node-exporter:v1.7.0", "- prom/node-exporter v1.7.0 -"),
    ("docker.io/library/nginx", "docker.io library/nginx - -"),
    ("registry:5000/team/app:1.2", "registry:5000 team/app 1.2 -"),
    ("localhost/app", "localhost app - -"),
    ("localhost:5000/app:x", "localhost:5000 app x -"),
    ("registry:5000", "- registry 5000 -"),
    ("[2001:db8::1]:5000/app", "[2001:db8::1]:5000 app - -"),
    ("UPPER/app", "UPPER app - -"),
    ("quay.io/oauth2-proxy/oauth2-proxy:v7.6.0", "quay.io oauth2-proxy/oauth2-proxy v7.6.0 -"),
    ("a__b/c.d/e---f", "- a__b/c.d/e---f - -"),
    ("app:_x", "- app _x -"),
    ("app@sha256:\(hex64)", "- app - sha256:\(hex64)"),
    ("app:1@sha256:\(hex64)", "- app 1 sha256:\(hex64)"),
    ("app@blake+b3:\(hex64)", "- app - blake+b3:\(hex64)"),
  ])
  func valid(text: String, expected: String) throws {
    let image = try ImageReference.parse(text.utf8).get()
    let parts = [image.registry, image.path, image.tag, image.digest].map { $0 ?? "-" }
    #expect(parts.joined(separator: " ") == expected)
  }

  @Test func rangesPointAtTheParts() throws {
    let text = "registry:5000/team/app:1.2@sha256:\(hex64)"
    let image = try ImageReference.parse(text.utf8).get()
    #expect(image.registryRange == 0..<13)
    #expect(image.pathRange == 14..<22)
    #expect(image.nameRange == 0..<22)
    #expect(image.tagRange == 23..<26)
    #expect(image.digestRange == 27..<98)
    #expect(image.components == ["team", "app"])
  }

  @Test(arguments: [
    ("nginx", "docker.io/library/nginx", "nginx"),
    ("library/nginx:1", "docker.io/library/nginx", "nginx"),
    ("docker.io/nginx", "docker.io/library/nginx", "nginx"),
    ("docker.io/library/nginx", "docker.io/library/nginx", "nginx"),
    ("index.docker.io/library/nginx", "docker.io/library/nginx", "nginx"),
    ("index.docker.io/nginx:2", "docker.io/library/nginx", "nginx"),
    ("prom/prometheus", "docker.io/prom/prometheus", "prom/prometheus"),
    ("docker.io/prom/prometheus", "docker.io/prom/prometheus", "prom/prometheus"),
    ("quay.io/a/b", "quay.io/a/b", "quay.io/a/b"),
    ("quay.io/nginx", "quay.io/nginx", "quay.io/nginx"),
    ("library/a/b", "docker.io/library/a/b", "library/a/b"),
  ])
  func names(text: String, canonical: String, familiar: String) throws {
    let image = try ImageReference.parse(text.utf8).get()
    #expect(image.canonicalName == canonical)
    #expect(image.familiarName == familiar)
  }

  @Test(arguments: [
    ("nginx", true), ("nginx:latest", true), ("nginx:1", false), ("nginx@sha256:\(hex64)", false),
    ("nginx:latest@sha256:\(hex64)", false),
  ])
  func floating(text: String, expected: Bool) throws {
    #expect(try ImageReference.parse(text.utf8).get().isFloating == expected)
  }

  @Test(arguments: [
    ("", "empty ⟦⟧"),
    ("nginx latest", "whitespace ⟦ ⟧"),
    ("nginx: latest", "whitespace ⟦ ⟧ → nginx:latest"),
    ("https://quay.io/a/b", "scheme ⟦https://⟧ → quay.io/a/b"),
    ("docker://nginx:1", "scheme ⟦docker://⟧ → nginx:1"),
    ("Nginx:Latest", "uppercase ⟦N⟧ → nginx:Latest"),
    ("quay.io/Team/App:V1", "uppercase ⟦T⟧ → quay.io/team/app:V1"),
    ("a//b", "emptyComponent ⟦⟧ → a/b"),
    ("/a", "emptyComponent ⟦⟧ → a"),
    ("a/", "emptyComponent ⟦⟧ → a"),
    ("a/:1", "emptyComponent ⟦⟧"),
    (":1", "emptyComponent ⟦⟧"),
    ("ng inx/", "whitespace ⟦ ⟧"),
    ("-nginx", "badComponent ⟦-⟧"),
    ("nginx-", "badComponent ⟦-⟧"),
    ("a..b", "badComponent ⟦..⟧"),
    ("a___b", "badComponent ⟦___⟧"),
    ("a$b", "badComponent ⟦$⟧"),
    ("my_registry.io/app", "badRegistry ⟦my_registry.io⟧ → my-registry.io/app"),
    ("a..b/c", "badRegistry ⟦a..b⟧"),
    ("host:/app", "badPort ⟦⟧"),
    ("host:99999/app", "badPort ⟦99999⟧"),
    ("host:x/app", "badPort ⟦x⟧"),
    ("[zz]/app", "badComponent ⟦[⟧"),
    ("[zz]:5000/app", "badRegistry ⟦[zz]:5000⟧"),
    ("nginx:", "missingTag ⟦⟧ → nginx"),
    ("nginx:1:2", "badTag ⟦:⟧"),
    ("nginx:-1", "badTag ⟦-⟧"),
    ("nginx:${TAG}", "badTag ⟦${⟧"),
    ("nginx@", "missingDigest ⟦⟧ → nginx"),
    ("nginx@sha256", "badDigest ⟦sha256⟧"),
    ("nginx@sha256:xyz", "badDigest ⟦xyz⟧"),
    ("nginx@:abc", "badDigest ⟦⟧"),
    ("nginx@sha256:abc", "badDigestLength ⟦abc⟧"),
    ("nginx@sha512:\(hex64)", "badDigestLength ⟦\(hex64)⟧"),
    ("nginx@sha256:\(hex64.uppercased())", "badDigest ⟦ABCDEF⟧ → nginx@sha256:\(hex64)"),
    (hex64, "identifier ⟦\(hex64)⟧"),
  ])
  func faults(text: String, expected: String) {
    guard case .failure(let fault) = ImageReference.parse(text.utf8) else {
      Issue.record("'\(text)' was accepted")
      return
    }
    #expect(render(fault.reason, fault.range, in: text, fault.suggestion.map { [$0] } ?? []) == expected)
  }

  @Test func limitsOfLength() {
    let tag = String(repeating: "t", count: 128)
    #expect((try? ImageReference.parse("a:\(tag)".utf8).get()) != nil)
    guard case .failure(let tagFault) = ImageReference.parse("a:\(tag)t".utf8) else {
      Issue.record("a tag of 129 bytes was accepted")
      return
    }
    #expect(tagFault.reason == .tagTooLong && tagFault.range == 130..<131)
    let name = String(repeating: "n", count: 255)
    #expect((try? ImageReference.parse(name.utf8).get()) != nil)
    guard case .failure(let nameFault) = ImageReference.parse("\(name)n:1".utf8) else {
      Issue.record("a name of 256 bytes was accepted")
      return
    }
    #expect(nameFault.reason == .tooLong && nameFault.range == 255..<256)
  }

  @Test func hostileTextIsAnswered() {
    for text in hostileTexts {
      switch ImageReference.parse(text) {
      case .success(let image): #expect(!image.canonicalName.isEmpty && !image.familiarName.isEmpty)
      case .failure(let fault): #expect(fault.range.lowerBound >= 0 && fault.range.upperBound <= text.count)
      }
    }
  }
}
