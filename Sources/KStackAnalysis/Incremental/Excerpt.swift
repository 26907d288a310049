internal import YAMLSyntax

/// Some parts of a file, put together so that they read as they do in the file.
struct Excerpt {
  let text: SourceText
  /// The part that the excerpt is about, in bytes of the file.
  let own: Range<Int>
  /// Where that part begins in ``text``.
  let start: Int
  /// How far the part's key was indented when the file was divided.
  let column: Int
  /// Where each part begins in ``text``, and what it is in bytes of the file.
  private let pieces: [(start: Int, range: Range<Int>)]

  /// - Parameters:
  ///   - others: the parts that come too.
  ///   - isInOrder: puts the parts in the file's order; else the one that the excerpt is about comes last.
  init?(
    _ index: Int, of division: Division, in text: SourceText, with others: Set<Int> = [], isInOrder: Bool = false
  ) {
    guard division.parts.indices.contains(index), division.parts[index].section != nil else { return nil }
    let places = division.places
    (own, column) = (places[index], division.parts[index].column)
    var bytes: [UInt8] = []
    var section: Int?
    var pieces: [(start: Int, range: Range<Int>)] = []
    func append(_ index: Int) {
      // The last part of a file need not end in a line break.
      if let last = bytes.last, last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r") {
        bytes.append(UInt8(ascii: "\n"))
      }
      if let own = division.parts[index].section, own != section {
        bytes += text.bytes[places.header(own).clamped(to: text.bytes.indices)]
      }
      section = division.parts[index].section
      pieces.append((bytes.count, places[index]))
      bytes += text.bytes[places[index].clamped(to: text.bytes.indices)]
    }
    let before = others.filter { $0 < index }.sorted()
    let behind = others.filter { $0 > index }.sorted()
    // Else what stands behind the part comes first, so that the others of its own section are beside it.
    (isInOrder ? before : behind + before).forEach(append)
    append(index)
    start = bytes.count - own.count
    if isInOrder { behind.forEach(append) }
    self.pieces = pieces
    self.text = SourceText(bytes)
  }

  /// Where something of the part stands in the file; nil for what belongs to other parts.
  func inFile(_ range: Range<Int>) -> Range<Int>? {
    guard range.lowerBound >= start else { return nil }
    return range.moved(by: own.lowerBound - start)
  }

  /// Where something of any of the parts stands in the file; nil for what belongs to none.
  func anywhereInFile(_ range: Range<Int>) -> Range<Int>? {
    let index = pieces.partitioningIndex { $0.start > range.lowerBound } - 1
    guard pieces.indices.contains(index) else { return nil }
    let piece = pieces[index]
    guard range.upperBound - piece.start <= piece.range.count else { return nil }
    return range.moved(by: piece.range.lowerBound - piece.start)
  }
}
