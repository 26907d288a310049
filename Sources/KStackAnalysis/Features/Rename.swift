internal import KStackSchema
internal import YAMLSyntax

/// Why a name cannot be changed.
public struct RenameFailure: Error, Sendable, Hashable {
  /// Lower case, no full stop, quotes the author's text.
  public var message: String
  /// True when the new name is at fault by itself, false when the place or the rest of the file is.
  public var isInvalidName: Bool
}

/// A name that can be changed.
public struct RenamePlace: Sendable, Hashable {
  /// What an editor selects, in UTF-8 bytes.
  public var range: Range<Int>
  /// What it puts into its input field.
  public var name: String
}

extension StackFile {
  /// The name at a byte offset; nil where none stands.
  public func renamePlace(at offset: Int) -> RenamePlace? {
    namedThing(at: offset).map { RenamePlace(range: $0.here.range, name: $0.here.symbol.name) }
  }

  /// The edits that give the name at a byte offset, and all its uses in this file, another text, in order of position.
  /// Fails when no name stands there, the new one is none, it would collide with another, or a use may lie in text that
  /// cannot be read.
  public func rename(at offset: Int, to name: String) throws(RenameFailure) -> [TextEdit] {
    let occurrences = nameOccurrences()
    guard let (here, all) = namedThing(at: offset) else {
      throw RenameFailure(message: "there is no name here that can be changed", isInvalidName: false)
    }
    let old = here.symbol
    guard name != old.name else { return [] }
    try checkForm(of: name, for: old)
    try checkCollision(of: name, for: old, among: occurrences)
    try checkSharing(all, of: old, among: occurrences)
    try checkUnreadableText(mentions: old.name)
    return all.map { TextEdit(range: $0.range, replacement: $0.replacement(name, style: style)) }
  }

  // MARK: The new name by itself

  private func checkForm(of name: String, for symbol: NameOccurrence.Symbol) throws(RenameFailure) {
    if symbol.kind == .anchor {
      let isGood = !name.isEmpty && name.utf8.allSatisfy { $0.isAnchorByte }
      guard !isGood else { return }
      throw RenameFailure(
        message: "\(Wording.quote(name)) is no name for an anchor: use letters, digits, '-' and '_'",
        isInvalidName: true)
    }
    let form = symbol.kind.form
    guard case .failure(let fault) = ResourceName.parse(name.utf8, as: form) else { return }
    var message = "\(Wording.quote(name)) is no name for \(symbol.kind.indefinite): \(fault.reason.inWords(form))"
    if let suggestion = fault.suggestion { message += "; \(Wording.quote(suggestion)) would do" }
    throw RenameFailure(message: message, isInvalidName: true)
  }

  // MARK: The new name among the others

  private func checkCollision(
    of name: String, for symbol: NameOccurrence.Symbol, among occurrences: [NameOccurrence]
  ) throws(RenameFailure) {
    let other = occurrences.first {
      $0.symbol.kind == symbol.kind && $0.symbol.name == name
        && (symbol.kind != .sidecar || $0.symbol.scope == symbol.scope)
    }
    if let other {
      throw RenameFailure(
        message: "there is \(symbol.kind.indefinite) \(Wording.quote(name)) in this file already, on line "
          + "\(text.line(at: other.range.lowerBound) + 1)",
        isInvalidName: false)
    }
    guard symbol.kind == .app || symbol.kind == .sidecar else { return }
    var taken: [String: NameOccurrence.Symbol] = [:]
    var fresh: [(name: String, symbol: NameOccurrence.Symbol)] = []
    for declared in Set(occurrences.filter(\.isDeclaration).map(\.symbol)) {
      let isApp = declared.kind == .app
      guard isApp || declared.kind == .sidecar else { continue }
      let isRenamed = declared == symbol
      let isInRenamedApp = symbol.kind == .app && declared.scope == symbol.name && !isApp
      let own = isRenamed ? name : declared.name
      let cluster = isApp ? own : "\(isInRenamedApp ? name : declared.scope)-\(own)"
      if isRenamed || isInRenamedApp {
        fresh.append((cluster, declared))
      } else {
        taken[cluster] = declared
      }
    }
    for (cluster, declared) in fresh.sorted(by: { $0.name < $1.name }) {
      if let other = taken[cluster] {
        throw RenameFailure(
          message: "\(describe(declared)) would be called \(Wording.quote(cluster)) in the cluster, as "
            + "\(describe(other)) is",
          isInvalidName: false)
      }
      let limit = ResourceName.Form.serviceLabel.limit
      if cluster.utf8.count > limit {
        throw RenameFailure(
          message: "\(describe(declared)) would be called \(Wording.quote(cluster)) in the cluster, which is longer "
            + "than \(limit) characters",
          isInvalidName: false)
      }
    }
  }

  private func describe(_ symbol: NameOccurrence.Symbol) -> String {
    let of = symbol.kind == .sidecar ? " of \(Wording.quote(symbol.scope))" : ""
    return "the \(symbol.kind.noun) \(Wording.quote(symbol.name))\(of)"
  }

  // MARK: The places to change

  /// A scalar with an anchor may be two names at once, where aliases put it.
  private func checkSharing(
    _ all: [NameOccurrence], of symbol: NameOccurrence.Symbol, among occurrences: [NameOccurrence]
  ) throws(RenameFailure) {
    let ranges = Set(all.map(\.range))
    guard let other = occurrences.first(where: { $0.symbol != symbol && ranges.contains($0.range) }) else { return }
    throw RenameFailure(
      message: "line \(text.line(at: other.range.lowerBound) + 1) also names \(other.symbol.kind.indefinite): "
        + "change it by hand",
      isInvalidName: false)
  }

  /// What cannot be read may hold a use, and a name that is changed in half of a file is worse than an old one.
  private func checkUnreadableText(mentions name: String) throws(RenameFailure) {
    let word = Array(name.utf8)
    for problem in tree.problems {
      let first = text.line(at: problem.range.lowerBound)
      let last = max(first, text.line(at: problem.range.upperBound))
      for line in first...last where text.bytes[text.lineRange(line)].hasWord(word) {
        throw RenameFailure(
          message: "line \(line + 1) mentions \(Wording.quote(name)) and cannot be read: put its syntax right first",
          isInvalidName: false)
      }
    }
  }
}

extension NameOccurrence {
  fileprivate func replacement(_ name: String, style: FileStyle) -> String {
    switch spelling {
    case .literal: name
    case .plain: style.scalar(name)
    case .escaped(let before, let after): style.quoted(before + name + after)
    }
  }
}

extension NameOccurrence.Kind {
  var noun: String {
    switch self {
    case .app: "app"
    case .sidecar: "sidecar"
    case .volume: "volume"
    case .config: "config"
    case .secret: "secret"
    case .anchor: "anchor"
    }
  }

  fileprivate var indefinite: String { Wording.indefinite(noun) }

  fileprivate var form: ResourceName.Form {
    switch self {
    case .app: .serviceLabel
    case .sidecar: .label
    case .volume, .config, .secret, .anchor: .subdomain
    }
  }
}

extension ResourceName.Fault.Reason {
  fileprivate func inWords(_ form: ResourceName.Form) -> String {
    switch self {
    case .empty: "it is empty"
    case .tooLong: "it is longer than \(form.limit) characters"
    case .uppercase: "capital letters are not allowed"
    case .badCharacter: "only lower-case letters, digits\(form == .subdomain ? ", dots" : "") and hyphens are allowed"
    case .badStart: "it must start with a \(form == .serviceLabel ? "lower-case letter" : "letter or a digit")"
    case .badEnd: "it must end with a letter or a digit"
    case .badLabel: "a dot must have a letter or a digit on both sides"
    }
  }
}

extension UInt8 {
  /// libyaml reads letters, digits, hyphens and underscores as an anchor's name.
  fileprivate var isAnchorByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether the word stands here, not as a part of a longer one.
  fileprivate func hasWord(_ word: [UInt8]) -> Bool {
    guard let first = word.first else { return false }
    var rest = self
    while let start = rest.firstIndex(of: first) {
      let candidate = self[start...]
      let isWhole =
        (start == startIndex || !self[start - 1].isAnchorByte)
        && !(candidate.dropFirst(word.count).first?.isAnchorByte ?? false)
      if isWhole, candidate.starts(with: word) { return true }
      rest = self[(start + 1)...]
    }
    return false
  }
}
