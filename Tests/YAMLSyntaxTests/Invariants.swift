import Testing

@testable import YAMLSyntax

/// What holds for the tree of any bytes; returns what does not, in words.
func violations(of tree: YAMLTree) -> [String] {
  var found: [String] = []
  let bytes = tree.text.bytes
  let text = 0..<bytes.count
  func check(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds, found.count < 10 { found.append(what()) }
  }
  func isInside(_ range: Range<Int>) -> Bool {
    text.lowerBound <= range.lowerBound && range.upperBound <= text.upperBound
  }
  /// Not inside a character, where the text is UTF-8.
  func cutsNothing(_ offset: Int) -> Bool { !isUTF8 || offset == bytes.count || bytes[offset] & 0xC0 != 0x80 }
  let isUTF8 = String(validating: bytes, as: UTF8.self) != nil

  var end = 0
  for index in 0..<tree.nodeCount {
    guard let node = tree.node(index) else {
      check(false, "node \(index) is missing")
      continue
    }
    check(isInside(node.range) && isInside(node.wholeRange), "\(index) lies outside the text")
    check(cutsNothing(node.range.lowerBound) && cutsNothing(node.range.upperBound), "\(index) cuts a character")
    check(node.wholeRange.lowerBound <= node.range.lowerBound, "\(index) begins behind its content")
    check(node.subtreeEnd > index && node.subtreeEnd <= tree.nodeCount, "\(index) ends at \(node.subtreeEnd)")
    for part in [node.anchor, node.tag].compactMap({ $0 }) {
      check(isInside(part) && node.wholeRange.lowerBound <= part.lowerBound, "a property of \(index) lies outside it")
      check(part.upperBound <= node.range.lowerBound, "a property of \(index) lies in its content")
    }
    if let target = node.target { check(target.kind != .alias && target.index <= index, "\(index) has a bad target") }
    _ = (node.string, node.loaded, node.scalarKind, node.contentOffset, node.isMergeKey)
    if node.parent == nil {
      check(node.role == .root && node.wholeRange.lowerBound >= end, "root \(index) overlaps the one before it")
      end = node.range.upperBound
    }
    var last = node.range.lowerBound
    var count = 0
    for child in node.children {
      check(child.parent == node, "\(child.index) does not know its parent")
      check(child.wholeRange.lowerBound >= last, "\(child.index) overlaps what is before it")
      check(child.range.upperBound <= node.range.upperBound, "\(child.index) sticks out of \(index)")
      last = child.range.upperBound
      count += 1
    }
    check(count == 0 || node.kind == .mapping || node.kind == .sequence, "\(index) has children")
    if node.kind == .mapping { check(count.isMultiple(of: 2), "mapping \(index) has a key without a value") }
  }
  check(tree.documents.compactMap(\.root).allSatisfy { $0.role == .root }, "a root is none")

  end = 0
  for comment in tree.comments {
    check(isInside(comment) && comment.lowerBound >= end && !comment.isEmpty, "comment \(comment) is out of order")
    end = comment.upperBound
  }
  end = 0
  for problem in tree.problems {
    check(isInside(problem.range) && problem.range.lowerBound >= end, "problem \(problem.code) is out of order")
    check(
      cutsNothing(problem.range.lowerBound) && cutsNothing(problem.range.upperBound),
      "problem \(problem.code) cuts a character")
    check(!problem.message.isEmpty && !problem.message.utf8.contains(0x0A), "a message of several lines")
    end = problem.range.lowerBound
    if let related = problem.related { check(isInside(related.range), "a related place lies outside the text") }
    var done = 0
    for edit in problem.cure?.edits ?? [] {
      check(isInside(edit.range) && edit.range.lowerBound >= done, "a cure's edits are out of order")
      check(
        cutsNothing(edit.range.lowerBound) && cutsNothing(edit.range.upperBound),
        "a cure of \(problem.code) cuts a character")
      done = edit.range.upperBound
    }
    check(problem.cure.map { !$0.edits.isEmpty } ?? true, "a cure of \(problem.code) does nothing")
  }
  check(tree.storage.passes <= YAMLParser.passLimit(size: bytes.count), "read \(tree.storage.passes) times")
  check(tree.problems.count <= YAMLParser.passLimit(size: bytes.count) + 200, "\(tree.problems.count) problems")
  return found
}

/// Records a violation with the text in question.
func expectInvariants(of bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let found = violations(of: YAMLTree(SourceText(bytes)))
  guard !found.isEmpty else { return }
  let text = String(decoding: bytes.prefix(400), as: UTF8.self).debugDescription
  Issue.record("\(name): \(found.joined(separator: "; ")) in \(text)", sourceLocation: sourceLocation)
}
