internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Binding.Container {
  /// A scalar that a key holds, aliases followed.
  func scalar(_ key: String) -> YAMLNode? {
    guard let value = entries.last(where: { $0.key.says(key) })?.value.dereferenced,
      value.kind == .scalar
    else { return nil }
    return value
  }
}

/// The images that a file names, and what is known of them: each text is read and looked up once for all rules.
struct ImagesInUse: Sendable {
  /// One text, wherever it stands. A class only so that the places share it; it never changes.
  final class Image: Sendable {
    let reference: Result<ImageReference, ImageReference.Fault>
    /// Nil for an image that is not known.
    let known: KnownImage?
    /// What is known of the image's variables; empty for one that is not known.
    let environment: [KnownImage.Variable]
    /// The ports that the image listens on by itself, as far as they are known.
    let ports: [KnownImage.Port]

    init(_ text: ArraySlice<UInt8>, _ catalog: ImageCatalog) {
      reference = ImageReference.parse(text)
      let isReference = if case .success = reference { true } else { false }
      known = isReference ? catalog.image(named: String(decoding: text, as: UTF8.self)) : nil
      environment = known?.environment ?? []
      ports = known?.ports ?? []
    }
  }

  let catalog: ImageCatalog
  /// Every text where an image belongs, in document order.
  let written: [(bound: Binding.Bound, image: Image)]
  /// By index in ``Binding/containers``.
  private let ofContainers: [Image?]

  init(_ binding: Binding, catalog: ImageCatalog) {
    self.catalog = catalog
    var images: [Spelling: Image] = [:]
    var written: [(bound: Binding.Bound, image: Image)] = []
    let scalars = binding.scalars(.imageReference)
    written.reserveCapacity(scalars.count)
    // Nearly every container's image is what was written in it last.
    var last = [Int?](repeating: nil, count: binding.containers.count)
    for bound in scalars where bound.node.scalarKind == .string {
      if let container = bound.container, last.indices.contains(container) { last[container] = written.count }
      written.append((bound, Self.image(bound.node, &images, catalog)))
    }
    self.written = written
    ofContainers = binding.containers.indices.map { index in
      guard let node = binding.containers[index].scalar("image"), node.scalarKind == .string, node.valueCount <= 300
      else { return nil }
      if let place = last[index], written[place].bound.node == node { return written[place].image }
      return Self.image(node, &images, catalog)
    }
  }

  private static func image(_ node: YAMLNode, _ images: inout [Spelling: Image], _ catalog: ImageCatalog) -> Image {
    let text = Spelling(node)
    if let image = images[text] { return image }
    let image = Image(node.value, catalog)
    images[text] = image
    return image
  }

  /// Nil for an image that is not known and for an index that does not exist.
  subscript(container: Int?) -> KnownImage? { image(of: container)?.known }

  /// Nil for a container without an image that could be read and for an index that does not exist.
  func image(of container: Int?) -> Image? {
    guard let container, ofContainers.indices.contains(container) else { return nil }
    return ofContainers[container]
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
