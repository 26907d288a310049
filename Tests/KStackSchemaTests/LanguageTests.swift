import KStackSchema
import Testing

@Suite struct LanguageTests {
  @Test func everyKeyIsDescribed() {
    for key in Language.kstack.allKeys {
      #expect(!key.summary.isEmpty && !key.documentation.isEmpty && !key.becomes.isEmpty, "\(key.name)")
      #expect(!key.summary.hasSuffix(".") && !key.summary.contains("\n"), "\(key.name): \(key.summary)")
      #expect(key.documentation.hasSuffix("."), "\(key.name) documents in full sentences")
      #expect(!key.becomes.hasSuffix("."), "\(key.name)")
    }
  }

  @Test func everyExampleStartsWithItsKey() {
    for key in Language.kstack.allKeys {
      let lines = key.example.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first.map { $0 == "\(key.name):" || $0.hasPrefix("\(key.name): ") } == true, "\(key.name)")
      for line in lines {
        let indent = line.prefix { $0 == " " }.count
        #expect(indent % 2 == 0 && !line.contains("\t") && line.last != " ", "\(key.name): '\(line)'")
      }
      for line in lines.dropFirst() { #expect(line.hasPrefix("  "), "\(key.name): '\(line)'") }
      let isBlock = key.shape.scalar == nil && !key.shape.isFree
      #expect(isBlock == (lines.count > 1) || key.shape.items != nil, "\(key.name)")
    }
  }

  @Test func scalarExamplesAndDefaultsSatisfyTheirTypes() {
    for key in Language.kstack.allKeys {
      guard let type = key.shape.scalar, !key.shape.isFree else { continue }
      let example = key.example.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init)
      for value in [example, key.defaultValue].compactMap({ $0 }) {
        #expect(type.accepts(value), "\(key.name): '\(value)' is not \(type.inWords)")
      }
    }
  }

  @Test func noRecordHasAKeyTwice() {
    for record in Language.kstack.allRecords {
      let names = record.keys.map(\.name)
      #expect(Set(names).count == names.count, "\(record.noun)")
    }
  }

  @Test func misnomersPointToKeysAndAreNone() {
    for record in Language.kstack.allRecords {
      for (wrong, right) in record.misnomers {
        #expect(record.key(right.utf8) != nil, "\(record.noun): \(wrong) → \(right)")
        #expect(record.key(wrong.utf8) == nil, "\(record.noun) has a key \(wrong)")
      }
    }
  }

  @Test func containersShareTheirKeys() throws {
    let app = try #require(Language.kstack.allRecords.first { $0.container == .app })
    let sidecar = try #require(Language.kstack.allRecords.first { $0.container == .sidecar })
    for key in sidecar.keys { #expect(app.key(key.utf8) === key, "\(key.name)") }
    let appsOnly = Set(app.keys.map(\.name)).subtracting(sidecar.keys.map(\.name))
    #expect(appsOnly == ["sidecars", "expose", "deploy", "service", "networkPolicy"])
    let inherited = app.keys.filter { $0.inheritance == .whole }.map(\.name)
    #expect(Set(inherited) == ["volumes", "networks", "env_file", "volumesFrom"])
    #expect(app.keys.filter(\.isRequired).map(\.name) == ["image"])
  }

  @Test(arguments: [
    ("services", "apps"), ("app", "apps"), ("volume", "volumes"), ("config", "configs"), ("secret", "secrets"),
    ("Apps", "apps"), ("confgis", "configs"), ("Services", "apps"), ("SERVICES", "apps"),
  ])
  func slipsAtTheRoot(word: String, expected: String) throws {
    let root = try #require(Language.kstack.allRecords.first { $0.noun == "stack file" })
    #expect(NearMiss.key(for: word.utf8, in: root)?.name == expected)
  }

  @Test(arguments: [
    ("env", "environment"), ("enviroment", "environment"), ("volumeFrom", "volumesFrom"), ("sidecar", "sidecars"),
    ("port", "ports"), ("env_from", "envFrom"), ("envFile", "env_file"), ("healthCheck", "healthcheck"),
    ("depends_on", nil), ("restart", nil), ("container_name", nil), ("build", nil), ("version", nil),
  ])
  func slipsInAnApp(word: String, expected: String?) throws {
    let app = try #require(Language.kstack.allRecords.first { $0.container == .app })
    #expect(NearMiss.key(for: word.utf8, in: app)?.name == expected)
  }

  @Test func patternsAreWellFormed() {
    #expect(Language.kstack.patterns.count == 7)
    for pattern in Language.kstack.patterns {
      let body = pattern.plainBody
      #expect(body.hasPrefix("\(pattern.name):\n  image: "), "\(body)")
      #expect(!body.contains("$") && !body.contains("}"), "\(body)")
      for line in body.split(separator: "\n") {
        let words = line.drop { $0 == " " }
        if words.hasPrefix("image: ") {
          #expect((try? ImageReference.parse(words.dropFirst(7).utf8).get()) != nil, "\(line)")
        } else if words.hasPrefix("- \"") {
          #expect((try? PortMapping.parse(words.dropFirst(3).dropLast().utf8).get()) != nil, "\(line)")
        } else if words.hasPrefix("- "), words.contains(":/") {
          #expect((try? Mount.parse(words.dropFirst(2).utf8).get()) != nil, "\(line)")
        }
      }
    }
  }

  @Test func plainBodyKeepsWhatIsNoMark() {
    let pattern = SidecarPattern(name: "a", summary: "", documentation: "", body: "${1:a}: $x ${y} ${2:} ${3:b")
    #expect(pattern.plainBody == "a: $x ${y}  ${3:b")
  }
}

extension Language {
  /// Each record once.
  var allRecords: [Record] {
    var records: [Record] = []
    func visit(_ shape: Shape) {
      if let items = shape.items { visit(items) }
      switch shape.mapping {
      case .names(_, let value): visit(value)
      case .record(let record):
        guard !records.contains(where: { $0 === record }) else { return }
        records.append(record)
        for key in record.keys { visit(key.shape) }
      case nil: break
      }
    }
    visit(root)
    return records
  }

  var allKeys: [Key] { allRecords.flatMap(\.keys) }
}

extension ScalarType {
  fileprivate func accepts(_ text: String) -> Bool {
    switch self {
    case .string, .environmentValue, .filePath: !text.isEmpty
    case .boolean: text == "true" || text == "false"
    case .integer(let bounds): Int(text).map(bounds.contains) ?? false
    case .enumeration(let choices): choices.contains { $0.value == text }
    case .imageReference: (try? ImageReference.parse(text.utf8).get()) != nil
    case .portMapping: (try? PortMapping.parse(text.utf8).get()) != nil
    case .mount: (try? Mount.parse(text.utf8).get()) != nil
    case .quantity: (try? Quantity.parse(text.utf8).get()) != nil
    case .containerPath, .urlPath: text.hasPrefix("/")
    case .refersTo: (try? ResourceName.parse(text.utf8, as: .subdomain).get()) != nil
    }
  }
}
