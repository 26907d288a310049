/// Takes libyaml's events and lays out nodes.
struct TreeBuilder {
  private var nodes: [YAMLTree.Record] = []
  private var properties: [YAMLTree.Properties] = []
  private var aliases: [Int] = []
  private var decoded: [UInt8] = []
  private var documents: [YAMLTree.DocumentRecord] = []
  /// The collections whose ends are not there yet, but for the innermost, ``top``: that one changes with every node.
  private var outer: [Collection] = []
  private var top: Collection?
  private var anchors: [ArraySlice<UInt8>: Int] = [:]
  private var lastEnd = 0

  /// A collection whose end is not there yet.
  private struct Collection {
    var node: Int
    var isSequence: Bool
    var awaitsValue = false
  }

  init(capacity: Int) {
    nodes.reserveCapacity(capacity)
  }

  /// Reads until the end or the first failure, in working offsets; collections still open then are closed.
  mutating func read(_ working: WorkingText, text: SourceText) -> Failure? {
    let failure = working.bytes.withUnsafeBufferPointer { bytes -> Failure? in
      var events = LibYAMLEvents(bytes)
      while true {
        switch events.next() {
        case .end: return nil
        case .failure:
          let raw = events.failure
          return Failure(
            problem: raw.problem, at: working.offset(ofScalar: raw.at), context: raw.context,
            contextAt: raw.contextAt.map { working.offset(ofScalar: $0) })
        case .event:
          let event = events.current
          if depth >= YAMLParser.depthLimit, event.kind == .sequenceStart || event.kind == .mappingStart {
            let at = working.offset(ofScalar: event.start)
            return Failure(problem: Failure.tooDeep, at: at, context: "", contextAt: nil)
          }
          take(event, working: working, text: text)
        }
      }
    }
    while top != nil { close(end: nil) }
    return failure
  }

  private mutating func take(_ event: LibYAMLEvents.Event, working: WorkingText, text: SourceText) {
    let start = working.offset(ofScalar: event.start)
    let end = working.offset(ofScalar: event.end)
    switch event.kind {
    case .documentStart:
      // libyaml counts the directives in.
      let marker = working.original(event.isExplicit ? max(start, end - 3)..<end : start..<start)
      documents.append(YAMLTree.DocumentRecord(start: marker))
      anchors.removeAll(keepingCapacity: true)
    case .documentEnd:
      break
    case .alias:
      let range = working.original(start..<end)
      let name = text.bytes[range].dropFirst()
      var record = record(.alias, .plain, range)
      record.valueStart = Int32(truncatingIfNeeded: anchors[name] ?? -1)
      aliases.append(nodes.count)
      appendLeaf(record)
    case .scalar:
      let found = event.hasProperties ? content(of: event, from: start, to: end, working) : nil
      let offset = found?.offset ?? start
      var range = working.original(offset..<max(offset, end))
      if event.style == .literal || event.style == .folded { trimEnd(&range, text) }
      if range.isEmpty, found == nil { range = missing(at: range.lowerBound, text) }
      var record = record(.scalar, event.style, range)
      record.resolvesByLook = event.resolvesByLook
      setValue(event.value, of: &record, text: text)
      setKind(of: &record, tag: found?.properties.resolvedTag, text: text)
      if let found { attach(found.properties, to: &record, text: text) }
      appendLeaf(record)
    case .sequenceStart, .mappingStart:
      let found = event.hasProperties ? content(of: event, from: start, to: working.bytes.count, working) : nil
      let offset = working.original(found?.offset ?? start)
      let kind: YAMLNode.Kind = event.kind == .sequenceStart ? .sequence : .mapping
      var record = record(kind, event.style, offset..<offset)
      if let found { attach(found.properties, to: &record, text: text) }
      push(Collection(node: nodes.count, isSequence: kind == .sequence))
      nodes.append(record)
    case .sequenceEnd, .mappingEnd:
      guard let top else { return }
      // The end of a single pair in a flow sequence is no bracket and has no width.
      close(end: nodes[top.node].style == .flow && start < end ? working.originalEnd(end) : nil)
    }
  }

  /// The record of the next node, which is to be appended as it is.
  private mutating func record(
    _ kind: YAMLNode.Kind, _ style: YAMLNode.Style, _ range: Range<Int>
  ) -> YAMLTree.Record {
    let index = nodes.count
    var role = YAMLNode.Role.root
    var parent = -1
    if let collection = top {
      parent = collection.node
      if collection.isSequence {
        role = .item
      } else {
        role = collection.awaitsValue ? .value : .key
        top?.awaitsValue.toggle()
      }
    } else if let last = documents.indices.last {
      documents[last].root = index
    }
    return YAMLTree.Record(
      start: Int32(truncatingIfNeeded: range.lowerBound), end: Int32(truncatingIfNeeded: range.upperBound),
      subtreeEnd: Int32(truncatingIfNeeded: index + 1), parent: Int32(truncatingIfNeeded: parent), kind: kind,
      style: style, role: role)
  }

  /// Where a node is that nobody wrote: a value right behind its `:`, or behind its key where there is none; libyaml
  /// may name the next token. Anything else where libyaml has it.
  private func missing(at offset: Int, _ text: SourceText) -> Range<Int> {
    guard top?.awaitsValue == true else { return max(offset, lastEnd)..<max(offset, lastEnd) }
    var place = lastEnd
    while place < offset, place < text.bytes.count {
      let byte = text.bytes[place]
      if byte == .hash {
        place = text.bytes[place...].firstIndex(where: \.isLineBreak) ?? text.bytes.count
      } else if byte.isSpaceOrBreak {
        place += 1
      } else {
        return byte == .colon ? place + 1..<place + 1 : lastEnd..<lastEnd
      }
    }
    return lastEnd..<lastEnd
  }

  private mutating func appendLeaf(_ record: YAMLTree.Record) {
    nodes.append(record)
    lastEnd = max(lastEnd, Int(record.end))
  }

  private var depth: Int { outer.count + (top == nil ? 0 : 1) }

  private mutating func push(_ collection: Collection) {
    if let top { outer.append(top) }
    top = collection
  }

  private mutating func pop() -> Collection? {
    let collection = top
    top = outer.popLast()
    return collection
  }

  /// `end` is given for a flow collection that has its bracket; else the collection ends with its last child.
  private mutating func close(end: Int?) {
    guard let top = pop() else { return }
    if top.awaitsValue {
      appendMissingValue(of: top)
    }
    let own = Int(nodes[top.node].start)
    lastEnd = max(end ?? lastEnd, own)
    nodes[top.node].end = Int32(truncatingIfNeeded: lastEnd)
    nodes[top.node].subtreeEnd = Int32(truncatingIfNeeded: nodes.count)
  }

  private mutating func appendMissingValue(of mapping: Collection) {
    push(mapping)
    defer { _ = pop() }
    var record = record(.scalar, .plain, lastEnd..<lastEnd)
    record.valueStart = Int32(truncatingIfNeeded: lastEnd)
    record.resolvesByLook = true
    record.scalarKind = .null
    appendLeaf(record)
  }

  /// Points at the text where it says the same as the value, else keeps the value aside.
  private mutating func setValue(
    _ value: UnsafeBufferPointer<UInt8>, of record: inout YAMLTree.Record, text: SourceText
  ) {
    var start = Int(record.start)
    var end = Int(record.end)
    if record.style == .singleQuoted || record.style == .doubleQuoted {
      start += 1
      end = max(start, end - 1)
    }
    record.valueLength = Int32(truncatingIfNeeded: value.count)
    if end - start == value.count, Self.says(value, text, at: start) {
      record.valueStart = Int32(truncatingIfNeeded: start)
    } else {
      record.valueStart = Int32(truncatingIfNeeded: decoded.count)
      record.isDecoded = true
      decoded += value
    }
  }

  /// Whether these bytes stand at a place of the text.
  private static func says(_ value: UnsafeBufferPointer<UInt8>, _ text: SourceText, at start: Int) -> Bool {
    guard start >= 0, start + value.count <= text.bytes.count else { return false }
    return text.bytes.withUnsafeBufferPointer { bytes in
      value.isSame(as: UnsafeBufferPointer(rebasing: bytes[start..<start + value.count]))
    }
  }

  private func setKind(of record: inout YAMLTree.Record, tag: YAMLTag?, text: SourceText) {
    if let tag {
      record.scalarKind = ScalarKind(tag) ?? .string
    } else if record.resolvesByLook {
      let start = Int(record.valueStart)
      let range = start..<start + Int(record.valueLength)
      record.scalarKind = ScalarResolution.kind(ofPlain: record.isDecoded ? decoded : text.bytes, in: range)
    }
  }

  private mutating func attach(_ found: YAMLTree.Properties, to record: inout YAMLTree.Record, text: SourceText) {
    var found = found
    found.node = nodes.count
    record.properties = Int32(truncatingIfNeeded: properties.count)
    properties.append(found)
    if let anchor = found.anchor { anchors[text.bytes[anchor]] = nodes.count }
  }

  /// Where the content begins behind the anchor and tag, which libyaml counts as part of the node, and those two.
  private func content(
    of event: LibYAMLEvents.Event, from start: Int, to limit: Int, _ working: WorkingText
  ) -> (offset: Int, properties: YAMLTree.Properties) {
    var found = YAMLTree.Properties(node: -1, resolvedTag: event.tag, start: working.original(start))
    var offset = start
    var seen = start
    while offset < limit, let byte = working.byte(offset) {
      if byte == UInt8(ascii: "&"), found.anchor == nil, event.hasAnchor {
        let end = endOfProperty(offset + 1, limit, working)
        found.anchor = working.original(offset + 1..<end)
        (offset, seen) = (end, end)
      } else if byte == UInt8(ascii: "!"), found.tag == nil, event.hasTag {
        let end = endOfProperty(offset, limit, working)
        found.tag = working.original(offset..<end)
        (offset, seen) = (end, end)
      } else if byte.isSpaceOrBreak {
        offset += 1
      } else if byte == .hash {
        offset = working.lineEnd(offset)
      } else if working.has("\u{85}", at: offset) {
        offset += 2
      } else if working.has("\u{2028}", at: offset) || working.has("\u{2029}", at: offset) {
        offset += 3
      } else {
        break
      }
    }
    // An empty node ends with its anchor or tag.
    return (offset >= limit ? seen : offset, found)
  }

  /// Names of anchors and tags are ASCII.
  private func endOfProperty(_ start: Int, _ limit: Int, _ working: WorkingText) -> Int {
    var end = start
    if working.has("!<", at: start) {
      while end < limit, let byte = working.byte(end), !byte.isSpaceOrBreak {
        end += 1
        if byte == UInt8(ascii: ">") { break }
      }
      return end
    }
    while end < limit, let byte = working.byte(end), byte < 0x80, !byte.isSpaceOrBreak, byte != .comma,
      !byte.isCloseBracket,
      !byte.isOpenBracket
    { end += 1 }
    return end
  }

  private func trimEnd(_ range: inout Range<Int>, _ text: SourceText) {
    var end = min(range.upperBound, text.bytes.count)
    while end > range.lowerBound, text.bytes[end - 1].isSpaceOrBreak { end -= 1 }
    range = range.lowerBound..<end
  }

  func finish(text: SourceText, repair: Repair, passes: Int) -> YAMLTree.Storage {
    let lost = repair.lost.merged()
    return YAMLTree.Storage(
      text: text, nodes: nodes, properties: properties, aliases: aliases, decoded: decoded, documents: documents,
      comments: Comments.find(in: text, nodes: nodes, lost: lost),
      problems: repair.problems.sorted { $0.range.lowerBound < $1.range.lowerBound }, lost: lost, passes: passes)
  }
}
