internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// Text that leads to a page or a file.
public struct DocumentLink: Sendable, Hashable {
  /// In UTF-8 bytes, without quotes.
  public var range: Range<Int>
  /// Where it leads.
  public var target: Target
  /// What an editor says of it: one line.
  public var tooltip: String

  /// Where a link leads.
  public enum Target: Sendable, Hashable {
    /// An https address.
    case page(String)
    /// A path as written, relative to the folder of the file.
    case file(String)
  }
}

extension StackFile {
  /// The links of the file, in order: images that have a page, and paths of files.
  public func documentLinks() -> [DocumentLink] {
    guard isStack else { return [] }
    var seen: Set<Int> = []
    var links: [DocumentLink] = []
    for bound in binding.scalars where seen.insert(bound.node.index).inserted {
      let node = bound.node
      guard let start = node.contentOffset, !node.value.isEmpty else { continue }
      let range = start..<start + node.value.count
      switch bound.shape.scalar {
      case .imageReference:
        guard let (page, name) = Self.page(ofImage: node.string, in: context) else { continue }
        links.append(DocumentLink(range: range, target: .page(page), tooltip: "Open the page of \(name)"))
      case .filePath where node.scalarKind == .string && node.value.isRelativePath:
        links.append(DocumentLink(range: range, target: .file(node.string), tooltip: "Open \(node.string)"))
      default: continue
      }
    }
    return links.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The documentation that the catalog has for an image, else its page on Docker Hub where the name says that it has
  /// one. A single name that the catalog does not have may be the author's own, and has no page.
  static func page(ofImage text: String, in context: AnalysisContext) -> (page: String, name: String)? {
    guard text.utf8.count <= HoverText.longestReference, case .success(let image) = ImageReference.parse(text.utf8)
    else { return nil }
    if let docs = context.images.image(named: text)?.docs { return (docs, image.familiarName) }
    let hub = ImageReference.defaultRegistry + "/"
    guard image.canonicalName.hasPrefix(hub), image.components.count == 2, image.components.first != "library" else {
      return nil
    }
    return ("https://hub.docker.com/r/\(image.path)", image.familiarName)
  }
}

extension ArraySlice<UInt8> {
  /// A path that is looked up beside the file: not absolute, not a home folder, no address, without variables and
  /// without line breaks.
  fileprivate var isRelativePath: Bool {
    guard let first, first != UInt8(ascii: "/"), first != UInt8(ascii: "~") else { return false }
    return allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "$") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "\\") }
  }
}
