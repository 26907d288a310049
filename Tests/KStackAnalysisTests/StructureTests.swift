import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Folding, selection and links.
@Suite struct StructureTests {
  private func file(_ text: String, images: [String] = []) -> StackFile {
    StackFile(text: SourceText(text), context: AnalysisContext(extraImages: images, languageID: "kstack"))
  }

  // MARK: Folding

  /// The text with `▾` before a line that can be folded, and how many lines it hides.
  private func folded(_ text: String, limit: Int? = nil) -> String {
    let file = file(text)
    let ranges = Dictionary(uniqueKeysWithValues: file.foldingRanges(limit: limit).map { ($0.lines.lowerBound, $0) })
    return (0..<file.text.lineCount).map { line in
      let mark = ranges[line].map { "\($0.isComment ? "#" : "▾")\($0.lines.count - 1) " } ?? "   "
      return mark + file.text.string(in: file.text.lineRange(line))
    }.joined(separator: "\n")
  }

  private let foldable = """
    # one
    # two
    apps:
      web: # not alone
        image: a
        ports:
          - "80:80"
          - target: 1
            published: 2

        # before
        # the next
        command: [
          a,
          b
        ]
        args: {a: 1,
          b: 2}
      log:
        - config:
            name: a

    configs:
      c:
        data:
          f: |
            text

            more


    """

  @Test func `what has several lines folds`() {
    expectText(
      folded(foldable),
      equals: """
        #1 # one
           # two
        ▾18 apps:
        ▾14   web: # not alone
               image: a
        ▾3     ports:
                 - "80:80"
        ▾1       - target: 1
                   published: 2
           
        #1     # before
               # the next
        ▾2     command: [
                 a,
                 b
               ]
        ▾1     args: {a: 1,
                 b: 2}
        ▾2   log:
        ▾1     - config:
                   name: a
           
        ▾6 configs:
        ▾5   c:
        ▾4     data:
        ▾3       f: |
                   text
           
                   more
           
           
        """)
  }

  @Test func `a limit keeps the outermost`() {
    #expect(file(foldable).foldingRanges(limit: 3).map(\.lines.lowerBound) == [0, 2, 22])
    #expect(file(foldable).foldingRanges(limit: 5).map(\.lines.lowerBound) == [0, 2, 3, 18, 22])
    #expect(file(foldable).foldingRanges(limit: 0).isEmpty)
    #expect(file(foldable).foldingRanges(limit: -1).isEmpty)
  }

  @Test(arguments: ["", "apps: {}\n", "apps:\r\n", "# a\n"]) func `nothing to fold`(_ text: String) {
    #expect(file(text).foldingRanges().isEmpty)
  }

  @Test func `broken and foreign files`() {
    #expect(file("apps:\n  web:\n    image: \"a\n    ports:\n      - a\n").foldingRanges().first?.lines.lowerBound == 0)
    #expect(StackFile(text: SourceText("a:\n  b:\n    c\n")).foldingRanges().isEmpty)
  }

  // MARK: Selection

  /// The texts of the ranges, smallest first, without the whole file at the end.
  @Test(
    arguments: [
      (
        "apps:\n  web:\n    image: nginx:1.█27\n",
        ["1.27", "nginx:1.27", "image: nginx:1.27", "web:⏎    image: nginx:1.27", "apps:⏎  web:⏎    image: nginx:1.27"]
      ),
      (
        "apps:\n  web:\n    ports:\n      - \"80█80:80\"\n      - \"1\"\n",
        [
          "8080", "8080:80", "\"8080:80\"", "- \"8080:80\"", "- \"8080:80\"⏎      - \"1\"",
          "ports:⏎      - \"8080:80\"⏎      - \"1\"", "web:⏎    ports:⏎      - \"8080:80\"⏎      - \"1\"",
          "apps:⏎  web:⏎    ports:⏎      - \"8080:80\"⏎      - \"1\"",
        ]
      ),
      ("a: &x {█b: 1}\n", ["b", "b: 1", "{b: 1}", "&x {b: 1}", "a: &x {b: 1}"]),
      ("apps:\n  # no█te\n  web: a\n", ["# note", "apps:⏎  # note⏎  web: a"]),
      ("apps: a\n█\nvolumes: b\n", ["apps: a⏎⏎volumes: b"]),
      ("█", [""]),
    ] as [(String, [String])])
  func `a selection grows`(_ fixture: String, _ expected: [String]) throws {
    let marked = try MarkedText(fixture)
    let file = file(marked.text)
    let ranges = file.selectionRanges(at: try marked.cursor)
    let texts = ranges.map { file.text.string(in: $0).replacing("\n", with: "⏎") }
    #expect(Array(texts.prefix(expected.count)) == expected)
    #expect(ranges.last == 0..<file.text.bytes.count)
    #expect(ranges.count <= expected.count + 1)
  }

  @Test func `where nothing can be read a line is the piece`() throws {
    let marked = try MarkedText("apps:\n  web:\n    image: a\n    @bad █line\n")
    let file = file(marked.text)
    let texts = file.selectionRanges(at: try marked.cursor).map { file.text.string(in: $0) }
    #expect(texts.first == "@bad line")
    #expect(texts.last == marked.text)
  }

  // MARK: Links

  @Test func `images and files lead somewhere`() {
    let file = file(
      """
      apps:
        web:
          image: "nginx:1.27"
          env_file: [./web.env, /etc/x, '../b c.env', "~/x", $HOME/x]
          sidecars:
            a: {image: api:latest}
            b: {image: team/app:1}
            c: {image: ghcr.io/team/app}
      configs:
        c: {file: conf/a.conf}

      """)
    let links = file.documentLinks().map { link in
      switch link.target {
      case .page(let page): "\(file.text.string(in: link.range)) → \(page)"
      case .file(let path): "\(file.text.string(in: link.range)) → file \(path)"
      }
    }
    #expect(
      links.dropFirst() == [
        "./web.env → file ./web.env", "../b c.env → file ../b c.env",
        "team/app:1 → https://hub.docker.com/r/team/app", "conf/a.conf → file conf/a.conf",
      ])
    #expect(links.first?.hasPrefix("nginx:1.27 → https://") == true)
    #expect(file.documentLinks().first?.tooltip == "Open the page of nginx")
  }

  @Test func `foreign files have no links`() {
    #expect(StackFile(text: SourceText("image: nginx\n")).documentLinks().isEmpty)
  }
}
