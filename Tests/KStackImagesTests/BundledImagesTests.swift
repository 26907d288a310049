import KStackImages
import Testing

/// Every entry of the data that comes with the program keeps the data's own rules.
@Suite struct BundledImagesTests {
  @Test func allAreRead() {
    #expect(ImageCatalog.bundled.images.count >= 121)
    #expect(ImageCatalog.bundled.images.map(\.reference) == ImageCatalog.bundled.images.map(\.reference).sorted())
  }

  @Test func everyCategoryHasAnImage() {
    for category in ImageCategory.allCases {
      #expect(!ImageCatalog.bundled.images(in: category).isEmpty, "\(category)")
    }
  }

  @Test(arguments: ImageCatalog.bundled.images)
  func entry(image: KnownImage) {
    #expect(isRepositoryName(image.reference))
    #expect(!image.reference.hasPrefix("docker.io/"), "Docker Hub's names stand without a registry")
    for alias in image.aliases { #expect(isRepositoryName(alias), "\(alias)") }
    #expect(isSentence(image.summary), "\(image.summary)")
    #expect(image.docs?.hasPrefix("https://") == true)
    #expect(!image.sources.isEmpty)
    for source in image.sources {
      #expect(source.hasPrefix("https://") || source.wholeMatch(of: /code-index:\d+( \(.+\))?/) != nil, "\(source)")
    }
    #expect(image.user?.isEmpty != true)
  }

  @Test(arguments: ImageCatalog.bundled.images)
  func network(image: KnownImage) {
    for port in image.ports {
      #expect((1...65535).contains(port.port))
      #expect(["tcp", "udp"].contains(port.protocol))
      #expect(isPhrase(port.purpose), "\(port.purpose)")
      #expect(port.name?.isEmpty != true)
    }
    #expect(Set(image.ports.map { "\($0.port)/\($0.protocol)" }).count == image.ports.count)
    guard let health = image.health else { return }
    switch health.probe {
    case .http(let path, let port):
      #expect(path.hasPrefix("/") && !path.contains(" "))
      #expect(port.map((1...65535).contains) ?? (health.note != nil), "a probe without a port says where it is")
    case .command(let command):
      #expect(!command.isEmpty)
    }
    if let note = health.note { #expect(isPhrase(note), "\(note)") }
  }

  @Test(arguments: ImageCatalog.bundled.images)
  func environment(image: KnownImage) {
    for variable in image.environment {
      #expect(variable.name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.]*/) != nil, "\(variable.name)")
      #expect(isSentence(variable.description), "\(variable.description)")
      #expect(variable.defaultValue?.isEmpty != true)
      #expect(variable.example?.isEmpty != true)
    }
    #expect(Set(image.environment.map(\.name)).count == image.environment.count)
  }

  @Test(arguments: ImageCatalog.bundled.images)
  func files(image: KnownImage) {
    if let config = image.configPath {
      #expect(isAbsolutePath(config.path))
      if let file = config.file {
        #expect(config.kind == .directory)
        #expect(!file.isEmpty && !file.hasPrefix("/"))
      }
    }
    for data in image.dataPaths {
      #expect(isAbsolutePath(data.path), "\(data.path)")
      if let purpose = data.purpose { #expect(isPhrase(purpose), "\(purpose)") }
    }
    #expect(Set(image.dataPaths.map(\.path)).count == image.dataPaths.count)
  }

  @Test(arguments: ImageCatalog.bundled.images)
  func names(image: KnownImage) {
    for name in [image.reference] + image.aliases {
      #expect(ImageCatalog.bundled.image(named: name) == image, "\(name) names another image")
      #expect(ImageCatalog.bundled.image(named: name + ":1.2.3") == image)
      #expect(ImageCatalog.bundled.nearMiss(of: name) == nil)
    }
  }

  @Test(arguments: ImageCatalog.bundled.images.filter { $0.deprecation != nil })
  func deprecation(image: KnownImage) throws {
    let deprecation = try #require(image.deprecation)
    #expect(isPhrase(deprecation.note))
    guard let successor = deprecation.successor else { return }
    #expect(isRepositoryName(successor))
    let known = ImageCatalog.bundled.image(named: successor)
    #expect(known != image)
    #expect(known?.deprecation?.successor == nil, "the successor's successor should be named at once")
  }
}

private func isPhrase(_ text: String) -> Bool {
  !text.isEmpty && !text.hasSuffix(".") && text.trimmed == text
}

private func isSentence(_ text: String) -> Bool {
  text.count > 1 && text.hasSuffix(".") && !text.contains("\n") && text.trimmed == text
}

private func isAbsolutePath(_ text: String) -> Bool {
  text.hasPrefix("/") && !text.contains("//") && !text.contains(" ") && (text == "/" || !text.hasSuffix("/"))
}

/// The repository part of the reference grammar: no tag, no digest, lower case.
private func isRepositoryName(_ text: String) -> Bool {
  text.count <= 255
    && text.wholeMatch(
      of:
        #/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]+)?/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*/#
    ) != nil
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
