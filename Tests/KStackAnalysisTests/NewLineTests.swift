import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// The text after Enter, with the cursor where the editor left it, and what it becomes.
private func expectNewLine(
  _ fixture: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let marked = try MarkedText(fixture)
  let file = StackFile(text: SourceText(marked.text), context: AnalysisContext(languageID: "kstack"))
  let edits = file.formattingOfNewLine(at: try marked.cursor)
  expectText(try applying(edits, to: marked.text), equals: expected, sourceLocation: sourceLocation)
}

private let head = "apps:\n  web:\n"

@Suite struct NewLineTests {
  @Test(arguments: [
    // The next key.
    ("    image: nginx", "    "), ("    image: nginx # why", "    "), ("    image:", "    "),
    ("    environment:\n      A: b", "      "), ("    volumesFrom:\n      - config:\n          name: a", "          "),
    ("    envFrom:\n      - config: {name: a}", "        "), ("    command: [a, b]", "    "),
    ("    image: \"two\n      lines\"", "    "),
    // What belongs to a key.
    ("    environment:", "      "), ("    ports: # none yet", "      "),
    ("    volumesFrom:\n      - config:", "          "),
    ("    unknown:", "      "), ("    sidecars:\n      log:", "        "),
    // The next item.
    ("    ports:\n      - \"80:80\"", "      - "), ("    ports:\n    - \"80:80\" # web", "    - "),
    ("    command:\n      - [a, b]", "      - "),
    // The text of a block scalar.
    ("    command: |", "      "), ("    command:\n      - >-", "        "),
  ])
  func `Enter gives the line that comes next`(_ above: String, _ next: String) throws {
    for inserted in ["", "  ", "    ", "         ", "\t"] {
      try expectNewLine("\(head)\(above)\n\(inserted)█\n", gives: "\(head)\(above)\n\(next)\n")
    }
    try expectNewLine("\(head)\(above)\n█", gives: "\(head)\(above)\n\(next)")
    let windows = "\(head)\(above)\n█\n".replacing("\n", with: "\r\n")
    try expectNewLine(windows, gives: "\(head)\(above)\n\(next)\n".replacing("\n", with: "\r\n"))
  }

  @Test func `between a key and what it has already stands more of that`() throws {
    try expectNewLine(
      "apps:\n  web:\n    environment:\n█\n        A: b\n",
      gives: "apps:\n  web:\n    environment:\n        \n        A: b\n")
    try expectNewLine(
      "apps:\n  web:\n    command: |\n█\n       text\n", gives: "apps:\n  web:\n    command: |\n       \n       text\n")
  }

  @Test func `Enter behind an empty item ends the list`() throws {
    try expectNewLine(
      "apps:\n  web:\n    ports:\n      - \"80:80\"\n      - \n      █\n    image: a\n",
      gives: "apps:\n  web:\n    ports:\n      - \"80:80\"\n    \n    image: a\n")
  }

  @Test(arguments: [
    // What the editor or the author put there stays.
    "    ports:\n      - \"80:80\"\n      - █", "    image: a\n      # █", "    image: a\n  b█: c",
    // Empty lines, comments, texts, brackets.
    "    image: a\n\n  █", "    image: a\n      # why\n      █", "    command: |\n      text\n      █",
    "    command: [\n      a,\n   █\n    ]", "    image: \"a\n     █\n     b\"", "    ports:\n      -\n  █",
    // What cannot be read.
    "    imag\n    █", "    image: \"a\n    █", "    command: [a,\n   █",
  ])
  func `Enter leaves the rest to the editor`(_ text: String) throws {
    try expectNewLine(head + text, gives: try MarkedText(head + text).text)
  }

  @Test func `a fault elsewhere is not in the way`() throws {
    try expectNewLine(
      "apps:\n  a:\n    image: \"x\n  web:\n    ports:\n      - \"80:80\"\n█\n  b: [\n",
      gives: "apps:\n  a:\n    image: \"x\n  web:\n    ports:\n      - \"80:80\"\n      - \n  b: [\n")
  }

  @Test func `other files are not touched`() {
    let file = StackFile(text: SourceText("kind: Pod\nspec:\n  a:\n"))
    #expect(file.formattingOfNewLine(at: 20).isEmpty)
  }

  @Test func `behind a question mark the colon of the value is left to the author`() throws {
    try expectNewLine("? [c, d]\n█\n: - e\n", gives: "? [c, d]\n\n: - e\n")
  }
}
