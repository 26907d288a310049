public import KStackAnalysis
import YAMLSyntax

/// A fixture without its notes: all lines whose first visible character is `↑` are taken out.
public func stripNotes(_ fixture: String) -> String {
  // Scalar by scalar, because Swift takes `\r\n` for one character.
  fixture.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    .filter { line in line.first { $0 != " " && $0 != "\t" } != "↑" }
    .map(String.init).joined(separator: "\n")
}

/// Prints diagnostics into their text:
/// ```
/// enviroment:
/// ↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'enviroment'; did you mean 'environment'?
/// ```
/// One arrow for each character of the range. Behind the arrows of an empty range stands `(empty)`; behind those of a
/// range that goes past its line, where it ends (`to 3:1`, counted from 1). Tags stand behind the message in
/// parentheses, and a related place has a note of its own, `related[code]: …`, where it lies.
///
/// - Parameter fixes: also prints the titles of the fixes, `fix: …`, the preferred one as `fix*: …`.
public func annotate(_ text: String, _ diagnostics: [Diagnostic], fixes: Bool = false) -> String {
  let source = SourceText(text)
  var notes: [Int: [Note]] = [:]
  func add(_ range: Range<Int>, _ message: String, rank: Int) {
    let note = Note(range: range, rank: rank, message: message.replacing("\n", with: "⏎"))
    notes[source.line(at: range.lowerBound), default: []].append(note)
  }
  for diagnostic in diagnostics {
    var message = "\(diagnostic.severity)[\(diagnostic.code)]: \(diagnostic.message)"
    for tag in diagnostic.tags.sorted(by: { $0.rawValue < $1.rawValue }) { message += " (\(tag))" }
    if fixes {
      for fix in diagnostic.fixes { message += fix.isPreferred ? " fix*: \(fix.title)" : " fix: \(fix.title)" }
    }
    add(diagnostic.range, message, rank: diagnostic.severity.rawValue)
    for place in diagnostic.related {
      add(place.range, "related[\(diagnostic.code)]: \(place.message)", rank: .max)
    }
  }
  var lines: [String] = []
  for line in 0..<source.lineCount {
    lines.append(source.string(in: source.lineRange(line)))
    for note in (notes[line] ?? []).sorted() { lines.append(note.line(in: source, content: source.lineRange(line))) }
  }
  return lines.joined(separator: "\n")
}

private struct Note: Comparable {
  var range: Range<Int>
  var rank: Int
  var message: String

  static func < (left: Note, right: Note) -> Bool {
    (left.range.lowerBound, left.range.upperBound, left.rank, left.message)
      < (right.range.lowerBound, right.range.upperBound, right.rank, right.message)
  }

  func line(in source: SourceText, content: Range<Int>) -> String {
    let start = min(range.lowerBound, content.upperBound)
    let end = min(range.upperBound, content.upperBound)
    // Tabs stay tabs, so that the arrows stand under their text however wide a tab is shown.
    let indent = source.string(in: content.lowerBound..<start).map { $0 == "\t" ? "\t" : " " }.joined()
    let arrows = String(repeating: "↑", count: max(1, source.string(in: start..<end).count))
    var place = ""
    if range.isEmpty {
      place = " (empty)"
    } else if range.upperBound > content.upperBound {
      let position = source.position(at: range.upperBound, in: .utf32)
      place = " to \(position.line + 1):\(position.column + 1)"
    }
    return indent + arrows + place + " " + message
  }
}

/// What an editor makes of the edits. Throws when they are not in order, overlap, lie outside the text or cut a
/// character: an editor may refuse such edits.
public func applying(_ edits: [TextEdit], to text: String) throws -> String {
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  var done = 0
  for edit in edits {
    guard edit.range.lowerBound >= done, edit.range.upperBound <= bytes.count else {
      throw FixtureError("edit of \(edit.range) overlaps another, is out of order or lies outside the text")
    }
    for offset in [edit.range.lowerBound, edit.range.upperBound] where offset < bytes.count {
      guard bytes[offset] & 0xC0 != 0x80 else { throw FixtureError("edit of \(edit.range) cuts a character") }
    }
    result += bytes[done..<edit.range.lowerBound] + Array(edit.replacement.utf8)
    done = edit.range.upperBound
  }
  return String(decoding: result + bytes[done...], as: UTF8.self)
}
