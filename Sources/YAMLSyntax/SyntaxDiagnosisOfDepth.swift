/// Lines that stand at the wrong depth.
extension SyntaxDiagnosis {
  /// One dash, directly above an entry, below a line that opens a mapping with entries of its own to come.
  static func isLoneItem(_ list: Int, before at: Int, _ text: WorkingText) -> Bool {
    let column = text.indentation(at)
    guard text.looksLikeEntry(at), text.contentLine(above: at) == text.lineStart(list) else { return false }
    guard text.firstColon(list) == nil else { return false }
    var entries = 0
    var line: Int? = text.lineStart(at)
    while let start = line {
      if !text.isBlankLine(start) {
        guard text.indentation(start) >= column else { break }
        if text.indentation(start) == column { entries += 1 }
      }
      line = text.nextLine(start)
    }
    // With several entries below it, or an entry that has a block of its own, the dash is the odd one out.
    return entries > 1 || text.block(at).count > 1
  }

  static func strayLine(_ at: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.contentStart(at)
    let range = start..<max(text.contentEnd(at), start)
    return SyntaxDiagnosis(
      .unreadableLine, range, "this line does not fit the lines around it", repair: leaveOut(at, text),
      lost: [text.lineStart(at)..<text.lineEnd(at)])
  }

  /// The line, with what belongs to it, moved to a column that fits.
  static func shifted(_ at: Int, to column: Int, _ text: WorkingText) -> SyntaxDiagnosis {
    let start = text.contentStart(at)
    let now = text.indentation(at)
    let word = Self.word(start, text)
    let splices = run(at, upTo: column, text).map { line in
      now > column
        ? Splice(line..<line + now - column, [])
        : Splice(line..<line, Array(repeating: .space, count: column - now))
    }
    let direction = now > column ? "too deep" : "not deep enough"
    return SyntaxDiagnosis(
      .badIndentation, word,
      "'\(text.string(word))' is indented by \(now), which is \(direction): the lines it belongs with are indented by \(column)",
      cure: "indent by \(column)", repair: splices)
  }

  /// The line, those below it that are as deep, and their blocks: they go to `column` together. What stands there
  /// already stays.
  static func run(_ at: Int, upTo column: Int, _ text: WorkingText) -> [Int] {
    let now = text.indentation(at)
    var lines: [Int] = []
    var childColumn: Int?
    var childIsItem = false
    var line: Int? = text.lineStart(at)
    while let start = line {
      line = text.nextLine(start)
      if text.isBlankLine(start) { continue }
      let depth = text.indentation(start)
      guard depth >= now else { break }
      let isItem = text.byte(text.contentStart(start)) == .dash
      if depth == now {
        if let first = lines.first, isItem != (text.byte(text.contentStart(first)) == .dash) { break }
        childColumn = nil
      } else if let childColumn {
        if now < column, depth < childColumn || depth == childColumn && childIsItem && !isItem { break }
      } else {
        let opens = lines.last.map { text.byte(text.contentEnd($0) - 1) == .colon } ?? false
        if now < column, !opens, depth <= column { break }
        (childColumn, childIsItem) = (depth, isItem)
      }
      lines.append(start)
    }
    return lines
  }

  struct Column {
    var column: Int
    /// Of a list's dashes, not of entries.
    var isOfItems: Bool
  }

  /// The columns of the blocks around a line, outermost first, as the lines above it tell.
  static func enclosingColumns(_ at: Int, _ text: WorkingText) -> [Column] {
    var columns: [Column] = []
    var lowest = Int.max
    var line = text.contentLine(above: at)
    while let start = line, lowest > 0 {
      let column = text.indentation(start)
      if column < lowest {
        let behind = text.behindDashes(start)
        let isItem = text.byte(start + column) == .dash && text.byte(start + column + 1)?.isSpaceOrBreak != false
        if isItem, text.firstColon(behind) != nil { columns.append(Column(column: behind - start, isOfItems: false)) }
        columns.append(Column(column: column, isOfItems: isItem))
        lowest = column
      }
      line = text.contentLine(above: start)
    }
    return columns.reversed()
  }

  /// The deeper one of two that are as near.
  static func nearest(to column: Int, of columns: [Int]) -> Int? {
    columns.sorted(by: >).min { abs($0 - column) < abs($1 - column) }
  }
}
