/// A host name that an Ingress accepts: a DNS name in lower case, its first label possibly `*`.
///
/// Source: Kubernetes' `IngressRule.host` (RFC 1123 subdomain, or a wildcard of one whole label; no address, no port).
public struct HostName: Sendable, Hashable {
  /// As written.
  public let text: String
  /// `*.example.org`: any one label in the first place.
  public let isWildcard: Bool

  /// Why a text is no host name.
  public struct Fault: Error, Sendable, Hashable {
    /// What is wrong.
    public let reason: Reason
    /// The guilty bytes, counted from the text's start.
    public let range: Range<Int>
    /// The nearest valid name, or nil when nobody can know.
    public let suggestion: String?

    /// The kinds of fault.
    public enum Reason: Sendable, Hashable {
      case empty
      /// `https://…`
      case scheme
      /// `…:8080`
      case port
      /// `…/path`
      case path
      /// An IPv4 address.
      case address
      /// A star anywhere but alone in the first label, or nothing behind it.
      case badWildcard
      case uppercase
      case badCharacter
      /// An empty label, a hyphen at a label's start or end, or a label of more than 63 bytes.
      case badLabel
      /// More than 253 bytes; the range is what exceeds them.
      case tooLong
    }
  }

  /// Reads a host name. Offsets count from the text's start.
  @inlinable
  public static func parse(_ text: some Collection<UInt8>) -> Result<HostName, Fault> { parse(bytes: Array(text)) }

  @usableFromInline
  static func parse(bytes text: [UInt8]) -> Result<HostName, Fault> {
    if let (reason, range) = firstFault(in: text) {
      let nearest = withoutSurroundings(text).map(\.lowercased)
      let isValid = firstFault(in: nearest) == nil
      let suggestion = isValid ? nearest.text(nearest.indices) : nil
      return .failure(Fault(reason: reason, range: range, suggestion: suggestion))
    }
    return .success(HostName(text: text.text(text.indices), isWildcard: text.first == UInt8(ascii: "*")))
  }

  /// The text without scheme, port, path, white space and a closing dot.
  private static func withoutSurroundings(_ text: [UInt8]) -> [UInt8] {
    var rest = text.withoutLooseWhitespace ?? text
    if let end = endOfScheme(rest) { rest.removeFirst(end) }
    rest = Array(rest.prefix { $0 != .slash && $0 != .colon })
    if rest.last == .dot { rest.removeLast() }
    return rest
  }

  /// Where `://` ends.
  private static func endOfScheme(_ text: [UInt8]) -> Int? {
    guard let colon = text.firstIndex(of: .colon), text[colon...].starts(with: "://".utf8) else { return nil }
    return colon + 3
  }

  private static func firstFault(in text: [UInt8]) -> (Fault.Reason, Range<Int>)? {
    if text.isEmpty { return (.empty, 0..<0) }
    if let end = endOfScheme(text) { return (.scheme, 0..<end) }
    if let slash = text.firstIndex(of: .slash) { return (.path, slash..<text.count) }
    if let colon = text.firstIndex(of: .colon) { return (.port, colon..<text.count) }

    let isWildcard = text.starts(with: "*.".utf8)
    let nameRange = (isWildcard ? 2 : 0)..<text.count
    let star = UInt8(ascii: "*")
    if let run = text.firstRun(in: nameRange, where: { $0 == star }) { return (.badWildcard, run) }
    if nameRange.isEmpty { return (.badWildcard, text.indices) }
    if let run = text.firstRun(in: nameRange, where: \.isUppercase) { return (.uppercase, run) }
    let isForeign = { (byte: UInt8) in !byte.isLowercaseAlphanumeric && byte != .minus && byte != .dot }
    if let run = text.firstRun(in: nameRange, where: isForeign) { return (.badCharacter, run) }

    let labels = text.pieces(of: nameRange, separatedBy: .dot)
    for label in labels {
      let bytes = text.bytes(label)
      if bytes.isEmpty || bytes.first == .minus || bytes.last == .minus || bytes.count > 63 {
        return (.badLabel, bytes.isEmpty ? label.lowerBound..<min(label.lowerBound + 1, text.count) : label)
      }
    }
    if labels.count == 4, labels.allSatisfy({ decimalValue(text.bytes($0)) != nil }) { return (.address, text.indices) }
    if text.count > 253 { return (.tooLong, 253..<text.count) }
    return nil
  }
}
