internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Binding.Container {
  /// A scalar that a key holds, aliases followed.
  func scalar(_ key: String) -> YAMLNode? {
    guard let value = entries.last(where: { $0.key.value.elementsEqual(key.utf8) })?.value.dereferenced,
      value.kind == .scalar
    else { return nil }
    return value
  }
}

/// What is known of the images that a file's containers run: looked up once for all rules, each name once.
struct ImagesInUse: Sendable {
  /// By index in ``Binding/containers``.
  private let images: [KnownImage?]

  init(_ binding: Binding, catalog: ImageCatalog) {
    var known: [ArraySlice<UInt8>: KnownImage?] = [:]
    images = binding.containers.map { container in
      guard let image = container.scalar("image"), image.scalarKind == .string, image.value.count <= 300 else {
        return nil
      }
      if let found = known[image.value] { return found }
      let isReference = if case .success = ImageReference.parse(image.value) { true } else { false }
      let found = isReference ? catalog.image(named: image.string) : nil
      known.updateValue(found, forKey: image.value)
      return found
    }
  }

  /// Nil for an image that is not known and for an index that does not exist.
  subscript(container: Int?) -> KnownImage? {
    guard let container, images.indices.contains(container) else { return nil }
    return images[container]
  }
}

extension KnownImage {
  /// The variable of the image that a name probably misspells: another case or other underscores, or one slip in one of
  /// its words. Nil for a variable that is known, and when the variable meant is written too.
  ///
  /// - Parameters:
  ///   - name: a variable that is written.
  ///   - written: all variables of the container.
  func variable(meantBy name: String, besides written: Set<String> = []) -> Variable? {
    // Programs read proxies in both cases.
    guard name.utf8.count <= 80, !name.lowercased().hasSuffix("_proxy"),
      !environment.contains(where: { $0.name == name })
    else { return nil }
    return environment.first { !written.contains($0.name) && Self.isSlip(name, of: $0.name) }
  }

  private static func isSlip(_ name: String, of meant: String) -> Bool {
    // Nearly all pairs are done here.
    guard abs(name.utf8.count - meant.utf8.count) <= 6 else { return false }
    func letters(_ text: String) -> String { text.lowercased().filter { $0 != "_" && $0 != "-" } }
    if letters(name) == letters(meant) { return true }
    let words = name.split(separator: "_")
    let others = meant.split(separator: "_")
    guard words.count == others.count else { return false }
    let differing = zip(words, others).filter { $0 != $1 }
    guard let (word, other) = differing.first, differing.count == 1, word.count >= 3, other.count >= 3,
      word.filter({ !$0.isNumber }) != other.filter({ !$0.isNumber })
    else { return false }
    return NearMiss.nearest(to: word.utf8, among: [String(other)]) != nil
  }
}
