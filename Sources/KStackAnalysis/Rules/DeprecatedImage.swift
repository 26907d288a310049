internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let deprecatedImage = Rule(
    "deprecated-image", .information, group: .images,
    summary: "an image that has moved or is no longer kept up",
    explanation: """
      The image gets no more updates under this name, security fixes included: it has moved to another name, was replaced \
      by another image, or its project has ended. Where there is a successor, the quick fix writes it; a version stays \
      where the image has only moved, so that both names mean the same release.
      """,
    bad: "apps:\n  keys:\n    image: vault:1.13\n",
    good: "apps:\n  keys:\n    image: hashicorp/vault:1.13\n"
  ) { file, findings in
    for (bound, written) in findings.images.written {
      guard let known = written.known, let deprecation = known.deprecation, case .success(let image) = written.reference
      else { continue }
      let advice = deprecation.successor.map { "; use '\($0)'" } ?? ""
      findings.report(
        bound.node.part(image.nameRange), through: bound.use,
        "\(Wording.quote(bound.node.text(in: image.nameRange))) should not be used any more "
          + "(\(reason(deprecation, known)))\(advice)", tags: [.deprecated],
        fixes: fixes(bound.node, image, deprecation, in: file))
    }
  }

  /// The first sentence of the note, fit for the middle of a message.
  private static func reason(_ deprecation: KnownImage.Deprecation, _ image: KnownImage) -> String {
    let note = deprecation.note.firstRange(of: ". ").map { deprecation.note[..<$0.lowerBound] } ?? deprecation.note[...]
    let word = note.prefix { $0.isLetter }
    // A product's name keeps its capital.
    if image.reference.contains(word.lowercased()) { return String(note) }
    return note.prefix(1).lowercased() + note.dropFirst()
  }

  private static func fixes(
    _ node: YAMLNode, _ image: ImageReference, _ deprecation: KnownImage.Deprecation, in file: StackFile
  ) -> [Fix] {
    guard let successor = deprecation.successor else { return [] }
    let tag = keptTag(image, successor)
    var fixes = Fix.replacing(node, with: successor + (tag.map { ":\($0)" } ?? ""), in: file)
    let isSame = isMove(image, successor) && image.digest == nil && tag == image.tag
    for index in fixes.indices { fixes[index].isPreferred = isSame }
    return fixes
  }

  /// A version means the same under the successor's name only where that is the same image elsewhere. A digest belongs
  /// to one repository.
  private static func keptTag(_ image: ImageReference, _ successor: String) -> String? {
    guard let tag = image.tag else { return nil }
    if tag == "latest" { return tag }
    let isPlainVersion = tag.drop { $0 == "v" }.allSatisfy { $0.isNumber || $0 == "." }
    return isMove(image, successor) && isPlainVersion ? tag : nil
  }

  /// Whether the successor is the same image under another name, and not another product.
  private static func isMove(_ image: ImageReference, _ successor: String) -> Bool {
    image.components.last.map { successor.hasSuffix("/\($0)") || successor == $0 } ?? false
  }
}
