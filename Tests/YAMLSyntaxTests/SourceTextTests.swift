import Testing
import YAMLSyntax

@Suite struct SourceTextTests {
  @Test func linesEndAtEveryBreakOfLSPAndAtNoOther() {
    let text = SourceText("a\nbb\r\nc\r\r\n\u{85}\u{2028}x")
    #expect(text.lineCount == 5)
    #expect((0..<5).map { text.string(in: text.lineRange($0)) } == ["a", "bb", "c", "", "\u{85}\u{2028}x"])
    #expect((0..<5).map { text.lineStart($0) } == [0, 2, 6, 8, 10])
    #expect((0...10).map { text.line(at: $0) } == [0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4])
  }

  @Test func anEmptyTextHasOneEmptyLine() {
    let text = SourceText("")
    #expect(text.lineCount == 1)
    #expect(text.lineRange(0) == 0..<0)
    #expect(text.position(at: 0, in: .utf16) == TextPosition(line: 0, column: 0))
    #expect(text.offset(at: TextPosition(line: 0, column: 0), in: .utf16) == 0)
    #expect(text.isASCII)
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func aFinalBreakOpensAnEmptyLine(lineBreak: String) {
    let text = SourceText("a" + lineBreak)
    #expect(text.lineCount == 2)
    #expect(text.lineRange(0) == 0..<1)
    #expect(text.lineRange(1) == text.bytes.count..<text.bytes.count)
  }

  @Test func columnsCountInEachEncoding() {
    // é is 2 bytes and 1 unit of UTF-16, € 3 and 1, 😀 4 and 2.
    let text = SourceText("k: é€😀z\nnext")
    let offsets = [0, 3, 5, 8, 12, 13]
    #expect(offsets.map { text.position(at: $0, in: .utf8).column } == [0, 3, 5, 8, 12, 13])
    #expect(offsets.map { text.position(at: $0, in: .utf16).column } == [0, 3, 4, 5, 7, 8])
    #expect(offsets.map { text.position(at: $0, in: .utf32).column } == [0, 3, 4, 5, 6, 7])
    for encoding in PositionEncoding.allCases {
      for offset in offsets {
        #expect(text.offset(at: text.position(at: offset, in: encoding), in: encoding) == offset)
      }
    }
  }

  @Test func aPlaceInsideACharacterIsItsStart() {
    let text = SourceText("é€😀z")
    #expect(text.offset(at: TextPosition(line: 0, column: 3), in: .utf16) == 5, "between two surrogates")
    #expect(
      (0...9).map { text.offset(at: TextPosition(line: 0, column: $0), in: .utf8) } == [0, 0, 2, 2, 2, 5, 5, 5, 5, 9])
    for encoding in PositionEncoding.allCases {
      for (inside, start) in [(1, 0), (3, 2), (4, 2), (6, 5), (8, 5)] {
        #expect(text.position(at: inside, in: encoding) == text.position(at: start, in: encoding))
      }
    }
  }

  @Test func aPlaceInsideALineBreakIsTheEndOfTheLine() {
    let text = SourceText("ab\r\ncd")
    #expect(text.position(at: 3, in: .utf16) == TextPosition(line: 0, column: 2))
    #expect(text.offset(at: TextPosition(line: 0, column: 9), in: .utf16) == 2)
  }

  @Test func placesOutsideAreClamped() {
    for text in [SourceText("ab\ncd"), SourceText("äb\ncd")] {
      let end = text.bytes.count
      for encoding in PositionEncoding.allCases {
        #expect(text.offset(at: TextPosition(line: -1, column: 1), in: encoding) == 0)
        #expect(text.offset(at: TextPosition(line: 1, column: -1), in: encoding) == end - 2)
        #expect(text.offset(at: TextPosition(line: 2, column: 0), in: encoding) == end)
        #expect(text.offset(at: TextPosition(line: .max, column: .max), in: encoding) == end)
        #expect(text.offset(at: TextPosition(line: 0, column: .max), in: encoding) == end - 3)
        #expect(text.position(at: .min, in: encoding) == TextPosition(line: 0, column: 0))
        #expect(text.position(at: .max, in: encoding) == TextPosition(line: 1, column: 2))
      }
      #expect(text.line(at: .min) == 0)
      #expect(text.line(at: .max) == 1)
      #expect(text.lineRange(.max).isEmpty && text.lineRange(.min).isEmpty)
      #expect(text.string(in: -5..<500).count == 5)
      #expect(text.string(in: 400..<500) == "")
    }
  }

  @Test func aStrayByteIsOneUnit() {
    // A lone continuation byte, an overlong form, a surrogate, a cut-off sequence.
    let text = SourceText([0x61, 0x80, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0x62, 0xF0, 0x9F, 0x98])
    #expect(!text.isASCII)
    for encoding in PositionEncoding.allCases {
      for offset in 0...text.bytes.count {
        #expect(text.position(at: offset, in: encoding) == TextPosition(line: 0, column: offset))
        #expect(text.offset(at: TextPosition(line: 0, column: offset), in: encoding) == offset)
      }
    }
    #expect(text.string(in: 0..<2) == "a\u{FFFD}")
  }

  @Test func aByteOrderMarkIsOneCharacter() {
    let text = SourceText("\u{FEFF}apps:")
    #expect(text.byteOrderMarkLength == 3)
    #expect(text.position(at: 3, in: .utf16) == TextPosition(line: 0, column: 1))
    #expect(text.position(at: 3, in: .utf8) == TextPosition(line: 0, column: 3))
    #expect(text.offset(at: TextPosition(line: 0, column: 1), in: .utf32) == 3)
    #expect(SourceText("apps:").byteOrderMarkLength == 0)
    #expect(SourceText([0xEF, 0xBB]).byteOrderMarkLength == 0)
  }

  @Test func textsAreEqualByTheirBytes() {
    var text = SourceText("a\r\nb")
    text.replace(1..<3, with: Array("\n".utf8))
    #expect(text == SourceText("a\nb"))
    #expect(text != SourceText("a\r\nb"))
  }

  @Test func anEditMaySplitOrJoinALineBreak() {
    for (before, range, inserted, after) in [
      ("a\r\nb", 2..<2, "x", "a\rx\nb"),
      ("a\rx\nb", 2..<3, "", "a\r\nb"),
      ("a\rb", 2..<2, "\n", "a\r\nb"),
      ("a\nb", 1..<1, "\r", "a\r\nb"),
      ("a\r\nb", 1..<2, "", "a\nb"),
      ("\n", 0..<0, "\r", "\r\n"),
      ("\r\n", 0..<1, "", "\n"),
      ("\r\n", 1..<2, "", "\r"),
    ] {
      var text = SourceText(before)
      text.replace(range, with: inserted.utf8)
      expectSameTable(text, SourceText(after))
    }
  }

  @Test func randomEditsGiveTheTableOfARebuild() {
    var random = Random(state: 7)
    let pieces: [[UInt8]] = [
      [], [0x0A], [0x0D], [0x0D, 0x0A], [0x61], [0xC3, 0xA9], [0xF0, 0x9F, 0x98, 0x80], [0x80],
      Array("key: value".utf8),
      Array("a\r\n\r\nb\n".utf8),
    ]
    for _ in 0..<400 {
      var text = SourceText((0..<random.next(6)).flatMap { _ in pieces[random.next(pieces.count)] })
      for _ in 0..<12 {
        let low = random.next(text.bytes.count + 1)
        let high = random.next(8) == 0 ? text.bytes.count + 3 : low + random.next(min(9, text.bytes.count - low + 1))
        text.replace(
          low..<max(low, high), with: (0..<random.next(5)).flatMap { _ in pieces[random.next(pieces.count)] })
        expectSameTable(text, SourceText(text.bytes))
      }
    }
  }

  @Test func theWordwiseScanFindsEveryBreak() {
    // Breaks at every place of an eight-byte word, among bytes that differ from them by one bit.
    for filler: UInt8 in [0x61, 0x0B, 0x8A, 0x8D, 0x0C] {
      for place in 0..<24 {
        for breaks: [UInt8] in [[0x0A], [0x0D], [0x0D, 0x0A], [0x0A, 0x0D]] {
          var bytes = [UInt8](repeating: filler, count: 24)
          bytes.replaceSubrange(place..<min(24, place + breaks.count), with: breaks)
          let text = SourceText(bytes)
          #expect((0..<text.lineCount).map { text.lineStart($0) } == slowLineStarts(bytes))
          #expect(text.isASCII == bytes.allSatisfy { $0 < 0x80 })
        }
      }
    }
  }

  private func expectSameTable(_ text: SourceText, _ rebuilt: SourceText) {
    let starts = (0..<text.lineCount).map { text.lineStart($0) }
    #expect(text == rebuilt)
    #expect(starts == slowLineStarts(text.bytes), "\(text.bytes)")
    #expect(starts == (0..<rebuilt.lineCount).map { rebuilt.lineStart($0) })
    #expect(text.isASCII == rebuilt.isASCII)
  }

  private func slowLineStarts(_ bytes: [UInt8]) -> [Int] {
    [0]
      + bytes.indices.filter { index in
        bytes[index] == 0x0A || (bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A))
      }.map { $0 + 1 }
  }
}

/// A repeatable source of small numbers (xorshift).
private struct Random {
  var state: UInt64

  /// From 0 to below `bound`; 0 when `bound` is 0.
  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return bound > 0 ? Int(state % UInt64(bound)) : 0
  }
}
