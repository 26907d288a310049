internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  /// After so many images no near miss is looked for: it takes a look at every known one.
  static let misspeltImageLimit = 1_000

  static let misspeltImage = Rule(
    "misspelt-image", .information, group: .images,
    summary: "an image that is nearly a well-known one",
    explanation: """
      The name is one or two letters away from a well-known image and is none itself. If it is a slip, the pull fails, or \
      finds an image that someone else put there. An image of your own that is called so can be made known in the \
      settings, under `images`.
      """,
    bad: "apps:\n  web:\n    image: prom/node_exporter:v1.8.2\n",
    good: "apps:\n  web:\n    image: prom/node-exporter:v1.8.2\n"
  ) { file, findings in
    var meanings: [String: String] = [:]
    var isRight: Set<ObjectIdentifier> = []
    for (bound, written) in findings.images.written {
      guard written.known == nil, !isRight.contains(ObjectIdentifier(written)), bound.node.valueCount <= 300,
        case .success(let image) = written.reference
      else { continue }
      let name = bound.node.text(in: image.nameRange)
      let meant: String
      if let known = meanings[name] {
        meant = known
      } else {
        guard meanings.count < misspeltImageLimit else { continue }
        meant = meaning(of: name, in: findings.images.catalog) ?? ""
        meanings[name] = meant
      }
      guard !meant.isEmpty else {
        isRight.insert(ObjectIdentifier(written))
        continue
      }
      var text = bound.node.string
      // The name is ASCII and stands at the beginning.
      text.replaceSubrange(text.startIndex..<text.index(text.startIndex, offsetBy: image.nameRange.count), with: meant)
      findings.report(
        bound.node.part(image.nameRange), through: bound.use,
        "\(Wording.quote(name)) is no well-known image; did you mean '\(meant)'?",
        fixes: Fix.replacing(bound.node, with: text, in: file))
    }
  }

  private static func meaning(of name: String, in catalog: ImageCatalog) -> String? {
    guard let meant = catalog.nearMiss(of: name)?.reference else { return nil }
    // `postgres16` is a name that people give on purpose.
    func letters(_ text: String) -> String { text.filter { !$0.isNumber } }
    return letters(name) == letters(meant) ? nil : meant
  }
}
