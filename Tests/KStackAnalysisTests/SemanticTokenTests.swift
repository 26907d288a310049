import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

@Suite struct SemanticTokenTests {
  /// Each line of the text with its tokens behind it: `kind=text`, `+` for a declaration, `-` for what is only read.
  private func tokens(_ text: String) -> String {
    let file = StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
    var lines: [Int: [String]] = [:]
    var end = 0
    for token in file.semanticTokens() {
      #expect(token.range.lowerBound >= end && !token.range.isEmpty)
      end = token.range.upperBound
      let mark = (token.isDeclaration ? "+" : "") + (token.isReadOnly ? "-" : "") + (token.isDeprecated ? "!" : "")
      lines[file.text.line(at: token.range.lowerBound), default: []].append(
        "\(token.kind)\(mark)=\(file.text.string(in: token.range))")
    }
    return (0..<file.text.lineCount).map { (lines[$0] ?? []).joined(separator: " ") }.joined(separator: "\n")
  }

  @Test func `everything with a meaning has a token`() {
    let text = """
      x-base: &base
        image: nginx
      apps:
        web:
          <<: *base
          image: ghcr.io:443/team/app:1.2@sha256:\(String(repeating: "a", count: 64))
          imagee: nginx
          ports:
            - "8080:80/tcp"
            - target: 53
              protocol: udp
          environment:
            "URL": http://api:8080
            PLAIN: text
          volumes:
            - data:/x:ro
          volumesFrom:
            - config: {name: settings, readOnly: true}
          expose:
            - shop.example.org: {protocol: https, port: 80}
          service: {type: NodePort}
          sidecars:
            log: {image: a}
          labels: {team: web}
        api: {image: a}
      volumes: {data: }
      configs: {settings: {data: {a.conf: x}}}

      """
    expectText(
      tokens(text),
      equals: """
        anchor+=&base

        key=apps
        app+=web
        mergeKey=<< anchor=*base
        key=image registry=ghcr.io:443 image=team/app tag=1.2 digest=sha256:\(String(repeating: "a", count: 64))

        key=ports
        port=8080 port=80 keyword=tcp
        key=target port=53
        key=protocol choice=udp
        key=environment
        variable+=URL app=api
        variable+=PLAIN
        key=volumes
        volume=data path=/x keyword-=ro
        key=volumesFrom
        key=config key=name config=settings key=readOnly
        key=expose
        domain+=shop.example.org key=protocol choice=https key=port port=80
        key=service key=type choice=NodePort
        key=sidecars
        sidecar+=log key=image image=a
        key=labels
        app+=api key=image image=a
        key=volumes volume+=data
        key=configs config+=settings key=data

        """)
  }

  @Test(
    arguments: [
      ("", ""), ("apps", ""), ("apps:\n  ? \"a\n    b\"\n  : {image: x}\n", "key=apps\n\n\nkey=image image=x\n"),
      ("apps:\n  web:\n    image: \"nginx\n    ports:\n      - a\n", nil),
    ] as [(String, String?)])
  func `odd and broken files`(_ text: String, _ expected: String?) {
    let found = tokens(text)
    if let expected { expectText(found, equals: expected) } else { #expect(found.hasPrefix("key=apps\napp+=web\n")) }
  }

  @Test func `foreign files have no tokens`() {
    #expect(StackFile(text: SourceText("image: nginx\n")).semanticTokens().isEmpty)
  }
}
