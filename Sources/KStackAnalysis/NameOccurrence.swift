internal import KStackSchema
internal import YAMLSyntax

/// One place where a file gives or uses a name. Definition, references, highlights, renaming and linked editing read
/// the same list of them.
public struct NameOccurrence: Sendable, Hashable {
  /// What the name is of.
  public enum Kind: Sendable, Hashable {
    case app, sidecar, volume, config, secret, anchor
  }

  /// What a name stands for: two occurrences belong together when their symbols are equal.
  public struct Symbol: Sendable, Hashable {
    /// What the name is of.
    public var kind: Kind
    /// As the loader reads it, without quotes, `&` and `*`.
    public var name: String
    /// What makes it unique among its kind: a sidecar's app, the index of an anchor's node; else empty.
    public internal(set) var scope = ""
  }

  /// How the name is written, and so how another is written in its place.
  enum Spelling: Sendable, Hashable {
    /// Letter by letter, inside quotes or as a part of a longer text.
    case literal
    /// The range is a whole plain scalar: another name may need quotes there.
    case plain
    /// With escapes or line breaks: the range is the whole scalar, the name in it stands between two texts.
    case escaped(before: String, after: String)
  }

  /// What is named.
  public var symbol: Symbol
  /// The name in the text, in UTF-8 bytes, without quotes, `&` and `*` as far as it is written letter by letter.
  public var range: Range<Int>
  /// Whether this gives the name.
  public var isDeclaration: Bool
  /// A declaration, or a mount through which the container can write.
  public var isWrite: Bool
  /// For a declaration its whole entry or node, else ``range``; always around ``range``.
  public var extent: Range<Int>
  var spelling: Spelling

  /// Whether a cursor at `offset` is on it; the mark of an anchor or alias belongs to it.
  func isTouched(by offset: Int) -> Bool {
    let start = symbol.kind == .anchor ? max(0, range.lowerBound - 1) : range.lowerBound
    return start <= offset && offset <= range.upperBound
  }
}

extension StackFile {
  /// Every name that the file gives or uses, in order of position; nothing for a file that is no stack. Linear in the
  /// size of the file.
  public func nameOccurrences() -> [NameOccurrence] {
    guard isStack else { return [] }
    var collector = NameCollector(file: self)
    collector.collect()
    return collector.found.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  /// The name at a byte offset, and all places with the same name; nil where no name stands.
  func namedThing(at offset: Int) -> (here: NameOccurrence, all: [NameOccurrence])? {
    let occurrences = nameOccurrences()
    let touched = occurrences.filter { $0.isTouched(by: offset) }
    guard let here = touched.min(by: { $0.range.count < $1.range.count }) else { return nil }
    return (here, occurrences.filter { $0.symbol == here.symbol })
  }
}

/// Finds the names of one file.
private struct NameCollector {
  let file: StackFile
  private(set) var found: [NameOccurrence] = []
  /// The apps of the file, each with its sidecars.
  private var apps: [String: [String: NameOccurrence.Symbol]] = [:]
  /// What aliases bring in comes several times.
  private var seen: Set<Visit> = []

  private struct Visit: Hashable {
    var node: Int
    var kind: NameOccurrence.Kind
  }

  init(file: StackFile) { self.file = file }

  mutating func collect() {
    collectDeclarations()
    for reference in file.names.references {
      guard let kind = NameOccurrence.Kind(reference.kind), isNew(reference.bound.node, kind) else { continue }
      use(NameOccurrence.Symbol(kind: kind, name: reference.bound.node.string), wholeOf: reference.bound.node)
    }
    for bound in file.binding.scalars {
      switch bound.shape.scalar {
      case .mount where bound.node.scalarKind == .string:
        if isNew(bound.node, .volume) { collectMount(bound.node) }
      case .environmentValue, .string:
        if !apps.isEmpty, isNew(bound.node, .app) { collectHosts(bound) }
      default: break
      }
    }
    collectAnchors()
  }

  private mutating func isNew(_ node: YAMLNode, _ kind: NameOccurrence.Kind) -> Bool {
    seen.insert(Visit(node: node.index, kind: kind)).inserted
  }

  // MARK: Declarations

  private mutating func collectDeclarations() {
    for (kind, key) in file.binding.declarations {
      guard let kind = NameOccurrence.Kind(kind), key.kind == .scalar, !key.value.isEmpty else { continue }
      var symbol = NameOccurrence.Symbol(kind: kind, name: key.string)
      if kind == .sidecar {
        let app = file.binding.containers.element(file.binding.bound(key)?.container)?.name?.string ?? ""
        symbol.scope = app
        apps[app, default: [:]][symbol.name] = symbol
      } else if kind == .app {
        apps[symbol.name] = apps[symbol.name] ?? [:]
      }
      let value = key.partner ?? key
      let end = value.isMissing ? key.range.upperBound : max(key.range.upperBound, value.range.upperBound)
      add(symbol, in: key, extent: key.wholeRange.lowerBound..<end)
    }
    // Sidecars that an alias brings into another app.
    for container in file.binding.containers {
      guard let app = file.binding.containers.element(container.app)?.name?.string, let name = container.name,
        apps[app] != nil, apps[app]?[name.string] == nil,
        let home = file.binding.containers.element(file.binding.bound(name)?.container)?.name?.string,
        let symbol = apps[home]?[name.string]
      else { continue }
      apps[app]?[symbol.name] = symbol
    }
  }

  private mutating func add(_ symbol: NameOccurrence.Symbol, in key: YAMLNode, extent: Range<Int>) {
    let (range, spelling) = Self.place(of: key)
    found.append(
      NameOccurrence(
        symbol: symbol, range: range, isDeclaration: true, isWrite: true, extent: extent, spelling: spelling))
  }

  private mutating func use(_ symbol: NameOccurrence.Symbol, wholeOf node: YAMLNode) {
    guard !symbol.name.isEmpty else { return }
    let (range, spelling) = Self.place(of: node)
    use(symbol, range, spelling)
  }

  private mutating func use(
    _ symbol: NameOccurrence.Symbol, _ range: Range<Int>, _ spelling: NameOccurrence.Spelling = .literal,
    isWrite: Bool = false
  ) {
    found.append(
      NameOccurrence(
        symbol: symbol, range: range, isDeclaration: false, isWrite: isWrite, extent: range, spelling: spelling))
  }

  /// Where a scalar that is a name as a whole has it.
  private static func place(of node: YAMLNode) -> (Range<Int>, NameOccurrence.Spelling) {
    guard let start = node.contentOffset else { return (node.range, .escaped(before: "", after: "")) }
    return (start..<start + node.value.count, node.style == .plain ? .plain : .literal)
  }

  // MARK: Mounts

  /// `NAME:/path:ro`, and what will become one.
  private mutating func collectMount(_ node: YAMLNode) {
    let value = node.value
    let name = value.prefix { $0 != UInt8(ascii: ":") }
    guard let first = name.first, first != UInt8(ascii: "."), first != UInt8(ascii: "~"),
      !name.contains(UInt8(ascii: "/"))
    else { return }
    var isWrite = false
    if case .success(let mount) = Mount.parse(value) { isWrite = mount.mode == .readWrite }
    let symbol = NameOccurrence.Symbol(kind: .volume, name: String(decoding: name, as: UTF8.self))
    if let start = node.contentOffset {
      let spelling: NameOccurrence.Spelling = name.count == value.count && node.style == .plain ? .plain : .literal
      use(symbol, start..<start + name.count, spelling, isWrite: isWrite)
    } else {
      let rest = String(decoding: value.dropFirst(name.count), as: UTF8.self)
      use(symbol, node.range, .escaped(before: "", after: rest), isWrite: isWrite)
    }
  }

  // MARK: Hosts

  private mutating func collectHosts(_ bound: Binding.Bound) {
    let node = bound.node
    let isQuoted = node.style == .singleQuoted || node.style == .doubleQuoted
    let range = isQuoted && node.range.count >= 2 ? node.range.lowerBound + 1..<node.range.upperBound - 1 : node.range
    var hosts = HostScan(file.text.bytes, range.clamped(to: 0..<file.text.bytes.count))
    if bound.shape.scalar == .environmentValue, node.style != .literal, node.style != .folded {
      hosts.scanValue(ofVariable: bound.name?.value ?? [])
    } else {
      hosts.scanAddresses()
    }
    for host in hosts.found {
      // Alone in a plain scalar it is read as YAML reads that: `on` would be a boolean.
      collect(host: host, spelling: node.style == .plain && host == node.range ? .plain : .literal)
    }
  }

  /// `APP`, `APP-SIDECAR`, and the load balancers that the converter adds, `APP-lb` and `APP-SIDECAR-lb`.
  private mutating func collect(host range: Range<Int>, spelling: NameOccurrence.Spelling) {
    // A longer one is no label, and each hyphen costs a look.
    guard range.count <= 128 else { return }
    let bytes = Array(file.text.bytes[range])
    if let app = name(bytes[...]), apps[app] != nil {
      use(NameOccurrence.Symbol(kind: .app, name: app), range, spelling)
      return
    }
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "-") {
      guard let app = name(bytes[..<index]), let sidecars = apps[app], let rest = name(bytes[(index + 1)...]) else {
        continue
      }
      let start = range.lowerBound + index + 1
      let candidates = rest.hasSuffix("-lb") ? [rest, String(rest.dropLast(3))] : [rest]
      let sidecar = candidates.lazy.compactMap { sidecars[$0] }.first
      guard sidecar != nil || rest == "lb" else { continue }
      use(NameOccurrence.Symbol(kind: .app, name: app), range.lowerBound..<range.lowerBound + index)
      if let sidecar { use(sidecar, start..<start + sidecar.name.utf8.count) }
      return
    }
  }

  private func name(_ bytes: ArraySlice<UInt8>) -> String? {
    bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Anchors

  private mutating func collectAnchors() {
    for anchor in file.tree.anchors {
      let symbol = NameOccurrence.Symbol(
        kind: .anchor, name: file.text.string(in: anchor.name), scope: String(anchor.node.index))
      found.append(
        NameOccurrence(
          symbol: symbol, range: anchor.name, isDeclaration: true, isWrite: true,
          extent: anchor.node.wholeRange, spelling: .literal))
    }
    for alias in file.tree.aliases where alias.range.count > 1 {
      let range = alias.range.lowerBound + 1..<alias.range.upperBound
      let scope = alias.target.map { String($0.index) } ?? ""
      use(NameOccurrence.Symbol(kind: .anchor, name: file.text.string(in: range), scope: scope), range)
    }
  }
}

extension NameOccurrence.Kind {
  fileprivate init?(_ kind: NameKind) {
    switch kind {
    case .app: self = .app
    case .sidecar: self = .sidecar
    case .volume: self = .volume
    case .config: self = .config
    case .secret: self = .secret
    case .variable, .domain, .free: return nil
    }
  }
}
