/// The text form of a volume mount: `SOURCE:PATH[:ro|:rw]`, such as `data:/var/lib/data:ro`.
///
/// Source: kstack's converter; Kubernetes requires an absolute path without colons.
public struct Mount: Sendable, Hashable {
  /// What is mounted.
  public let source: Source
  /// The absolute path inside the container, as written.
  public let path: String
  /// Where ``path`` stands.
  public let pathRange: Range<Int>
  /// ``Mode/readWrite`` when none is written.
  public let mode: Mode
  /// Where `ro` or `rw` stands, without its colon, or nil when none is written.
  public let modeRange: Range<Int>?

  /// What stands before the first colon.
  public struct Source: Sendable, Hashable {
    /// What the source is, by its spelling.
    public let kind: Kind
    /// As written.
    public let text: String
    /// Counted from the text's start.
    public let range: Range<Int>

    /// The kinds of source.
    public enum Kind: Sendable, Hashable {
      /// The name of a volume. The name itself is not judged; see ``ResourceName``.
      case volume
      /// An absolute path on the node.
      case hostPath
      /// `./data`, `~/data`, `a/b`: kstack takes it for a volume's name, so it cannot work.
      case relativePath
    }
  }

  /// What a container may do with a mount.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    case readOnly = "ro"
    case readWrite = "rw"
  }

  /// ``path`` without doubled and trailing slashes: two mounts of one container collide when these are equal.
  public var comparablePath: String { Self.comparable(path) }

  /// An absolute path without doubled and trailing slashes.
  public static func comparable(_ path: String) -> String {
    if isComparable(path.utf8) { return path }
    let parts = path.utf8.split(separator: .slash).map { String(decoding: $0, as: UTF8.self) }
    return "/" + parts.joined(separator: "/")
  }

  private static func isComparable(_ path: String.UTF8View) -> Bool {
    var last: UInt8?
    for byte in path {
      if byte == .slash ? last == .slash : last == nil { return false }
      last = byte
    }
    return last.map { $0 != .slash } ?? false
  }

  /// Why a text is no mount.
  public struct Fault: Error, Sendable, Hashable {
    /// What is wrong.
    public let reason: Reason
    /// The guilty bytes, counted from the text's start; empty where something is missing.
    public let range: Range<Int>
    /// The whole text as it was probably meant, valid, or nil when nobody can know.
    public let suggestion: String?

    /// The kinds of fault.
    public enum Reason: Sendable, Hashable {
      /// No text at all.
      case empty
      /// `:/data`, or a lone `/data` as Docker's anonymous volumes are written.
      case missingSource
      /// `data`, `data:` or `data:ro`: no path inside the container.
      case missingPath
      /// A path that does not start with a slash.
      case relativePath
      /// Something other than `ro` or `rw` in the third place.
      case unknownMode
      /// A fourth part.
      case tooManyParts
    }
  }

  /// Reads a mount. The first fault from the left is told. Offsets count from the text's start.
  @inlinable
  public static func parse(_ text: some Collection<UInt8>) -> Result<Mount, Fault> {
    parse(Array(text), suggests: true)
  }

  /// A suggestion is judged with `suggests` off, so that a fault within a fault ends the search.
  @usableFromInline
  static func parse(_ text: [UInt8], suggests: Bool) -> Result<Mount, Fault> {
    func fault(_ reason: Fault.Reason, _ range: Range<Int>, _ meant: [UInt8]? = nil) -> Result<Mount, Fault> {
      .failure(Fault(reason: reason, range: range, suggestion: suggests ? meant.flatMap(valid) : nil))
    }

    if text.isEmpty { return fault(.empty, 0..<0) }
    let pieces = text.pieces(of: text.indices, separatedBy: .colon)
    guard let sourceRange = pieces.first else { return fault(.empty, 0..<0) }
    let tail = text.bytes(sourceRange.upperBound..<text.count)
    if sourceRange.isEmpty { return fault(.missingSource, sourceRange) }
    guard let pathRange = pieces.dropFirst().first else {
      return fault(text.first == .slash ? .missingSource : .missingPath, sourceRange)
    }
    let path = text.bytes(pathRange)
    if path.isEmpty { return fault(.missingPath, pathRange) }
    if path.first != .slash {
      if pieces.count == 2, Mode(rawValue: text.text(pathRange)) != nil { return fault(.missingPath, pathRange) }
      let withoutDot = path.starts(with: "./".utf8) ? path.dropFirst(2) : path
      let rest = Array(tail.dropFirst(1 + path.count))
      return fault(
        .relativePath, pathRange, Array(text.bytes(sourceRange)) + [.colon, .slash] + Array(withoutDot) + rest)
    }
    if pieces.count > 3, let extra = pieces.dropFirst(3).first {
      return fault(.tooManyParts, extra.lowerBound..<text.count)
    }

    var mode = Mode.readWrite
    let modeRange = pieces.dropFirst(2).first
    if let modeRange {
      guard let written = Mode(rawValue: text.text(modeRange)) else {
        let meant = meantMode(text.bytes(modeRange).map(\.lowercased))
        let before = Array(text.prefix(pathRange.upperBound))
        return fault(.unknownMode, modeRange, before + (meant.map { [.colon] + Array($0.rawValue.utf8) } ?? []))
      }
      mode = written
    }
    let sourceText = text.bytes(sourceRange)
    let source = Source(kind: kind(of: sourceText), text: text.text(sourceRange), range: sourceRange)
    return .success(
      Mount(source: source, path: text.text(pathRange), pathRange: pathRange, mode: mode, modeRange: modeRange))
  }

  private static func valid(_ text: [UInt8]) -> String? {
    guard case .success = parse(text, suggests: false) else { return nil }
    return text.text(text.indices)
  }

  private static func kind(of source: ArraySlice<UInt8>) -> Source.Kind {
    if source.first == .slash { return .hostPath }
    let isPath = source.contains(.slash) || source.first == .dot || source.first == UInt8(ascii: "~")
    return isPath ? .relativePath : .volume
  }

  /// The mode that a Docker flag or a longer word stands for; nil when it says nothing of reading and writing.
  private static func meantMode(_ word: [UInt8]) -> Mode? {
    for flag in word.split(separator: .comma) {
      switch String(decoding: flag, as: UTF8.self) {
      case "ro", "r", "read", "readonly", "read-only", "read_only": return .readOnly
      case "rw", "w", "wr", "write", "readwrite", "read-write", "read_write": return .readWrite
      default: continue
      }
    }
    return nil
  }
}
