import Testing
import YAMLSyntax

/// Anchors, tags, aliases and comments.
@Suite struct PropertyTreeTests {
  @Test func anchors() {
    expectTree(
      of: """
        a: &x b
        c: &y
          d: e
        f: &z [g]
        &k h: *x
        i: [*y, *z]

        """,
      is: """
        root mapping «a: &x b⏎c: &y⏎  d: e⏎f: &z [g]⏎&k h: *x⏎i: [*y, *z]»
          key plain «a»
          value plain &x «b»
          key plain «c»
          value mapping &y «d: e»
            key plain «d»
            value plain «e»
          key plain «f»
          value flow sequence &z «[g]»
            item plain «g»
          key plain &k «h»
          value alias «*x» = «b»
          key plain «i»
          value flow sequence «[*y, *z]»
            item alias «*y» = «d: e»
            item alias «*z» = «[g]»
        """)
  }

  @Test func anchorForms() {
    expectTree(
      of: """
        - &a
        - &b 'c'
        - &d |
          e
        - &f # comment
          g: h
        - *a

        """,
      is: """
        root sequence «- &a⏎- &b 'c'⏎- &d |⏎  e⏎- &f # comment⏎  g: h⏎- *a»
          item plain &a «»4
          item singleQuoted &b «'c'» = «c»
          item literal &d «|⏎  e» = «e⏎»
          item mapping &f «g: h»
            key plain «g»
            value plain «h»
          item alias «*a» = «»4
        comment «# comment»
        """)
  }

  @Test func tags() {
    expectTree(
      of: """
        a: !!str 1
        b: ! c
        d: !local {e: f}
        g: !!seq
        - h
        i: !<tag:yaml.org,2002:int> 7

        """,
      is: """
        root mapping «a: !!str 1⏎b: ! c⏎d: !local {e: f}⏎g: !!seq⏎- h⏎i: !<tag:yaml.org,2002:int> 7»
          key plain «a»
          value plain !!str «1»
          key plain «b»
          value plain ! «c»
          key plain «d»
          value flow mapping !local «{e: f}»
            key plain «e»
            value plain «f»
          key plain «g»
          value sequence !!seq «- h»
            item plain «h»
          key plain «i»
          value plain !<tag:yaml.org,2002:int> «7»
        """)
  }

  @Test func anchorsAndTags() {
    expectTree(
      of: """
        a: &x !!str b
        c: !!map &y
          d: e
        f: !!null

        """,
      is: """
        root mapping «a: &x !!str b⏎c: !!map &y⏎  d: e⏎f: !!null»
          key plain «a»
          value plain &x !!str «b»
          key plain «c»
          value mapping &y !!map «d: e»
            key plain «d»
            value plain «e»
          key plain «f»
          value plain !!null «»42
        """)
  }

  @Test func undefinedAndRedefined() {
    expectTree(
      of: """
        a: &x 1
        b: *x
        c: &x 2
        d: *x
        e: *nope

        """,
      is: """
        root mapping «a: &x 1⏎b: *x⏎c: &x 2⏎d: *x⏎e: *nope»
          key plain «a»
          value plain &x «1»
          key plain «b»
          value alias «*x» = «1»
          key plain «c»
          value plain &x «2»
          key plain «d»
          value alias «*x» = «2»
          key plain «e»
          value alias «*nope» undefined
        """)
  }

  @Test func merge() {
    expectTree(
      of: """
        base: &b {x: 1}
        a:
          <<: *b
          <<: [*b, {y: 2}]

        """,
      is: """
        root mapping «base: &b {x: 1}⏎a:⏎  <<: *b⏎  <<: [*b, {y: 2}]»
          key plain «base»
          value flow mapping &b «{x: 1}»
            key plain «x»
            value plain «1»
          key plain «a»
          value mapping «<<: *b⏎  <<: [*b, {y: 2}]»
            key plain «<<»
            value alias «*b» = «{x: 1}»
            key plain «<<»
            value flow sequence «[*b, {y: 2}]»
              item alias «*b» = «{x: 1}»
              item flow mapping «{y: 2}»
                key plain «y»
                value plain «2»
        """)
  }

  @Test func comments() {
    expectTree(
      of: """
        # top
        a: b # after
          # deeper
        c: # behind colon
          - d # item
          #last
        e: f#g
        h: '#' #i
        j: "k"#l
        m: [n]#o

        """,
      is: """
        root mapping «a: b # after⏎  # deeper⏎c: # behind colon⏎  - d # item⏎  #last⏎e: f#g⏎h: '#' #i⏎j: "k"#l⏎m: [n]»
          key plain «a»
          value plain «b»
          key plain «c»
          value sequence «- d»
            item plain «d»
          key plain «e»
          value plain «f#g»
          key plain «h»
          value singleQuoted «'#'» = «#»
          key plain «j»
          value doubleQuoted «"k"» = «k»
          key plain «m»
          value flow sequence «[n]»
            item plain «n»
        comment «# top»
        comment «# after»
        comment «# deeper»
        comment «# behind colon»
        comment «# item»
        comment «#last»
        comment «#i»
        comment «#l»
        comment «#o»
        """)
  }

  @Test func commentOnly() {
    expectTree(
      of: """
        # nothing

           # more

        """,
      is: """
        comment «# nothing»
        comment «# more»
        """)
  }

  @Test func propertiesBeforeOddBreaks() {
    expectTree(
      of: "a: &x\u{85}  b\nc: !t\u{2028}  d: e\n",
      is: """
        root mapping «a: &x\\u{85}  b⏎c: !t\\u{2028}  d: e»
          key plain «a»
          value plain &x «b»
          key plain «c»
          value mapping !t «d: e»
            key plain «d»
            value plain «e»
        """)
  }
}
