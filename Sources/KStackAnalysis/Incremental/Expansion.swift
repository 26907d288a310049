internal import YAMLSyntax

/// How much aliases, merges and inheritance bring in. Over a whole file that is limited; as long as the sum of all parts
/// stays within the limits, each part alone brings in what it does in the file.
struct Expansion {
  /// See ``Binding/expanded``.
  var bound: Int
  /// See ``EffectiveConfiguration/repeated``.
  var repeated: Int

  /// At a limit something of the text may be left out already.
  func isWithinLimits(of text: SourceText) -> Bool { max(bound, repeated) < Binding.expansionLimit(text) }

  /// The sum when one part brings in something else than before.
  func replacing(_ old: Expansion, with new: Expansion) -> Expansion {
    Expansion(bound: bound - old.bound + new.bound, repeated: repeated - old.repeated + new.repeated)
  }
}

extension StackFile {
  var expansion: Expansion { Expansion(bound: binding.expanded, repeated: effective.repeated) }
}
