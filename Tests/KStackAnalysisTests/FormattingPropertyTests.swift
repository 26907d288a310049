import TestSupport
import Testing
import YAMLSyntax

@testable import KStackAnalysis

/// What formatting promises, on whole files and on files whose indentation was changed at random.
@Suite struct FormattingPropertyTests {
  /// All that is not broken, with either line end.
  private static let files: [Fixture] = {
    guard
      let files = try? Corpus.valid.fixtures + Corpus.guide.fixtures + Corpus.yaml.fixtures + Corpus.notkstack.fixtures
        + Corpus.examples
    else { return [] }
    return files + files.map(\.withWindowsLineEnds)
  }()

  @Test func filesAreThere() { #expect(Self.files.count > 200) }

  @Test(arguments: files)
  func wholeFiles(_ fixture: Fixture) throws {
    for options in [FormattingOptions(), FormattingOptions(indent: 4), FormattingOptions(indent: 2)] {
      expectPromises(SourceText(fixture.bytes), options, "\(fixture)")
    }
  }

  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures + Corpus.yaml.fixtures)
  func indentationsAtRandom(_ fixture: Fixture) throws {
    let source = SourceText(fixture.bytes)
    let meaning = meaning(YAMLTree(source))
    for seed in 1...8 {
      var disorder = Disorder(seed: UInt64(seed))
      let messy = disorder.reindented(source)
      let tree = YAMLTree(messy)
      // Question marks, tabs and breaks that only YAML knows are beyond what the disorder can keep valid.
      guard self.meaning(tree) == meaning else { continue }
      for options in [FormattingOptions(), FormattingOptions(indent: 2)] {
        expectPromises(messy, options, "\(fixture), seed \(seed)")
      }
    }
  }

  /// Entries with `? key` cannot be moved by a change of their lines' indentation alone.
  @Test(arguments: try (Corpus.valid.fixtures + Corpus.guide.fixtures).filter { $0.path != "valid/explicit-keys.yaml" })
  func disorderIsValid(_ fixture: Fixture) {
    let source = SourceText(fixture.bytes)
    for seed in 1...8 {
      var disorder = Disorder(seed: UInt64(seed))
      #expect(meaning(YAMLTree(disorder.reindented(source))) == meaning(YAMLTree(source)), "\(fixture), seed \(seed)")
    }
  }

  /// Any lines of a disordered file, with either line end: only they change, the text says the same, and formatting
  /// them again changes nothing.
  @Test(arguments: files)
  func ranges(_ fixture: Fixture) {
    // Some lines of a long file are like some of a short one.
    let seeds: ClosedRange<UInt64> = fixture.bytes.count <= 4_000 ? 1...3 : 1...1
    for seed in seeds {
      var disorder = Disorder(seed: seed)
      let source = disorder.reindented(SourceText(fixture.bytes))
      let file = StackFile(text: source, context: AnalysisContext(languageID: "kstack"))
      for _ in 1...(fixture.bytes.count <= 4_000 ? 12 : 4) {
        let first = disorder.number(0...source.lineCount - 1)
        let last = disorder.number(first...source.lineCount - 1)
        let lines = source.lineStart(first)..<source.lineStart(last + 1)
        expectPromises(file, lines, "\(fixture), seed \(seed), lines \(first + 1) to \(last + 1)")
      }
    }
  }

  /// Enter at the end of every line: nothing but the new line changes (and a dash above it that nobody wants), the
  /// answer is the same when asked again, and there is something that can be typed behind it.
  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures + Corpus.yaml.fixtures)
  func newLines(_ fixture: Fixture) {
    let source = SourceText(fixture.bytes)
    let known = YAMLTree(source).problems.count
    guard known == 0 else { return }
    // Each line costs some readings of the file: of a long one a part will do.
    for line in stride(from: 0, to: source.lineCount, by: 1 + source.bytes.count / 1_500) {
      let end = source.lineRange(line).upperBound
      let newline = source.bytes.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
      // Some editors put the indentation of the line above there.
      for indent in ["", String(repeating: " ", count: source.indentation(ofLine: line))] {
        var typed = source
        typed.replace(end..<end, with: (newline + indent).utf8)
        let cursor = end + newline.utf8.count + indent.utf8.count
        let file = StackFile(text: typed, context: AnalysisContext(languageID: "kstack"))
        let edits = file.formattingOfNewLine(at: cursor)
        guard let edit = edits.first else { continue }
        #expect(edits.count == 1)
        #expect(edit.range.upperBound == cursor && edit.replacement.allSatisfy { $0 == " " || $0 == "-" })
        let lost = typed.bytes[edit.range]
        #expect(lost.allSatisfy { [0x20, 0x2D, 0x0A, 0x0D].contains($0) }, "\(fixture), line \(line + 1)")
        let result = typed.applying(edits)
        let place = cursor + edits.growth
        if edit.range.lowerBound >= typed.lineStart(line + 1) {
          let again = StackFile(text: result, context: AnalysisContext(languageID: "kstack"))
          #expect(again.formattingOfNewLine(at: place).isEmpty, "\(fixture), line \(line + 1)")
        }
        let isUsable = ["zz: x", "- zz", "zz"].contains { next in
          var more = result
          more.replace(place..<place, with: next.utf8)
          return YAMLTree(more).problems.isEmpty
        }
        #expect(isUsable, "\(fixture), line \(line + 1):\n\(result.string(in: 0..<10_000))")
      }
    }
  }

  @Test(arguments: try Corpus.broken.fixtures)
  func brokenFilesAreLeftAlone(_ fixture: Fixture) {
    let file = StackFile(text: SourceText(fixture.bytes), context: AnalysisContext(languageID: "kstack"))
    if !file.tree.problems.isEmpty { #expect(file.formatting().isEmpty) }
  }

  @Test(arguments: try Corpus.notkstack.fixtures)
  func foreignFilesAreLeftAlone(_ fixture: Fixture) {
    #expect(StackFile(text: SourceText(fixture.bytes)).formatting(FormattingOptions(indent: 4)).isEmpty)
  }

  /// Texts that nobody would write: what is formatted at all keeps the promises, and few are refused.
  @Test func slips() throws {
    var refused: [String] = []
    var formatted = 0
    for fixture in try Corpus.valid.fixtures + Corpus.guide.fixtures + Corpus.yaml.fixtures {
      var disorder = Disorder(seed: UInt64(fixture.bytes.count))
      for _ in 1...40 {
        let source = disorder.slips(SourceText(fixture.bytes))
        let file = StackFile(text: source, context: AnalysisContext(languageID: "kstack"))
        let options = FormattingOptions(indent: disorder.number(0...4))
        guard !file.uncheckedFormatting(options).isEmpty else { continue }
        let edits = file.formatting(options)
        if edits.isEmpty { refused.append("\(fixture)\n\(source.string(in: 0..<2_000))") }
        formatted += 1
        let result = source.applying(edits)
        #expect(meaning(YAMLTree(result)) == meaning(file.tree), "\(fixture)")
        let again = StackFile(text: result, context: AnalysisContext(languageID: "kstack"))
        let second = edits.isEmpty ? [] : again.formatting(options)
        #expect(
          second.isEmpty,
          "\(fixture)\n\(source.string(in: 0..<2_000))\n--- once\n\(result.string(in: 0..<2_000))\n--- twice\n\(result.applying(second).string(in: 0..<2_000))"
        )
      }
    }
    #expect(
      refused.count * 50 < formatted, "\(refused.count) of \(formatted):\n\(refused.joined(separator: "\n====\n"))")
  }

  // MARK: -

  private func expectPromises(_ source: SourceText, _ options: FormattingOptions, _ name: String) {
    let file = StackFile(text: source, context: AnalysisContext(languageID: "kstack"))
    guard file.isFormattable else { return }
    let edits = file.uncheckedFormatting(options)
    for (one, next) in zip(edits, edits.dropFirst()) {
      #expect(one.range.upperBound < next.range.lowerBound, "\(name)")
    }
    for edit in edits {
      let replaced = source.bytes[edit.range]
      #expect(replaced.allSatisfy { " \t\r\n".utf8.contains($0) }, "\(name): \(edit)")
      #expect(edit.replacement.utf8.allSatisfy { " \r\n".utf8.contains($0) }, "\(name): \(edit)")
      #expect(!replaced.elementsEqual(edit.replacement.utf8), "\(name): \(edit) changes nothing")
    }
    let formatted = source.applying(edits)
    let again = StackFile(text: formatted, context: AnalysisContext(languageID: "kstack"))
    #expect(
      meaning(again.tree) == meaning(file.tree),
      "\(name)\n\(source.string(in: 0..<10_000))\n---\n\(formatted.string(in: 0..<10_000))")
    #expect(again.tree.saysTheSame(as: file.tree), "\(name)")
    let second = again.uncheckedFormatting(options)
    #expect(
      second.isEmpty,
      """
      \(name)
      \(source.string(in: 0..<10_000))
      --- once
      \(formatted.string(in: 0..<10_000))
      --- twice
      \(formatted.applying(second).string(in: 0..<10_000))
      """)
  }

  /// The same of a range of whole lines.
  private func expectPromises(_ file: StackFile, _ range: Range<Int>, _ name: String) {
    let source = file.text
    let options = FormattingOptions(indent: 4)
    let edits = file.uncheckedFormatting(options, in: range)
    guard !edits.isEmpty else { return }
    for edit in edits {
      #expect(
        range.lowerBound <= edit.range.lowerBound && edit.range.upperBound <= range.upperBound, "\(name): \(edit)")
    }
    let result = source.applying(edits)
    let again = StackFile(text: result, context: AnalysisContext(languageID: "kstack"))
    let report = """
      \(name)
      \(source.string(in: 0..<10_000))
      --- once
      \(result.string(in: 0..<10_000))
      """
    #expect(again.tree.saysTheSame(as: file.tree), "\(report)")
    let second = again.uncheckedFormatting(options, in: range.lowerBound..<range.upperBound + edits.growth)
    #expect(second.isEmpty, "\(report)\n--- twice\n\(result.applying(second).string(in: 0..<10_000))")
  }

  /// What a tree says, without any place.
  private func meaning(_ tree: YAMLTree) -> [String] {
    let nodes = (0..<tree.nodeCount).compactMap({ tree.node($0) }).map { node in
      let properties = [node.anchor, node.tag].map { $0.map(tree.text.string(in:)) ?? "" }
      return "\(node.role) \(node.kind) \(node.style) \(properties) \(node.subtreeEnd) \(Array(node.value))"
    }
    let comments = tree.comments.map { comment in
      String(decoding: tree.text.withoutTrailingBlanks(comment), as: UTF8.self)
    }
    return nodes + comments + tree.problems.map { "\($0.code)" }
  }
}

/// Makes the indentation of a file irregular without changing what it says. The same seed makes the same disorder.
private struct Disorder {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int((state >> 33) % UInt64(range.count))
  }

  /// A few bytes are lost, doubled or mistyped.
  mutating func slips(_ source: SourceText) -> SourceText {
    var result = source
    for _ in 0...number(0...3) {
      let offset = number(0...max(0, result.bytes.count - 1))
      let end = min(result.bytes.count, offset + number(0...2))
      let typed = ["", " ", "  ", "\n", "\t", " #", "\n\n\n\n", "- ", "\"", ",", ": ", "&a ", "|\n", "\\", "? ", "]"]
      let text = typed[number(0...typed.count - 1)]
      result.replace((number(0...1) == 0 ? offset : end)..<end, with: Array(text.utf8))
    }
    return result
  }

  /// Each section of the file gets a mapping of its own from old to new columns that keeps their order.
  mutating func reindented(_ source: SourceText) -> SourceText {
    let texts = Self.blockScalars(YAMLTree(source))
    var columns = map()
    var result: [UInt8] = []
    for line in 0..<source.lineCount {
      let range = source.lineRange(line)
      let bytes = source.bytes[range]
      let spaces = bytes.prefix { $0 == 0x20 }.count
      let end = source.bytes[range.upperBound..<source.lineStart(line + 1)]
      if let scalar = texts[line] {
        let base = scalar.increment.map { columns[min(scalar.parent, 79)] + $0 } ?? columns[min(scalar.base, 79)]
        let new = spaces < scalar.base ? min(spaces, base) : spaces - scalar.base + base
        result += Array(repeating: 0x20, count: new) + bytes.dropFirst(spaces) + end
        continue
      }
      if spaces == 0, let first = bytes.first, first.isLetter { columns = map() }
      var column = spaces
      var rest = bytes.dropFirst(spaces)
      var new = rest.isEmpty ? spaces : columns[min(column, 79)]
      result += Array(repeating: 0x20, count: new)
      while let first = rest.first, first == UInt8(ascii: "-"), rest.dropFirst().first == 0x20 {
        let gap = rest.dropFirst().prefix { $0 == 0x20 }.count
        column += 1 + gap
        rest = rest.dropFirst(1 + gap)
        let next = max(columns[min(column, 79)], new + 2)
        result += [first] + Array(repeating: 0x20, count: next - new - 1)
        new = next
      }
      result += rest + end
    }
    return SourceText(result)
  }

  private mutating func map() -> [Int] {
    var column = 0
    return (0..<80).map { _ in
      defer { column += number(1...3) }
      return column
    }
  }

  /// By line of their text.
  private static func blockScalars(
    _ tree: YAMLTree
  ) -> [Int: (base: Int, increment: Int?, parent: Int)] {
    var lines: [Int: (base: Int, increment: Int?, parent: Int)] = [:]
    let text = tree.text
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index), node.style == .literal || node.style == .folded else { continue }
      let header = text.line(at: node.range.lowerBound)
      let parent = node.parent.map { text.column(of: $0.range.lowerBound) } ?? 0
      let marks = text.bytes[text.lineRange(header)].drop { $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: ">") }
      let increment = marks.prefix(3).first { (0x31...0x39).contains($0) }.map { Int($0 - 0x30) }
      var last = text.line(at: node.range.upperBound)
      while last + 1 < text.lineCount, text.isBlank(line: last + 1) { last += 1 }
      guard last > header else { continue }
      let first = (header + 1...last).first { !text.isBlank(line: $0) }
      let base = increment.map { parent + $0 } ?? first.map(text.indentation(ofLine:)) ?? 0
      for line in header + 1...last { lines[line] = (base, increment, parent) }
    }
    return lines
  }
}

extension [TextEdit] {
  /// How many bytes longer the text becomes.
  fileprivate var growth: Int { reduce(0) { $0 + $1.replacement.utf8.count - $1.range.count } }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
