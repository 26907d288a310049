internal import CLibYAML

/// The yardstick: libyaml's own event loop over the bytes, with nothing made of the events.
///
/// Gives the number of events; an error ends the loop.
@inline(never)
func rawLibYAML(_ bytes: [UInt8]) -> Int {
  bytes.withUnsafeBufferPointer { buffer in
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return 0 }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
    var event = yaml_event_t()
    var count = 0
    while yaml_parser_parse(parser, &event) == 1 {
      count += 1
      let isLast = event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT
      yaml_event_delete(&event)
      if isLast { break }
    }
    return count
  }
}
