internal import YAMLSyntax

/// Where a name leads to.
public struct NameLink: Sendable, Hashable {
  /// The name under the cursor, in UTF-8 bytes.
  public var origin: Range<Int>
  /// Where the name is given: as a rule once, several times where a key is written twice.
  public var targets: [Target]

  /// A declaration.
  public struct Target: Sendable, Hashable {
    /// The whole entry or node.
    public var extent: Range<Int>
    /// The name in it.
    public var name: Range<Int>
  }
}

extension StackFile {
  /// Where the name at a byte offset is declared, the place itself when it is a declaration; nil where no name stands or
  /// the file does not declare it.
  public func definition(at offset: Int) -> NameLink? {
    guard let (here, all) = namedThing(at: offset) else { return nil }
    let targets = all.filter(\.isDeclaration).map { NameLink.Target(extent: $0.extent, name: $0.range) }
    return targets.isEmpty ? nil : NameLink(origin: here.range, targets: targets)
  }

  /// Everywhere that the name at a byte offset stands, in order; empty where no name stands.
  public func references(at offset: Int, includingDeclaration: Bool) -> [Range<Int>] {
    guard let (_, all) = namedThing(at: offset) else { return [] }
    return all.filter { includingDeclaration || !$0.isDeclaration }.map(\.range)
  }

  /// The places to mark while the cursor is at a byte offset.
  public func highlights(at offset: Int) -> [NameOccurrence] { namedThing(at: offset)?.all ?? [] }

  /// The places that may change together, letter by letter, while the name at a byte offset is typed; nil where that is
  /// not safe. It is at the only declaration of a name with uses: who types at a use means another thing, and a name that
  /// is given twice is about to become two.
  public func linkedRanges(at offset: Int) -> [Range<Int>]? {
    guard let (here, all) = namedThing(at: offset), here.isDeclaration, all.count > 1,
      here.range.contains(orEndsAt: offset), all.filter(\.isDeclaration).count == 1
    else { return nil }
    let written = text.bytes[here.range]
    guard all.allSatisfy({ text.bytes[$0.range].elementsEqual(written) }), all.allSatisfy(\.isLiteral) else {
      return nil
    }
    return all.map(\.range)
  }
}

extension NameOccurrence {
  fileprivate var isLiteral: Bool {
    switch spelling {
    case .literal, .plain: true
    case .escaped: false
    }
  }
}
