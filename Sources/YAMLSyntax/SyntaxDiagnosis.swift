/// What a failure of libyaml means to the person who wrote the text: where the cause is, in plain words, and how to
/// mend it. libyaml's own place is often far from the cause (the end of the file for a quote that was never closed).
///
/// All offsets are working offsets.
struct SyntaxDiagnosis {
  var code: SyntaxProblem.Code
  var range: Range<Int>
  var message: String
  var related: (range: Range<Int>, message: String)?
  /// Names ``repair`` as a cure that a person would choose; nil when the repair only serves the reader.
  var cureTitle: String?
  var repair: [Splice]
  /// Bytes of content that the repair takes away.
  var lost: [Range<Int>] = []

  /// Whether a line can have several of these, none the echo of another.
  var standsAlone: Bool {
    code == .missingComma || code == .badEscape || code == .strayCharacter && cureTitle != nil
  }

  /// How often a line may be mended by such a repair before it is left out.
  var mendLimit: Int {
    switch code {
    case .unclosedBracket, .missingComma, .badEscape, .missingSpace, .strayCharacter: 8
    default: 1
    }
  }

  init(of failure: Failure, in text: WorkingText) {
    self = Self.diagnose(failure, text)
  }

  init(
    _ code: SyntaxProblem.Code, _ range: Range<Int>, _ message: String, cure: String? = nil, repair: [Splice],
    lost: [Range<Int>] = []
  ) {
    self.code = code
    self.range = range
    self.message = message
    self.cureTitle = cure
    self.repair = repair
    self.lost = lost
  }

  private static func diagnose(_ failure: Failure, _ text: WorkingText) -> SyntaxDiagnosis {
    if failure.problem == Failure.tooDeep { return tooDeep(failure, text) }
    let scan = LexicalScan(text, upTo: failure.at)
    if let unclosed = unclosedQuote(failure, scan, text) { return unclosed }
    if let tab = tabIndentation(failure, text) { return tab }

    switch failure.problem {
    case "could not find expected ':'":
      if let start = failure.contextAt, scan.openBrackets.isEmpty { return missingColon(text, line: start) }
    case "mapping values are not allowed in this context":
      if scan.openBrackets.isEmpty || scan.openBrackets.last == failure.at { return unexpectedColon(failure.at, text) }
    case "block sequence entries are not allowed in this context" where scan.openBrackets.isEmpty:
      return misplacedList(failure.at, text)
    case "found character that cannot start any token":
      return needsQuotes(from: failure.at, text)
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return badEscape(failure, text)
    default: break
    }

    switch failure.context {
    case "while scanning an anchor", "while scanning an alias":
      return needsQuotes(from: failure.contextAt ?? failure.at, text)
    case "while scanning a block scalar":
      return badBlockHeader(failure.contextAt ?? failure.at, text)
    case let context where context.hasSuffix("directive"):
      return badDirective(failure.contextAt ?? failure.at, text)
    case "while scanning a tag", "while parsing a tag":
      return badTag(failure.contextAt ?? failure.at, text)
    default: break
    }
    if failure.problem == "found undefined tag handle" { return badTag(failure.at, text) }
    if failure.problem.contains("directive") || failure.problem.contains("YAML document") {
      return badDirective(failure.at, text)
    }
    if failure.problem == "did not find expected <document start>" { return secondRoot(failure.at, text) }
    if let flow = insideBrackets(failure, scan.openBrackets, text) { return flow }
    return betweenEntries(failure, text)
  }

  // MARK: Pieces

  /// The word at `offset`, at least one byte where there is one.
  static func word(_ offset: Int, _ text: WorkingText) -> Range<Int> {
    var end = offset
    while let byte = text.byte(end), !byte.isSpaceOrBreak, byte != .colon, byte != .comma, !byte.isCloseBracket {
      end += 1
    }
    return offset..<max(end, text.characterEnd(offset))
  }

  /// Takes the line out of the text, with its block when it is one that could have a block.
  static func leaveOut(_ offset: Int, _ text: WorkingText) -> [Splice] {
    text.lineWithBlock(offset).map { Splice($0..<text.lineEnd($0), []) }.filter { !$0.range.isEmpty }
  }
}
