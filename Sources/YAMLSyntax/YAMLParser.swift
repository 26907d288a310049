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
    let limit = passLimit(size: text.bytes.count)
    var passes = 0
    while true {
      var builder = TreeBuilder(capacity: text.bytes.count / 10)
      let failure = builder.read(working, text: text)
      passes += 1
      guard let failure, passes < limit, repair.mend(failure, in: &working) else {
        if let failure { repair.giveUp(at: failure, in: working) }
        return builder.finish(text: text, repair: repair, passes: passes)
      }
    }
  }

  /// How often a text of this many bytes is read at most: 200 times, and about 4 MB in all for the larger ones, but
  /// ten times in any case.
  static func passLimit(size: Int) -> Int {
    min(max(4_000_000 / max(size, 1), 10), 200)
  }
}
