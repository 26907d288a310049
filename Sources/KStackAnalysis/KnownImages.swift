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
///
/// A class only so that the rules share one value; it never changes.
final class ImagesInUse: Sendable {
  /// One text, wherever it stands. A class only so that the places share it; it never changes.
  final class Image: Sendable {
    let reference: Result<ImageReference, ImageReference.Fault>
    /// Nil for an image that is not known.
    let known: KnownImage?
    /// What is known of the image's variables; empty for one that is not known.
    let environment: [KnownImage.Variable]
    /// Those of them that are secrets.
    let secrets: [KnownImage.Variable]
    /// The ports that the image listens on by itself, as far as they are known.
    let ports: [KnownImage.Port]

    init(_ reference: Result<ImageReference, ImageReference.Fault>, _ known: KnownImage?) {
      self.reference = reference
      self.known = known
      environment = known?.environment ?? []
      secrets = environment.filter(\.isSecret)
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
    var images = Reader(catalog: catalog)
    var written: [(bound: Binding.Bound, image: Image)] = []
    let scalars = binding.scalars(.imageReference)
    written.reserveCapacity(scalars.count)
    // Nearly every container's image is what was written in it last.
    var last = [Int?](repeating: nil, count: binding.containers.count)
    for bound in scalars where bound.node.scalarKind == .string {
      if let container = bound.container, last.indices.contains(container) { last[container] = written.count }
      written.append((bound, images.image(bound.node)))
    }
    self.written = written
    ofContainers = binding.containers.indices.map { index in
      guard let node = binding.containers[index].scalar("image"), node.scalarKind == .string, node.valueCount <= 300
      else { return nil }
      if let place = last[index], written[place].bound.node == node { return written[place].image }
      return images.image(node)
    }
  }

  /// Reads each text once and looks each name up once, whatever the tags behind it.
  private struct Reader {
    let catalog: ImageCatalog
    private var images: [Spelling: Image] = [:]
    private var known: [Spelling: KnownImage?] = [:]

    init(catalog: ImageCatalog) { self.catalog = catalog }

    mutating func image(_ node: YAMLNode) -> Image {
      let text = node.value
      let spelling = Spelling(text)
      if let image = images[spelling] { return image }
      let reference = ImageReference.parse(text)
      var known: KnownImage?
      if case .success(let reference) = reference {
        known = image(named: text.dropFirst(reference.nameRange.lowerBound).prefix(reference.nameRange.count))
      }
      let image = Image(reference, known)
      images[spelling] = image
      return image
    }

    private mutating func image(named name: ArraySlice<UInt8>) -> KnownImage? {
      let spelling = Spelling(name)
      if let image = known[spelling] { return image }
      let image = catalog.image(named: String(decoding: name, as: UTF8.self))
      known.updateValue(image, forKey: spelling)
      return image
    }
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
