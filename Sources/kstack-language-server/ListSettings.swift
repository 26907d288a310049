import ArgumentParser
import KStackLanguageServer
import LanguageServerProtocol

/// For the tests of editor plugins, which repeat the settings in a form of their own.
struct ListSettings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "Print the settings as JSON Schemas.", shouldDisplay: false)

  func run() throws {
    print(try JSONReport.encoded(Setting.declarations), terminator: "")
  }
}
