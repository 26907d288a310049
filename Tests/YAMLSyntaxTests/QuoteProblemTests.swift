import Testing

@testable import YAMLSyntax

/// Quotes, brackets and escapes.
@Suite struct QuoteProblemTests {
  @Test func doubleQuote() {
    expectProblems(
      """
      web:
        command: "sleep 10
                 ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
        restart: always

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func singleQuote() {
    expectProblems(
      """
      web:
        command: 'sleep 10  # a while
                 ↑ error[unclosed-quote]: this quote is never closed; add ' at the end of the value fix*: close the quote
        restart: always

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func quoteInsideBrackets() {
    expectProblems(
      """
      web:
        command: ["a", "b]
                       ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
        ports: ["80:80"]
                 ↑ (empty) related[unclosed-quote]: without it, the text runs on to here

      """)
    expectProblems(
      """
      web:
        labels: {a: ['b, c ]}  # both
                     ↑ error[unclosed-quote]: this quote is never closed; add ' at the end of the value fix*: close the quote

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func quoteInsideBracketsOfSeveralLines() {
    expectProblems(
      """
      {
        "a": "b,
             ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
        "c": [1]
         ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      }

      """)
  }

  @Test func quoteOfAKeyInsideBrackets() {
    expectProblems(
      """
      web: {"a: b}
            ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the key fix*: close the quote

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func quoteUpToTheNext() {
    expectProblems(
      """
      a: "x
         ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
      b: "y"
          ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      c: z

      """)
  }

  @Test func quoteOfKey() {
    expectProblems(
      """
      "a: b
      ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the key fix*: close the quote
      c: d

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func quoteAlone() {
    expectProblems(
      """
      web:
        image: nginx
        "
        ↑ error[unclosed-quote]: this quote is never closed fix*: remove the quote
        restart: always

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func quoteAtTheEnd() {
    expectProblems(
      """
      web:
        image: "ngi
               ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func quotedTextThatLooksLikeEntries() {
    expectProblems(
      """
      note: "multi
        line: fine"
      b: 'never
         ↑ error[unclosed-quote]: this quote is never closed; add ' at the end of the value fix*: close the quote
      c: d

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func apostropheInside() {
    expectProblems(
      """
      a: 'it's'
             ↑↑ error[text-after-value]: the text ends at the quote before this; write '' for a ' inside it fix*: write '' inside the quotes
      b: c

      """)
  }

  @Test func quotesInside() {
    expectProblems(
      """
      a: "say "hi" now"
               ↑↑↑↑↑↑↑↑ error[text-after-value]: the text ends at the quote before this; write \\" for a " inside it fix*: write \\" inside the quotes
      b: c

      """)
  }

  @Test func textBehindQuote() {
    expectProblems(
      """
      command: "sleep" 10
                       ↑↑ error[text-after-value]: nothing may follow the value on this line
      a: b

      """)
  }

  @Test func bracket() {
    expectProblems(
      """
      command: [sleep, 10
               ↑ error[unclosed-bracket]: this '[' is never closed; add ']' fix*: add ']'
      restart: always
             ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here

      """)
  }

  @Test func brace() {
    expectProblems(
      """
      labels: {a: b
              ↑ error[unclosed-bracket]: this '{' is never closed; add '}' fix*: add '}'
      restart: always
             ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here

      """)
  }

  @Test func bracketOverLines() {
    expectProblems(
      """
      ports: [
             ↑ error[unclosed-bracket]: this '[' is never closed; add ']' fix*: add ']'
        80,
        90
      restart: always
             ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here

      """)
  }

  @Test func braceOverLines() {
    expectProblems(
      """
      labels: {
              ↑ error[unclosed-bracket]: this '{' is never closed; add '}' fix*: add '}'
        a: b,
        c: d
      restart: always
             ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here

      """)
  }

  @Test func bracketsInBrackets() {
    expectProblems(
      """
      apps:
        web: {image: nginx, ports: ["80:80", labels: {a: b
                                                     ↑ error[unclosed-bracket]: this '{' and 2 brackets before it are never closed; add '}]}' fix*: add '}]}'
        db: {image: postgres}
          ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here

      """)
  }

  @Test func innerBracket() {
    expectProblems(
      """
      ports: [{target: 80, modes: [host}]
                                  ↑ error[unclosed-bracket]: this '[' is never closed; add ']' fix*: add ']'
      a: b

      """)
  }

  @Test func wrongBracket() {
    expectProblems(
      """
      ports: ["80:80"}
                     ↑ error[stray-character]: '}' does not match '[' fix*: replace it with ']'
      a: b

      """)
  }

  @Test func bracketThatNothingOpens() {
    expectProblems(
      """
      ports: ["80:80"]]
                      ↑ error[stray-character]: nothing opens this ']' fix*: remove ']'
      a: }
         ↑ error[stray-character]: nothing opens this '}' fix*: remove '}'

      """)
  }

  @Test func bracketOnALineOfItsOwn() {
    expectProblems(
      """
      web:
        image: nginx
        [
        ↑ error[stray-character]: nothing closes this '[' fix*: remove '['
        restart: always

      """)
  }

  @Test func braceOnALineOfItsOwn() {
    expectProblems(
      """
      web:
        image: nginx
        }
        ↑ error[stray-character]: nothing opens this '}' fix*: remove '}'
        restart: always

      """)
  }

  @Test func commas() {
    expectProblems(
      """
      args: ["a" "b" "c"]
                 ↑↑↑ error[missing-comma]: a ',' is missing before this fix*: add ','
                     ↑↑↑ error[missing-comma]: a ',' is missing before this fix*: add ','
      more: [a,, b]
               ↑ error[stray-character]: there is no value before this ',' fix*: remove the ','
      b: c

      """)
  }

  @Test(arguments: [
    ("a: [\"b\" \"c\"]\n", "a: [\"b\", \"c\"]\n"), ("a: [\"b\"  \"c\"]\n", "a: [\"b\",  \"c\"]\n"),
    ("a: [\"b\"\"c\"]\n", "a: [\"b\", \"c\"]\n"),
    ("a: [\r\n  \"b\"\r\n  \"c\"]\r\n", "a: [\r\n  \"b\",\r\n  \"c\"]\r\n"),
    ("a: [\n  \"b # d\"\n\n  {e: f}]\n", "a: [\n  \"b # d\",\n\n  {e: f}]\n"),
    ("a: [\n  \"b\" # d\n  \"c\"]\n", "a: [\n  \"b\" # d\n  , \"c\"]\n"),
    ("a: [\n  \"b\"\n  # d\n  \"c\"]\n", "a: [\n  \"b\"\n  # d\n  , \"c\"]\n"),
  ])
  func `a comma is added behind the value before`(_ text: String, _ expected: String) throws {
    let tree = YAMLTree(SourceText(text))
    let problem = try #require(tree.problems.first)
    #expect(problem.code == .missingComma)
    let cure = try #require(problem.cure)
    #expect(String(decoding: carryingOut(cure.edits, on: tree.text.bytes), as: UTF8.self) == expected)
  }

  @Test func dashInBrackets() {
    expectProblems(
      """
      args: [- a, - b]
             ↑ error[stray-character]: a '-' begins no item inside brackets fix*: remove the '-'
                  ↑ error[stray-character]: a '-' begins no item inside brackets fix*: remove the '-'
      c: d

      """)
  }

  @Test func colonInFlow() {
    expectProblems(
      """
      a: [b, : c]
             ↑ error[stray-character]: there is no key before this ':' fix*: remove the ':'
      d: e

      """)
  }

  @Test func escapes() {
    expectProblems(
      """
      path: "C:\\data\\quux"
               ↑↑ error[bad-escape]: '\\d' means nothing inside double quotes; write '\\\\d' fix*: double the backslash
                    ↑↑ error[bad-escape]: '\\q' means nothing inside double quotes; write '\\\\q' fix*: double the backslash
      hex: "\\xZZ"
            ↑↑ error[bad-escape]: '\\x' means nothing inside double quotes; write '\\\\x' fix*: double the backslash
      a: b

      """)
  }
}
