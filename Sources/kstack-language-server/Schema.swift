import ArgumentParser
import KStackAnalysis
import KStackSchema

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of kstack files, or write it and the reference page.")

  @Flag(help: "Print the reference page instead.")
  var reference = false

  @Flag(help: "Write \(Self.schemaName), its catalog entry and \(Self.pageName) into the directory.")
  var write = false

  @Argument(help: "The directory to write into.", completion: .directory)
  var directory = "schemas"

  private static let schemaName = "kstack.schema.json"
  private static let pageName = "reference.md"
  private static let catalogName = "catalog-entry.json"

  func run() throws {
    let language = Language.kstack
    guard write else {
      print(reference ? RuleReference.page(for: language) : JSONSchema.text(for: language), terminator: "")
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      try Data(JSONSchema.text(for: language).utf8).write(to: file(Self.schemaName), options: .atomic)
      let entry = JSONSchema.catalogEntry(for: language, schema: Self.schemaName)
      try Data(entry.utf8).write(to: file(Self.catalogName), options: .atomic)
      try Data(RuleReference.page(for: language).utf8).write(to: file(Self.pageName), options: .atomic)
    } catch {
      printError("\(directory): cannot be written")
      throw ExitCode(ExitStatus.trouble)
    }
  }

  private func file(_ name: String) -> URL { URL(fileURLWithPath: directory).appendingPathComponent(name) }
}
