import TestSupport
import Testing

@testable import YAMLSyntax

/// Any bytes give a tree that holds together, in a bounded number of passes.
@Suite struct TotalityTests {
  @Test(arguments: try Corpus.all)
  func everyPrefix(fixture: Fixture) {
    for end in stride(from: 0, through: fixture.bytes.count, by: fixture.step) {
      expectInvariants(of: Array(fixture.bytes[..<end]), "prefix \(end)")
    }
  }

  @Test(arguments: try Corpus.all)
  func everyFixtureWithRandomEdits(fixture: Fixture) {
    var random = SplitMix(
      seed: UInt64(fixture.bytes.count) &* 31 &+ UInt64(fixture.path.utf8.reduce(0) { $0 &+ Int($1) }))
    let pieces = Self.pieces.map { Array($0.utf8) }
    for round in 0..<40 {
      var bytes = fixture.bytes
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0..<6, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 1: bytes.replaceSubrange(place..<end, with: [])
        default: bytes.replaceSubrange(place..<min(place + 1, end), with: pieces.randomElement(using: &random) ?? [])
        }
      }
      expectInvariants(of: bytes, "round \(round)")
    }
  }

  /// What people type by mistake.
  private static let pieces = [
    "\"", "'", "[", "]", "{", "}", ":", ": ", "- ", "\n- ", "#", " #", "|", ">", "&a ", "*a", "!", "!!str ", "%", "@",
    "`",
    "\t", "\n", "\r", "\r\n", ",", "? ", "---\n", "...\n", "<<<<<<< x\n", ">>>>>>> x\n", "\\", "é", "😀", "\u{2028}",
    "\u{85}", "\u{FEFF}", "\0", "  ", "\n  ", "|2-\n", "a: b", "\n\n",
  ]

  @Test func everyByteAlone() {
    for byte in UInt8.min...UInt8.max {
      expectInvariants(of: [byte], "byte \(byte)")
      expectInvariants(of: Array("a: ".utf8) + [byte] + Array("\nb: c\n".utf8), "value \(byte)")
      expectInvariants(of: Array("a: \"".utf8) + [byte, byte] + Array("\"\n".utf8), "quoted \(byte)")
    }
    expectInvariants(of: Array(0...255), "all bytes")
    expectInvariants(of: (0...255).flatMap { [UInt8($0), 0x0A] }, "all bytes on lines")
  }

  @Test(arguments: Hostile.all)
  func hostile(input: Hostile) {
    expectInvariants(of: input.bytes, input.name)
  }

  @Test func passesAreBounded() {
    #expect(YAMLParser.passLimit(size: 0) == 200)
    #expect(YAMLParser.passLimit(size: 40_000) == 100)
    #expect(YAMLParser.passLimit(size: .max) == 10)
    #expect(YAMLTree(SourceText("a: b\n")).storage.passes == 1)
    #expect(YAMLTree(SourceText("a: [\nb: c ]]\n@d\n")).storage.passes == 3)
    let quotes = String(repeating: "a: \"b\n", count: 10_000)
    #expect(YAMLTree(SourceText(quotes)).storage.passes == YAMLParser.passLimit(size: quotes.utf8.count))
  }

  @Test func depthIsBounded() {
    let tree = YAMLTree(SourceText(String(repeating: "[", count: 300) + "\na: b\n"))
    #expect(tree.problems.map(\.code).contains(.tooDeep))
    let fine = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    #expect(YAMLTree(SourceText(fine)).problems == [])
    #expect(YAMLTree(SourceText(fine)).nodeCount == 256)
  }
}

/// An input that someone built to hurt.
struct Hostile: Sendable, CustomStringConvertible {
  var name: String
  var bytes: [UInt8]

  var description: String { name }

  private init(_ name: String, _ text: String) {
    self.name = name
    bytes = Array(text.utf8)
  }

  private init(_ piece: String, times count: Int, after start: String = "", before end: String = "") {
    name = "\(count) × \(piece.debugDescription)"
    bytes = Array((start + String(repeating: piece, count: count) + end).utf8)
  }

  static let all: [Hostile] =
    ["[", "{", "- ", "? ", "a: ", "[a, ", "{a: ", "{? ", "&a ", "! ", "&a [*a, ", "[\n", "{\n", "\"", "'", "]", "*a "]
    .map {
      Hostile($0, times: 100_000)
    }
    + ["x", " ", "\t", ":", "#", "%", "|", "\0", "é", "\\", ",", "-", "\u{2028}"].flatMap {
      [Hostile($0, times: 1_000_000 / $0.utf8.count), Hostile($0, times: 100_000, after: "a: \"", before: "\nb: c\n")]
    }
    + [
      Hostile("a: \"b\n", times: 10_000), Hostile("a: 'b\n", times: 10_001), Hostile("\ta: b\n", times: 50_000),
      Hostile("a: b\r", times: 100_000), Hostile("\r", times: 100_000), Hostile("# note\n", times: 100_000),
      Hostile("# note\n", times: 100_000, after: "a: [\n", before: "b: c\n"),
      Hostile("abc\n", times: 50_000, after: "a: b\n"),
      Hostile("a: ]\n", times: 20_000), Hostile("a: b: c\n", times: 20_000), Hostile("@b: c\n", times: 20_000),
      Hostile("<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n", times: 5_000), Hostile("<<<<<<< a\n", times: 50_000),
      Hostile("---\n", times: 50_000), Hostile("...\n", times: 50_000), Hostile("%X\n", times: 50_000),
      Hostile("\"b\" ", times: 50_000, after: "a: [", before: "]\n"),
      Hostile("\\q", times: 50_000, after: "a: \"", before: "\""),
      Hostile("a: b\n  c: d\n", times: 20_000), Hostile("- a\nb: c\n", times: 20_000),
      Hostile("a: - b\n", times: 20_000),
      Hostile("steps", (0..<700).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
      Hostile("steps of dashes", (0..<700).map { String(repeating: " ", count: $0) + "- ]\n" }.joined()),
      Hostile(
        "aliases of aliases",
        "a0: &a0 x\n" + (1..<2_000).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]\n" }.joined()),
    ]
}
