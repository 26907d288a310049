internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let imageReference = Rule(
    "image-reference", .error, group: .images,
    summary: "a text that names no image",
    explanation: """
      An image is `[REGISTRY[:PORT]/]NAME[:TAG][@DIGEST]`. The name is in lower case: letters, digits, and `.`, `_`, `-` \
      between them, with `/` between its parts. A tag has at most 128 letters, digits, `_`, `.` and `-`; a digest is \
      `sha256:` with 64 hexadecimal digits.
      """,
    bad: "apps:\n  web:\n    image: Nginx:1.27\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n"
  ) { file, findings in
    for (bound, image) in findings.images.written {
      guard case .failure(let fault) = image.reference else { continue }
      let range = fault.reason == .uppercase ? bound.node.range : bound.node.part(fault.range)
      findings.report(
        range, through: bound.use, message(fault, bound.node),
        fixes: Fix.replacing(bound.node, with: fault.suggestion, in: file))
    }
  }

  private static func message(_ fault: ImageReference.Fault, _ node: YAMLNode) -> String {
    let guilty = Wording.quote(node.text(in: fault.range))
    switch fault.reason {
    case .empty: return "the image is empty; write one such as nginx:1.27"
    case .whitespace: return "an image has no spaces"
    case .scheme: return "an image begins with its registry or name, not with \(guilty)"
    case .uppercase:
      return "an image's name is in lower case" + (fault.suggestion.map { "; write \(Wording.quote($0))" } ?? "")
    case .emptyComponent: return "a part of the image's name is missing beside a '/'"
    case .badComponent: return "\(guilty) can't be part of an image's name"
    case .badRegistry: return "\(guilty) is no registry's host name"
    case .badPort: return "\(guilty) is no port of a registry"
    case .missingTag: return "the tag is missing behind the ':'"
    case .badTag: return "\(guilty) is no tag; tags have letters, digits, '_', '.' and '-'"
    case .tagTooLong: return "a tag has at most \(ImageReference.longestTag) characters"
    case .missingDigest: return "the digest is missing behind the '@'"
    case .badDigest: return "\(guilty) is no digest; write one such as sha256:… with 64 hexadecimal digits"
    case .badDigestLength: return "the digest has the wrong number of digits"
    case .identifier: return "this is an image's identifier, not its name"
    case .tooLong: return "an image's name has at most 255 characters"
    }
  }
}
