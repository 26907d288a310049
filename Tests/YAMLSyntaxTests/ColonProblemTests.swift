import Testing
import YAMLSyntax

/// Colons, dashes and indentation.
@Suite struct ColonProblemTests {
  @Test func keyWithoutColon() {
    expectProblems(
      """
      apps:
        web:
          image nginx
          ↑↑↑↑↑ error[missing-colon]: 'image' needs a ':' behind it fix*: add ':' after 'image'
          ports: ["80:80"]

      """)
  }

  @Test func keyWithoutColonAboveItsBlock() {
    expectProblems(
      """
      apps:
        web
        ↑↑↑ error[missing-colon]: 'web' needs a ':' behind it fix*: add ':' after 'web'
          image: nginx
        db:
          image: postgres

      """)
  }

  @Test func halfTypedKey() {
    expectProblems(
      """
      apps:
        web:
          image: nginx
          envi
          ↑↑↑↑ error[missing-colon]: 'envi' needs a ':' behind it fix*: add ':' after 'envi'
          restart: always

      """)
  }

  @Test func keyWithoutSpace() {
    expectProblems(
      """
      web:
        image:nginx
        ↑↑↑↑↑↑ error[missing-space]: there must be a space between 'image:' and its value fix*: add a space after 'image:'
        restart: always

      """)
  }

  @Test func equalsSignInPlaceOfAColon() {
    expectProblems(
      """
      environment:
        A=b
        ↑↑↑ error[missing-colon]: 'A=b' needs ': ' in place of its '=' fix*: replace '=' with ': '
        C: d

      """)
    expectProblems(
      """
      environment:
        C: d
        URL=http://a:80/
        ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[missing-colon]: 'URL=http://a:80/' needs ': ' in place of its '=' fix*: replace '=' with ': '
        E: f

      """)
    expectProblems(
      """
      environment:
        GLOB=*.txt now  # all
        ↑↑↑↑↑↑↑↑↑↑ error[missing-colon]: 'GLOB=*.txt' needs ': ' in place of its '=' fix*: replace '=' with ': '
        C: d
        EMPTY=
        ↑↑↑↑↑↑ error[missing-colon]: 'EMPTY=' needs ': ' in place of its '=' fix*: replace '=' with ': '

      """)
  }

  @Test func keyWithoutColonBeforeAComment() {
    expectProblems(
      """
      web:
        image nginx  # latest
        ↑↑↑↑↑ error[missing-colon]: 'image' needs a ':' behind it fix*: add ':' after 'image'
        ports: []

      """)
  }

  @Test func twoColons() {
    expectProblems(
      """
      ports: : "80:80"
             ↑ error[stray-character]: there is a ':' too many fix*: remove ':'
      a: b

      """)
  }

  @Test func colonInValue() {
    expectProblems(
      """
      command: echo a: b
               ↑↑↑↑↑↑↑↑↑ error[needs-quotes]: a value that contains ': ' needs quotes fix*: put quotes around the value
      restart: always

      """)
  }

  @Test func colonWithoutKey() {
    expectProblems(
      """
      web:
        image: nginx
        : 5
        ↑ error[stray-character]: there is no key before this ':'

      """)
  }

  @Test func tooDeep() {
    expectProblems(
      """
      web:
        image: nginx
          ports: []
          ↑↑↑↑↑ error[bad-indentation]: 'ports' is indented by 4, which is too deep: the lines it belongs with are indented by 2 fix*: indent by 2
        restart: always

      """)
  }

  @Test func tooDeepTogether() {
    expectProblems(
      """
      web:
        image: nginx
          ports:
          ↑↑↑↑↑ error[bad-indentation]: 'ports' is indented by 4, which is too deep: the lines it belongs with are indented by 2 fix*: indent by 2
            - "80:80"
          environment:
            A: b
        restart: always

      """)
  }

  @Test func notDeepEnough() {
    expectProblems(
      """
      web:
          image: nginx
         ports:
         ↑↑↑↑↑ error[bad-indentation]: 'ports' is indented by 3, which is not deep enough: the lines it belongs with are indented by 4 fix*: indent by 4
           - "80:80"
         labels: {}
          restart: always

      """)
  }

  @Test func entryInsideAnItem() {
    expectProblems(
      """
      ports:
        - target: 80
         protocol: tcp
         ↑↑↑↑↑↑↑↑ error[bad-indentation]: 'protocol' is indented by 3, which is not deep enough: the lines it belongs with are indented by 4 fix*: indent by 4
        - target: 90

      """)
  }

  @Test func entryTooDeepInAnItem() {
    expectProblems(
      """
      ports:
        - target: 80
            protocol: tcp
            ↑↑↑↑↑↑↑↑ error[bad-indentation]: 'protocol' is indented by 6, which is too deep: the lines it belongs with are indented by 4 fix*: indent by 4

      """)
  }

  @Test func entryAmongItems() {
    expectProblems(
      """
      web:
        ports:
          - "80:80"
          target: 80
          ↑↑↑↑↑↑ error[bad-indentation]: 'target' can't stand among list items; begin it with '- ' or indent it by 2 fix*: indent by 2

      """)
  }

  @Test func itemAmongEntries() {
    expectProblems(
      """
      web:
        image: nginx
        - po
        ↑↑↑↑ error[misplaced-list-item]: a list item can't stand among 'key: value' entries
        restart: always

      """)
  }

  @Test func loneDash() {
    expectProblems(
      """
      web:
        image: nginx
        -
        ↑ error[misplaced-list-item]: a list item can't stand among 'key: value' entries
        restart: always

      """)
  }

  @Test func itemNotDeepEnough() {
    expectProblems(
      """
      web:
        ports:
          - "80:80"
        - "90:90"
        ↑ error[bad-indentation]: '-' is indented by 2, which is not deep enough: the lines it belongs with are indented by 4 fix*: indent by 4
        restart: always

      """)
  }

  @Test func itemWithoutDash() {
    expectProblems(
      """
      args:
        - sh
        -c
        ↑↑ error[missing-space]: there must be a space behind the '-' of a list item fix*: add a space
      ports:
        - "80:80"
        -"81:81"
        ↑↑↑↑↑↑↑↑ error[missing-space]: there must be a space behind the '-' of a list item fix*: add a space
        - "82:82"
        -83:83
        ↑↑↑↑↑↑ error[missing-space]: there must be a space behind the '-' of a list item fix*: add a space
        - ls
      steps:
        - one
        two
        ↑↑↑ error[misplaced-list-item]: a list item begins with '- ' fix*: add '- '
        - three

      """)
  }

  @Test func itemWithoutSpaceThatIsAMapping() {
    expectProblems(
      """
      expose:
        - x.com: {protocol: http}
        -y.com: {protocol: http}
        ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[missing-space]: there must be a space behind the '-' of a list item fix*: add a space
        - z.com: {protocol: http}

      """)
  }

  @Test func listBehindItsKey() {
    expectProblems(
      """
      web:
        args: - sh
              ↑↑↑↑ error[misplaced-list-item]: a list begins on a line of its own, below its key fix*: move it to a line of its own
        env: - a
             ↑↑↑ error[misplaced-list-item]: a list begins on a line of its own, below its key fix*: move it to a line of its own
             - b
        image: nginx

      """)
  }

  @Test func textOfBlockNotIndented() {
    expectProblems(
      """
      script: |
      echo hi
      ↑↑↑↑↑↑↑ error[bad-indentation]: the text that belongs to '|' must be indented deeper than its key fix*: indent by 2
      ls -l
      image: nginx

      """)
  }

  @Test func deepBlankLine() {
    expectProblems(
      """
      script: |
           \u{20}
      ↑↑↑↑↑↑ error[bad-indentation]: this blank line is indented deeper than the text below it fix*: remove its spaces
        echo hi
      image: nginx

      """)
  }

  @Test func tabInstead() {
    expectProblems(
      """
      web:
      \tports:
      ↑ error[tab-indentation]: YAML does not allow tabs as indentation; use spaces fix*: replace tabs with spaces
      \t\t- "80:80"
      \timage: nginx

      """)
  }

  @Test func tabAmongSpaces() {
    expectProblems(
      """
      web:
        image: nginx
      \trestart: always
      ↑ error[tab-indentation]: YAML does not allow tabs as indentation; use spaces fix*: replace tabs with spaces
        ports: []

      """)
  }

  @Test func tabBeforeTheRightIndentation() throws {
    func cured(_ text: String) throws -> String {
      let tree = YAMLTree(SourceText(text))
      let cure = try #require(tree.problems.first?.cure)
      return String(decoding: carryingOut(cure.edits, on: tree.text.bytes), as: UTF8.self)
    }
    let web = "web:\n  ports:\n      - a\n"
    #expect(try cured(web + "\t      - x\n") == web + "      - x\n")
    #expect(try cured(web + "\t- x\n\t  y: 1\n") == web + "      - x\n        y: 1\n")
    #expect(try cured("web:\n  ports:\n\t      - x\n") == "web:\n  ports:\n      - x\n")
    #expect(try cured(web + "\t  b: c\n") == web + "  b: c\n")
  }

  @Test func tabBehindSpaces() {
    expectProblems(
      """
      web:
        environment:
        \tA: b
      ↑↑↑ error[tab-indentation]: YAML does not allow tabs as indentation; use spaces fix*: replace tabs with spaces

      """)
  }
}
