import Foundation

/// A file of the corpus under `Tests/Fixtures`.
public struct Fixture: Sendable, CustomStringConvertible {
  /// The folder and the name: `valid/anchors.yaml`.
  public let path: String
  /// As stored, valid UTF-8 or not.
  public let bytes: [UInt8]

  /// What is not UTF-8 becomes U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// From one place to the next where something is tried at all offsets: every byte, but fewer places in a large file,
  /// for the cost grows with the square of the size.
  public var step: Int { bytes.count <= 4_000 ? 1 : 61 }

  /// The path: test reports show it.
  public var description: String { path }

  /// The same file as Windows writes it: each line ends in a carriage return and a line feed.
  public var withWindowsLineEnds: Fixture {
    var windows: [UInt8] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), windows.last != UInt8(ascii: "\r") { windows.append(UInt8(ascii: "\r")) }
      windows.append(byte)
    }
    return Fixture(path: path + " with CRLF", bytes: windows)
  }

  /// Another text made of the file's, and what reports call it behind the file's path.
  public func withText(_ text: String, _ change: String) -> Fixture {
    Fixture(path: path + change, bytes: Array(text.utf8))
  }
}

/// The folders of the corpus.
public enum Corpus: String, Sendable, CaseIterable {
  /// The YAML blocks of the sidecar guide.
  case guide
  /// Stacks without a fault.
  case valid
  /// YAML of other tools: nothing is to be said of it.
  case notkstack
  /// All constructs of YAML in small pieces, without syntax errors for libyaml. Some hold several documents, or what
  /// Python cannot build, such as a mapping as a key.
  case yaml
  /// Files with a fault that makes loading fail: in the syntax, the encoding, or the use of anchors and tags. A few
  /// load and are half-typed (`cut-off-in-key`) or not UTF-8 (`utf-16`).
  case broken

  /// All files of the folder, by name.
  public var fixtures: [Fixture] {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/" + rawValue)
      return try names.filter { !$0.hasPrefix(".") }.sorted().map { try Self.fixture(rawValue + "/" + $0) }
    }
  }

  /// All files of all folders.
  public static var all: [Fixture] {
    get throws { try allCases.flatMap { try $0.fixtures } }
  }

  /// The stacks of `docs/example`, most with planted mistakes.
  public static var examples: [Fixture] {
    get throws {
      try ["broken", "mistakes", "stack"].map { try fixture("../../docs/example/\($0).kstack.yaml") }
    }
  }

  /// One file by its folder and name; throws when there is none.
  public static func fixture(_ path: String) throws -> Fixture {
    let data = try Data(contentsOf: URL(fileURLWithPath: root + "/" + path))
    return Fixture(path: path, bytes: [UInt8](data))
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path
}
