internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let floatingImage = Rule(
    "floating-image", .hint, group: .images,
    summary: "an image without a version",
    explanation: """
      Without a tag, or with `latest`, the image is whatever is newest when a node pulls it: two pods of one app may run \
      different versions, and going back to the one that worked is impossible. Write the version that was tested, or a \
      digest.
      """,
    bad: "apps:\n  web:\n    image: nginx:latest\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n"
  ) { file, findings in
    for (bound, written) in findings.images.written {
      guard case .success(let image) = written.reference, image.isFloating else { continue }
      if let tag = image.tagRange {
        findings.report(
          bound.node.part(tag), through: bound.use,
          "'latest' is whatever is newest when the image is pulled; write a version")
      } else {
        findings.report(
          bound.node.range, through: bound.use,
          "without a tag this is whatever is newest when the image is pulled; write a version")
      }
    }
  }
}
