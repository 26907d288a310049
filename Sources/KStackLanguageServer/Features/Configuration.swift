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
      registrations.append(FileWatches.registration)
      workspace.isWatched = true
    }
    if !registrations.isEmpty {
      let id = request("client/registerCapability", LSP.RegistrationParams(registrations: registrations))
      if workspace.isWatched { watches.request = id }
    }
    if client.pullsConfiguration { pullConfiguration() }
  }

  /// A client that can be asked is asked: what it pushes is often null, or one section of many. Where our section is in
  /// it, it holds until the answer comes: the client may ask for diagnostics before that.
  mutating func configurationChanged(_ params: LSP.DidChangeConfigurationParams) {
    if client.pullsConfiguration {
      if let settings = params.settings, settings[Settings.section]?.object != nil {
        configure(settings, isLast: false)
      }
      pullConfiguration()
    } else if let settings = params.settings {
      configure(settings)
    }
  }
}
