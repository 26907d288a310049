/// Finds host names in the text of a value: those whose first label may be a Service of the stack.
///
/// What counts: the host of an address (`http://user@api:8080/path`, several separated by commas), and in a variable
/// also `api:8080` and, where the variable's name ends in `HOST` or `HOSTNAME`, the bare `api`. A host of one label, or
/// `api.NAMESPACE.svc…`, is the cluster's; any other host with dots is not.
struct HostScan {
  private let bytes: [UInt8]
  private let range: Range<Int>
  /// The first labels, in order.
  private(set) var found: [Range<Int>] = []

  /// - Parameter range: within `bytes`.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// Addresses anywhere in the text.
  mutating func scanAddresses() {
    var start = range.lowerBound
    while let colon = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ":")) {
      start = colon + 1
      guard bytes[start..<range.upperBound].starts(with: "//".utf8) else { continue }
      let end = bytes[(colon + 3)..<range.upperBound].firstIndex(where: Self.endsAuthority) ?? range.upperBound
      var authority = (colon + 3)..<end
      if let at = bytes[authority].lastIndex(of: UInt8(ascii: "@")) { authority = (at + 1)..<end }
      scanList(authority, needsPort: false)
      start = end
    }
  }

  /// The value of an environment variable.
  mutating func scanValue(ofVariable name: some Collection<UInt8>) {
    scanAddresses()
    guard found.isEmpty else { return }
    let upper = String(decoding: name, as: UTF8.self).uppercased()
    let isHost = upper.hasSuffix("HOST") || upper.hasSuffix("HOSTNAME")
    scanList(range, needsPort: !isHost)
  }

  private mutating func scanList(_ list: Range<Int>, needsPort: Bool) {
    for piece in bytes[list].split(separator: UInt8(ascii: ",")) {
      let host = piece.prefix { $0 != UInt8(ascii: ":") }
      let port = piece[host.endIndex...].dropFirst().prefix { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }
      if needsPort, port.isEmpty || !Self.ends(piece[port.endIndex...]) { continue }
      let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard let first = labels.first, !first.isEmpty, first.allSatisfy(Self.isNameByte) else { continue }
      let service = "svc".utf8
      guard labels.count == 1 || labels.dropFirst().prefix(2).contains(where: { $0.elementsEqual(service) }) else {
        continue
      }
      found.append(first.startIndex..<first.endIndex)
    }
  }

  private static func ends(_ rest: ArraySlice<UInt8>) -> Bool { rest.isEmpty || rest.first == UInt8(ascii: "/") }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "/?#\"'`<>|\\;(){}".utf8.contains(byte)
  }
}
