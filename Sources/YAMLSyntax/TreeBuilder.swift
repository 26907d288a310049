/// Takes libyaml's events and lays out nodes.
struct TreeBuilder {
  private var nodes: [YAMLTree.Record] = []
  private var properties: [YAMLTree.Properties] = []
  private var aliases: [Int] = []
  private var decoded: [UInt8] = []
  private var documents: [YAMLTree.DocumentRecord] = []
  private var open: [(node: Int, awaitsValue: Bool)] = []
  private var anchors: [ArraySlice<UInt8>: Int] = [:]
  private var lastEnd = 0

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
        case .failure(let raw):
          return Failure(
            problem: raw.problem, at: working.offset(ofScalar: raw.at), context: raw.context,
            contextAt: raw.contextAt.map { working.offset(ofScalar: $0) })
        case .event(let event):
          if open.count >= YAMLParser.depthLimit, event.kind == .sequenceStart || event.kind == .mappingStart {
            let at = working.offset(ofScalar: event.start)
            return Failure(problem: Failure.tooDeep, at: at, context: "", contextAt: nil)
          }
          take(event, working: working, text: text)
        }
      }
    }
    while !open.isEmpty { close(end: nil) }
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
      let index = append(.alias, .plain, range)
      nodes[index].valueStart = Int32(truncatingIfNeeded: anchors[name] ?? -1)
      aliases.append(index)
      finishNode(index)
    case .scalar:
      let found = content(of: event, from: start, to: end, working)
      var range = working.original(found.offset..<max(found.offset, end))
      if event.style == .literal || event.style == .folded { trimEnd(&range, text) }
      if range.isEmpty, found.properties == nil { range = missing(at: range.lowerBound, text) }
      let index = append(.scalar, event.style, range)
      nodes[index].resolvesByLook = event.resolvesByLook
      setValue(event.value, of: index, text: text)
      setKind(of: index, tag: found.properties?.resolvedTag, text: text)
      attach(found.properties, to: index, text: text)
      finishNode(index)
    case .sequenceStart, .mappingStart:
      let found = content(of: event, from: start, to: working.bytes.count, working)
      let offset = working.original(found.offset)
      let kind: YAMLNode.Kind = event.kind == .sequenceStart ? .sequence : .mapping
      let index = append(kind, event.style, offset..<offset)
      attach(found.properties, to: index, text: text)
      open.append((index, false))
    case .sequenceEnd, .mappingEnd:
      guard let top = open.last else { return }
      // The end of a single pair in a flow sequence is no bracket and has no width.
      close(end: nodes[top.node].style == .flow && start < end ? working.originalEnd(end) : nil)
    }
  }

  private mutating func append(_ kind: YAMLNode.Kind, _ style: YAMLNode.Style, _ range: Range<Int>) -> Int {
    let index = nodes.count
    var role = YAMLNode.Role.root
    if let top = open.indices.last {
      if nodes[open[top].node].kind == .sequence {
        role = .item
      } else {
        role = open[top].awaitsValue ? .value : .key
        open[top].awaitsValue.toggle()
      }
    } else if let last = documents.indices.last {
      documents[last].root = index
    }
    nodes.append(
      YAMLTree.Record(
        start: Int32(truncatingIfNeeded: range.lowerBound), end: Int32(truncatingIfNeeded: range.upperBound),
        subtreeEnd: Int32(truncatingIfNeeded: index + 1),
        parent: Int32(truncatingIfNeeded: open.last?.node ?? -1), kind: kind, style: style, role: role))
    return index
  }

  /// Where a node is that nobody wrote: a value right behind its `:`, or behind its key where there is none; libyaml
  /// may name the next token. Anything else where libyaml has it.
  private func missing(at offset: Int, _ text: SourceText) -> Range<Int> {
    guard open.last?.awaitsValue == true else { return max(offset, lastEnd)..<max(offset, lastEnd) }
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

  private mutating func finishNode(_ index: Int) {
    lastEnd = max(lastEnd, Int(nodes[index].end))
  }

  /// `end` is given for a flow collection that has its bracket; else the collection ends with its last child.
  private mutating func close(end: Int?) {
    guard let top = open.popLast() else { return }
    if top.awaitsValue {
      let index = appendMissingValue(of: top.node)
      finishNode(index)
    }
    let own = Int(nodes[top.node].start)
    lastEnd = max(end ?? lastEnd, own)
    nodes[top.node].end = Int32(truncatingIfNeeded: lastEnd)
    nodes[top.node].subtreeEnd = Int32(truncatingIfNeeded: nodes.count)
  }

  private mutating func appendMissingValue(of mapping: Int) -> Int {
    open.append((mapping, true))
    defer { open.removeLast() }
    let index = append(.scalar, .plain, lastEnd..<lastEnd)
    nodes[index].valueStart = Int32(truncatingIfNeeded: lastEnd)
    nodes[index].resolvesByLook = true
    nodes[index].scalarKind = .null
    return index
  }

  /// Points at the text where it says the same as the value, else keeps the value aside.
  private mutating func setValue(_ value: UnsafeBufferPointer<UInt8>, of index: Int, text: SourceText) {
    var start = Int(nodes[index].start)
    var end = Int(nodes[index].end)
    if nodes[index].style == .singleQuoted || nodes[index].style == .doubleQuoted {
      start += 1
      end = max(start, end - 1)
    }
    nodes[index].valueLength = Int32(truncatingIfNeeded: value.count)
    if end - start == value.count, Self.says(value, text, at: start) {
      nodes[index].valueStart = Int32(truncatingIfNeeded: start)
    } else {
      nodes[index].valueStart = Int32(truncatingIfNeeded: decoded.count)
      nodes[index].isDecoded = true
      decoded += value
    }
  }

  /// Whether these bytes stand at a place of the text.
  private static func says(_ value: UnsafeBufferPointer<UInt8>, _ text: SourceText, at start: Int) -> Bool {
    guard start >= 0, start + value.count <= text.bytes.count else { return false }
    return text.bytes.withUnsafeBufferPointer { bytes in
      for offset in value.indices where bytes[start + offset] != value[offset] { return false }
      return true
    }
  }

  private mutating func setKind(of index: Int, tag: YAMLTag?, text: SourceText) {
    if let tag {
      nodes[index].scalarKind = ScalarKind(tag) ?? .string
    } else if nodes[index].resolvesByLook {
      let start = Int(nodes[index].valueStart)
      let range = start..<start + Int(nodes[index].valueLength)
      nodes[index].scalarKind = ScalarResolution.kind(
        ofPlain: nodes[index].isDecoded ? decoded : text.bytes, in: range)
    }
  }

  private mutating func attach(_ found: YAMLTree.Properties?, to index: Int, text: SourceText) {
    guard var found else { return }
    found.node = index
    nodes[index].properties = Int32(truncatingIfNeeded: properties.count)
    properties.append(found)
    if let anchor = found.anchor { anchors[text.bytes[anchor]] = index }
  }

  /// Where the content begins behind the anchor and tag, which libyaml counts as part of the node, and those two.
  private func content(
    of event: LibYAMLEvents.Event, from start: Int, to limit: Int, _ working: WorkingText
  ) -> (offset: Int, properties: YAMLTree.Properties?) {
    guard event.hasAnchor || event.hasTag else { return (start, nil) }
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
