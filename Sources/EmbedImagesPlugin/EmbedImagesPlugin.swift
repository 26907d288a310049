import PackagePlugin

/// Compiles the image data into the target that uses it, so that a binary which is moved alone still has it.
@main
struct EmbedImagesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    guard let target = target as? SourceModuleTarget else { return [] }
    let data = target.directoryURL.appending(path: "images.json")
    let source = context.pluginWorkDirectoryURL.appending(path: "EmbeddedImages.swift")
    return [
      .buildCommand(
        displayName: "Embedding images.json",
        executable: try context.tool(named: "EmbedImages").url,
        arguments: [data.path(percentEncoded: false), source.path(percentEncoded: false)],
        inputFiles: [data],
        outputFiles: [source])
    ]
  }
}
