internal import KStackSchema
internal import YAMLSyntax

/// A piece of a scalar that means something by itself.
struct ScalarPart: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case registry, image, tag, digest
    case port, transport
    /// The volume or directory that is mounted; a volume's name is a ``NameOccurrence`` too.
    case source, path, mode
    case choice
  }

  var kind: Kind
  /// In UTF-8 bytes of the text.
  var range: Range<Int>
}

extension StackFile {
  /// The pieces of a scalar in its place, in order; nothing for a scalar that is one piece, that has a fault, or that
  /// is not written letter by letter.
  func parts(of node: YAMLNode) -> [ScalarPart] {
    guard node.role != .key, let start = node.contentOffset, let type = binding.bound(node)?.shape.scalar else {
      return []
    }
    func part(_ kind: ScalarPart.Kind, _ range: Range<Int>?) -> ScalarPart? {
      range.map { ScalarPart(kind: kind, range: start + $0.lowerBound..<start + $0.upperBound) }
    }
    switch type {
    case .imageReference:
      guard case .success(let image) = ImageReference.parse(node.value) else { return [] }
      return [
        part(.registry, image.registryRange), part(.image, image.pathRange), part(.tag, image.tagRange),
        part(.digest, image.digestRange),
      ].compactMap { $0 }
    case .portMapping:
      guard case .success(let port) = PortMapping.parse(node.value) else { return [] }
      return [
        part(.port, port.published?.range), part(.port, port.target.range), part(.transport, port.transportRange),
      ].compactMap { $0 }
    case .mount:
      guard case .success(let mount) = Mount.parse(node.value) else { return [] }
      return [part(.source, mount.source.range), part(.path, mount.pathRange), part(.mode, mount.modeRange)]
        .compactMap { $0 }
    case .enumeration(let choices):
      guard choices.contains(where: { $0.value.utf8.elementsEqual(node.value) }) else { return [] }
      return [part(.choice, 0..<node.value.count)].compactMap { $0 }
    case .integer(PortMapping.bounds):
      guard case .integer(_, let number?) = node.loaded, PortMapping.bounds.contains(number) else { return [] }
      return [part(.port, 0..<node.value.count)].compactMap { $0 }
    default: return []
    }
  }
}

extension SourceText {
  /// A range without the white space at its end; never shorter than nothing.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let range = range.clamped(to: 0..<bytes.count)
    let end = bytes[range].lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? range.lowerBound
    return range.lowerBound..<end
  }
}
