import Testing
import YAMLSyntax

@testable import KStackAnalysis

@Suite struct FileStyleTests {
  @Test(arguments: [
    ("", 2, 2, "\n", "\""), ("a: b", 2, 2, "\n", "\""), ("a:\n    b: 'c'\r\n", 4, 4, "\n", "'"),
    ("a:\r\n    b:\r\n    - c", 4, 0, "\r\n", "\""), ("a:\n b:\n   - \"c\"\n", 1, 2, "\n", "\""),
    ("a:\n  - 'b'\nc:\n   d: e\n", 3, 2, "\n", "'"), ("a: {b: [c]}\n", 2, 2, "\n", "\""),
    ("\n", 2, 2, "\n", "\""), ("\r\n", 2, 2, "\r\n", "\""), ("- a\n- b:\n    c: d\n", 2, 2, "\n", "\""),
  ])
  func styleOfAFile(text: String, step: Int, list: Int, newline: String, quote: String) {
    let style = FileStyle(YAMLTree(SourceText(text)))
    #expect(style.step == step)
    #expect(style.listIndent == list)
    #expect(style.newline.utf8.elementsEqual(newline.utf8))
    #expect(style.quote == quote)
  }

  @Test(arguments: [
    "plain", "a b", "nginx:1.27", "a#b", "-x", "a:b", "http://x/?a=b", "é", "", " a", "a ", "yes", "5", "1.10", "null",
    "~",
    "2024-01-01", "=", "<<", "a: b", "a #b", "a:", "- a", "-", "?", "*a", "&a", "!a", "%a", "@a", "`a", "'a'", "\"a\"",
    "[a]", "a,b", "{a}", "a\\b", "a\nb", "a\tb", "\u{7}", "\u{85}", "it's", "\"it's\"", "---", "...", "|", ">",
    "a'b\"c\\d",
    "\u{2028}", "\u{FEFF}a", "\u{A0}", "\u{1F600}",
  ])
  func everyTextIsWrittenSoThatItLoadsAsItself(text: String) {
    for quote in ["'", "\""] {
      var style = FileStyle(YAMLTree(SourceText("")))
      style.quote = quote
      for (written, isFlow) in [(style.scalar(text), false), (style.scalar(text), true), (style.quoted(text), false)] {
        let tree = YAMLTree(SourceText(isFlow ? "[\(written), x]" : "key: \(written)"))
        let value = isFlow ? tree.root?.items.first : tree.root?.entries.first { _ in true }?.value
        #expect(tree.problems.isEmpty, "\(written)")
        #expect(value?.loaded == .string(text), "\(written)")
      }
    }
  }

  @Test func plainTextStaysPlain() {
    let style = FileStyle(YAMLTree(SourceText("")))
    #expect(style.scalar("nginx:1.27") == "nginx:1.27")
    #expect(style.scalar("-x") == "-x")
    #expect(style.scalar("yes") == "\"yes\"")
    #expect(style.indent(-1) == "")
  }
}
