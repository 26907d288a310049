import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Formats a text, or the range that `⟦…⟧` marks in it.
private func expectFormatting(
  _ fixture: String, _ options: FormattingOptions = FormattingOptions(), gives expected: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let marked = try MarkedText(fixture)
  let file = StackFile(text: SourceText(marked.text), context: AnalysisContext(languageID: "kstack"))
  let edits = file.formatting(options, in: marked.ranges.first)
  expectText(try applying(edits, to: marked.text), equals: expected, sourceLocation: sourceLocation)
}

private func expectUntouched(
  _ text: String, _ options: FormattingOptions = FormattingOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try expectFormatting(text, options, gives: text, sourceLocation: sourceLocation)
}

@Suite struct FormattingTests {
  @Test func `mappings stand one step right of their key, as most of the file do`() throws {
    try expectFormatting(
      """
      apps:
        web:
           image: nginx:1.27
           environment:
                A: b
           deploy:
             replicas: 2
        db:
          image: postgres:17

      """,
      gives: """
        apps:
          web:
            image: nginx:1.27
            environment:
              A: b
            deploy:
              replicas: 2
          db:
            image: postgres:17

        """)
  }

  @Test(arguments: [nil, 0, -1, 8, 1_000])
  func `an indent that nobody uses is not followed`(_ indent: Int?) throws {
    try expectUntouched("apps:\n  web:\n    image: nginx:1.27\n", FormattingOptions(indent: indent))
  }

  @Test func `the indent of the editor is followed, and lists that stand a step right go with it`() throws {
    try expectFormatting(
      "apps:\n  web:\n    ports:\n      - \"80:80\"\n    image: a # x\n", FormattingOptions(indent: 4),
      gives: "apps:\n    web:\n        ports:\n            - \"80:80\"\n        image: a # x\n")
  }

  @Test func `lists stand as most lists do`() throws {
    try expectFormatting(
      """
      apps:
        web:
          ports:
          - "80:80"
          volumes:
          -   a:/b
          volumesFrom:
              - config:
                    name: c

      """,
      gives: """
        apps:
          web:
            ports:
            - "80:80"
            volumes:
            - a:/b
            volumesFrom:
            - config:
                name: c

        """)
  }

  @Test func `the text of block scalars moves as a whole`() throws {
    try expectFormatting(
      """
      configs:
       a:
         data:
           x: |
              one
                two  

              three
           y: |2-
                explicit
           z: |+
             kept


      volumes: {}

      """, FormattingOptions(indent: 2),
      gives: """
        configs:
          a:
            data:
              x: |
                one
                  two  

                three
              y: |2-
                   explicit
              z: |+
                kept


        volumes: {}

        """)
  }

  @Test func `comments move with what they stand at`() throws {
    try expectFormatting(
      """
      apps:
         # the web
         web:
            image: a
            ports:
               # the first
               - "80:80"
               # after the last
            # of the app
         # of the apps
      #  at the margin
         db:
            # ports:
            #   - "1:1"
            image: b

      """, FormattingOptions(indent: 2),
      gives: """
        apps:
          # the web
          web:
            image: a
            ports:
              # the first
              - "80:80"
              # after the last
            # of the app
          # of the apps
        #  at the margin
          db:
            # ports:
            #   - "1:1"
            image: b

        """)
  }

  @Test func `comments in one column stay in one column`() throws {
    try expectFormatting(
      """
      apps:
        web:
          image:   a    # one
          command: [b]  # two
          args: ["c"]# three

      """,
      gives: """
        apps:
          web:
            image: a      # one
            command: [b]  # two
            args: ["c"] # three

        """)
  }

  @Test func `brackets move with their first line, their entries a step deeper where they have lines of their own`()
    throws
  {
    try expectFormatting(
      """
      apps:
        web:
            command: [a,b,  "c"]
            args: [
            a,
                # why
                {b: 1,c: 2},
              ]
            entrypoint:   ["x",
                           "y"]

      """, FormattingOptions(indent: 2),
      gives: """
        apps:
          web:
            command: [a, b, "c"]
            args: [
              a,
              # why
              {b: 1, c: 2},
            ]
            entrypoint: ["x",
                         "y"]

        """)
  }

  @Test func `gaps are one space, line ends bare, empty lines at most two, the last line ends`() throws {
    try expectFormatting(
      "\n\n\n\napps:  \n  web:\n    image:\t  nginx:1.27 \t\n  \n\n \n\n  db:\n    image: b # c \n\n \n   ",
      gives: "\n\napps:\n  web:\n    image: nginx:1.27\n\n\n  db:\n    image: b # c\n")
  }

  @Test func `what the client does itself is left to it`() throws {
    let options = FormattingOptions(
      trimsTrailingWhitespace: false, insertsFinalNewline: false, trimsFinalNewlines: false)
    try expectUntouched("apps: \n  web:\n    image: a  \n \n", options)
    try expectUntouched("apps:\n  web:\n    image: a", options)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `line ends are the author's`(_ end: String) throws {
    let text = ["apps:", "   web:", "      image:  a"].joined(separator: end)
    try expectFormatting(
      text, FormattingOptions(indent: 2),
      gives: ["apps:", "  web:", "    image: a"].joined(separator: end) + (end == "\r" ? "\n" : end))
  }

  @Test func `a block scalar without a break at its end gets none`() throws {
    try expectUntouched("configs:\n  a:\n    data:\n      x: |\n        text")
    try expectFormatting(
      "configs:\n  a:\n    data:\n      x: |-\n        text",
      gives: "configs:\n  a:\n    data:\n      x: |-\n        text\n")
  }

  @Test func `texts of several lines stay what they are`() throws {
    try expectFormatting(
      "apps:\n   web:\n      image: \"a\\\n         b\\ \n\n\n\n\n   c\"\n      command: one  \n        two\n",
      FormattingOptions(indent: 2),
      gives: "apps:\n  web:\n    image: \"a\\\n       b\\ \n\n\n\n\n     c\"\n    command: one\n      two\n")
  }

  @Test(arguments: [
    "apps:\n   web: [\n", "apps:\n   web:\n      image: \"a\n", "apps:\n   web:\n      image a\n      ports:\n",
    "kind: Pod\napiVersion: v1\nmetadata:\n     name:   a\n", "", "\n\n\n\n", "  ", "# kstack\n\n\n",
  ])
  func `broken text and foreign files are left alone`(_ text: String) {
    #expect(StackFile(text: SourceText(text)).formatting(FormattingOptions(indent: 2)).isEmpty)
  }

  @Test func `edits are no larger than the white space that changes`() {
    let text = "apps:\n   web:\n     image:   a \n"
    let edits = StackFile(text: SourceText(text)).formatting(FormattingOptions(indent: 2))
    #expect(
      edits == [
        TextEdit(range: 8..<9, replacement: ""), TextEdit(range: 18..<19, replacement: ""),
        TextEdit(range: 26..<28, replacement: ""), TextEdit(range: 29..<30, replacement: ""),
      ])
  }

  // MARK: - Ranges

  @Test func `in a range only what is wholly in it moves`() throws {
    try expectFormatting(
      """
      apps:
         web:
      ⟦      image:   a
            environment:
                 A:  b
      ⟧      deploy:
                replicas:   1

      """,
      gives: """
        apps:
           web:
              image: a
              environment:
                 A: b
              deploy:
                  replicas:   1

        """)
  }

  @Test func `text does not move to where a comment below the range would belong to it`() throws {
    let stack = "apps:\n  web:\n    image: a\n⟦    command:   |\n          one\n⟧       # two\n    restart: always\n"
    try expectFormatting(
      stack,
      gives: "apps:\n  web:\n    image: a\n    command: |\n          one\n       # two\n    restart: always\n")
    try expectFormatting(
      stack.replacing("⟧", with: "").replacing("two\n", with: "two\n⟧"),
      gives: "apps:\n  web:\n    image: a\n    command: |\n      one\n    # two\n    restart: always\n")
  }

  @Test func `a whole app in a range fits the apps around it`() throws {
    try expectFormatting(
      "apps:\n   web:\n      image: x\n⟦   db:\n          image:   a\n⟧   c:\n      image:   b\n",
      FormattingOptions(indent: 4),
      gives: "apps:\n   web:\n      image: x\n   db:\n      image: a\n   c:\n      image:   b\n")
  }
}
