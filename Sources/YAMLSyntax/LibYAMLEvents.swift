internal import CLibYAML

/// libyaml's event stream over bytes that stay in place; the only code that touches C.
///
/// Marks are counted in Unicode scalars of the bytes given, for that is what libyaml counts (never bytes, never
/// UTF-16 units); its line numbers are not used, for it also breaks lines at NEL, LS and PS.
struct LibYAMLEvents: ~Copyable {
  enum Step {
    /// See ``current``.
    case event
    /// The stream ended well.
    case end
    /// See ``failure``.
    case failure
  }

  struct Event {
    enum Kind { case documentStart, documentEnd, alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd }
    var kind: Kind
    /// In Unicode scalars. Includes the anchor and the tag that stand before a node.
    var start: Int
    var end: Int
    /// A scalar's style, or block or flow of a collection.
    var style = YAMLNode.Style.plain
    /// A document with `---`.
    var isExplicit = false
    var hasAnchor = false
    var hasTag = false
    /// An anchor or a tag.
    var hasProperties: Bool { hasAnchor || hasTag }
    /// What the tag stands for; nil for `!` alone, which PyYAML takes for no tag.
    var tag: YAMLTag?
    /// Typed by its look, as an unquoted scalar without a tag is.
    var resolvesByLook = false
    /// What a scalar says after folding and escapes. Valid until the next step.
    var value = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  }

  struct Failure {
    /// libyaml's words; they choose the diagnosis and are never shown.
    var problem: String
    var at: Int
    var context: String
    var contextAt: Int?
  }

  /// On the heap, because the parser points into itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var event = yaml_event_t()
  private let isReady: Bool
  private var isOver = false

  /// `bytes` must be UTF-8 without a byte order mark and outlive this value.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    var last = event
    yaml_event_delete(&last)
    if isReady { yaml_parser_delete(parser) }
    parser.deinitialize(count: 1)
    parser.deallocate()
  }

  mutating func next() -> Step {
    // After an error and after the end of the stream libyaml reports success with an empty event, for ever.
    if isOver || !isReady { return .end }
    while true {
      yaml_event_delete(&event)
      guard yaml_parser_parse(parser, &event) == 1 else {
        isOver = true
        return .failure
      }
      switch event.type {
      case YAML_STREAM_START_EVENT: continue
      case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
        isOver = true
        return .end
      default: return .event
      }
    }
  }

  /// Why there is no further event.
  var failure: Failure {
    let raw = parser.pointee
    return Failure(
      problem: raw.problem.map { String(cString: $0) } ?? "", at: Int(raw.problem_mark.index),
      context: raw.context.map { String(cString: $0) } ?? "",
      contextAt: raw.context == nil ? nil : Int(raw.context_mark.index))
  }

  /// The event that ``next()`` came to.
  var current: Event {
    var result = Event(kind: .documentEnd, start: Int(event.start_mark.index), end: Int(event.end_mark.index))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      result.kind = .documentStart
      result.isExplicit = event.data.document_start.implicit == 0
    case YAML_ALIAS_EVENT:
      result.kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      result.kind = .scalar
      result.hasAnchor = scalar.anchor != nil
      result.hasTag = scalar.tag != nil
      result.tag = scalar.tag.flatMap { YAMLTag(cString: $0) }
      result.resolvesByLook = scalar.plain_implicit != 0
      result.value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      switch scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: result.style = .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: result.style = .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: result.style = .literal
      case YAML_FOLDED_SCALAR_STYLE: result.style = .folded
      default: result.style = .plain
      }
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      result.kind = .sequenceStart
      result.hasAnchor = sequence.anchor != nil
      result.hasTag = sequence.tag != nil
      result.tag = sequence.tag.flatMap { YAMLTag(cString: $0) }
      result.style = sequence.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      result.kind = .mappingStart
      result.hasAnchor = mapping.anchor != nil
      result.hasTag = mapping.tag != nil
      result.tag = mapping.tag.flatMap { YAMLTag(cString: $0) }
      result.style = mapping.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
    case YAML_SEQUENCE_END_EVENT: result.kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: result.kind = .mappingEnd
    default: result.kind = .documentEnd
    }
    return result
  }
}

extension YAMLTag {
  fileprivate init?(cString: UnsafePointer<UInt8>) {
    let name = String(cString: cString)
    if name == "!" { return nil }
    self.init(resolved: name)
  }
}
