/// Bytes → tree, by way of libyaml's events, with repair.
///
/// libyaml stops at the first error. So every error is diagnosed in our own words, the working copy of the text is
/// repaired as a person would repair it (close the quote, add the colon, leave the line out), and the text is read
/// again. How often is bounded by the size of the text, which keeps the whole linear.
enum YAMLParser {
  /// Collections deeper than this are left out; libyaml needs quadratic time for deep flow nesting.
  static let depthLimit = 256

  static func parse(_ text: SourceText) -> YAMLTree.Storage {
    // Offsets in the tree are 32 bits wide; nobody writes such a file, but nothing may trap on one.
    let text = text.bytes.count < Int32.max ? text : SourceText([UInt8]())
    var working = WorkingText(text)
    var repair = Repair()
    repair.prepare(&working, text: text)
    var attempts = min(max(4_000_000 / max(text.bytes.count, 1), 10), 200)
    while true {
      var builder = TreeBuilder(capacity: text.bytes.count / 10)
      let failure = builder.read(working, text: text)
      guard let failure, attempts > 0, repair.mend(failure, in: &working) else {
        return builder.finish(text: text, repair: repair)
      }
      attempts -= 1
    }
  }
}
