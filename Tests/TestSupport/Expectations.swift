public import KStackAnalysis
public import Testing
import YAMLSyntax

/// Checks the diagnostics of a stack against the notes in the fixture itself (see ``annotate(_:_:fixes:)``), so that
/// missing, extra and shifted reports show in one difference.
///
/// - Parameters:
///   - fixture: a stack with a note under each line that has a fault.
///   - context: by default the fixture counts as a kstack file whatever it looks like.
public func expectDiagnostics(
  _ fixture: String, context: AnalysisContext = AnalysisContext(languageID: "kstack"), fixes: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = stripNotes(fixture)
  let file = StackFile(text: SourceText(text), context: context)
  expectText(annotate(text, file.diagnostics(), fixes: fixes), equals: fixture, sourceLocation: sourceLocation)
}

/// Checks that two texts are equal and shows the lines that differ when they are not.
public func expectText(
  _ found: String, equals expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  if let difference = textDifference(expected: expected, found: found) {
    Issue.record("\(difference)", sourceLocation: sourceLocation)
  }
}

/// Line by line, `-` before what is missing and `+` before what is too much; nil when the texts are equal. Blanks at
/// the end of such a line and control characters are made visible.
public func textDifference(expected: String, found: String) -> String? {
  guard !expected.utf8.elementsEqual(found.utf8) else { return nil }
  let old = expected.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let new = found.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let changes = new.difference(from: old)
  let removed = Set(
    changes.removals.compactMap { change -> Int? in
      if case .remove(let offset, _, _) = change { offset } else { nil }
    })
  let inserted = Set(
    changes.insertions.compactMap { change -> Int? in
      if case .insert(let offset, _, _) = change { offset } else { nil }
    })
  var lines = ["texts differ (- expected, + found):"]
  var oldIndex = 0
  var newIndex = 0
  while oldIndex < old.count || newIndex < new.count {
    if removed.contains(oldIndex), oldIndex < old.count {
      lines.append("- " + visible(old[oldIndex]))
      oldIndex += 1
    } else if inserted.contains(newIndex), newIndex < new.count {
      lines.append("+ " + visible(new[newIndex]))
      newIndex += 1
    } else {
      if newIndex < new.count { lines.append("  " + new[newIndex]) }
      oldIndex += 1
      newIndex += 1
    }
  }
  return lines.joined(separator: "\n")
}

private func visible(_ line: String) -> String {
  var text = ""
  for scalar in line.unicodeScalars {
    switch scalar {
    case "\t": text += "→"
    case "\r": text += "␍"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFEFF:
      text += "\\u{\(String(scalar.value, radix: 16))}"
    default: text.unicodeScalars.append(scalar)
    }
  }
  let blanks = text.reversed().prefix { $0 == " " }.count
  return text.dropLast(blanks) + String(repeating: "·", count: blanks)
}
