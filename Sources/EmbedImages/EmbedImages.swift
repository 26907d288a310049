#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes a Swift source whose one constant is the text of a JSON file, as a raw string literal: the compiler takes
/// such a literal as it is, where an array of bytes costs it half a minute.
@main
struct EmbedImages {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let input = arguments.first, let output = arguments.dropFirst().first else {
      throw EmbedError("usage: EmbedImages INPUT.json OUTPUT.swift")
    }
    let data = try Data(contentsOf: URL(filePath: input))
    // Data that is not JSON stops the build here and not at run time.
    _ = try JSONDecoder().decode([Entry].self, from: data)
    guard let text = String(validating: data, as: UTF8.self) else { throw EmbedError("\(input): not UTF-8") }
    try Data(source(embedding: text).utf8).write(to: URL(filePath: output), options: .atomic)
  }

  /// The one key that no entry can be without; the rest is checked by the target's tests.
  private struct Entry: Decodable {
    var reference: String
  }

  private static func source(embedding text: String) -> String {
    let pounds = String(repeating: "#", count: longestRunOfPounds(in: text) + 1)
    return """
      /// The text of images.json.
      let embeddedImages: StaticString = \(pounds)\"""
      \(text)
      \"""\(pounds)

      """
  }

  /// One `#` more than the text holds in a row, and nothing in it can end the literal or start an escape.
  private static func longestRunOfPounds(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "#") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

struct EmbedError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
