import KStackSchema
import Testing

@Suite struct MountTests {
  @Test(arguments: [
    ("data:/shared", "volume data at /shared readWrite"),
    ("data:/shared:ro", "volume data at /shared readOnly"),
    ("data:/shared:rw", "volume data at /shared readWrite"),
    ("/var/log:/host/log:ro", "hostPath /var/log at /host/log readOnly"),
    ("./conf:/etc/app", "relativePath ./conf at /etc/app readWrite"),
    ("../conf:/etc/app", "relativePath ../conf at /etc/app readWrite"),
    ("~/conf:/etc/app", "relativePath ~/conf at /etc/app readWrite"),
    ("a/b:/etc/app", "relativePath a/b at /etc/app readWrite"),
    ("my data:/with space", "volume my data at /with space readWrite"),
    ("data:/", "volume data at / readWrite"),
  ])
  func valid(text: String, expected: String) throws {
    let mount = try Mount.parse(text.utf8).get()
    #expect("\(mount.source.kind) \(mount.source.text) at \(mount.path) \(mount.mode)" == expected)
  }

  @Test func rangesPointAtTheParts() throws {
    let mount = try Mount.parse("data:/shared:ro".utf8).get()
    #expect(mount.source.range == 0..<4)
    #expect(mount.pathRange == 5..<12)
    #expect(mount.modeRange == 13..<15)
  }

  @Test(arguments: [("a:/x/", "/x"), ("a:/x//y", "/x/y"), ("a:/", "/"), ("a:///", "/")])
  func comparablePath(text: String, expected: String) throws {
    #expect(try Mount.parse(text.utf8).get().comparablePath == expected)
  }

  @Test(arguments: [
    ("", "empty ⟦⟧"),
    (":/data", "missingSource ⟦⟧"),
    ("/data", "missingSource ⟦/data⟧"),
    ("data", "missingPath ⟦data⟧"),
    ("data:", "missingPath ⟦⟧"),
    ("data:ro", "missingPath ⟦ro⟧"),
    ("data:shared", "relativePath ⟦shared⟧ → data:/shared"),
    ("data:./shared:ro", "relativePath ⟦./shared⟧ → data:/shared:ro"),
    ("data:ro:/shared", "relativePath ⟦ro⟧"),
    ("data:/shared:", "unknownMode ⟦⟧ → data:/shared"),
    ("data:/shared:RO", "unknownMode ⟦RO⟧ → data:/shared:ro"),
    ("data:/shared:readonly", "unknownMode ⟦readonly⟧ → data:/shared:ro"),
    ("data:/shared:ro,z", "unknownMode ⟦ro,z⟧ → data:/shared:ro"),
    ("data:/shared:z", "unknownMode ⟦z⟧ → data:/shared"),
    ("data:/shared:ro:z", "tooManyParts ⟦z⟧"),
  ])
  func faults(text: String, expected: String) {
    guard case .failure(let fault) = Mount.parse(text.utf8) else {
      Issue.record("'\(text)' was accepted")
      return
    }
    #expect(render(fault.reason, fault.range, in: text, fault.suggestion.map { [$0] } ?? []) == expected)
  }

  @Test func hostileTextIsAnswered() {
    for text in hostileTexts {
      switch Mount.parse(text) {
      case .success(let mount): #expect(mount.comparablePath.hasPrefix("/"))
      case .failure(let fault): #expect(fault.range.lowerBound >= 0 && fault.range.upperBound <= text.count)
      }
    }
  }
}
