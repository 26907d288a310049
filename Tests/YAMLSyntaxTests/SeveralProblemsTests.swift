import Testing

/// Files with several faults: all are reported, and what is around them is read.
@Suite struct SeveralProblemsTests {
  @Test func quoteColonAndTab() {
    expectProblems(
      """
      apps:
        web:
          command: "a
                   ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
          restart always
          ↑↑↑↑↑↑↑ error[missing-colon]: 'restart' needs a ':' behind it fix*: add ':' after 'restart'
          labels: {a: b}
          environment:
      \tA: b
      ↑ error[tab-indentation]: YAML does not allow tabs as indentation; use spaces fix*: replace tabs with spaces
        db:
          image: postgres

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func threeBrackets() {
    expectProblems(
      """
      a: [1, 2
         ↑ error[unclosed-bracket]: this '[' is never closed; add ']' fix*: add ']'
      b: {x: 1
       ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here
         ↑ error[unclosed-bracket]: this '{' is never closed; add '}' fix*: add '}'
      c: "d
       ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here
         ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
      e: f

      """)
  }

  @Test func oneInEachApp() {
    expectProblems(
      """
      apps:
        web:
          image nginx
          ↑↑↑↑↑ error[missing-colon]: 'image' needs a ':' behind it fix*: add ':' after 'image'
          ports: ["80:80"
                 ↑ error[unclosed-bracket]: this '[' is never closed; add ']' fix*: add ']'
        db:
        ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here
          image: "postgres
                 ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
            restart: always
            ↑↑↑↑↑↑↑ error[bad-indentation]: 'restart' is indented by 6, which is too deep: the lines it belongs with are indented by 4 fix*: indent by 4
        cache:
          @image: redis
          ↑↑↑↑↑↑↑↑↑↑↑↑↑ error[stray-character]: a line can't begin with '@'; put the text in quotes or remove it
          command: redis --x: y
                   ↑↑↑↑↑↑↑↑↑↑↑↑ error[needs-quotes]: a value that contains ': ' needs quotes fix*: put quotes around the value
        log:
          image: fluent

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }

  @Test func insideItems() {
    expectProblems(
      """
      steps:
        - name: "one
                ↑ error[unclosed-quote]: this quote is never closed; add " at the end of the value fix*: close the quote
          run: ls
        - name two
          ↑↑↑↑ error[missing-colon]: 'name' needs a ':' behind it fix*: add ':' after 'name'
          run: [a
               ↑ error[unclosed-bracket]: this '[' is never closed; add ']' fix*: add ']'
        - name: three
              ↑ (empty) related[unclosed-bracket]: without it, the text runs on to here
           run: ls
           ↑↑↑ error[bad-indentation]: 'run' is indented by 5, which is too deep: the lines it belongs with are indented by 4 fix*: indent by 4
        - name: four

      ↑ (empty) related[unclosed-quote]: without it, the text runs on to here
      """)
  }
}
