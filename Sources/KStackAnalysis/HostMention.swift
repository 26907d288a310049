internal import YAMLSyntax

/// A place in a text where a host is named: `api` in `http://api:8080/x`, `api:8080` or `user@api`.
struct HostMention: Sendable {
  /// The host's bytes, counted from the text's start.
  var host: Range<Int>
  /// The digits of the port, or nil when none is written.
  var portRange: Range<Int>?
  /// What the digits say; 0 without a port.
  var port = 0
  /// Behind `//` or `@`: nothing else than a host can stand there.
  var isInAddress: Bool
  /// The host is all of the text.
  var isAlone: Bool

  /// Host and port.
  var range: Range<Int> { host.lowerBound..<(portRange?.upperBound ?? host.upperBound) }

  /// Whether a host is the machine itself, which for a container is its pod.
  static func isOwnMachine(_ host: String) -> Bool { host == "localhost" || host == "127.0.0.1" }

  /// Whether a port may be written somewhere, by a look that costs little: a digit behind a colon.
  static func mayHavePort(_ text: ArraySlice<UInt8>) -> Bool {
    var isBehindColon = false
    for byte in text {
      if isBehindColon, (0x30...0x39).contains(byte) { return true }
      isBehindColon = byte == UInt8(ascii: ":")
    }
    return false
  }

  /// Every such place in a text of UTF-8 bytes, in order. A word of letters, digits, dots, hyphens and underscores
  /// counts where a host can begin and something that can follow a host follows.
  static func all(in text: some Collection<UInt8>) -> [HostMention] {
    let text = Array(text)
    var mentions: [HostMention] = []
    var start = 0
    while start < text.count {
      guard isWord(text[start]) else {
        start += 1
        continue
      }
      let end = text[start...].firstIndex { !isWord($0) } ?? text.count
      if let mention = mention(in: text, word: start..<end) {
        mentions.append(mention)
        start = max(end, mention.range.upperBound)
      } else {
        start = end
      }
    }
    return mentions
  }

  private static func mention(in text: [UInt8], word: Range<Int>) -> HostMention? {
    let last = word.lowerBound > 0 ? text[word.lowerBound - 1] : nil
    let slash = UInt8(ascii: "/")
    let isInAddress =
      last == UInt8(ascii: "@") || last == slash && word.lowerBound > 1 && text[word.lowerBound - 2] == slash
    guard isInAddress || last.map(opensHost) ?? true else { return nil }
    var mention = HostMention(
      host: word, isInAddress: isInAddress, isAlone: word == text.indices)
    guard word.upperBound < text.count, text[word.upperBound] == UInt8(ascii: ":") else {
      return mention.isAlone || isInAddress && endsAddress(text, word.upperBound) ? mention : nil
    }
    let digits = text[(word.upperBound + 1)...].prefix { (0x30...0x39).contains($0) }
    guard (1...5).contains(digits.count), endsAddress(text, digits.endIndex) else { return nil }
    mention.portRange = digits.startIndex..<digits.endIndex
    mention.port = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return mention
  }

  private static func endsAddress(_ text: [UInt8], _ offset: Int) -> Bool {
    guard offset < text.count else { return true }
    switch text[offset] {
    case UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "#"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"):
      return true
    default: return false
    }
  }

  private static func opensHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "("),
      UInt8(ascii: "|"):
      true
    default: false
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension TextEdit {
  /// Puts another text in the place of a part of a scalar's value; nil where escapes or folding hide that place. The
  /// text must need no quotes.
  init?(part: Range<Int>, of node: YAMLNode, with text: String) {
    guard let start = node.contentOffset, !part.isEmpty, part.upperBound <= node.value.count else { return nil }
    self.init(range: start + part.lowerBound..<start + part.upperBound, replacement: text)
  }
}
