import KStackSchema
import TestSupport
import Testing

@testable import KStackAnalysis
@testable import YAMLSyntax

/// Every code action at every node of every fixture: what an editor makes of it can be read, and nothing is lost.
@Suite struct CodeActionPropertyTests {
  private static let stacks = try? (Corpus.all + Corpus.examples).filter { $0.bytes.count <= 20_000 }

  private static func file(_ text: String) -> StackFile {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
  }

  /// Where a node or a comment begins, each once.
  private static func places(_ file: StackFile) -> [Int] {
    let nodes = (0..<file.tree.nodeCount).compactMap { file.tree.node($0)?.range.lowerBound }
    return Set(nodes + file.tree.comments.map(\.lowerBound)).sorted()
  }

  @Test(arguments: try #require(stacks))
  func `a refactoring leaves everything else as it is`(_ fixture: Fixture) throws {
    guard String(validating: fixture.bytes, as: UTF8.self) != nil else { return }
    let file = Self.file(fixture.text)
    let errors = Self.errors(file)
    for action in Self.offers(file) {
      let text = try applying(action.edits, to: fixture.text)
      let after = Self.file(text)
      #expect(after.tree.problems.count == file.tree.problems.count, "\(fixture): \(action.title)\n\(text)")
      let worse = Self.errors(after).filter { $0.value > errors[$0.key] ?? 0 }
      #expect(worse.isEmpty, "\(fixture): \(action.title)\n\(text)")
      #expect(Self.comments(file).isSubset(of: Self.comments(after)), "\(fixture): \(action.title)\n\(text)")
      let (old, new) = (Self.lines(fixture.text), Self.lines(text))
      // A move has its lines, but in another column; what else changes is near the edits.
      let touched = action.edits.reduce(action.edits.count) { $0 + Self.lines(file.text.string(in: $1.range)).count }
      let gone = old.subtracting(new).count
      #expect(gone <= touched, "\(fixture): \(action.title)\n\(text)")
    }
  }

  @Test(arguments: try #require(stacks))
  func `a quick fix cures what it says`(_ fixture: Fixture) throws {
    guard String(validating: fixture.bytes, as: UTF8.self) != nil else { return }
    let file = Self.file(fixture.text)
    let known = file.diagnostics()
    for action in file.codeActions(in: 0..<fixture.bytes.count) {
      let after = Self.file(try applying(action.edits, to: fixture.text))
      #expect(after.tree.problems.count <= file.tree.problems.count, "\(fixture): \(action.title)")
      let found = after.diagnostics()
      for diagnostic in action.diagnostics {
        // The text may lack several brackets, and a fix adds one.
        guard Rule.all.first(where: { $0.code == diagnostic.code })?.group != .syntax else { continue }
        let (old, new) = (Self.count(known, like: diagnostic), Self.count(found, like: diagnostic))
        #expect(new < old, "\(fixture): \(action.title)")
      }
    }
  }

  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures)
  func `what moves into a pod and out again is the same`(_ fixture: Fixture) throws {
    let file = Self.file(fixture.text)
    for app in file.names.names(.app) {
      guard let key = file.names.declaration(of: app, .app) else { continue }
      // Into its two neighbours: what is farther away differs in nothing else.
      for action in file.refactorings(in: key.range, isWanted: { $0 == .move }).prefix(2) {
        let together = Self.file(try applying(action.edits, to: fixture.text))
        let moved = try #require(together.effective.pods.flatMap(\.sidecars).first { $0.name?.string == app })
        let place = try #require(moved.name?.range)
        let back = try #require(
          together.refactorings(in: place).first { $0.kind == .move },
          "\(action.title)\n\(together.text.string(in: 0..<9_999))")
        let apart = try applying(back.edits, to: together.text.string(in: 0..<together.text.bytes.count))
        expectText(Self.value(Self.file(apart).tree.root), equals: Self.value(file.tree.root))
      }
    }
  }

  @Test(arguments: try (Corpus.valid.fixtures + Corpus.guide.fixtures).filter { $0.bytes.count <= 2_000 })
  func `lines that end in CRLF stay so`(_ fixture: Fixture) throws {
    guard !fixture.text.utf8.contains(UInt8(ascii: "\r")) else { return }
    let windows = String(decoding: fixture.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }, as: UTF8.self)
    let (file, other) = (Self.file(fixture.text), Self.file(windows))
    let all = 0..<windows.utf8.count
    let actions = file.codeActions(in: all) + Self.offers(file)
    let others = other.codeActions(in: all) + Self.offers(other)
    #expect(actions.map(\.title) == others.map(\.title), "\(fixture)")
    for (action, otherAction) in zip(actions, others) {
      let text = try applying(otherAction.edits, to: windows)
      expectText(
        text.unicodeScalars.filter { $0 != "\r" }.map { String($0) }.joined(),
        equals: try applying(action.edits, to: fixture.text))
      let feeds = text.utf8.count { $0 == 0x0A }
      #expect(feeds == text.utf8.count { $0 == 0x0D }, "\(fixture): \(action.title)\n\(text)")
    }
  }

  /// Every refactoring that is offered at any node, once.
  private static func offers(_ file: StackFile) -> [CodeAction] {
    var seen: Set<CodeAction> = []
    return places(file).flatMap { place -> [CodeAction] in
      // What was looked at for one node is not looked at for its neighbours.
      let fresh = file.refactorings(in: place..<place, isChecked: false).filter { seen.insert($0).inserted }
      return fresh.isEmpty ? [] : file.refactorings(in: place..<place).filter(Set(fresh).contains)
    }
  }

  private static func errors(_ file: StackFile) -> [String: Int] {
    file.diagnostics().filter { $0.severity == .error }.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
  }

  private static func count(_ diagnostics: [Diagnostic], like one: Diagnostic) -> Int {
    diagnostics.count { $0.code == one.code && $0.message == one.message }
  }

  private static func comments(_ file: StackFile) -> Set<String> { Set(file.tree.comments.map(file.text.string(in:))) }

  private static func lines(_ text: String) -> Set<String> {
    Set(text.unicodeScalars.split(separator: "\n").map { String($0).trimmingPrefix { $0 == " " } }.map(String.init))
  }

  /// What a loader makes of a node, but for the order of entries.
  private static func value(_ node: YAMLNode?) -> String {
    guard let node = node?.dereferenced else { return "?" }
    switch node.kind {
    case .scalar, .alias: return "\(node.scalarKind) \(node.string.debugDescription)"
    case .sequence: return node.items.map { indented(value($0)) }.joined(separator: "\n")
    case .mapping:
      return node.entries.map { value($0.key) + ":\n" + indented(value($0.value)) }.sorted().joined(separator: "\n")
    }
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }
}
