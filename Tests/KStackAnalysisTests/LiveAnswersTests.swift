import Foundation
import TestSupport
import Testing
import YAMLSyntax

@testable import KStackAnalysis

/// What one entry of a file answers is what the whole file answers.
@Suite struct LiveAnswersTests {
  @Test(arguments: try Corpus.valid.fixtures + Corpus.guide.fixtures + Corpus.examples)
  func everyPlace(_ fixture: Fixture) {
    let text = SourceText(fixture.bytes)
    let file = StackFile(text: text)
    let live = LiveDiagnostics(file)
    for offset in stride(from: 0, through: fixture.bytes.count, by: 7 * fixture.step) {
      guard case .found(let hover) = live.hover(at: offset, in: text) else { continue }
      #expect(hover == file.hover(at: offset), "\(fixture), hover at \(offset)")
    }
    for offset in stride(from: 0, through: fixture.bytes.count, by: 31 * fixture.step) {
      guard case .found(let list) = live.completion(at: offset, in: text) else { continue }
      #expect(list == file.completion(at: offset), "\(fixture), completion at \(offset)")
    }
  }

  private static let stack = """
    x-env: &env {DEBUG: "no"}
    volumes:
      data: {size: 2Gi}
    apps:
      web:
        image: nginx:1.27
        environment: *env
        volumes: ["data:/x"]
        volumesFrom:
          - config: {name: site}
      api:
        image: redis:7.4
        sidecars:
          log: {image: "fluent/fluentd:v1.18-1"}
      worker:
        image: nginx:1.27
    configs:
      site: {external: true}

    """

  /// What an app refers to may stand anywhere, or not be what it looks like alone. The file is asked at the first mark
  /// after something was typed at the second.
  @Test(arguments: [
    "volumes:\n  data: {size: 2Gi}\napps:\n  a:\n    image: b:1\n    volumes: [\"da█ta:/x\"]\n    volumesFrom:\n      - config: {name: site}\n  c:\n    image: d:█1\nconfigs:\n  site:\n    file: a.conf",
    "volumes:\n  data: {size: 2Gi}\napps:\n  a:\n    image: b:1\n    volumesFrom:\n      - config: {name: si█te}\n    volumes: [\"data:/x\"]\n  c:\n    image: d:█1\nconfigs:\n  site:\n    file: a.conf",
    "# kstack\nkind: Stack\napps:\n  a:\n    image: b:1\n    envFrom:\n      - config: si█te\n  c:\n    image: d:█1\nconfigs:\n  site: {external: true}\n",
    "apps:\n  a:\n    image: b:1\n    environment: *e█nv\n    volumesFrom:\n      - config: {name: site}\n  c:\n    image: d:█1\nconfigs:\n  site: &env {external: true}\n",
    "volumes:\n  data: {size: 2Gi}\napps:\n  a:\n    image: b:1\n    volumes: [\"da█ta:/x\"]\n  c:\n    image: d:█1\nvolumes:\n  data: {size: 9Gi}\n",
    "volumes:\n  data: {size: [}\napps:\n  a:\n    image: b:1\n    volumes: [\"da█ta:/x\"]\n  c:\n    image: d:█1\n",
  ])
  func whatIsReferredTo(_ marked: String) throws {
    let pieces = marked.components(separatedBy: "█")
    try #require(pieces.count == 3)
    let (place, edited) = (pieces[0].utf8.count, pieces[0].utf8.count + pieces[1].utf8.count)
    var text = SourceText(pieces.joined())
    var live = LiveDiagnostics(StackFile(text: text))
    live.prepare(for: edited..<edited, in: text)
    text.replace(edited..<edited, with: Array("2".utf8))
    live.update(TextChange(range: edited..<edited, count: 1), to: text, unfinishedLine: nil) { StackFile(text: text) }
    let file = StackFile(text: text)
    if case .found(let hover) = live.hover(at: place, in: text) { #expect(hover == file.hover(at: place)) }
    if case .found(let list) = live.completion(at: place, in: text) { #expect(list == file.completion(at: place)) }
    #expect(live.diagnostics.map(\.code) == file.diagnostics().map(\.code))
  }

  /// Most questions are answered without the other apps.
  @Test(arguments: [
    ("im█age: nginx:1.27\n    env", true), ("DEBUG█", false), ("*e█nv", true), ("da█ta:/x", true), ("si█te}", true),
    ("l█og:", true), ("fluent/flu█entd", true), ("data█: {size", false), ("  wo█rker", true), ("si█te: {ext", false),
    ("x-e█nv", false),
  ])
  func hoverIsAnswered(_ place: String, _ isFound: Bool) throws {
    let (live, file, offset) = try opened(place)
    switch live.hover(at: offset, in: file.text) {
    case .found(let hover):
      #expect(isFound)
      #expect(hover == file.hover(at: offset) && hover != nil)
    case .needsWholeFile: #expect(!isFound)
    }
  }

  @Test(arguments: [
    ("nginx:1.27█\n    env", true), ("    im█age: redis", true), ("\"data█:/x", false), ("si█te}", false),
    ("*e█nv", false), ("  wo█rker", false), ("  l█og: {image", true), ("si█te: {ext", false),
    ("vol█umes:\n  data", false),
  ])
  func completionIsAnswered(_ place: String, _ isFound: Bool) throws {
    let (live, file, offset) = try opened(place)
    switch live.completion(at: offset, in: file.text) {
    case .found(let list):
      #expect(isFound)
      #expect(list == file.completion(at: offset) && list?.items.isEmpty == false)
    case .needsWholeFile: #expect(!isFound)
    }
  }

  /// - Parameter place: a piece of ``stack`` with a cursor in it.
  private func opened(_ place: String) throws -> (LiveDiagnostics, StackFile, Int) {
    let piece = try MarkedText(place)
    let range = try #require(Self.stack.range(of: piece.text))
    let offset = Self.stack.utf8.distance(from: Self.stack.startIndex, to: range.lowerBound) + (try piece.cursor)
    let file = StackFile(text: SourceText(Self.stack))
    return (LiveDiagnostics(file), file, offset)
  }
}
