import Foundation
import TestSupport
import Testing
import YAMLSyntax

/// The tree says what PyYAML's composer says: structure, styles, tags, places and values.
@Suite struct ComposedTests {
  @Test(arguments: try Self.expected())
  func theTreeIsPyYAMLs(expected: Expected) throws {
    let tree = YAMLTree(SourceText(try Corpus.fixture(expected.path).bytes))
    #expect(tree.problems == [])
    expectText(try Self.composed(tree).joined(separator: "\n"), equals: expected.lines.joined(separator: "\n"))
  }

  @Test func allFilesAreCompared() throws {
    let files = try Corpus.yaml.fixtures + Corpus.guide.fixtures + Corpus.valid.fixtures
    #expect(try Self.expected().map(\.path).sorted() == files.map(\.path).sorted())
  }

  struct Expected: Sendable, CustomStringConvertible {
    var path: String
    var lines: [String] = []

    var description: String { path }
  }

  /// The sections of `composed.txt`.
  private static func expected() throws -> [Expected] {
    let text = try Corpus.fixture("composed.txt").text
    return text.split(separator: "\n").reduce(into: []) { files, line in
      if line.hasPrefix("== ") {
        files.append(Expected(path: String(line.dropFirst(3))))
      } else if !line.hasPrefix("#"), !files.isEmpty {
        files[files.count - 1].lines.append(String(line))
      }
    }
  }

  /// In the notation of that file.
  private static func composed(_ tree: YAMLTree) throws -> [String] {
    var lines: [String] = []
    var numbers: [YAMLNode: Int] = [:]
    let bytes = tree.text.bytes
    let base = tree.text.byteOrderMarkLength
    func scalars(before offset: Int) -> Int { bytes[base..<max(base, offset)].count { $0 & 0xC0 != 0x80 } }
    func add(_ node: YAMLNode, depth: Int) throws {
      let start = "\(depth)\(Self.letter(node.role))"
      if node.kind == .alias {
        lines.append("\(start) *\(node.target.flatMap { numbers[$0] } ?? -1)")
        return
      }
      numbers[node] = numbers.count
      let offset = scalars(before: node.wholeRange.lowerBound)
      if node.kind == .scalar {
        let whole = tree.text.string(in: node.wholeRange)
        let hasEnd =
          node.style != .literal && node.style != .folded && !whole.utf8.contains { $0 == 0x0A || $0 == 0x0D }
        let end = hasEnd ? "-\(scalars(before: node.range.upperBound))" : ""
        let place = whole.isEmpty ? "-" : "\(offset)\(end)"
        lines.append("\(start) \(node.style) \(Self.tag(node)) \(place) \(try Self.json(node.string))")
      } else {
        lines.append("\(start) \(node.style)-\(node.kind) \(Self.tag(node)) \(offset)")
        for child in node.children { try add(child, depth: depth + 1) }
      }
    }
    for document in tree.documents { if let root = document.root { try add(root, depth: 0) } }
    return lines
  }

  private static func letter(_ role: YAMLNode.Role) -> String {
    switch role {
    case .root: "r"
    case .key: "k"
    case .value: "v"
    case .item: "i"
    }
  }

  private static func tag(_ node: YAMLNode) -> String {
    if let tag = node.tag, node.resolvedTag == .unknown { return node.tree.text.string(in: tag) }
    switch node.resolvedTag {
    case .binary: return "binary"
    case .omap: return "omap"
    case .pairs: return "pairs"
    case .set: return "set"
    default: break
    }
    switch node.kind {
    case .sequence: return "seq"
    case .mapping: return "map"
    case .scalar, .alias: break
    }
    switch node.scalarKind {
    case .null: return "null"
    case .boolean: return "bool"
    case .integer: return "int"
    case .float: return "float"
    case .timestamp: return "timestamp"
    case .merge: return "merge"
    case .string: return "str"
    default: return String(describing: node.scalarKind)
    }
  }

  /// As Python's `json.dumps` writes it.
  private static func json(_ text: String) throws -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x08: result += "\\b"
      case 0x0C: result += "\\f"
      case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
