/// A pattern of file names: `*` and `?` stay within one folder, `**` crosses folders, `[a-c]` is one of these ASCII characters,
/// and for editors `{a,b}` is either of the two.
package struct Glob: Sendable, Equatable {
  /// Who wrote the pattern.
  package enum Dialect: Sendable {
    /// Editors and shells: LSP 3.17, `Pattern`.
    case editor
    /// gitignore(5): braces are ordinary, and a backslash takes away the meaning of what follows.
    case git
  }

  private enum Element: Equatable {
    case byte(UInt8)
    /// One byte of these, or with `!` of all others but a slash.
    case among([ClosedRange<UInt8>], isNegated: Bool)
    /// One byte, or one character of several, but no slash.
    case anyCharacter
    /// Any number of bytes without a slash.
    case anyInFolder
    /// Any number of bytes.
    case anything
    /// `**/`: nothing, or anything up to and including a slash.
    case folders
  }

  /// More alternatives than this are not expanded; nobody writes them by hand.
  private static let maximumAlternatives = 256

  private let alternatives: [[Element]]
  private let namesFolders: Bool

  package init(_ pattern: String, dialect: Dialect = .editor) {
    var bytes = Array(pattern.utf8)[...]
    if dialect == .editor, bytes.starts(with: Array("./".utf8)) { bytes = bytes.dropFirst(2) }
    alternatives = (dialect == .editor ? Self.expand(Array(bytes)) : [Array(bytes)]).map {
      Self.compile($0, hasEscapes: dialect == .git)
    }
    namesFolders = bytes.contains(UInt8(ascii: "/"))
  }

  /// A pattern without a slash is about the name of the file, another about its whole path or its path below one of
  /// the folders. All are absolute paths.
  package func matches(path: String, below folders: [String]) -> Bool {
    let bytes = Array(path.utf8)
    guard namesFolders else {
      let name = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[($0 + 1)...] } ?? bytes[...]
      return matches(Array(name))
    }
    if matches(bytes) { return true }
    return folders.contains { folder in
      var prefix = Array(folder.utf8)
      if prefix.last != UInt8(ascii: "/") { prefix.append(UInt8(ascii: "/")) }
      return bytes.starts(with: prefix) && matches(Array(bytes.dropFirst(prefix.count)))
    }
  }

  /// Whether the whole text matches.
  package func matches(_ text: String) -> Bool { matches(Array(text.utf8)) }

  private func matches(_ text: [UInt8]) -> Bool {
    alternatives.contains { Self.matches($0, text) }
  }

  /// Most texts differ from most patterns in what both begin or end with.
  private static func matches(_ pattern: [Element], _ text: [UInt8]) -> Bool {
    var (pattern, text) = (pattern[...], text[...])
    while case .byte(let byte)? = pattern.first {
      guard text.popFirst() == byte else { return false }
      pattern = pattern.dropFirst()
    }
    while case .byte(let byte)? = pattern.last {
      guard text.popLast() == byte else { return false }
      pattern = pattern.dropLast()
    }
    return pattern.isEmpty ? text.isEmpty : matchesAnywhere(pattern, Array(text))
  }

  /// In time proportional to pattern times text: keeps, for every prefix of the text, whether the pattern so far
  /// matches it.
  private static func matchesAnywhere(_ pattern: ArraySlice<Element>, _ text: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    var reached = [Bool](repeating: false, count: text.count + 1)
    reached[0] = true
    for element in pattern {
      var next = [Bool](repeating: false, count: text.count + 1)
      var isInside = false
      for end in 0...text.count {
        let previous = end > 0 ? text[end - 1] : nil
        switch element {
        case .byte(let byte): next[end] = end > 0 && reached[end - 1] && previous == byte
        case .among(let ranges, let isNegated):
          guard let previous, previous != slash else { continue }
          next[end] =
            previous.continuesCharacter
            ? isNegated && next[end - 1]
            : reached[end - 1] && ranges.contains { $0.contains(previous) } != isNegated
        case .anyCharacter:
          guard let previous, previous != slash else { continue }
          next[end] = previous.continuesCharacter ? next[end - 1] : reached[end - 1]
        case .anyInFolder:
          if previous == slash { isInside = false }
          isInside = isInside || reached[end]
          next[end] = isInside
        case .anything:
          isInside = isInside || reached[end]
          next[end] = isInside
        case .folders:
          next[end] = reached[end] || (isInside && previous == slash)
          isInside = isInside || reached[end]
        }
      }
      reached = next
    }
    return reached[text.count]
  }

  private static func compile(_ pattern: [UInt8], hasEscapes: Bool) -> [Element] {
    let star = UInt8(ascii: "*")
    var elements: [Element] = []
    var rest = pattern[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\") where hasEscapes: elements.append(.byte(rest.popFirst() ?? byte))
      case UInt8(ascii: "["): elements.append(characters(&rest, hasEscapes) ?? .byte(byte))
      case UInt8(ascii: "?"): elements.append(.anyCharacter)
      case star:
        guard rest.first == star else {
          elements.append(.anyInFolder)
          continue
        }
        rest = rest.drop { $0 == star }
        // To git, stars between other characters of a name are one star.
        let isAlone =
          (elements.isEmpty || elements.last == .byte(UInt8(ascii: "/")) || elements.last == .folders)
          && (rest.isEmpty || rest.first == UInt8(ascii: "/"))
        if hasEscapes, !isAlone {
          elements.append(.anyInFolder)
          continue
        }
        if rest.first == UInt8(ascii: "/") {
          rest = rest.dropFirst()
          elements.append(.folders)
        } else {
          elements.append(.anything)
        }
      default: elements.append(.byte(byte))
      }
    }
    return elements
  }

  /// What stands behind an opening bracket, up to the closing one; nil when there is none, and then nothing is taken.
  private static func characters(_ rest: inout ArraySlice<UInt8>, _ hasEscapes: Bool) -> Element? {
    var inner = rest
    let isNegated = inner.first == UInt8(ascii: "!") || inner.first == UInt8(ascii: "^")
    if isNegated { inner = inner.dropFirst() }
    var ranges: [ClosedRange<UInt8>] = []
    while let byte = inner.popFirst() {
      // A bracket that comes first is one of the characters.
      if byte == UInt8(ascii: "]"), !ranges.isEmpty {
        rest = inner
        return .among(ranges, isNegated: isNegated)
      }
      if byte == UInt8(ascii: "["), let named = namedClass(&inner) {
        ranges += named
        continue
      }
      if byte == UInt8(ascii: "\\"), hasEscapes, let escaped = inner.popFirst() {
        ranges.append(escaped...escaped)
        continue
      }
      var last = byte
      if inner.first == UInt8(ascii: "-"), let end = inner.dropFirst().first, end != UInt8(ascii: "]") {
        inner = inner.dropFirst(2)
        last = end
      }
      ranges.append(min(byte, last)...max(byte, last))
    }
    return nil
  }

  /// `[:alpha:]` and its like (POSIX, "Character Class"), behind its bracket; nil for another text.
  private static func namedClass(_ rest: inout ArraySlice<UInt8>) -> [ClosedRange<UInt8>]? {
    let (digits, upper, lower) = (UInt8(0x30)...0x39, UInt8(0x41)...0x5A, UInt8(0x61)...0x7A)
    let classes: [(String, [ClosedRange<UInt8>])] = [
      ("alpha", [upper, lower]), ("digit", [digits]), ("alnum", [digits, upper, lower]), ("upper", [upper]),
      ("lower", [lower]), ("space", [0x09...0x0D, 0x20...0x20]), ("blank", [0x09...0x09, 0x20...0x20]),
      ("xdigit", [digits, 0x41...0x46, 0x61...0x66]), ("punct", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    ]
    for (name, ranges) in classes where rest.starts(with: ":\(name):]".utf8) {
      rest = rest.dropFirst(name.utf8.count + 3)
      return ranges
    }
    return nil
  }

  /// Writes out every choice of the braces. A brace without its partner stands for itself.
  private static func expand(_ pattern: [UInt8]) -> [[UInt8]] {
    var waiting = [pattern]
    var done: [[UInt8]] = []
    while let next = waiting.popLast() {
      if let choices = firstBraces(next), waiting.count + done.count + choices.count <= maximumAlternatives {
        waiting += choices
      } else {
        done.append(next)
      }
    }
    return done
  }

  private static func firstBraces(_ pattern: [UInt8]) -> [[UInt8]]? {
    guard let open = pattern.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    var depth = 0
    var parts: [ArraySlice<UInt8>] = []
    var start = open + 1
    for index in pattern.indices.dropFirst(open) {
      switch pattern[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ",") where depth == 1:
        parts.append(pattern[start..<index])
        start = index + 1
      case UInt8(ascii: "}"):
        depth -= 1
        guard depth == 0 else { continue }
        parts.append(pattern[start..<index])
        return parts.map { pattern[..<open] + $0 + pattern[(index + 1)...] }.map(Array.init)
      default: break
      }
    }
    return nil
  }
}

extension UInt8 {
  /// In UTF-8 every byte of a character but its first.
  fileprivate var continuesCharacter: Bool { self & 0xC0 == 0x80 }
}
