import Testing
import YAMLSyntax

/// Documents, line breaks and encodings.
@Suite struct StreamTreeTests {
  @Test func empty() {
    expectTree(
      of: "",
      is: "")
  }

  @Test func blank() {
    expectTree(
      of: "\n \n\n",
      is: "")
  }

  @Test func windows() {
    expectTree(
      of: "a: b\r\nc:\r\n  - d # e\r\nf: |\r\n  g\r\n",
      is: """
        root mapping «a: b␍⏎c:␍⏎  - d # e␍⏎f: |␍⏎  g»
          key plain «a»
          value plain «b»
          key plain «c»
          value sequence «- d»
            item plain «d»
          key plain «f»
          value literal «|␍⏎  g» = «g⏎»
        comment «# e»
        """)
  }

  @Test func carriageReturns() {
    expectTree(
      of: "a: b\rc:\r  - d # e\rf: |\r  g\r",
      is: """
        root mapping «a: b␍c:␍  - d # e␍f: |␍  g»
          key plain «a»
          value plain «b»
          key plain «c»
          value sequence «- d»
            item plain «d»
          key plain «f»
          value literal «|␍  g» = «g⏎»
        comment «# e»
        """)
  }

  @Test func byteOrderMark() {
    expectTree(
      of: "﻿# c\na: b\n",
      is: """
        root mapping «a: b»
          key plain «a»
          value plain «b»
        comment «# c»
        """)
  }

  @Test func oddBreaks() {
    expectTree(
      of: "a: b\u{85}c: d\u{2028}  e\u{2029}f: \"g\u{2028}h\"\n",
      is: """
        root mapping «a: b\\u{85}c: d\\u{2028}  e\\u{2029}f: "g\\u{2028}h"»
          key plain «a»
          value plain «b»
          key plain «c»
          value plain «d\\u{2028}  e» = «d\\u{2028}e»
          key plain «f»
          value doubleQuoted «"g\\u{2028}h"» = «g\\u{2028}h»
        """)
  }

  @Test func astral() {
    expectTree(
      of: """
        😀: é # ü
        日本: ['𝕏', &o ß]

        """,
      is: """
        root mapping «😀: é # ü⏎日本: ['𝕏', &o ß]»
          key plain «😀»
          value plain «é»
          key plain «日本»
          value flow sequence «['𝕏', &o ß]»
            item singleQuoted «'𝕏'» = «𝕏»
            item plain &o «ß»
        comment «# ü»
        """)
  }

  @Test func documents() {
    expectTree(
      of: """
        ---
        a: b
        ---
        c
        ...
        --- # d
        - e

        """,
      is: """
        document «---»
        root mapping «a: b»
          key plain «a»
          value plain «b»
        document «---»
        root plain «c»
        document «---»
        root sequence «- e»
          item plain «e»
        comment «# d»
        """)
  }

  @Test func emptyDocuments() {
    expectTree(
      of: """
        ---
        ---
        ...

        """,
      is: """
        document «---»
        root plain «»4
        document «---»
        root plain «»8
        """)
  }

  @Test func directives() {
    expectTree(
      of: """
        %YAML 1.1
        %TAG !e! tag:e.org,2000:
        ---
        a: !e!x b

        """,
      is: """
        document «---»
        root mapping «a: !e!x b»
          key plain «a»
          value plain !e!x «b»
        """)
  }

  @Test func documentOnLine() {
    expectTree(
      of: """
        --- [a]
        --- |
          b
        --- c

        """,
      is: """
        document «---»
        root flow sequence «[a]»
          item plain «a»
        document «---»
        root literal «|⏎  b» = «b⏎»
        document «---»
        root plain «c»
        """)
  }
}
