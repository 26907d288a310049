import Testing
import YAMLSyntax

/// Collections, and values that are not there.
@Suite struct CollectionTreeTests {
  @Test func emptyValues() {
    expectTree(
      of: """
        a:
        b:   # none
        c:
          d:

        """,
      is: """
        root mapping «a:⏎b:   # none⏎c:⏎  d:»
          key plain «a»
          value plain «»2
          key plain «b»
          value plain «»5
          key plain «c»
          value mapping «d:»
            key plain «d»
            value plain «»22
        comment «# none»
        """)
  }

  @Test func emptyItems() {
    expectTree(
      of: """
        -
        - 
        - a
        -

        """,
      is: """
        root sequence «-⏎- ⏎- a⏎-»
          item plain «»1
          item plain «»3
          item plain «a»
          item plain «»10
        """)
  }

  @Test func indentlessList() {
    expectTree(
      of: """
        a:
        - b
        - c: d
          e:
          - f
        g: h

        """,
      is: """
        root mapping «a:⏎- b⏎- c: d⏎  e:⏎  - f⏎g: h»
          key plain «a»
          value sequence «- b⏎- c: d⏎  e:⏎  - f»
            item plain «b»
            item mapping «c: d⏎  e:⏎  - f»
              key plain «c»
              value plain «d»
              key plain «e»
              value sequence «- f»
                item plain «f»
          key plain «g»
          value plain «h»
        """)
  }

  @Test func nestedCompact() {
    expectTree(
      of: """
        - - a
          - b
        - c: d
          e: f

        """,
      is: """
        root sequence «- - a⏎  - b⏎- c: d⏎  e: f»
          item sequence «- a⏎  - b»
            item plain «a»
            item plain «b»
          item mapping «c: d⏎  e: f»
            key plain «c»
            value plain «d»
            key plain «e»
            value plain «f»
        """)
  }

  @Test func flow() {
    expectTree(
      of: """
        a: [b, 'c', {d: e}, [], {}]
        f: {g: [h], i: , j}

        """,
      is: """
        root mapping «a: [b, 'c', {d: e}, [], {}]⏎f: {g: [h], i: , j}»
          key plain «a»
          value flow sequence «[b, 'c', {d: e}, [], {}]»
            item plain «b»
            item singleQuoted «'c'» = «c»
            item flow mapping «{d: e}»
              key plain «d»
              value plain «e»
            item flow sequence «[]»
            item flow mapping «{}»
          key plain «f»
          value flow mapping «{g: [h], i: , j}»
            key plain «g»
            value flow sequence «[h]»
              item plain «h»
            key plain «i»
            value plain «»42
            key plain «j»
            value plain «»46
        """)
  }

  @Test func flowOverLines() {
    expectTree(
      of: """
        a: [
          b, # one
          c,
        ]
        d: {
          e: f # two
        }

        """,
      is: """
        root mapping «a: [⏎  b, # one⏎  c,⏎]⏎d: {⏎  e: f # two⏎}»
          key plain «a»
          value flow sequence «[⏎  b, # one⏎  c,⏎]»
            item plain «b»
            item plain «c»
          key plain «d»
          value flow mapping «{⏎  e: f # two⏎}»
            key plain «e»
            value plain «f»
        comment «# one»
        comment «# two»
        """)
  }

  @Test func flowPairs() {
    expectTree(
      of: """
        [a: b, c, ? d : e, {? f}, h: , i : [j] ]

        """,
      is: """
        root flow sequence «[a: b, c, ? d : e, {? f}, h: , i : [j] ]»
          item flow mapping «a: b»
            key plain «a»
            value plain «b»
          item plain «c»
          item flow mapping «? d : e»
            key plain «d»
            value plain «e»
          item flow mapping «{? f}»
            key plain «f»
            value plain «»23
          item flow mapping «h:»
            key plain «h»
            value plain «»28
          item flow mapping «i : [j]»
            key plain «i»
            value flow sequence «[j]»
              item plain «j»
        """)
  }

  @Test func flowJSON() {
    expectTree(
      of: "{\"a\":1,\"b\":[true,null],\"c\":\"x#y\"}",
      is: """
        root flow mapping «{"a":1,"b":[true,null],"c":"x#y"}»
          key doubleQuoted «"a"» = «a»
          value plain «1»
          key doubleQuoted «"b"» = «b»
          value flow sequence «[true,null]»
            item plain «true»
            item plain «null»
          key doubleQuoted «"c"» = «c»
          value doubleQuoted «"x#y"» = «x#y»
        """)
  }

  @Test func complexKeys() {
    expectTree(
      of: """
        ? [a, b]
        : c
        ? d
        ? |
          e
        : - f

        """,
      is: """
        root mapping «? [a, b]⏎: c⏎? d⏎? |⏎  e⏎: - f»
          key flow sequence «[a, b]»
            item plain «a»
            item plain «b»
          value plain «c»
          key plain «d»
          value plain «»16
          key literal «|⏎  e» = «e⏎»
          value sequence «- f»
            item plain «f»
        """)
  }

  @Test func endsAtLastChild() {
    expectTree(
      of: """
        a:
          b:
            c: d

            # comment

        e:
          - f



        """,
      is: """
        root mapping «a:⏎  b:⏎    c: d⏎⏎    # comment⏎⏎e:⏎  - f»
          key plain «a»
          value mapping «b:⏎    c: d»
            key plain «b»
            value mapping «c: d»
              key plain «c»
              value plain «d»
          key plain «e»
          value sequence «- f»
            item plain «f»
        comment «# comment»
        """)
  }

  @Test func keysOnly() {
    expectTree(
      of: """
        a:
          b:
          c:
        d:

        """,
      is: """
        root mapping «a:⏎  b:⏎  c:⏎d:»
          key plain «a»
          value mapping «b:⏎  c:»
            key plain «b»
            value plain «»7
            key plain «c»
            value plain «»12
          key plain «d»
          value plain «»15
        """)
  }
}
