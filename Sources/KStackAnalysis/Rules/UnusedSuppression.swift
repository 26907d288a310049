internal import YAMLSyntax

extension Rule {
  /// ``StackFile/diagnostics()`` finds it, after all other rules.
  static let unusedSuppression = Rule(
    "unused-suppression", .hint, group: .suppressions,
    summary: "a comment that suppresses nothing",
    explanation: """
      `# kstack-disable-line CODE…` suppresses diagnostics on its own line, `# kstack-disable-next-line CODE…` on the line \
      below, and `# kstack-disable CODE…` from there on, to the end of the file or to `# kstack-enable`; above the first \
      key it holds for the whole file. Several codes and names of groups can follow, and none means all, syntax errors \
      too. What follows ` -- ` is a reason. A comment that suppresses nothing is left over from a fault that is gone. A \
      line stands for the whole of a text that begins on it.

      Comments change what is reported and nothing else: a file with a syntax error still does not load.
      """,
    bad: "apps:\n  web:\n    # kstack-disable-next-line unquoted-port\n    image: nginx:1.27\n",
    good: "apps:\n  web:\n    # kstack-disable-next-line unknown-key\n    enviroment: {}\n    image: nginx:1.27\n"
  ) { _, _ in }
}

extension Findings {
  /// Reports the entries at these places of ``Suppressions/entries``.
  mutating func report(unused: [Int], of suppressions: Suppressions, in text: SourceText) {
    let unused = unused.filter(suppressions.entries.indices.contains)
    let all = Set(unused)
    for index in unused {
      let entry = suppressions.entries[index]
      // A comment of which nothing is used goes as a whole.
      if entry.siblings.allSatisfy(all.contains) {
        guard index == entry.siblings.lowerBound else { continue }
        report(
          entry.comment, "this comment suppresses nothing", tags: [.unnecessary],
          fixes: [Fix(title: "remove the comment", edits: [text.removing(comment: entry.comment)])])
      } else {
        let name = text.string(in: entry.range)
        report(
          entry.range, "\(Wording.quote(name)) suppresses nothing here", tags: [.unnecessary],
          fixes: [Fix(title: "remove '\(name)'", edits: [text.removing(wordOfComment: entry.range)])])
      }
    }
  }
}

extension SourceText {
  /// Takes a comment away, with the blanks before it, and with its line when it has one of its own.
  fileprivate func removing(comment: Range<Int>) -> TextEdit {
    let line = line(at: comment.lowerBound)
    var start = comment.lowerBound
    let lineStart = lineStart(line)
    while start > lineStart, bytes[start - 1] == UInt8(ascii: " ") || bytes[start - 1] == UInt8(ascii: "\t") {
      start -= 1
    }
    guard start == lineStart, line + 1 < lineCount else {
      return TextEdit(range: start..<comment.upperBound, replacement: "")
    }
    return TextEdit(range: start..<self.lineStart(line + 1), replacement: "")
  }

  /// Takes one name away, with what separates it from the one before.
  fileprivate func removing(wordOfComment word: Range<Int>) -> TextEdit {
    var start = word.lowerBound
    let separators = Array(" \t,".utf8)
    while start > 0, separators.contains(bytes[start - 1]) { start -= 1 }
    return TextEdit(range: start..<word.upperBound, replacement: "")
  }
}
