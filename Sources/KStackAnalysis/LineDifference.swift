public import YAMLSyntax

/// How one text becomes another, in whole lines.
public struct LineDifference: Sendable {
  /// Lines of the old text that are replaced by lines of the new one, in order; line numbers count from 0.
  public struct Change: Sendable, Hashable {
    /// The lines that go; empty where lines are only inserted.
    public var old: Range<Int>
    /// The lines that come in their place; empty where lines are only removed.
    public var new: Range<Int>
  }

  /// The text before.
  public let old: SourceText
  /// The text after.
  public let new: SourceText
  /// In order of position, with equal lines between them.
  public let changes: [Change]

  /// Compares line by line, line breaks included; costs little where the texts are nearly equal.
  public init(from old: SourceText, to new: SourceText) {
    self.old = old
    self.new = new
    let oldLines = (0..<old.wholeLineCount).map { old.bytes[old.wholeLine($0)] }
    let newLines = (0..<new.wholeLineCount).map { new.bytes[new.wholeLine($0)] }
    var changes: [Change] = []
    var (oldLine, newLine) = (0, 0)
    while oldLine < oldLines.count || newLine < newLines.count {
      if oldLine < oldLines.count, newLine < newLines.count, oldLines[oldLine] == newLines[newLine] {
        oldLine += 1
        newLine += 1
        continue
      }
      let (oldSkip, newSkip) = Self.distance(oldLines[oldLine...], newLines[newLine...])
      changes.append(Change(old: oldLine..<oldLine + oldSkip, new: newLine..<newLine + newSkip))
      oldLine += oldSkip
      newLine += newSkip
    }
    self.changes = changes
  }

  /// How far away equal lines are looked for; a larger change is one with the rest of the text.
  private static let reach = 200

  /// How many lines must go and how many must come until the texts have a line in common again, as few as possible.
  /// Fixes change few lines that lie together, so that a look around finds it and costs no memory.
  private static func distance<Line: Equatable>(
    _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
  ) -> (old: Int, new: Int) {
    for total in 1...reach {
      for oldSkip in 0...total where oldSkip < old.count && total - oldSkip < new.count {
        let newSkip = total - oldSkip
        if old[old.startIndex + oldSkip] == new[new.startIndex + newSkip] { return (oldSkip, newSkip) }
      }
    }
    return (old.count, new.count)
  }

  /// The same as edits of the old text, in order.
  public var edits: [TextEdit] {
    changes.map { change in
      TextEdit(range: old.wholeLines(change.old), replacement: new.string(in: new.wholeLines(change.new)))
    }
  }

  /// As `diff -u` writes it, with three lines of context; empty when the texts are equal.
  public func unified(oldName: String, newName: String) -> String {
    let context = 3
    var hunks: [[Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    guard !hunks.isEmpty else { return "" }
    var result = "--- \(oldName)\n+++ \(newName)\n"
    for hunk in hunks {
      guard let first = hunk.first, let last = hunk.last else { continue }
      let before = min(context, first.old.lowerBound)
      let behind = min(context, old.wholeLineCount - last.old.upperBound)
      let oldLines = first.old.lowerBound - before..<last.old.upperBound + behind
      let newLines = first.new.lowerBound - before..<last.new.upperBound + behind
      result += "@@ -\(Self.place(oldLines)) +\(Self.place(newLines)) @@\n"
      var line = oldLines.lowerBound
      for change in hunk {
        result += (line..<change.old.lowerBound).map { old.marked($0, " ") }.joined()
        result += change.old.map { old.marked($0, "-") }.joined()
        result += change.new.map { new.marked($0, "+") }.joined()
        line = change.old.upperBound
      }
      result += (line..<oldLines.upperBound).map { old.marked($0, " ") }.joined()
    }
    return result
  }

  private static func place(_ lines: Range<Int>) -> String {
    let start = lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1
    return lines.count == 1 ? "\(start)" : "\(start),\(lines.count)"
  }
}

extension SourceText {
  /// Without the empty line behind a final line break.
  fileprivate var wholeLineCount: Int { lineStart(lineCount - 1) == bytes.count ? lineCount - 1 : lineCount }

  /// A line with its line break.
  fileprivate func wholeLine(_ line: Int) -> Range<Int> { wholeLines(line..<line + 1) }

  fileprivate func wholeLines(_ lines: Range<Int>) -> Range<Int> {
    func start(_ line: Int) -> Int { line < lineCount ? lineStart(line) : bytes.count }
    return start(lines.lowerBound)..<max(start(lines.lowerBound), start(lines.upperBound))
  }

  fileprivate func marked(_ line: Int, _ mark: String) -> String {
    let range = wholeLine(line)
    let text = mark + string(in: range)
    return bytes[range].last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }
}
