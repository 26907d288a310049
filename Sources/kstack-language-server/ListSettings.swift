import ArgumentParser
import KStackLanguageServer
import LanguageServerProtocol

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// For the tests of editor plugins, which repeat the settings in a form of their own.
struct ListSettings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "Print the settings as JSON Schemas.", shouldDisplay: false)

  func run() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(Setting.declarations), as: UTF8.self))
  }
}
