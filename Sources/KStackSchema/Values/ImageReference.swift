/// A container image reference: `[REGISTRY[:PORT]/]PATH[:TAG][@ALGORITHM:HEX]`.
///
/// Source: the distribution project's reference grammar and Docker's rules for short names.
public struct ImageReference: Sendable, Hashable {
  /// As written, with its port, or nil when the first component is part of the path.
  public let registry: String?
  /// Where ``registry`` stands.
  public let registryRange: Range<Int>?
  /// The path as written, such as `nginx` or `team/app`.
  public let path: String
  /// Where ``path`` stands.
  public let pathRange: Range<Int>
  /// Without its colon.
  public let tag: String?
  /// Where ``tag`` stands.
  public let tagRange: Range<Int>?
  /// `sha256:…`, without its at sign.
  public let digest: String?
  /// Where ``digest`` stands.
  public let digestRange: Range<Int>?

  /// The registry of names that have none.
  public static let defaultRegistry = "docker.io"
  /// Further hosts of the same registry.
  public static let otherNamesOfDefaultRegistry: Set = [
    "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com",
  ]

  /// Everything before tag and digest.
  public var nameRange: Range<Int> { (registryRange?.lowerBound ?? pathRange.lowerBound)..<pathRange.upperBound }

  /// The components of ``path``, at least one.
  public var components: [String] { path.split(separator: "/").map(String.init) }

  /// The name in full, without tag and digest: `docker.io/library/nginx` for `nginx`. Two references name one image
  /// when these are equal.
  public var canonicalName: String {
    let written = registry ?? Self.defaultRegistry
    let host = Self.otherNamesOfDefaultRegistry.contains(written) ? Self.defaultRegistry : written
    let isOfficial = host == Self.defaultRegistry && !path.utf8.contains(.slash)
    return host + (isOfficial ? "/library/" : "/") + path
  }

  /// The shortest name for the same image: `nginx` for `docker.io/library/nginx`, without tag and digest.
  public var familiarName: String {
    let canonical = canonicalName
    for prefix in [Self.defaultRegistry + "/library/", Self.defaultRegistry + "/"] where canonical.hasPrefix(prefix) {
      let rest = String(canonical.dropFirst(prefix.count))
      // `library/a/b` is no official image, and its first component must stay.
      if prefix.hasSuffix("/library/"), rest.utf8.contains(.slash) { continue }
      return rest
    }
    return canonical
  }

  /// Whether the reference stands for whatever is newest: no tag or `latest`, and no digest.
  public var isFloating: Bool { digest == nil && (tag ?? "latest") == "latest" }

  /// The greatest number of bytes in a tag.
  public static let longestTag = 128

  /// Why a text is no image reference.
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
      /// White space within or around.
      case whitespace
      /// `https://…`
      case scheme
      /// A capital letter in the path.
      case uppercase
      /// `//`, or a slash at the start or end.
      case emptyComponent
      /// A path component that has other characters than letters, digits and single inner separators.
      case badComponent
      /// The host in front is no host name.
      case badRegistry
      /// The port behind the host is no number from 1 to 65535.
      case badPort
      /// `nginx:` with nothing behind it.
      case missingTag
      /// A tag with a character that tags cannot have, or with `.` or `-` in the first place.
      case badTag
      /// More than 128 bytes; the range is what exceeds them.
      case tagTooLong
      /// `nginx@` with nothing behind it.
      case missingDigest
      /// Not `ALGORITHM:HEX`.
      case badDigest
      /// The number of hex digits is not that of the algorithm.
      case badDigestLength
      /// 64 hex digits alone, which tools take for an image's identifier.
      case identifier
      /// A name of more than 255 bytes; the range is what exceeds them.
      case tooLong
    }
  }

  /// Reads a reference. The first fault from the left is told. Offsets count from the text's start.
  @inlinable
  public static func parse(_ text: some Collection<UInt8>) -> Result<ImageReference, Fault> {
    parse(bytes: Array(text))
  }

  @usableFromInline
  static func parse(bytes: [UInt8]) -> Result<ImageReference, Fault> { ImageReferenceParser(text: bytes).parse() }
}
