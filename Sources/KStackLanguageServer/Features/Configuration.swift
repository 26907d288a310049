import LanguageServerProtocol

extension Session {
  /// The client is ready for requests: asks for the settings, and to be told when they change.
  mutating func start() {
    var registrations: [LSP.Registration] = []
    if client.registersConfigurationChange {
      registrations.append(
        LSP.Registration(
          id: "kstack-configuration", method: "workspace/didChangeConfiguration",
          registerOptions: ["section": .string(Settings.section)]))
    }
    if client.registersWatchedFiles {
      registrations.append(
        LSP.Registration(
          id: "kstack-project-files", method: "workspace/didChangeWatchedFiles",
          registerOptions: ["watchers": [["globPattern": .string("**/\(ProjectFile.name)")]]]))
    }
    if !registrations.isEmpty {
      request("client/registerCapability", LSP.RegistrationParams(registrations: registrations))
    }
    if client.pullsConfiguration { pullConfiguration() }
  }

  /// A client that can be asked is asked: what it pushes is often null, or one section of many.
  mutating func configurationChanged(_ params: LSP.DidChangeConfigurationParams) {
    if client.pullsConfiguration {
      pullConfiguration()
    } else if let settings = params.settings {
      configure(settings)
    }
  }
}
