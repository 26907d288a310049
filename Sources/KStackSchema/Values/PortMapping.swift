/// The text form of a port: `[PUBLISHED:]TARGET[/PROTOCOL]`, such as `8080:80/tcp`.
///
/// Source: kstack's validator (`^\d+(?::\d+)?(?:/(?:tcp|udp))?$`) and Kubernetes' bounds of 1 to 65535.
public struct PortMapping: Sendable, Hashable {
  /// The port of the Service, or nil when only the container's port is written.
  public let published: Port?
  /// The port of the container.
  public let target: Port
  /// `tcp` when none is written.
  public let transport: Transport
  /// Where the protocol's name stands, without its slash, or nil when none is written.
  public let transportRange: Range<Int>?

  /// A port number and its bytes, counted from the text's start.
  public struct Port: Sendable, Hashable {
    /// Within ``PortMapping/bounds``.
    public let number: Int
    /// Counted from the text's start.
    public let range: Range<Int>

    @usableFromInline
    init(number: Int, range: Range<Int>) {
      self.number = number
      self.range = range
    }
  }

  /// The protocols that kstack accepts.
  public enum Transport: String, Sendable, Hashable, CaseIterable {
    case tcp, udp
  }

  /// The port numbers that exist.
  public static let bounds = 1...65535

  /// Why a text is no port mapping.
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
      /// Something that is no decimal number where a port stands.
      case notANumber
      /// A number outside 1 to 65535.
      case outOfRange
      /// `:80`: nothing before the colon.
      case missingPublished
      /// `8080:` or `/tcp`: nothing where the container's port stands.
      case missingTarget
      /// `127.0.0.1:8080:80`: a host address, as Docker Compose allows it.
      case hostAddress
      /// `8000-8010`: a range, as Docker Compose allows it.
      case portRange
      /// More than two ports.
      case tooManyPorts
      /// `80/`: a slash and no protocol.
      case missingProtocol
      /// Something other than `tcp` or `udp`, in lower case, after the slash.
      case unknownProtocol
    }
  }

  /// Reads a port mapping. The first fault from the left is told. Offsets count from the text's start.
  @inlinable
  public static func parse(_ text: some Collection<UInt8>) -> Result<PortMapping, Fault> {
    wellFormed(text).map { .success($0) } ?? parse(Array(text), suggests: true)
  }

  /// What nearly every port is, read at once: digits, perhaps a colon and digits, and nothing else. Nil for every other
  /// text.
  @inlinable
  static func wellFormed(_ text: some Collection<UInt8>) -> PortMapping? {
    var published: Port?
    var number = 0
    var start = 0
    var offset = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        if number > bounds.upperBound { return nil }
      case UInt8(ascii: ":") where published == nil && number > 0:
        published = Port(number: number, range: start..<offset)
        number = 0
        start = offset + 1
      default: return nil
      }
      offset += 1
    }
    guard number > 0 else { return nil }
    let target = Port(number: number, range: start..<offset)
    return PortMapping(published: published, target: target, transport: .tcp, transportRange: nil)
  }

  @usableFromInline
  init(published: Port?, target: Port, transport: Transport, transportRange: Range<Int>?) {
    self.published = published
    self.target = target
    self.transport = transport
    self.transportRange = transportRange
  }

  /// A suggestion is judged with `suggests` off, so that a fault within a fault ends the search.
  @usableFromInline
  static func parse(_ text: [UInt8], suggests: Bool) -> Result<PortMapping, Fault> {
    func fault(_ reason: Fault.Reason, _ range: Range<Int>, _ meant: [UInt8]? = nil) -> Result<PortMapping, Fault> {
      .failure(Fault(reason: reason, range: range, suggestion: suggests ? meant.flatMap(valid) : nil))
    }

    if text.isEmpty { return fault(.empty, 0..<0) }
    if let run = text.firstRun(in: text.indices, where: \.isWhitespace) {
      return fault(.whitespace, run, text.withoutLooseWhitespace)
    }
    let slash = text.firstIndex(of: .slash)
    let portsEnd = slash ?? text.endIndex

    if let addressEnd = endOfHostAddress(text, portsEnd: portsEnd) {
      return fault(.hostAddress, 0..<addressEnd, Array(text.dropFirst(addressEnd + 1)))
    }
    let pieces = text.pieces(of: 0..<portsEnd, separatedBy: .colon)
    guard let first = pieces.first, let last = pieces.last, pieces.count <= 2 else {
      return fault(.tooManyPorts, (pieces.dropFirst(2).first?.lowerBound ?? portsEnd)..<portsEnd)
    }

    var ports: [Port] = []
    for (index, piece) in pieces.enumerated() {
      if piece.isEmpty {
        let isTarget = index + 1 == pieces.count
        let other = isTarget ? first : last
        return fault(isTarget ? .missingTarget : .missingPublished, piece, withoutColon(text, keeping: other, portsEnd))
      }
      let digits = text.bytes(piece)
      guard digits.allSatisfy(\.isDigit) else {
        let ends = text.pieces(of: piece, separatedBy: .minus)
        let isRange = ends.count == 2 && ends.allSatisfy { decimalValue(text.bytes($0)) != nil }
        return fault(isRange ? .portRange : .notANumber, piece)
      }
      guard let number = decimalValue(digits), bounds.contains(number) else { return fault(.outOfRange, piece) }
      ports.append(Port(number: number, range: piece))
    }
    guard let target = ports.last else { return fault(.missingTarget, first) }
    let published = ports.count == 2 ? ports.first : nil

    guard let slash else {
      return .success(PortMapping(published: published, target: target, transport: .tcp, transportRange: nil))
    }
    let word = (slash + 1)..<text.endIndex
    if word.isEmpty { return fault(.missingProtocol, word, Array(text.prefix(slash))) }
    guard let transport = Transport(rawValue: text.text(word)) else {
      return fault(.unknownProtocol, word, Array(text.prefix(slash + 1)) + text.bytes(word).map(\.lowercased))
    }
    return .success(PortMapping(published: published, target: target, transport: transport, transportRange: word))
  }

  /// `text` when it is a port mapping.
  private static func valid(_ text: [UInt8]) -> String? {
    guard case .success = parse(text, suggests: false) else { return nil }
    return text.text(text.indices)
  }

  private static func withoutColon(_ text: [UInt8], keeping port: Range<Int>, _ portsEnd: Int) -> [UInt8] {
    Array(text.bytes(port)) + Array(text.bytes(portsEnd..<text.count))
  }

  /// Where a leading `127.0.0.1` or `[::1]` ends, when a colon follows it.
  private static func endOfHostAddress(_ text: [UInt8], portsEnd: Int) -> Int? {
    let part = text.bytes(0..<portsEnd)
    if part.first == UInt8(ascii: "[") {
      guard let bracket = part.firstIndex(of: UInt8(ascii: "]")), part.dropFirst(bracket + 1).first == .colon else {
        return nil
      }
      return bracket + 1
    }
    guard let colon = part.firstIndex(of: .colon) else { return nil }
    let host = part.prefix(colon)
    let isAddress = host.contains(.dot) && host.allSatisfy { $0.isDigit || $0 == .dot }
    return isAddress || host.elementsEqual("localhost".utf8) ? colon : nil
  }
}
