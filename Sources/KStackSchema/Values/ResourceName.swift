/// A name that Kubernetes accepts for an object.
///
/// Source: Kubernetes, "Object Names and IDs": RFC 1123 labels and subdomains, RFC 1035 labels for Services.
public struct ResourceName: Sendable, Hashable {
  /// As written.
  public let text: String
  /// The grammar that it satisfies.
  public let form: Form

  /// The three grammars of names.
  public enum Form: Sendable, Hashable {
    /// Lower-case letters, digits and inner hyphens, at most 63: containers, Deployments.
    case label
    /// A label that starts with a letter: Services, and with them apps and sidecars.
    case serviceLabel
    /// Labels joined by dots, at most 253 in all: volumes, config maps, secrets.
    case subdomain

    /// The greatest length in bytes.
    public var limit: Int { self == .subdomain ? 253 : 63 }
  }

  /// Why a text is no such name.
  public struct Fault: Error, Sendable, Hashable {
    /// What is wrong.
    public let reason: Reason
    /// The guilty bytes, counted from the text's start.
    public let range: Range<Int>
    /// The nearest valid name, or nil when nothing of the text can stay.
    public let suggestion: String?

    /// The kinds of fault.
    public enum Reason: Sendable, Hashable {
      case empty
      /// More bytes than ``Form/limit``; the range is what exceeds it.
      case tooLong
      case uppercase
      case badCharacter
      /// Must start with a letter or digit, a Service with a letter.
      case badStart
      /// Must end with a letter or digit.
      case badEnd
      /// Two dots in a row, or a hyphen beside a dot.
      case badLabel
    }
  }

  /// Reads a name. Offsets count from the text's start.
  @inlinable
  public static func parse(_ text: some Collection<UInt8>, as form: Form) -> Result<ResourceName, Fault> {
    parse(bytes: Array(text), as: form)
  }

  @usableFromInline
  static func parse(bytes text: [UInt8], as form: Form) -> Result<ResourceName, Fault> {
    if let (reason, range) = firstFault(in: text, as: form) {
      return .failure(Fault(reason: reason, range: range, suggestion: nearest(to: text, as: form)))
    }
    return .success(ResourceName(text: text.text(text.indices), form: form))
  }

  /// The nearest valid name: lower case, other characters turned into hyphens, cut to the limit; nil when no letter
  /// or digit is left. A valid name gives itself.
  public static func nearest(to text: some Collection<UInt8>, as form: Form) -> String? {
    let text = Array(text)
    if firstFault(in: text, as: form) == nil { return text.text(text.indices) }
    var name: [UInt8] = []
    for byte in text where byte < 0x80 {
      if byte.isAlphanumeric {
        name.append(byte.lowercased)
      } else if let last = name.last, last != .dot, byte == .minus || last != .minus {
        name.append(form == .subdomain && byte == .dot ? .dot : .minus)
      }
      if name.count >= form.limit { break }
    }
    if form == .serviceLabel, let first = name.first, first.isDigit {
      name = Array(("app-".utf8 + name).prefix(form.limit))
    }
    while let last = name.last, !last.isLowercaseAlphanumeric { name.removeLast() }
    return firstFault(in: name, as: form) == nil ? name.text(name.indices) : nil
  }

  /// Whether a text is what nearly every name is: letters, digits and inner hyphens, begun by a letter. Nothing is wrong
  /// with it in any form, and it stays so as a part of a name that has no more than so many bytes besides.
  public static func isOrdinary(_ text: ArraySlice<UInt8>, besides others: Int = 0) -> Bool {
    isOrdinary(text, limit: Form.label.limit - others)
  }

  private static func isOrdinary(_ text: ArraySlice<UInt8>, limit: Int) -> Bool {
    guard let first = text.first, let last = text.last, first.isLowercase, last != .minus, text.count <= limit
    else { return false }
    for byte in text where !byte.isLowercaseAlphanumeric && byte != .minus { return false }
    return true
  }

  private static func firstFault(in text: [UInt8], as form: Form) -> (Fault.Reason, Range<Int>)? {
    if isOrdinary(text[...], limit: form.limit) { return nil }
    guard let first = text.first, let last = text.last else { return (.empty, 0..<0) }
    let isAllowed = { (byte: UInt8) in
      byte.isLowercaseAlphanumeric || byte == .minus || (form == .subdomain && byte == .dot)
    }
    if let run = text.firstRun(in: text.indices, where: { !isAllowed($0) }) {
      let capitals = text.firstRun(in: run, where: \.isUppercase)
      return capitals?.lowerBound == run.lowerBound ? (.uppercase, capitals ?? run) : (.badCharacter, run)
    }
    if form == .serviceLabel ? !first.isLowercase : !first.isLowercaseAlphanumeric { return (.badStart, 0..<1) }
    if !last.isLowercaseAlphanumeric { return (.badEnd, (text.count - 1)..<text.count) }
    for label in text.pieces(of: text.indices, separatedBy: .dot) {
      let bytes = text.bytes(label)
      if bytes.isEmpty { return (.badLabel, label.lowerBound..<min(label.lowerBound + 1, text.count)) }
      if bytes.first == .minus { return (.badLabel, label.lowerBound..<(label.lowerBound + 1)) }
      if bytes.last == .minus { return (.badLabel, (label.upperBound - 1)..<label.upperBound) }
    }
    if text.count > form.limit { return (.tooLong, form.limit..<text.count) }
    return nil
  }
}
