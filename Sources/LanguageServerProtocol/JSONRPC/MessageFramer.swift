/// Cuts a byte stream into messages (LSP 3.17, "Base Protocol"): each is a block of header lines, an empty line and
/// `Content-Length` bytes of content.
///
/// Takes the stream in chunks of any size. What is no frame is reported once; reading goes on at the next
/// `Content-Length:` of the stream. Memory is bounded by ``maximumLength``.
package struct MessageFramer: Sendable {
  /// What came out of the stream.
  package enum Frame: Sendable, Hashable {
    /// The content of one message.
    case content([UInt8])
    /// Bytes that could not be read as a frame.
    case malformed(Fault)
  }

  /// Why bytes are no frame.
  package enum Fault: Sendable, Hashable {
    /// A header line is not `Name: value`.
    case notAHeader
    /// A header line does not end within ``maximumLineLength`` bytes.
    case headerTooLong
    /// A header block ends without a `Content-Length`.
    case missingLength
    /// `Content-Length` is not a whole number, or is given twice with different values.
    case invalidLength
    /// `Content-Length` is above ``maximumLength``.
    case contentTooLong
    /// `Content-Type` names an encoding other than UTF-8; the content was skipped.
    case unsupportedEncoding
  }

  /// The longest content that is accepted, in bytes.
  package let maximumLength: Int
  /// The longest header line that is accepted, in bytes.
  package static let maximumLineLength = 1024

  private static let lengthName = Array("content-length".utf8)
  private static let typeName = Array("content-type".utf8)
  private static let landmark = Array("content-length:".utf8)

  private enum State {
    case header
    case content(remaining: Int)
    case skipping(remaining: Int)
    /// Looks for ``landmark``, of which so many bytes were just seen.
    case lost(matched: Int)
  }

  private var state = State.header
  private var line: [UInt8] = []
  private var content: [UInt8] = []
  private var length: Int?
  private var isForeignEncoding = false
  private var hasHeaderLines = false

  package init(maximumLength: Int = 64 << 20) {
    self.maximumLength = max(0, maximumLength)
  }

  /// The frames that the stream completes with these bytes.
  package mutating func consume(_ chunk: some Collection<UInt8>) -> [Frame] {
    var frames: [Frame] = []
    var rest = chunk[...]
    while !rest.isEmpty {
      switch state {
      case .header:
        if let byte = rest.popFirst(), let frame = readHeader(byte) { frames.append(frame) }
      case .lost(let matched):
        if let byte = rest.popFirst() { search(byte, matched: matched) }
      case .content(let remaining):
        let part = rest.prefix(remaining)
        content.append(contentsOf: part)
        let left = remaining - part.count
        rest = rest.dropFirst(part.count)
        state = .content(remaining: left)
        if left == 0 { frames.append(finishContent()) }
      case .skipping(let remaining):
        let count = rest.prefix(remaining).count
        rest = rest.dropFirst(count)
        state = .skipping(remaining: remaining - count)
        if remaining == count {
          frames.append(.malformed(.unsupportedEncoding))
          startHeader()
        }
      }
    }
    return frames
  }

  private mutating func startHeader() {
    state = .header
    line.removeAll(keepingCapacity: true)
    length = nil
    isForeignEncoding = false
    hasHeaderLines = false
  }

  private mutating func finishContent() -> Frame {
    let whole = content
    content = []
    startHeader()
    return .content(whole)
  }

  private mutating func readHeader(_ byte: UInt8) -> Frame? {
    if byte != UInt8(ascii: "\n") {
      if line.count >= Self.maximumLineLength { return lose(.headerTooLong) }
      line.append(byte)
      // Found at once, because garbage may never bring a line break.
      return isHeaderStart ? nil : lose(.notAHeader)
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    if line.isEmpty { return hasHeaderLines ? finishHeader() : nil }
    hasHeaderLines = true
    let fault = readHeaderLine()
    line.removeAll(keepingCapacity: true)
    return fault.map { lose($0) }
  }

  /// Whether ``line`` can become a header line: a name of token characters, then a colon and anything.
  private var isHeaderStart: Bool {
    guard let last = line.last else { return true }
    if Self.isTokenCharacter(last) { return true }
    if line == [UInt8(ascii: "\r")] { return true }
    let name = line.prefix { Self.isTokenCharacter($0) }
    return !name.isEmpty && line.dropFirst(name.count).first == UInt8(ascii: ":")
  }

  private static func isTokenCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func readHeaderLine() -> Fault? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return .notAHeader }
    let name = line[..<colon].map(Self.lowercased)
    let value = Self.trimmed(line[(colon + 1)...])
    if name == Self.lengthName {
      guard !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) else { return .invalidLength }
      // More digits than fit a number are a length all the same, only too long a one.
      let number = Int(String(decoding: value, as: UTF8.self)) ?? Int.max
      if let length, length != number { return .invalidLength }
      if number > maximumLength { return .contentTooLong }
      length = number
    } else if name == Self.typeName {
      isForeignEncoding = !Self.isUTF8(contentType: value)
    }
    return nil
  }

  private mutating func finishHeader() -> Frame? {
    guard let length else { return lose(.missingLength) }
    if isForeignEncoding {
      state = .skipping(remaining: length)
      if length > 0 { return nil }
      startHeader()
      return .malformed(.unsupportedEncoding)
    }
    state = .content(remaining: length)
    content = []
    // Room is made as the bytes arrive: a length is only a claim.
    content.reserveCapacity(min(length, 1 << 16))
    return length == 0 ? finishContent() : nil
  }

  /// Gives up on this header. Bytes of the line that may begin the next one are looked at again.
  private mutating func lose(_ fault: Fault) -> Frame {
    let seen = fault == .notAHeader ? line : []
    startHeader()
    state = .lost(matched: 0)
    for byte in seen {
      if case .lost(let matched) = state { search(byte, matched: matched) }
    }
    return .malformed(fault)
  }

  private mutating func search(_ byte: UInt8, matched: Int) {
    let lower = Self.lowercased(byte)
    var next = matched
    // The only letter that the landmark repeats from its start is its first one.
    if next < Self.landmark.count, Self.landmark[next] == lower {
      next += 1
    } else {
      next = lower == Self.landmark[0] ? 1 : 0
    }
    guard next == Self.landmark.count else {
      state = .lost(matched: next)
      return
    }
    startHeader()
    line = Self.landmark
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// `utf8` is accepted beside `utf-8`, as LSP 3.17 asks for backwards compatibility; no charset means UTF-8.
  private static func isUTF8(contentType: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: contentType.map(lowercased), as: UTF8.self)
    for parameter in text.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].filter({ $0 != " " }) == "charset" else { continue }
      let charset = parts[1].filter { $0 != " " && $0 != "\"" && $0 != "\t" }
      return charset == "utf-8" || charset == "utf8"
    }
    return true
  }

  /// The content with the header that goes before it.
  package static func frame(_ content: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
