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
