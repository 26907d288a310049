import Testing

/// Characters and words that mean something to YAML.
@Suite struct CharacterProblemTests {
  @Test func reservedCharacters() {
    expectProblems(
      """
      a: @b
         ↑↑ error[needs-quotes]: a value that begins with '@' needs quotes fix*: put quotes around it
      c: `d`  # code
         ↑↑↑ error[needs-quotes]: a value that begins with '`' needs quotes fix*: put quotes around it
      e: %f
         ↑↑ error[needs-quotes]: a value that begins with '%' needs quotes fix*: put quotes around it
      g: "it's"\u{20}
      h: @it's "x"
         ↑↑↑↑↑↑↑↑↑ error[needs-quotes]: a value that begins with '@' needs quotes fix*: put quotes around it

      """)
  }

  @Test func aliasWithoutName() {
    expectProblems(
      """
      a: *
         ↑ error[needs-quotes]: a value that begins with '*' needs quotes fix*: put quotes around it
      b: &
         ↑ error[needs-quotes]: a value that begins with '&' needs quotes fix*: put quotes around it
      c: d

      """)
  }

  @Test func lineOfStar() {
    expectProblems(
      """
      web:
        image: nginx
        * all
        ↑↑↑↑↑ error[stray-character]: a line can't begin with '*'; put the text in quotes or remove it
        restart: always

      """)
  }

  @Test func lineOfAt() {
    expectProblems(
      """
      web:
        @image: nginx
        ↑↑↑↑↑↑↑↑↑↑↑↑↑ error[stray-character]: a line can't begin with '@'; put the text in quotes or remove it
        restart: always

      """)
  }

  @Test func blockHeader() {
    expectProblems(
      """
      a: |x
          ↑ error[stray-character]: 'x' can't follow '|' on this line; only a digit from 1 to 9, '+' or '-' can fix*: remove 'x'
        text
      b: >0
          ↑ error[stray-character]: '0' can't follow '>' on this line; only a digit from 1 to 9, '+' or '-' can fix*: remove '0'
        text
      c: |x| y
         ↑↑↑↑↑ error[needs-quotes]: a value that begins with '|' needs quotes fix*: put quotes around it

      """)
  }

  @Test func barAlone() {
    expectProblems(
      """
      web:
        image: nginx
        |
        ↑ error[stray-character]: a line can't begin with '|'; put the text in quotes or remove it
        restart: always

      """)
  }

  @Test func secondAnchor() {
    expectProblems(
      """
      a: &x &y z
            ↑↑ error[text-after-value]: a value can have only one anchor fix*: remove '&y'
      b: !!str !!int c
               ↑↑↑↑↑ error[text-after-value]: a value can have only one tag fix*: remove '!!int'
      d: &w *x
         ↑↑ error[text-after-value]: an alias can't have an anchor or a tag of its own fix*: remove '&w'

      """)
  }

  @Test func badTag() {
    expectProblems(
      """
      a: !<x y
         ↑↑↑ error[bad-tag]: '!<x' is not a tag; put quotes around a value that begins with '!'
      b: !e!x z
         ↑↑↑↑ error[bad-tag]: '!e!x' is not a tag; put quotes around a value that begins with '!'
      c: d

      """)
  }

  @Test func unknownDirective() {
    expectProblems(
      """
      %FOO
      ↑↑↑↑ error[bad-directive]: '%FOO' is not a directive that YAML knows; remove the line fix*: remove the line
      a: b

      """)
  }

  @Test func directiveInside() {
    expectProblems(
      """
      a: b
      %YAML 1.1
      ↑↑↑↑↑↑↑↑↑ error[bad-directive]: '%YAML 1.1' can't stand here; kstack needs no such line fix*: remove the line
      c: d

      """)
  }

  @Test func otherVersion() {
    expectProblems(
      """
      %YAML 2.0
      ↑↑↑↑↑↑↑↑↑ error[bad-directive]: '%YAML 2.0' can't stand here; kstack needs no such line fix*: remove the line
      ---
      a: b

      """)
  }

  @Test func documentEnd() {
    expectProblems(
      """
      a: b
      ...
      ↑↑↑ error[unreadable-line]: after '...' only another document can follow, which begins with '---' fix*: remove '...'
      c: d

      """)
  }

  @Test func entryBehindMarker() {
    expectProblems(
      """
      --- a: b
          ↑↑↑↑ error[text-after-value]: entries begin on the line below '---' fix*: move it to the line below
      c: d

      """)
  }

  @Test func controlCharacters() {
    expectProblems(
      """
      a: b\u{7}c\u{1}d
          ↑ error[control-character]: YAML does not allow a control character here; remove it fix*: remove all of them on this line
      e: "\u{7f}"
          ↑ error[control-character]: YAML does not allow a control character here; remove it fix*: remove it

      """)
  }

  @Test func conflict() {
    expectProblems(
      """
      web:
      <<<<<<< HEAD
      ↑↑↑↑↑↑↑ error[conflict-marker]: unresolved merge conflict; keep one side and remove the markers
        image: nginx:1
      =======
        image: nginx:2
      >>>>>>> feature
      ↑↑↑↑↑↑↑ related[conflict-marker]: the conflict ends here
        restart: always

      """)
  }

  @Test func conflictOfThree() {
    expectProblems(
      """
      <<<<<<< HEAD
      ↑↑↑↑↑↑↑ error[conflict-marker]: unresolved merge conflict; keep one side and remove the markers
      a: 1
      ||||||| base
      a: 0
      =======
      a: 2
      >>>>>>> feature
      ↑↑↑↑↑↑↑ related[conflict-marker]: the conflict ends here
      b: 3

      """)
  }

  @Test func conflictWithoutEnd() {
    expectProblems(
      """
      <<<<<<< HEAD
      ↑↑↑↑↑↑↑ error[conflict-marker]: unresolved merge conflict; keep one side and remove the markers
      a: 1
      =======
      b: 2

      """)
  }

  @Test func conflictEndOnly() {
    expectProblems(
      """
      a: 1
      >>>>>>> feature
      ↑↑↑↑↑↑↑ error[conflict-marker]: unresolved merge conflict; keep one side and remove the markers
      b: 2

      """)
  }

  @Test func lineThatFitsNowhere() {
    expectProblems(
      """
      a: b
      !
      ↑ error[stray-character]: a line can't begin with '!'; put the text in quotes or remove it
      c: d

      """)
  }
}
