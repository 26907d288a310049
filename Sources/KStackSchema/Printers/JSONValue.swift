/// Just enough of JSON to print a schema: objects keep the order in which they are built.
indirect enum JSONValue {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Indented by two, without a final line break.
  var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to out: inout [UInt8], indent: Int) {
    switch self {
    case .string(let text): JSONValue.quote(text, to: &out)
    case .integer(let number): out += "\(number)".utf8
    case .boolean(let flag): out += (flag ? "true" : "false").utf8
    case .array(let items):
      JSONValue.writeBlock(items, between: "[]", to: &out, indent: indent) { item, out in
        item.write(to: &out, indent: indent + 2)
      }
    case .object(let members):
      JSONValue.writeBlock(members, between: "{}", to: &out, indent: indent) { member, out in
        JSONValue.quote(member.0, to: &out)
        out += ": ".utf8
        member.1.write(to: &out, indent: indent + 2)
      }
    }
  }

  private static func writeBlock<Item>(
    _ items: [Item], between brackets: String, to out: inout [UInt8], indent: Int,
    _ write: (Item, inout [UInt8]) -> Void
  ) {
    out += brackets.utf8.prefix(1)
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(.comma) }
      newLine(indent + 2, &out)
      write(item, &out)
    }
    if !items.isEmpty { newLine(indent, &out) }
    out += brackets.utf8.suffix(1)
  }

  private static func newLine(_ indent: Int, _ out: inout [UInt8]) {
    out.append(0x0A)
    out += repeatElement(.space, count: indent)
  }

  /// RFC 8259, section 7: quotes, backslashes and control characters are escaped, everything else stays as it is.
  private static func quote(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case 0x0A: out += "\\n".utf8
      case 0x0D: out += "\\r".utf8
      case 0x09: out += "\\t".utf8
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        out += ("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex).utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
