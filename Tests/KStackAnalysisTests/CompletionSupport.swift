import TestSupport
import Testing
import YAMLSyntax

@testable import KStackAnalysis

/// The labels offered at `█`, in order.
func labels(_ fixture: String, snippets: Bool = true) throws -> [String] {
  try complete(fixture, snippets: snippets).list.items.map(\.label)
}

func complete(_ fixture: String, snippets: Bool = true, images: [String] = []) throws -> (
  text: String, list: CompletionList
) {
  let marked = try MarkedText(fixture)
  let context = AnalysisContext(extraImages: images, languageID: "kstack", snippets: snippets)
  let file = StackFile(text: SourceText(marked.text), context: context)
  return (marked.text, file.completion(at: try marked.cursor))
}

/// Chooses an item as a person would and compares the document that comes out; `█` in the result is where a snippet's
/// first place stands.
func expectCompletion(
  _ fixture: String, choosing label: String, gives expected: String, snippets: Bool = true,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let (text, list) = try complete(fixture, snippets: snippets)
  guard let item = list.items.first(where: { $0.label == label }) else {
    Issue.record("'\(label)' is not among \(list.items.map(\.label))", sourceLocation: sourceLocation)
    return
  }
  let inserted = item.isSnippet ? item.indentedLikeItsLine(in: SourceText(text)) : item.newText
  let found = try applying([TextEdit(range: item.replace, replacement: inserted)], to: text)
  expectText(found, equals: expected, sourceLocation: sourceLocation)
  let cursor = try MarkedText(fixture).cursor
  #expect(item.replace.lowerBound <= cursor && cursor <= item.replace.upperBound, sourceLocation: sourceLocation)
}

extension CompletionItem {
  /// What stands in the text once a client has put the item in and left the places of a snippet as they are.
  func text(in source: SourceText) -> String {
    guard isSnippet else { return newText }
    var text = ""
    var rest = indentedLikeItsLine(in: source)[...]
    // Depth of the placeholders that are open.
    var open = 0
    while let first = rest.first {
      rest.removeFirst()
      if first == "\\", let next = rest.first {
        text.append(next)
        rest.removeFirst()
      } else if first == "$" {
        if rest.first == "{" {
          rest = rest.dropFirst().drop(while: \.isNumber)
          if rest.first == ":" {
            rest.removeFirst()
            open += 1
          } else if rest.first == "|" {
            let choices = rest.dropFirst().prefix { $0 != "|" }
            text += choices.prefix { $0 != "," }
            rest = rest.dropFirst(choices.count + 3)
          } else {
            rest = rest.dropFirst()
          }
        } else {
          rest = rest.drop(while: \.isNumber)
        }
      } else if first == "}", open > 0 {
        open -= 1
      } else {
        text.append(first)
      }
    }
    return text
  }

  /// What clients do with a snippet: they indent its lines like the cursor's line.
  fileprivate func indentedLikeItsLine(in source: SourceText) -> String {
    let line = source.line(at: replace.lowerBound)
    let indent = String(repeating: " ", count: source.indentation(ofLine: line))
    // Scalar by scalar, because Swift takes `\r\n` for one character.
    return newText.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .joined(separator: "\n" + indent)
  }
}
