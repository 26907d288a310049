internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let duplicatePort = Rule(
    "duplicate-port", .warning, group: .network,
    summary: "the same port twice in one list",
    explanation: """
      A Service offers each port once. A second item with the same published port (or, where nothing is published, the \
      same container port) and the same protocol adds nothing, or hides where the requests go. One port for both `tcp` \
      and `udp` is fine, and so are two published ports that lead to one container port.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n      - \"8080:80\"\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n"
  ) { file, findings in
    for pod in file.effective.pods {
      for container in pod.containers where container.ports.count > 1 {
        var first: [Offer: EffectiveConfiguration.Port] = [:]
        for port in container.ports {
          let offer = Offer(
            number: port.published ?? port.target, isPublished: port.published != nil, transport: port.transport)
          guard let other = first[offer] else {
            first[offer] = port
            continue
          }
          let key = port.published == nil ? "target" : "published"
          let isSame = other.target == port.target
          let name = port.published == nil ? "port \(port.target)" : "published port \(offer.number)"
          findings.report(
            port.underline(key, in: file.text), through: port.origin.use ?? pod.use(of: container),
            "\(name) is in this list twice" + (isSame ? "; remove one" : "; it can lead to one container port only"),
            related: [.init(range: other.underline(key, in: file.text), message: "the first one is here")],
            fixes: isSame ? Fix.removing(item: port.node, in: file) : [])
        }
      }
    }
  }

  private struct Offer: Hashable {
    var number: Int
    var isPublished: Bool
    var transport: PortMapping.Transport
  }
}

extension Fix {
  /// Takes an item that has others before it out of its list. Nothing is offered where a comment would go with it.
  static func removing(item node: YAMLNode, in file: StackFile) -> [Fix] {
    guard node.role == .item, node.anchor == nil, let list = node.parent,
      let place = list.style == .flow ? flowPlace(of: node, in: file.text) : blockPlace(of: node, in: file.text),
      !file.text.bytes[place].contains(UInt8(ascii: "#"))
    else { return [] }
    return [Fix(title: "remove this item", edits: [TextEdit(range: place, replacement: "")])]
  }

  /// With the comma before it.
  private static func flowPlace(of node: YAMLNode, in text: SourceText) -> Range<Int>? {
    let start = node.wholeRange.lowerBound
    let blanks = text.bytes[..<start].reversed().prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.count
    let comma = start - blanks - 1
    guard comma >= 0, text.bytes[comma] == UInt8(ascii: ",") else { return nil }
    return comma..<node.range.upperBound
  }

  /// Whole lines.
  private static func blockPlace(of node: YAMLNode, in text: SourceText) -> Range<Int>? {
    guard let dash = text.dash(before: node.wholeRange.lowerBound) else { return nil }
    let first = text.line(at: dash)
    let last = text.line(at: node.range.upperBound)
    guard last + 1 < text.lineCount, text.bytes[text.lineStart(first)..<dash].allSatisfy({ $0 == 0x20 }) else {
      return nil
    }
    return text.lineStart(first)..<text.lineStart(last + 1)
  }
}
