import Testing
import YAMLSyntax

/// Scalars of every style.
@Suite struct ScalarTreeTests {
  @Test func plainScalars() {
    expectTree(
      of: """
        a: b
        c: d e  # f
        g:
          many
          words

          here

        """,
      is: """
        root mapping «a: b⏎c: d e  # f⏎g:⏎  many⏎  words⏎⏎  here»
          key plain «a»
          value plain «b»
          key plain «c»
          value plain «d e»
          key plain «g»
          value plain «many⏎  words⏎⏎  here» = «many words⏎here»
        comment «# f»
        """)
  }

  @Test func singleQuotes() {
    expectTree(
      of: """
        a: 'b'
        c: 'it''s'
        d: 'two
          lines'
        e: ''

        """,
      is: """
        root mapping «a: 'b'⏎c: 'it''s'⏎d: 'two⏎  lines'⏎e: ''»
          key plain «a»
          value singleQuoted «'b'» = «b»
          key plain «c»
          value singleQuoted «'it''s'» = «it's»
          key plain «d»
          value singleQuoted «'two⏎  lines'» = «two lines»
          key plain «e»
          value singleQuoted «''» = «»
        """)
  }

  @Test func doubleQuotes() {
    expectTree(
      of: """
        a: "b"
        c: "tab\\t\\u00e9\\x41"
        d: "two
          lines \\
          joined"
        e: ""

        """,
      is: """
        root mapping «a: "b"⏎c: "tab\\t\\u00e9\\x41"⏎d: "two⏎  lines \\⏎  joined"⏎e: ""»
          key plain «a»
          value doubleQuoted «"b"» = «b»
          key plain «c»
          value doubleQuoted «"tab\\t\\u00e9\\x41"» = «tab→éA»
          key plain «d»
          value doubleQuoted «"two⏎  lines \\⏎  joined"» = «two lines joined»
          key plain «e»
          value doubleQuoted «""» = «»
        """)
  }

  @Test func literalChomping() {
    expectTree(
      of: """
        a: |
          clip

        b: |-
          strip

        c: |+
          keep

        d: x

        """,
      is: """
        root mapping «a: |⏎  clip⏎⏎b: |-⏎  strip⏎⏎c: |+⏎  keep⏎⏎d: x»
          key plain «a»
          value literal «|⏎  clip» = «clip⏎»
          key plain «b»
          value literal «|-⏎  strip» = «strip»
          key plain «c»
          value literal «|+⏎  keep» = «keep⏎⏎»
          key plain «d»
          value plain «x»
        """)
  }

  @Test func foldedHeaders() {
    expectTree(
      of: """
        a: >
          two
          lines

          more
        b: >2-
            deep
        c: >+1
          x

        """,
      is: """
        root mapping «a: >⏎  two⏎  lines⏎⏎  more⏎b: >2-⏎    deep⏎c: >+1⏎  x»
          key plain «a»
          value folded «>⏎  two⏎  lines⏎⏎  more» = «two lines⏎more⏎»
          key plain «b»
          value folded «>2-⏎    deep» = «  deep»
          key plain «c»
          value folded «>+1⏎  x» = « x⏎»
        """)
  }

  @Test func headerOrder() {
    expectTree(
      of: """
        a: |1-
          x
        b: |-1
          x
        c: |2+
           x

        """,
      is: """
        root mapping «a: |1-⏎  x⏎b: |-1⏎  x⏎c: |2+⏎   x»
          key plain «a»
          value literal «|1-⏎  x» = « x»
          key plain «b»
          value literal «|-1⏎  x» = « x»
          key plain «c»
          value literal «|2+⏎   x» = « x⏎»
        """)
  }

  @Test func emptyBlockScalar() {
    expectTree(
      of: """
        a: |
        b: >-  # note
        c: |


        """,
      is: """
        root mapping «a: |⏎b: >-  # note⏎c: |»
          key plain «a»
          value literal «|» = «»
          key plain «b»
          value folded «>-  # note» = «»
          key plain «c»
          value literal «|» = «»
        comment «# note»
        """)
  }

  @Test func blockScalarComments() {
    expectTree(
      of: """
        a: | # head
          text # no comment
          # nor this
        # but this
        b: >-#x
          y

        """,
      is: """
        root mapping «a: | # head⏎  text # no comment⏎  # nor this⏎# but this⏎b: >-#x⏎  y»
          key plain «a»
          value literal «| # head⏎  text # no comment⏎  # nor this» = «text # no comment⏎# nor this⏎»
          key plain «b»
          value folded «>-#x⏎  y» = «y»
        comment «# head»
        comment «# but this»
        """)
  }

  @Test func longPlain() {
    expectTree(
      of: """
        url: http://x:80/#y?z=1
        time: 12:30
        neg: -1
        dash: a - b
        q: what?

        """,
      is: """
        root mapping «url: http://x:80/#y?z=1⏎time: 12:30⏎neg: -1⏎dash: a - b⏎q: what?»
          key plain «url»
          value plain «http://x:80/#y?z=1»
          key plain «time»
          value plain «12:30»
          key plain «neg»
          value plain «-1»
          key plain «dash»
          value plain «a - b»
          key plain «q»
          value plain «what?»
        """)
  }

  @Test func quotedKeys() {
    expectTree(
      of: """
        'a': 1
        "b c": 2
        ? 'd'
        : 3

        """,
      is: """
        root mapping «'a': 1⏎"b c": 2⏎? 'd'⏎: 3»
          key singleQuoted «'a'» = «a»
          value plain «1»
          key doubleQuoted «"b c"» = «b c»
          value plain «2»
          key singleQuoted «'d'» = «d»
          value plain «3»
        """)
  }

  @Test func rootScalar() {
    expectTree(
      of: """
        just text
          on two lines

        """,
      is: "root plain \u{ab}just text\u{23ce}  on two lines\u{bb} = \u{ab}just text on two lines\u{bb}")
  }

  @Test func tabsInside() {
    expectTree(
      of: """
        a:\tb\tc\t# d
        e: [\tf,\tg\t]

        """,
      is: """
        root mapping «a:→b→c→# d⏎e: [→f,→g→]»
          key plain «a»
          value plain «b→c»
          key plain «e»
          value flow sequence «[→f,→g→]»
            item plain «f»
            item plain «g»
        comment «# d»
        """)
  }
}
