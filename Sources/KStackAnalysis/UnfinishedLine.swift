internal import KStackSchema
internal import YAMLSyntax

extension StackFile {
  /// What is worth saying while somebody types on a line: of what is merely unfinished there at most one hint, and nothing
  /// on other lines that only follows from it. A line that is complete and wrong is reported in full.
  ///
  /// - Parameters:
  ///   - hasOthers: whether there are findings besides, for which `emptied` has to be asked.
  ///   - emptied: gives the file with nothing on the line, see ``without(_:)``, and what is found in it.
  func withoutUnfinished(
    _ found: [Diagnostic], line: Int, hasOthers: Bool = false, emptied: () -> (StackFile, [Diagnostic])
  ) -> [Diagnostic] {
    guard line >= 0, line < text.lineCount else { return found }
    var result: [Diagnostic] = []
    var hint: Diagnostic?
    let content = self.content(of: line)
    let isWord = self.isWord(content)
    for diagnostic in found {
      let own = text.line(at: diagnostic.range.lowerBound)
      if own == line {
        guard isUnfinished(diagnostic, content, isWord: isWord) else {
          result.append(diagnostic)
          continue
        }
        if hint.map({ diagnostic.severity < $0.severity }) ?? true { hint = diagnostic }
      } else if !(Rule.mayBeUnfinished(diagnostic.code) && isWritten(diagnostic, by: line)) {
        result.append(diagnostic)
      }
    }
    let hasOthers = hasOthers || result.contains { text.line(at: $0.range.lowerBound) != line }
    if hasOthers, hint != nil || !hasWhole(line) {
      let (file, findings) = emptied()
      let others = Set(findings.map { Fault($0, in: file.text) })
      result.removeAll { diagnostic in
        text.line(at: diagnostic.range.lowerBound) != line && !others.contains(Fault(diagnostic, in: text))
      }
    }
    // Beside a fault of the line itself the hint would be the second report.
    if var hint, !result.contains(where: { text.line(at: $0.range.lowerBound) == line }) {
      hint.severity = .hint
      hint.tags = []
      let place = result.firstIndex { $0.range.lowerBound > hint.range.lowerBound } ?? result.count
      result.insert(hint, at: place)
    }
    return result
  }

  /// A fault of a line, whatever stands on other lines.
  struct Fault: Hashable {
    var code: String
    var line: Int
    var message: String

    init(_ diagnostic: Diagnostic, in text: SourceText) {
      code = diagnostic.code
      line = text.line(at: diagnostic.range.lowerBound)
      message = diagnostic.message
    }
  }

  /// The same with nothing on a line, on which nobody types then.
  func without(_ line: Int) -> StackFile {
    var (text, context) = (text, context)
    text.replace(text.lineRange(line), with: [])
    context.unfinishedLine = nil
    return StackFile(text: text, context: context)
  }

  /// Whether the line could be read as YAML.
  func hasWhole(_ line: Int) -> Bool { !tree.hasProblem(onLinesOf: text.lineRange(line)) }

  // MARK: On the line

  private func isUnfinished(_ diagnostic: Diagnostic, _ content: Range<Int>, isWord: Bool) -> Bool {
    if Rule.mayBeUnfinished(diagnostic.code) { return true }
    // A word that has no colon yet; an item of a list may become a key.
    if isWord, diagnostic.code == Rule.wrongType.code || isItem(content) { return true }
    // The next character may set right what is only doubtful: an image without its tag, half a known name.
    if diagnostic.severity > .warning, isInLastWord(diagnostic.range, content) { return true }
    // A value that goes on: `nginx:`, `"8080:`, `Clus`. Only what stands at the line's end is being typed.
    guard diagnostic.range.upperBound >= content.upperBound, diagnostic.range.lowerBound >= content.lowerBound else {
      return false
    }
    if diagnostic.severity != .error { return true }
    var value = text.bytes[diagnostic.range.clamped(to: content)]
    let quotes = Array("\"'".utf8)
    if let first = value.first, quotes.contains(first) {
      value = value.dropFirst()
      if value.last == first { value = value.dropLast() }
    }
    if value.isEmpty || value.last.map(Array(":/@,=-.".utf8).contains) ?? false { return true }
    let place = binding.scalars.first { bound in
      bound.node.range.lowerBound <= diagnostic.range.lowerBound
        && diagnostic.range.upperBound <= bound.node.range.upperBound
    }
    // Every piece of a mount is wrong until the last one is there.
    if place?.shape.scalar == .mount { return true }
    guard case .enumeration(let choices) = place?.shape.scalar else { return false }
    return choices.contains { $0.value.utf8.starts(with: value) }
  }

  /// What stands on the line, without blanks around it, dashes before it or a comment behind it.
  private func content(of line: Int) -> Range<Int> {
    let range = text.lineRange(line)
    var (start, end) = (range.lowerBound, range.upperBound)
    if let comment = tree.comments.first(where: { range.contains($0.lowerBound) }) { end = comment.lowerBound }
    while end > start, text.bytes[end - 1].isSpaceOrTab { end -= 1 }
    while start < end, text.bytes[start].isSpaceOrTab || isDash(start, end) { start += 1 }
    return start..<end
  }

  private func isDash(_ offset: Int, _ end: Int) -> Bool {
    guard text.bytes[offset] == UInt8(ascii: "-") else { return false }
    return offset + 1 >= end || text.bytes[offset + 1] == UInt8(ascii: " ")
  }

  /// Whether no white space stands between a place and the line's end.
  private func isInLastWord(_ range: Range<Int>, _ content: Range<Int>) -> Bool {
    let behind = text.bytes[min(range.upperBound, content.upperBound)..<content.upperBound]
    return content.contains(range.lowerBound) && !behind.contains(UInt8(ascii: " "))
  }

  /// Whether the line is an item that begins with a letter.
  private func isItem(_ content: Range<Int>) -> Bool {
    guard let first = text.bytes[content].first else { return false }
    return text.dash(before: content.lowerBound) != nil && Character(UnicodeScalar(first)).isLetter
  }

  private func isWord(_ range: Range<Int>) -> Bool {
    let marks = Array(": \t[]{},\"'".utf8)
    return !text.bytes[range].contains(where: marks.contains)
  }

  // MARK: On other lines

  /// Whether what a diagnostic misses could be what is being written on the line: the line stands in the block of the
  /// diagnostic's key, at its end, or where its next entry belongs.
  private func isWritten(_ diagnostic: Diagnostic, by line: Int) -> Bool {
    let first = text.line(at: diagnostic.range.lowerBound)
    guard first < line else { return false }
    // What closes a bracket or a text may stand anywhere deeper than the line that opens it.
    let isOpen = Rule.all.first { $0.code == diagnostic.code }?.group == .syntax
    let column = isOpen ? indentation(of: first) : text.column(of: diagnostic.range.lowerBound)
    let isAlone = !isOpen && (column == 0 || text.dash(before: diagnostic.range.lowerBound) != nil)
    for other in first + 1...line {
      let range = text.lineRange(other)
      guard let start = text.bytes[range].firstIndex(where: { !$0.isSpaceOrTab }),
        text.bytes[start] != UInt8(ascii: "#")
      else { continue }
      let own = start - range.lowerBound
      // The items of a list may stand as far left as their key.
      let isItem = text.bytes[start] == UInt8(ascii: "-")
      let isClosing = isOpen && Array("]}\"'".utf8).contains(text.bytes[start])
      guard own > column || own == column && (isAlone || isItem || isClosing) else { return false }
    }
    return true
  }

  private func indentation(of line: Int) -> Int {
    text.bytes[text.lineRange(line)].prefix { $0 == UInt8(ascii: " ") }.count
  }
}

extension Rule {
  private static let unfinishedCodes = Set(all.filter(\.mayBeUnfinished).map(\.code))

  static func mayBeUnfinished(_ code: String) -> Bool { unfinishedCodes.contains(code) }
}
