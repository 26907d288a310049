import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Lenses printed above the lines that they are about, as clients show them.
@Suite struct CodeLensTests {
  private func lenses(_ text: String) -> [CodeLens] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).codeLenses()
  }

  private func expectLenses(_ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.filter { !$0.contains("◆") }.joined(separator: "\n")
    let source = SourceText(text)
    var found: [String] = []
    let lenses = lenses(text)
    for line in 0..<source.lineCount {
      for lens in lenses where source.line(at: lens.range.lowerBound) == line {
        let indent = String(repeating: " ", count: source.position(at: lens.range.lowerBound, in: .utf32).column)
        found.append("\(indent)◆ \(lens.title)")
      }
      found.append(source.string(in: source.lineRange(line)))
    }
    expectText(found.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
  }

  @Test func `an app shows what its pod has`() {
    expectLenses(
      """
      apps:
        ◆ pod: 3 containers · 2 ports · limits 384Mi / 700m
        web:
          image: example/web:1.0
          ports: ["80:8080"]
          resources: {limits: {memory: 256Mi, cpu: 500m}}
          sidecars:
            metrics:
              image: example/metrics:1.0
              ports: ["9113:9113"]
              resources: {limits: {memory: 64Mi, cpu: 0.1}}
            log:
              image: example/log:1.0
              ports: ["8080"]
              resources: {limits: {memory: 64Mi, cpu: 0.1}}
        ◆ pod: 2 containers · limits 320Mi / 1 (1 of 2 containers)
        api:
          image: example/api:1.0
          resources: {limits: {memory: 256Mi, cpu: 1}}
          sidecars:
            log: {image: example/log:1.0, resources: {limits: {memory: 64Mi}}}
        ◆ pod: 1 container · 1 port · requests memory 1Gi
        job:
          image: example/job:1.0
          ports: ["80:80"]
          deploy: {resources: {requests: {memory: 1Gi}}}
        ◆ pod: 1 container · no limits
        "bare":
          image: example/bare:1.0
        empty:

      """)
  }

  @Test func `what is declared shows who uses it`() {
    expectLenses(
      """
      apps:
        ◆ pod: 3 containers · no limits
        web:
          image: example/web:1.0
          volumes: ["data:/data", "data:/more"]
          volumesFrom: [{config: {name: site}}, {config: {name: keys, secret: true}}]
          envFrom: [{secret: {name: keys}}]
          sidecars:
            backup: {image: example/backup:1.0, volumes: ["data:/data:ro"]}
            log: {image: example/log:1.0, volumesFrom: [], envFrom: [{config: {name: logging}}]}
      volumes:
        ◆ used by 3 containers
        data:
        ◆ used by no container
        spare: {size: 1Gi}
      configs:
        ◆ used by 2 containers
        site: {external: true}
        ◆ used by 1 container
        logging: {external: true}
      secrets:
        ◆ used by 2 containers
        keys: {external: true}

      """)
  }

  @Test func `the uses are where they are written`() throws {
    let marked = try MarkedText(
      """
      apps:
        web:
          image: example/web:1.0
          volumes: ["⟦data⟧:/data", "⟦data⟧:/more"]
          sidecars:
            log: {image: example/log:1.0}
            backup: {image: example/backup:1.0, volumes: ["⟦data⟧:/data:ro"]}
      volumes:
        ⟦data⟧:

      """)
    let lens = try #require(lenses(marked.text).last)
    #expect(lens.title == "used by 3 containers")
    #expect(lens.references + [lens.range] == marked.ranges)
  }

  @Test(arguments: [
    "apps: {web: {image: a, volumes: [\"${NAME}:/a\"]}}\nvolumes: {data: }\n",
    "apps: {web: {image: a, volumes: {data: /a}}}\nvolumes: {data: }\n",
    "apps: {web: {image: a, volume: [\"data:/a\"]}}\nvolumes: {data: }\n",
  ])
  func `what could not be read may use any name`(_ text: String) {
    #expect(lenses(text).map(\.title) == ["pod: 1 container · no limits"])
  }

  @Test func `other files have none`() {
    #expect(StackFile(text: SourceText("kind: Pod\napps: {web: {image: a}}\n")).codeLenses() == [])
  }
}
