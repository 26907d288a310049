internal import YAMLSyntax

extension Refactoring {
  /// `- NAME=value` becomes `NAME: value`. There is no way back on offer, for kstack rejects the list.
  static let environmentAsMapping = Refactoring(kind: .rewrite) { file, selection in
    for bound in file.binding.misshapen where bound.isEnvironmentList && bound.use == nil {
      guard let key = bound.node.partner,
        selection.touches(key.wholeRange.lowerBound..<max(key.range.upperBound, bound.node.range.upperBound)),
        let fix = Rule.asMapping(bound, file).first
      else { continue }
      return [Offer(title: "write \(Wording.quote(key.string)) as a mapping", edits: fix.edits)]
    }
    return []
  }
}
