#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes a Swift source that makes the images of a JSON file, so that nothing is to be decoded when the program runs.
/// Data that is no list of images, or has a word that the code does not know, stops the build.
@main
struct EmbedImages {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let input = arguments.first, let output = arguments.dropFirst().first else {
      throw EmbedError("usage: EmbedImages INPUT.json OUTPUT.swift")
    }
    let images = try JSONDecoder().decode([CatalogEntry].self, from: Data(contentsOf: URL(filePath: input)))
    try Data(source(of: images).utf8).write(to: URL(filePath: output), options: .atomic)
  }

  /// A function for each image: one expression for all would cost the compiler minutes.
  private static func source(of images: [CatalogEntry]) -> String {
    let functions = images.enumerated().map {
      "private func image\($0.offset)() -> KnownImage {\n  \($0.element.source)\n}\n"
    }
    let calls = images.indices.map { "  image\($0)(),\n" }
    return """
      /// The images of images.json.
      func embeddedImages() -> [KnownImage] {
        [
      \(calls.joined())  ]
      }

      \(functions.joined(separator: "\n"))
      """
  }
}

struct EmbedError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
