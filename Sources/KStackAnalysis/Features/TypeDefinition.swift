internal import KStackSchema
internal import YAMLSyntax

/// A section of the reference page.
public struct ReferenceSection: Sendable, Hashable {
  /// The key or value under the cursor, in UTF-8 bytes of the file.
  public var origin: Range<Int>
  /// The line of the section's heading on the page of ``RuleReference/page(for:)``, from 0.
  public var line: Int
}

extension StackFile {
  /// The section of the reference page on the key at a byte offset, or on the key whose value stands there; nil where
  /// the language has no word on the text.
  public func referenceSection(at offset: Int) -> ReferenceSection? {
    guard isStack, var node = tree.node(at: offset) else { return nil }
    if node.isMissing, let key = node.partner, key.range.contains(orEndsAt: offset) { node = key }
    guard node.kind == .scalar, !node.range.isEmpty, node.range.contains(orEndsAt: offset),
      let key = binding.bound(node)?.key, let heading = ReferencePage.heading(of: key, in: context.language)
    else { return nil }
    let lines = ReferencePage.text(for: context.language).split(separator: "\n", omittingEmptySubsequences: false)
    guard let line = lines.firstIndex(where: { $0 == heading }) else { return nil }
    return ReferenceSection(origin: node.range, line: line)
  }
}
