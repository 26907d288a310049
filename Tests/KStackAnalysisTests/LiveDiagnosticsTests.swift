import Foundation
import TestSupport
import Testing
import YAMLSyntax

@testable import KStackAnalysis

/// Diagnostics that are brought up to date after each edit, and answers where it was made, are those of the whole text
/// read anew.
@Suite struct LiveDiagnosticsTests {
  /// Edits as people make them and as nobody does: letters, line breaks, brackets and quotes typed and taken back, lines
  /// doubled and removed, pieces of another file pasted, in valid text and in text that is broken by then. After 40 edits
  /// little is left that reads as kstack, and the next begin with the valid text again.
  ///
  /// With the environment variable `KSTACK_EDITS` it is so many for each file.
  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures)
  func editsAtRandom(_ fixture: Fixture) throws {
    let count = ProcessInfo.processInfo.environment["KSTACK_EDITS"].flatMap(Int.init) ?? 40
    var typist = Typist(fixture.bytes, pasting: try Corpus.fixture("valid/shop.yaml").bytes)
    for number in 1...count {
      if number % 40 == 0 { typist.beginAgain(with: fixture.bytes) }
      let edit = typist.editAtRandom()
      if let difference = typist.difference() {
        Issue.record("\(fixture), edit \(number), \(edit)\n\(difference)")
        return
      }
    }
  }

  /// Somebody writes lines in an app in the middle of a file, also such as say something new to other parts. The whole
  /// file is read while the last line cannot be read, such as with an open bracket or quote, for that reaches to the next
  /// app; at no other stroke.
  @Test(arguments: [
    ("    # what it is for", 0),
    ("    command: [serve]", 7),
    ("      tier: back", 0),
    ("    ports: [\"8080:80\"]", 11),
    ("    ports:\n      - \"8080:80\"", 9),
    ("    environment:\n      API: http://web:80\n      OWN: localhost:81", 6),
    ("    volumesFrom:\n      - config:\n          name: shop", 0),
    ("    volumes:\n      - uploads:/var/uploads:ro", 0),
    ("    sidecars:\n      log:\n        image: example/log:1.0\n        ports:\n          - 81:81", 2),
  ])
  func onlyThePartIsRead(_ line: String, _ wholeReadings: Int) throws {
    let marked = try MarkedText(
      """
      apps:
        web:
          image: nginx:1.27
          environment:
            API: http://api:8080
            DATABASE: localhost:5432
          ports:
            - "80:80"
        api:
          image: example/api:1.0
          labels:
            team: shop█
        worker:
          image: example/worker:1.0
          volumes:
            - uploads:/data
      volumes:
        uploads: {}
        upload: {}
      configs:
        shop:
          external: true

      """)
    var typist = Typist(Array(marked.text.utf8), pasting: [])
    for (index, letter) in "\n\(line)".utf8.enumerated() {
      typist.replace(try marked.cursor + index..<marked.cursor + index, [letter], isTyping: true)
      #expect(typist.difference() == nil)
    }
    #expect(typist.wholeReadings == wholeReadings)
  }

  /// A comment that suppresses what is found in one app lets the others be read alone, unless it reaches to the next or
  /// what it suppresses hangs together with others.
  @Test(arguments: [
    ("    # kstack-disable-next-line unquoted-port\n    ports: [80:80]", 0),
    ("    labels: {a: 1} # kstack-disable-line wrong-type", 0),
    ("    # kstack-disable-next-line unquoted-port", 1),
    ("    # kstack-disable-next-line unpublished-port\n    ports: [80:80]", 1),
    ("    # kstack-disable-next-line\n    ports: [80:80]", 1),
    ("    # kstack-disable wrong-type\n    ports: [80:80]", 1),
  ])
  func suppressions(_ lines: String, _ wholeReadings: Int) throws {
    let marked = try MarkedText("apps:\n  web:\n    image: a:1\n\(lines)\n  api:\n    image: b█:1\n")
    var typist = Typist(Array(marked.text.utf8), pasting: [])
    typist.replace(try marked.cursor..<marked.cursor, [UInt8(ascii: "c")], isTyping: true)
    #expect(typist.wholeReadings == wholeReadings)
    #expect(typist.difference() == nil)
  }

  /// What aliases bring in is limited over a whole file. Below the limit one app is read, at it the whole file.
  @Test(arguments: [(1_000, 4, 0), (5_000, 4, 0), (500, 100, 1)])
  func manyAliases(_ apps: Int, _ variables: Int, _ wholeReadings: Int) throws {
    let environment = (0..<variables).map { "V\($0): v" }.joined(separator: ", ")
    let app = "    image: nginx:1.27\n    environment:\n      <<: *env\n"
    let text =
      "x-env: &env {\(environment)}\napps:\n" + (0..<apps).map { "  app\($0):\n" + app }.joined()
    var typist = Typist(Array(text.utf8), pasting: [])
    let place = text.utf8.count - app.utf8.count + 4 + "image: nginx:1.27".utf8.count
    typist.replace(place..<place, Array("1".utf8), isTyping: false)
    #expect(typist.wholeReadings == wholeReadings)
    #expect(typist.difference() == nil)
  }

  /// What reads alone in another way than among the others, or changes what is said of them: at the range stands the
  /// second text in the end.
  @Test(arguments: [
    ("apps:\n  web:\n  image: nginx:1.27\n  labels:\n    team: ⟦shop⟧\n  api:\n    image: nginx:1.27\n", "shops"),
    ("apps:\n  image: nginx:1.27\n  labels:\n    team: ⟦shop⟧\n  ports: [\"80:80\"]\n", "shops"),
    ("apps:\n  1:\n    image: a:1\n  ⟦\"1\"⟧:\n    image: b:1\n", "1"),
    (
      "apps:\n  web:\n    image: a:1\n    ⟦#⟧ports: []\n  api:\n    image: b:1\n    environment:\n      U: http://web:81\n",
      ""
    ),
    ("apps:\n  web:\n    image: a:1\n  web:\n    image: ⟦b⟧:1\n  c:\n    image: d:1\n", "e"),
    ("apps:\n  web: {image: a:1}\n  b: {image: ⟦b⟧:1}\n  c: {image: d:1}\n", "b b"),
    ("apps:\n  b: {image: ⟦b:1⟧}\n", ""),
    ("apps:\n  web:\n    image: a:1\n  ⟦x⟧\n    image: b:1\n  c:\n    image: d:1\n", "xy"),
    (
      "x-a: &a {DEBUG: yes}\napps:\n  web:\n    image: a:1\n    environment: ⟦{}⟧\n  c:\n    image: d:1\n    environment: *a\n",
      "*a"
    ),
    // A quote that is never closed reaches further than the app.
    (
      "apps:\n  web:\n    image: a:1\n    healthcheck:\n   \"   path: /x\n      port: 80\n    expose:\n⟦      - blo\n⟧      - x.org:\n          port: 80\n\n  api:\n    image: b:1\n    ports:\n      - \"80:80\"\n",
      ""
    ),
    // What is said of a broken line is its echo.
    (
      "apps:\n  web:\n    image: a:1\n    sidecars:\n      LOG_LEVEL: info⟦⟧\n      X: y: z\n  api:\n    image: b:1\n",
      ": b"
    ),
    // A name is given twice, once on the line.
    ("apps:\n  web: {image: a:1, environment: {A: \"x\"is⟦⟧, B: c}}\n  web: {image: b:1}\n", "1"),
    // What is broken in one app can be read otherwise together with another.
    (
      "apps:\n  web:\n    image: a:1\n    ports: [\"80:80\", \"81⟦⟧\n    size: 1\n:81\"]\n  db:\n    image: b:1\n\"   x: 1\n    y: 2\n",
      "0"
    ),
    // What stood on a broken line, and was taken for an echo there, comes to another.
    (
      "apps:\n  web:\n    image: a:1\n    environment: {A: \"\\q\",⟦⟧ U: \"http://api:81\"}\n    foo: /x\n  api:\n    image: b:1\n    ports: [\"80:80\"]\n",
      "\n          "
    ),
    // Without the line what stands below it is a comment that suppresses what others report.
    (
      "apps:\n  web:\n    image: a:1\n    environment:\n      X: y\n      1⟦⟧: |\n        # kstack-disable\n  api:\n    image: b:1\n    ports: [99999]\n",
      "A"
    ),
    // A bracket that opens in one app closes in another.
    (
      "apps:\n  chat:\n    image: a:1\n    ports:\n      ⟦⟧- \"7000:7000\"\n    service:\n      type: ClusterIP\n    args:\n      - --verbose\n      x:\n        y: z\n    deploy:\n      replicas: 3\n  admin:\n    image: b:1\n    service: {type: NodePort}\n",
      "{"
    ),
    (
      "apps:\n  web:\n    sidecars:\n  \"    metrics:\n        image: prom#⟦⟧ kstack-disable/node-exporter:latest\n",
      "\""
    ),
    // The same is said in another form, and another part of it is underlined.
    (
      "apps:\n  web:\n    image: a:1\n    command: x\n    environment:\n      API: --db http://api:80/x ⟦⟧--verbose yes\n  api:\n    image: b:1\n    ports: [\"81:80\"]\n",
      "\n        "
    ),
    (
      "apps:\n  web:\n    image: a:1\n    environment:\n      API: ⟦|-\n        ⟧http://api:80/x\n  api:\n    image: b:1\n    ports: [\"81:80\"]\n",
      ""
    ),
    (
      "apps:\n  web:\n    image: a:1\n    volumes:\n      - \"cache:/var⟦⟧/cache\"\n  api:\n    image: b:1\nvolumes:\n  data: {}\n",
      "\\"
    ),
    // Something is lost of one app, and what seems to be missing in another may be there.
    (
      "apps:\n  web:\n    image: nginx:1.27\n    environment:\n      A: b\n⟦⟧\n    command: x\n  other:\n    image: nginx:1.27\n    ports:\n      - \"8080:80\"\n    healthcheck:\n      path: /\n      port: 81\n",
      "     foo"
    ),
    // The document ends in one app.
    ("apps:\n  web:\n    image: a:1\n⟦⟧\n  api:\n    image: b:1\n", "..."),
    // An app is called like a key, below one that is empty.
    ("apps:\n  web:\n  sidecars:\n    ⟦⟧image: nginx:1\n  api:\n    image: httpd:2.4\n", "x"),
    // Of two equal keys the last one counts.
    (
      "apps:\n  web:\n    image: a:1\n    ports:\n      - target: 80\n⟦        published: 9090\n⟧        protocol: tcp\n        published: 8080\n  docs:\n    image: b:1\n    ports:\n      - target: 80\n        published: 8080\n",
      ""
    ),
    // The ports of an app become those of its sidecar.
    (
      "apps:\n  web:\n    image: httpd:2.4\n    environment:\n      URL: http://localhost:9999\n    sidecars:\n      side:\n        image: httpd:2.4\n        environment:\n          A: b\n⟦    ports:\n      - \"8080:80\"⟧\n  other:\n    image: b:1\n",
      "        ports:\n          - \"8080:80\""
    ),
    // Two apps of one name.
    (
      "apps:\n  web:\n    image: a:1\n⟦    ports: [\"80:80\"]\n⟧    expose:\n      - a.example.org: {port: 80}\n  web:\n    image: b:1\n    ports: [\"80:80\"]\n    expose:\n      - b.example.org: {port: 80}\n",
      ""
    ),
    // What is said of a volume names the app.
    (
      "apps:\n  ⟦a⟧:\n    image: a:1\n    sidecars:\n      log:\n        image: b:1\n        volumes: [\"data:/a\"]\n",
      "b"
    ),
    // A name is given twice, and what is missing in one is written in the other.
    (
      "apps:\n  app:\n    image: app:latest\n    sidecars:\n      metrports:ics>:⟦⟧\n        image: metrics:latest\n      TRACING: \"true\"\n\n  database:\n    envFrom: {}\n",
      "\n      metrports:ics>:"
    ),
  ])
  func whatHangsTogether(_ fixture: String, _ replacement: String) throws {
    let marked = try MarkedText(fixture)
    for isTyping in [false, true] {
      var typist = Typist(Array(marked.text.utf8), pasting: [])
      typist.replace(try marked.range, Array(replacement.utf8), isTyping: isTyping)
      #expect(typist.difference() == nil)
    }
  }
}

/// A text under somebody's hands, with the diagnostics that follow it.
private struct Typist {
  private(set) var wholeReadings = 0
  private var text: SourceText
  private var live: LiveDiagnostics
  private var line: Int?
  /// Behind the last change.
  private var place = 0
  private var random = SplitMix(seed: 1)
  /// The text that was read whole last, and what was done to it.
  private var since: (text: String, edits: [String])
  private var undo: [(range: Range<Int>, old: [UInt8])] = []
  private let pasted: SourceText

  private static let pieces = [
    "a", "e", "x1", "-", ":", ": ", " ", "  ", "\n", "\n    ", "\n      - ", "\n  b:\n    image: c:1\n", "#", " # note",
    "\"", "'", "[", "]", "{", "}", ",", "|", ">", "&a ", "*a", "!", "%", "\t", "é", "𝄞", "\r\n", "\u{85}", "ports:",
    "image: nginx:1.27", "8080:80", "<<: ", "---", "0", "?", "http://web:80", "# kstack-disable",
    "# kstack-disable-next-line invalid-port\n", " # kstack-disable-line unquoted-port, wrong-type",
    "\n    sidecars:\n      log:\n        image: fluent/fluentd:v1.18-1\n",
    "|-\n        ", ">-\n        ", "\\", "...\n",
  ]

  init(_ bytes: [UInt8], pasting: [UInt8]) {
    text = SourceText(bytes)
    live = LiveDiagnostics(StackFile(text: text))
    since = (text.string(in: text.bytes.indices), [])
    pasted = SourceText(pasting)
  }

  mutating func beginAgain(with bytes: [UInt8]) {
    text = SourceText(bytes)
    live = LiveDiagnostics(StackFile(text: text))
    since = (text.string(in: text.bytes.indices), [])
    (line, undo) = (nil, [])
  }

  /// - Returns: what was done, for a report.
  mutating func editAtRandom() -> String {
    let offset = boundary(number(0...text.bytes.count))
    let lineRange = text.lineRange(text.line(at: offset))
    let isTyping = number(0...2) > 0
    switch number(0...12) {
    case 0...4:
      return replace(offset..<offset, Array((Self.pieces.randomElement(using: &random) ?? "").utf8), isTyping: isTyping)
    case 5, 6:
      let end = boundary(min(text.bytes.count, offset + number(1...4)))
      return replace(min(offset, end)..<max(offset, end), [], isTyping: isTyping)
    case 7:
      let end = boundary(min(text.bytes.count, lineRange.upperBound + 1))
      return replace(lineRange.lowerBound..<end, [], isTyping: isTyping)
    case 8:
      let line = Array("\n".utf8) + text.bytes[lineRange]
      return replace(lineRange.upperBound..<lineRange.upperBound, line, isTyping: isTyping)
    case 9:
      let first = number(0...pasted.lineCount - 3)
      let lines = pasted.bytes[pasted.lineStart(first)..<pasted.lineRange(first + 2).upperBound]
      return replace(
        lineRange.upperBound..<lineRange.upperBound, Array("\n".utf8) + lines, isTyping: isTyping)
    case 10:
      // Two lines further in or out, as with Tab.
      let next = text.lineRange(min(text.line(at: offset) + 1, text.lineCount - 1))
      let block = lineRange.lowerBound..<max(lineRange.upperBound, next.upperBound)
      let isOutwards = number(0...1) == 0
      let lines = text.bytes[block].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
        isOutwards ? Array(line.starts(with: "  ".utf8) ? line.dropFirst(2) : line) : Array("  ".utf8) + line
      }
      return replace(block, Array(lines.joined(separator: "\n".utf8)), isTyping: isTyping)
    default:
      guard let last = undo.popLast(), last.range.upperBound <= text.bytes.count else {
        return replace(offset..<offset, Array("a".utf8), isTyping: isTyping)
      }
      let done = replace(last.range, last.old, isTyping: isTyping)
      undo.removeLast()
      return "undone: " + done
    }
  }

  @discardableResult
  mutating func replace(_ range: Range<Int>, _ new: [UInt8], isTyping: Bool) -> String {
    undo.append((range.lowerBound..<range.lowerBound + new.count, Array(text.bytes[range])))
    live.prepare(for: range, in: text)
    text.replace(range, with: new)
    place = range.lowerBound + new.count
    line = isTyping ? text.line(at: range.lowerBound + new.count) : nil
    let edit = "\(range) becomes \(String(decoding: new, as: UTF8.self).debugDescription)" + (isTyping ? " typed" : "")
    since.edits.append(edit)
    var wasWhole = false
    live.update(TextChange(range: range, count: new.count), to: text, unfinishedLine: line) {
      wasWhole = true
      return StackFile(text: text, context: AnalysisContext(unfinishedLine: line))
    }
    if wasWhole {
      wholeReadings += 1
      since = (text.string(in: text.bytes.indices), [])
    }
    return edit
  }

  /// Nil when the diagnostics are right, and what is answered where something was changed; else what is wrong, and how
  /// it came about.
  func difference() -> String? {
    let file = StackFile(text: text, context: AnalysisContext(unfinishedLine: line))
    for offset in [(place &* 7) % (text.bytes.count + 1), place] {
      let right = file.hover(at: offset)
      guard case .found(let hover) = live.hover(at: offset, in: text), hover != right else { continue }
      return report("hover at \(offset)", hover.map { ["\($0)"] } ?? [], right.map { ["\($0)"] } ?? [])
    }
    if case .found(let list) = live.completion(at: place, in: text), list != file.completion(at: place) {
      func lines(_ list: CompletionList?) -> [String] { list?.items.map { "\($0)" } ?? [] }
      return report("completion at \(place)", lines(list), lines(file.completion(at: place)))
    }
    let right = file.diagnostics().map(\.withoutFixes)
    guard right != live.diagnostics else { return nil }
    return report("diagnostics", live.diagnostics.map { "\($0)" }, right.map { "\($0)" })
  }

  private func report(_ what: String, _ live: [String], _ anew: [String]) -> String {
    """
    \(what), typing on line \(line.map(String.init) ?? "-")
    only live: \(live.filter { !anew.contains($0) })
    only anew: \(anew.filter { !live.contains($0) })
    read whole: \(since.text.debugDescription)
    then: \(since.edits)
    """
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// The start of the character around an offset.
  private func boundary(_ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < text.bytes.count, text.bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
