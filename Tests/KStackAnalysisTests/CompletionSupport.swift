import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

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
  var inserted = item.newText
  if item.isSnippet {
    // What clients do with a snippet: they indent its lines like the cursor's line.
    let line =
      text.utf8.prefix(item.replace.lowerBound).split(separator: 10, omittingEmptySubsequences: false).last ?? []
    let indent = String(decoding: line.prefix { $0 == 32 }, as: UTF8.self)
    inserted = inserted.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + indent)
  }
  let found = try applying([TextEdit(range: item.replace, replacement: inserted)], to: text)
  expectText(found, equals: expected, sourceLocation: sourceLocation)
  let cursor = try MarkedText(fixture).cursor
  #expect(item.replace.lowerBound <= cursor && cursor <= item.replace.upperBound, sourceLocation: sourceLocation)
}
