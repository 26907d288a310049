/// The images that are known, and the ways to find one.
public struct ImageCatalog: Sendable {
  /// The images that come with the program. They are made on first use, not at start-up.
  public static let bundled = ImageCatalog(images: embeddedImages())

  /// Every image, the bundled ones in the order of their references, then those a user added.
  public let images: [KnownImage]
  private let indexByName: [RepositoryName: Int]
  /// Every name in its shortest spelling, to compare misspelt ones with.
  let spellings: [(name: [UInt8], letters: Letters, image: Int)]

  /// Of two images with one name the first keeps it, and a reference goes before another image's alias.
  public init(images: [KnownImage]) {
    self.images = images
    var indexByName: [RepositoryName: Int] = [:]
    var spellings: [(name: [UInt8], letters: Letters, image: Int)] = []
    let references = images.enumerated().map { ($0.offset, $0.element.reference) }
    let aliases = images.enumerated().flatMap { image in image.element.aliases.map { (image.offset, $0) } }
    for (index, text) in references + aliases {
      let name = RepositoryName(text)
      guard indexByName[name] == nil else { continue }
      indexByName[name] = index
      let spelling = Array(name.familiar.utf8)
      spellings.append((spelling, Letters(spelling), index))
    }
    self.indexByName = indexByName
    self.spellings = spellings
  }

  /// The image that a reference or an alias names; tag and digest are ignored, and the spellings of a Docker Hub name
  /// (`docker.io/library/nginx`, `library/nginx`, `nginx`) are equal. Nil for an unknown image and for text that is no
  /// reference.
  public func image(named reference: String) -> KnownImage? {
    guard let index = indexByName[RepositoryName(reference)], images.indices.contains(index) else { return nil }
    return images[index]
  }

  /// The images of one category, in the catalog's order.
  public func images(in category: ImageCategory) -> [KnownImage] {
    images.filter { $0.category == category }
  }

  /// The catalog with a user's own images: a reference that is unknown becomes an entry without facts, a known one
  /// keeps its entry, and an empty one is left out.
  public func adding(_ references: [String]) -> ImageCatalog {
    var known = Set(indexByName.keys)
    var added: [KnownImage] = []
    for reference in references {
      let name = RepositoryName(reference)
      guard !name.familiar.isEmpty, known.insert(name).inserted else { continue }
      added.append(KnownImage(reference: name.familiar, category: .utility))
    }
    return added.isEmpty ? self : ImageCatalog(images: images + added)
  }
}
